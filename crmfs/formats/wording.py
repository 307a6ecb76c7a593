"""Wording: a problem in the words of one language, its fields by their labels. Lays out nothing."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from shlex import quote
from string import Formatter

from crmfs.core.errors import Param
from crmfs.core.messages import Language, Text, pick, rule
from crmfs.core.problem import Problem
from crmfs.core.text import one_line

SEVERITIES: Mapping[Language, Mapping[str, str]] = {
    "zh": {"error": "错误", "warning": "警告", "info": "提示"},
    "en": {"error": "error", "warning": "warning", "info": "info"},
}


def no_label(path: str, field: str) -> str:
    """Returns no label: for where no schema is at hand."""
    return ""


def in_general(text: Text, language: Language) -> str:
    """Returns a message that speaks of no case: `…` stands for what a case would name."""
    parts = Formatter().parse(pick(text, language))
    return "".join(said + ("" if name is None else "…") for said, name, _, _ in parts)


@dataclass(frozen=True, slots=True)
class Wording:
    """How problems are put into words.

    Attributes:
        language: The reader's.
        label_of: Returns a field's label in that language by the file's path and the field's code, `""` if it has none.
    """

    language: Language
    label_of: Callable[[str, str], str] = no_label

    def message(self, problem: Problem) -> str:
        """Returns what is wrong, in one line."""
        values = _values(problem)
        if "field" in values:
            values["field"] = self._labelled(problem.path, str(values["field"]))
        return pick(rule(problem.code).text, self.language).format(**values)

    def remedy(self, problem: Problem) -> str:
        """Returns what to do about it, in one line; commands in it can be copied."""
        values = _values(problem)
        values["path"] = quote(str(values["path"]))
        return pick(rule(problem.code).remedy, self.language).format(**values)

    def severity(self, problem: Problem) -> str:
        """Returns the word for how bad it is."""
        return SEVERITIES[self.language][problem.severity]

    def _labelled(self, path: str, field: str) -> str:
        label = one_line(self.label_of(path, field))
        return field if label in ("", field) else f"{label} ({field})"


def _values(problem: Problem) -> dict[str, Param]:
    shown = {name: one_line(value) if isinstance(value, str) else value for name, value in problem.params.items()}
    return {"path": one_line(problem.path), **shown}

"""Wording: a problem in the words of one language, its fields by their labels. Lays out nothing."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from shlex import quote
from string import Formatter

from crmfs.core.messages import Language, Param, Text, fill, pick, rule, say
from crmfs.core.problem import Problem
from crmfs.core.text import one_line
from crmfs.records.fields import Field, no_field
from crmfs.records.kinds import locate
from crmfs.records.labels import label
from crmfs.records.yaml import pointer_parts

SEVERITIES: Mapping[Language, Mapping[str, str]] = {
    "zh": {"error": "错误", "warning": "警告", "info": "提示"},
    "en": {"error": "error", "warning": "warning", "info": "info"},
}


_SOME_CUSTOMER = Text("客户ID", "ID")  # where a command in a remedy takes a customer and none is at hand
_TYPES = {
    "text": "field.type_text",
    "integer": "field.type_integer",
    "number": "field.type_number",
    "boolean": "field.type_boolean",
    "list": "field.type_list",
    "map": "field.type_map",
}


def in_general(text: Text, language: Language) -> str:
    """Returns a message that speaks of no case: `…` stands for what a case would name."""
    parts = Formatter().parse(pick(text, language))
    unnamed = {None: "", "customer": pick(_SOME_CUSTOMER, language)}
    return "".join(said + unnamed.get(name, _unknown(counted)) for said, name, counted, _ in parts)


def _unknown(counted: str | None) -> str:
    """Returns what stands for a value that is not known, with what it counts: `… days`."""
    return f"… {(counted or '').partition('|')[2]}".rstrip()


@dataclass(frozen=True, slots=True)
class Wording:
    """How problems are put into words.

    Attributes:
        language: The reader's.
        field_of: Returns a field by the file's path and the field's code, None where none is known.
    """

    language: Language
    field_of: Callable[[str, str], Field | None] = no_field

    def message(self, problem: Problem) -> str:
        """Returns what is wrong, in one line."""
        values = _values(problem, self.language)
        field = self._field(problem) if "field" in problem.params else None
        if field:
            values["field"] = _named(one_line(label(field, self.language)), field.name)
        if field and "allowed" in values:
            values["allowed"] = self._choices(field, str(values["allowed"]))
        if "expected" in values:
            values["expected"] = ", ".join(map(self._type, str(values["expected"]).split(", ")))
        if problem.code == "path.unsafe":
            values["reason"] = say(str(values["reason"]), self.language)
        return fill(pick(rule(problem.code).text, self.language), values)

    def remedy(self, problem: Problem) -> str:
        """Returns what to do about it, in one line; commands in it can be copied."""
        values = _values(problem, self.language)
        values["path"] = quote(str(values["path"]))
        found = rule(problem.code)
        practice = found.practice if problem.params.get("profile") == "no-pii" else None
        return fill(pick(practice or found.remedy, self.language), values)

    def severity(self, problem: Problem) -> str:
        """Returns the word for how bad it is."""
        return SEVERITIES[self.language][problem.severity]

    def _field(self, problem: Problem) -> Field | None:
        """Returns the field that a problem names: its pointer leads there, for a missing one to the map around it."""
        named = str(problem.params["field"])
        names = [part for part in pointer_parts(problem.pointer) if not part.isdigit()]
        first, *below = names if names[-1:] == [named] else [*names, named]
        field = self.field_of(problem.path, first)
        for name in below:
            field = field.items.get(name) if field else None
        return field

    def _choices(self, field: Field, codes: str) -> str:
        """Returns codes with what people read for them: `potential 潜在、active 活跃`; English codes are words."""
        if self.language == "en":
            return codes
        names = {choice.code: one_line(label(choice, self.language)) for choice in field.choices}
        return "、".join(f"{code} {names.get(code, '')}".rstrip() for code in codes.split(", "))

    def _type(self, name: str) -> str:
        return say(_TYPES[name], self.language) if name in _TYPES else name


def _values(problem: Problem, language: Language) -> dict[str, Param]:
    """Returns the values of placeholders, among them the file's path and the customer whose file it is."""
    customer = locate(problem.path).customer or pick(_SOME_CUSTOMER, language)
    shown = {name: one_line(value) if isinstance(value, str) else value for name, value in problem.params.items()}
    return {"path": one_line(problem.path), "customer": quote(one_line(customer)), **shown}


def _named(name: str, code: str) -> str:
    return code if name in ("", code) else f"{name} ({code})"

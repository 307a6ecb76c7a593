"""libyaml's complaints to codes of the area `yaml`. Its English never reaches a user."""

from typing import Protocol

from crmfs.core.regex import regex
from crmfs.records.yaml.faults import YamlError

_GLUED = regex(r"\s*(?:- +)*[^\s:#'\"]+:[^\s:/\\]")  # name:张三


class Mark(Protocol):
    """A place in the text; `line` and `column` count from 0."""

    @property
    def index(self) -> int: ...
    @property
    def line(self) -> int: ...
    @property
    def column(self) -> int: ...


class Complaint(Protocol):
    """What PyYAML raises."""

    @property
    def context(self) -> str | None: ...
    @property
    def context_mark(self) -> Mark | None: ...
    @property
    def problem(self) -> str | None: ...
    @property
    def problem_mark(self) -> Mark | None: ...


_BY_CONTEXT = {
    "while scanning an alias": "yaml.asterisk_unquoted",
    "while scanning an anchor": "yaml.anchor",
    "while scanning a tag": "yaml.tag",
    "while parsing a tag": "yaml.tag",
    "while parsing a node": "yaml.tag",
    "while scanning a directive": "yaml.directive",
    "while scanning a %YAML directive": "yaml.directive",
    "while scanning a quoted scalar": "yaml.quote_open",
    "while parsing a quoted scalar": "yaml.escape",
    "while parsing a flow sequence": "yaml.bracket",
    "while parsing a flow mapping": "yaml.bracket",
}
_BY_PROBLEM = {
    "found duplicate %YAML directive": "yaml.directive",
    "found incompatible YAML document": "yaml.directive",
    "found a tab character where an indentation space is expected": "yaml.tab",
    "found a tab character that violates indentation": "yaml.tab",
}


def translated(error: Complaint, text: str) -> YamlError:
    """Returns the error for a complaint of libyaml about a text."""
    context, problem = error.context or "", error.problem or ""
    mark = error.context_mark if context in _BY_CONTEXT else error.problem_mark
    if problem in _BY_PROBLEM:
        return _error(_BY_PROBLEM[problem], error.problem_mark)
    if context in _BY_CONTEXT:
        return _error(_BY_CONTEXT[context], mark)
    if problem == "found character that cannot start any token":
        return _error(_unstartable(text, mark), mark)
    if problem in ("could not find expected ':'", "mapping values are not allowed in this context"):
        return _colon(error, text)
    return _error("yaml.syntax", mark)


def _unstartable(text: str, mark: Mark | None) -> str:
    if mark is None:
        return "yaml.syntax"
    return "yaml.tab" if "\t" in text[mark.index : mark.index + 1] or _led_by_tab(text, mark) else "yaml.reserved_start"


def _led_by_tab(text: str, mark: Mark) -> bool:
    return (
        "\t" in text[mark.index - mark.column : mark.index] and not text[mark.index - mark.column : mark.index].strip()
    )


def _colon(error: Complaint, text: str) -> YamlError:
    """A line that is no `key: value`, or has a colon too many: which, and where the slip is."""
    mark = error.context_mark or error.problem_mark
    if mark is None:
        return _error("yaml.syntax", None)
    lines = text.splitlines()
    candidates = [mark.line] if error.context_mark else [mark.line, mark.line - 1]
    for number in candidates:
        line = lines[number] if 0 <= number < len(lines) else ""
        if "：" in line and ": " not in line and not line.rstrip().endswith(":"):
            return YamlError("yaml.fullwidth_colon_key", number + 1, line.index("：") + 1)
        if _GLUED.match(line) and ": " not in line:
            return YamlError("yaml.colon_space", number + 1, line.index(":") + 1)
    if error.context_mark:
        return _error("yaml.no_colon", mark)
    inline = ": " in text[max(0, mark.index - mark.column) : mark.index]
    return _error("yaml.colon_in_value" if inline else "yaml.indentation", mark)


def _error(code: str, mark: Mark | None) -> YamlError:
    return YamlError(code, mark.line + 1, mark.column + 1) if mark else YamlError(code)

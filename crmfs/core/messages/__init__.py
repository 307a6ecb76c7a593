"""All that crmfs says, zh and en side by side, one file an area; the area is the part of a code before its dot.

Texts only: no logic, no values of records. Placeholders are `{name}`, or `{name:file|files}` where English
counts; the same names in both languages.
"""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from typing import Literal, NamedTuple

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")
Param = str | int | float  # what stands for a placeholder, the same in both languages


class Text(NamedTuple):
    """One message in both languages."""

    zh: str
    en: str


class Rule(NamedTuple):
    """One rule that data can break: `crmfs rule CODE` shows all of it.

    Attributes:
        severity: `error`, `warning` or `info`.
        text: What is wrong, in one line.
        remedy: What to do about it; names the command that mends it where there is one.
        why: Why the rule exists.
        fixable: Whether `crmfs fix` mends it.
        practice: The remedy in a repository for practice (profile no-pii), where it is another one.
    """

    severity: Literal["error", "warning", "info"]
    text: Text
    remedy: Text
    why: Text
    fixable: bool = False
    practice: Text | None = None


AREAS = (
    "access",
    "attach",
    "audit",
    "backup",
    "check",
    "cli",
    "company",
    "contact",
    "credit",
    "date",
    "document",
    "dedupe",
    "doctor",
    "edit",
    "export",
    "extract",
    "field",
    "file",
    "fix",
    "freshness",
    "git",
    "history",
    "hook",
    "id",
    "imports",
    "index",
    "init",
    "interaction",
    "label",
    "lifecycle",
    "member",
    "members",
    "merge",
    "path",
    "privacy",
    "push",
    "quality",
    "query",
    "record",
    "reference",
    "report",
    "repository",
    "review",
    "schema",
    "search",
    "settings",
    "show",
    "status",
    "subject",
    "sync",
    "table",
    "upgrade",
    "validate",
    "value",
    "watch",
    "yaml",
)


def _entry(code: str) -> Text | Rule:
    return _area(code.partition(".")[0])[code]


@cache
def _area(area: str) -> dict[str, Text | Rule]:
    if area not in AREAS:
        raise KeyError(area)
    entries: dict[str, Text | Rule] = import_module(f"crmfs.core.messages.{area}").MESSAGES
    return entries


@cache
def rule(code: str) -> Rule:
    """Returns the rule of a problem's code; KeyError for a code that is no rule's."""
    entry = _entry(code)
    if not isinstance(entry, Rule):
        raise KeyError(code)
    return entry


def text(code: str) -> Text:
    """Returns the message of a code, a rule's text included; KeyError for an unknown code."""
    entry = _entry(code)
    return entry.text if isinstance(entry, Rule) else entry


def say(code: str, lang: Language, /, **params: object) -> str:
    """Returns the message of a code in one language with its placeholders filled; a parameter may be a Text itself."""
    said = {name: pick(value, lang) if isinstance(value, Text) else value for name, value in params.items()}
    return fill(pick(text(code), lang), said)


def fill(message: str, values: Mapping[str, object]) -> str:
    """Returns a message with its placeholders filled; `{count:file|files}` becomes `1 file`, `2 files`."""
    if "|" not in message:
        return message.format(**values)
    from crmfs.core.counted import counted  # slow to load, and few messages count

    return counted(message, values)


def pick(message: Text, lang: Language) -> str:
    """Returns one language of a text."""
    return message.zh if lang == "zh" else message.en


def every_code() -> dict[str, Text | Rule]:
    """Returns every message of every area by its code."""
    return {code: entry for area in AREAS for code, entry in _area(area).items()}

"""Field paths of the policy, such as `contacts[].mobile`: parsed and compared. Holds no values."""

from crmfs.core.regex import regex

_PATH = regex(r"[^\W\d][\w-]*(?:\[\])*(?:\.[^\W\d][\w-]*(?:\[\])*)*")
_ITEM = regex(r"\[[0-9]*\]|\.[0-9]+(?=\.|$)")

ITEM = "[]"  # every item of a list
FieldPath = tuple[str, ...]  # keys, and ITEM for a step into a list


def parse_field(text: str) -> FieldPath | None:
    """Returns the steps of a dotted field path, `[]` for the items of a list; None where it is malformed."""
    if not _PATH.fullmatch(text):
        return None
    return tuple(text.replace("[]", ".[]").split("."))


def typed_field(text: str) -> FieldPath | None:
    """Returns the steps of a field path as people type one: `contacts[0].mobile` and `/contacts/0/mobile` too."""
    dotted = text.strip("/").replace("/", ".") if text.startswith("/") else text
    return parse_field(_ITEM.sub(ITEM, dotted))


def shown_field(path: FieldPath) -> str:
    """Returns a field path as the policy writes it."""
    return ".".join(path).replace(".[]", "[]")


def covers(rule: FieldPath, path: FieldPath) -> bool:
    """Says whether a rule on one field path is a rule on another: on the same or on something inside of it."""
    return path[: len(rule)] == rule


def touches(rule: FieldPath, path: FieldPath) -> bool:
    """Says whether a rule on one field path concerns something at, in or around another."""
    return covers(rule, path) or covers(path, rule)

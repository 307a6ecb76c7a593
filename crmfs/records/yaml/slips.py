"""Slips that spoil a whole file: an unresolved merge, full-width colons after all keys. Reads no YAML."""

from crmfs.core.regex import regex
from crmfs.records.yaml.faults import YamlError

_OURS = regex(r"(?m)^<{7}(?: |\r?$)")
_THEIRS = regex(r"(?m)^>{7}(?: |\r?$)")
_WIDE_KEY = regex(r"(?m)\A(?:[ \t]*(?:#[^\r\n]*)?\r?\n)*(?:- +)?[\w\-]{1,60} ?(：)")


def unmerged(text: str) -> YamlError | None:
    """Returns the error for a text in which git's conflict markers stand, None for another."""
    found = _OURS.search(text)
    if found is None or not _THEIRS.search(text, found.end()):
        return None
    return YamlError("yaml.conflict", text.count("\n", 0, found.start()) + 1, 1)


def wide_keys(text: str) -> YamlError | None:
    """Returns the error for a text whose first field has a full-width colon: no field of it can be read."""
    found = _WIDE_KEY.match(text)
    if found is None:
        return None
    start = text.rfind("\n", 0, found.start(1)) + 1
    return YamlError("yaml.fullwidth_colon_key", text.count("\n", 0, start) + 1, found.start(1) - start + 1)

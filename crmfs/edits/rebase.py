"""Puts an edit onto a file that somebody else changed meanwhile, field by field. Pure; never guesses."""

from collections.abc import Iterator

from crmfs.core.errors import ChangedMeanwhile
from crmfs.records.yaml import Value, YamlError, read_yaml
from crmfs.records.yaml.editor import EditRefused, delete, set_value

_ABSENT = object()


def rebase(path: str, base: bytes | None, ours: bytes | None, theirs: bytes | None) -> bytes | None:
    """Returns `theirs` with what `ours` changed against `base`.

    Args:
        path: Repository path, for messages.
        base, ours, theirs: Contents; None where the file is absent.

    Raises:
        ChangedMeanwhile: `edit.conflict`: both changed the same field to different values; `edit.conflict_file`: both
            made the file, or it was deleted or broken meanwhile.
    """
    if ours == theirs or theirs == base:
        return ours
    if base is None or ours is None or theirs is None:
        raise ChangedMeanwhile("edit.conflict_file", path=path)
    try:
        old, new, other = (read_yaml(data).value for data in (base, ours, theirs))
    except YamlError:
        raise ChangedMeanwhile("edit.conflict_file", path=path) from None
    result, order = theirs, tuple(new) if isinstance(new, dict) else ()
    for pointer, was, wanted in _differences(old, new, ""):
        there = _at(other, pointer)
        if there == wanted:
            continue
        if there != was:
            raise ChangedMeanwhile("edit.conflict", path=path, pointer=pointer, field=pointer)
        try:
            result = delete(result, pointer) if wanted is _ABSENT else set_value(result, pointer, wanted, order=order)  # type: ignore[arg-type]
        except EditRefused:
            raise ChangedMeanwhile("edit.conflict", path=path, pointer=pointer, field=pointer) from None
    return result


def _differences(old: object, new: object, pointer: str) -> Iterator[tuple[str, object, object]]:
    """Returns what changed between two values: (pointer, old, new); lists count as one value."""
    if isinstance(old, dict) and isinstance(new, dict):
        for key in [*old, *(key for key in new if key not in old)]:
            below = f"{pointer}/{escape(key)}"
            yield from _differences(old.get(key, _ABSENT), new.get(key, _ABSENT), below)
    elif old != new or type(old) is not type(new):
        yield pointer, old, new


def escape(key: str) -> str:
    """Returns a key as a token of a JSON Pointer (RFC 6901)."""
    return key.replace("~", "~0").replace("/", "~1")


def _at(value: Value, pointer: str) -> object:
    found: object = value
    for token in pointer.split("/")[1:]:
        key = token.replace("~1", "/").replace("~0", "~")
        if not isinstance(found, dict) or key not in found:
            return _ABSENT
        found = found[key]
    return found

"""Puts an edit by somebody who was shown a part of a file onto the whole file. Pure; never guesses."""

from collections.abc import Sequence
from difflib import SequenceMatcher

from crmfs.access.mask import MASKED
from crmfs.core.errors import ChangedMeanwhile
from crmfs.records.yaml import Value, YamlError, read_yaml
from crmfs.records.yaml.editor import EditRefused, delete, insert_item, set_value

_ABSENT = object()


def rebase(path: str, shown: bytes | None, wanted: bytes | None, there: bytes | None) -> bytes | None:
    """Returns a file with what somebody changed who saw a part of it; nothing that he did not see is overwritten.

    The items of lists are told apart by id, without one by their place; what is taken away goes with all that is hidden
    in it.

    Args:
        path: Repository path, for messages.
        shown: What he saw.
        wanted: What he made of it, None to delete the file.
        there: What the file holds, None where it is gone.

    Raises:
        ChangedMeanwhile: `edit.conflict`: the field holds something else than he saw; `edit.conflict_file`: the file is
            new, gone or broken.
    """
    if wanted == there or there == shown:
        return wanted
    if shown is None or there is None:
        raise ChangedMeanwhile("edit.conflict_file", path=path)
    try:
        old, new, other = (read_yaml(data).value if data is not None else _ABSENT for data in (shown, wanted, there))
    except YamlError:
        raise ChangedMeanwhile("edit.conflict_file", path=path) from None
    if new is _ABSENT:
        if not _shows(old, other):
            raise ChangedMeanwhile("edit.conflict_file", path=path)
        return None
    order = tuple(new) if isinstance(new, dict) else ()
    return _Rebase(path, order).onto(there, old, new, other, "")


class _Rebase:
    """One edit being put onto a file."""

    def __init__(self, path: str, order: Sequence[str]) -> None:
        self._path = path
        self._order = order

    def onto(self, data: bytes, was: object, wanted: object, there: object, pointer: str) -> bytes:
        """Returns the file with what differs between `was` and `wanted` done at a place where `there` stands."""
        if was == wanted and type(was) is type(wanted):
            return data
        if isinstance(was, dict) and isinstance(wanted, dict):
            for key in [*was, *(key for key in wanted if key not in was)]:
                held = there.get(key, _ABSENT) if isinstance(there, dict) else _ABSENT
                below = f"{pointer}/{escape(key)}"
                data = self.onto(data, was.get(key, _ABSENT), wanted.get(key, _ABSENT), held, below)
            return data
        if isinstance(was, list) and isinstance(wanted, list) and isinstance(there, list):
            return self._items(data, was, wanted, there, pointer)
        return self._set(data, was, wanted, there, pointer)

    def _set(self, data: bytes, was: object, wanted: object, there: object, pointer: str) -> bytes:
        if there == wanted:
            return data
        if there != was and not (wanted is _ABSENT and _shows(was, there)):
            raise self._conflict(pointer)
        try:
            if wanted is _ABSENT:
                return delete(data, pointer)
            return set_value(data, pointer, wanted, order=self._order)  # type: ignore[arg-type]
        except EditRefused:
            raise self._conflict(pointer) from None

    def _items(
        self, data: bytes, was: Sequence[Value], wanted: Sequence[Value], there: Sequence[Value], pointer: str
    ) -> bytes:
        places, kept = _places(was, there), _kept(was, wanted)
        if places is None or kept is None:
            return self._set(data, was, wanted, there, pointer)
        for at, source in enumerate(kept):
            if source is not None:
                place = places[source]
                data = self.onto(data, was[source], wanted[at], there[place], f"{pointer}/{place}")
        left = list(range(len(there)))
        for source in sorted(set(range(len(was))).difference(kept), key=lambda one: -places[one]):
            place = places[source]
            data = self._set(data, was[source], _ABSENT, there[place], f"{pointer}/{place}")
            left.remove(place)
        after = 0
        for at, source in enumerate(kept):
            if source is None:
                data = insert_item(data, pointer, after, wanted[at])
                left.insert(after, -1)
                after += 1
            else:
                after = left.index(places[source]) + 1
        return data

    def _conflict(self, pointer: str) -> ChangedMeanwhile:
        return ChangedMeanwhile("edit.conflict", path=self._path, pointer=pointer, field=pointer)


def _shows(shown: object, there: object) -> bool:
    """Says whether a value may be what a view shows of another: the same but for masks and keys that it leaves out."""
    if isinstance(shown, dict) and isinstance(there, dict):
        return all(_shows(inner, there.get(key, _ABSENT)) for key, inner in shown.items())
    if isinstance(shown, list) and isinstance(there, list):
        return len(shown) == len(there) and all(map(_shows, shown, there))
    return shown == there or (isinstance(shown, str) and MASKED in shown and there is not _ABSENT)


def _id(item: Value) -> str:
    found = item.get("id") if isinstance(item, dict) else None
    return str(found) if found else ""


def _places(was: Sequence[Value], there: Sequence[Value]) -> list[int] | None:
    """Returns where each item that was shown stands in the list as it is; None where that cannot be told."""
    shown, known = list(map(_id, was)), list(map(_id, there))
    if all(shown) and all(known) and len(set(shown)) == len(shown) and len(set(known)) == len(known):
        return [known.index(one) for one in shown] if set(shown) <= set(known) else None
    return list(range(len(was))) if len(was) == len(there) else None


def _kept(was: Sequence[Value], wanted: Sequence[Value]) -> list[int | None] | None:
    """Returns for each wanted item which of those shown it was, None for a new one; None where items were put round."""
    before, after = ([_id(item) or repr(item) for item in items] for items in (was, wanted))
    kept: list[int | None] = [None] * len(wanted)
    for what, start, end, low, high in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        changed = what == "replace" and end - start == high - low and not any(map(_id, [*was[start:end]]))
        if what == "equal" or changed:
            kept[low:high] = range(start, end)
    gone = {one for at, one in enumerate(before) if at not in kept}
    moved = any(source is None and after[at] in gone for at, source in enumerate(kept))
    return None if moved else kept


def escape(key: str) -> str:
    """Returns a key as a token of a JSON Pointer (RFC 6901)."""
    return key.replace("~", "~0").replace("/", "~1")

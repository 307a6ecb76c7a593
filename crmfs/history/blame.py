"""Who gave each field of a record the value that it has. Masks stay masks, and nobody is named for them."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from crmfs.git.blame import Line, blame
from crmfs.git.log import Revision
from crmfs.history.changes import FileChange, changes_of
from crmfs.history.entries import Origin, followed, told_reason
from crmfs.history.fields import FieldChange, every_field
from crmfs.history.past import Past
from crmfs.history.steps import steps_of
from crmfs.records.yaml import Value
from crmfs.records.yaml.values import same

At = tuple[str, ...]


class Blamed(NamedTuple):
    """One field of a record.

    Attributes:
        field: Its place and, as `new`, its value as shown.
        is_open: Whether that is the value itself and no mask; of a mask nothing else is known.
        origin: None for what is in no commit yet, and for a mask.
    """

    field: FieldChange
    is_open: bool
    origin: Origin | None


def blame_fields(past: Past, path: str, shown: Mapping[str, Value], data: bytes) -> list[Blamed]:
    """Returns each field of a record with who gave it its value.

    Args:
        path: Where the record is.
        shown: Its fields as the member is shown them.
        data: Its bytes; what of them is not open to the member is not looked at.
    """
    waiting = {one.at: one for one in every_field(past.fields(path, data) or {})}
    known, origins = frozenset(waiting), dict[At, Origin]()
    for made, then in followed(past, path):
        if not waiting:
            break
        found = [at for at, new in _given(past, made, then) if at in waiting and same_side(waiting[at].new, new)]
        if found:
            origin = Origin(made, told_reason(past, made))
            origins |= dict.fromkeys(found, origin)
            for at in found:
                del waiting[at]
    return [Blamed(one, one.at in known, origins.get(one.at)) for one in every_field(shown)]


def blame_lines(past: Past, path: str) -> list[tuple[Line, Origin]]:
    """Returns each line that a document has at the tip with where it is from.

    A line that came from a place where the member sees nothing is from the commit that brought it where he does.
    """
    seen = {made.oid: made for made, then in followed(past, path) if past.is_visible(then)}
    first = next(reversed(seen.values()), None)
    lines = blame(past.repository, past.head or "", path)
    made = {commit: seen.get(commit, first) for commit in dict.fromkeys(line.commit for line in lines)}
    origins = {commit: Origin(one, told_reason(past, one)) for commit, one in made.items() if one}
    return [(line, origins[line.commit]) for line in lines]


def same_side(one: object, other: object) -> bool:
    """Says whether two values are equal as `same` has it."""
    return same(one, other)  # type: ignore[arg-type]


def _given(past: Past, made: Revision, path: str) -> Iterator[tuple[At, object]]:
    """Yields the fields to which a commit gave a value, with the value."""
    for change in changes_of(past, steps_of(past.repository, made, path)):
        new = {one.at: one.new for one in every_field(change.new_fields or {})}
        for at, value in new.items():
            if _is_whole(change) or any(at[: len(one.at)] == one.at for one in change.fields):
                yield at, value


def _is_whole(change: FileChange) -> bool:
    return change.how == "added" or change.old_fields is None

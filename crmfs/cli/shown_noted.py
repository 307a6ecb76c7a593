"""What was shown of protected fields, noted in the local record. Shows nothing and refuses nothing.

A reader is not stopped where the record cannot be written: he holds the files and could open them with any program.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, TypeVar

from crmfs.access.field_path import ITEM, FieldPath
from crmfs.cli import output
from crmfs.context import Context
from crmfs.core.errors import ChangedMeanwhile
from crmfs.core.messages import say
from crmfs.records.fields import Field
from crmfs.records.kinds import is_protected, locate
from crmfs.records.yaml import Value

if TYPE_CHECKING:
    from crmfs.history.changes import FileChange

Item = TypeVar("Item")
Row = Mapping[str, Value]
_OF_CONTACTS = ("phone", "email")  # columns of the standard table that are read from contacts.yaml
_NO_DATA = frozenset(("id", "primary"))


def note_shown(
    context: Context, command: str, fields: Collection[str], records: int, filters: Sequence[str] = ()
) -> None:
    """Notes who was shown true values of which protected fields; nothing where there are none.

    Args:
        command: As typed, `member list`.
        fields: As `contacts.mobile`.
        filters: Which records: ids, or filters without what was typed of people.
    """
    if not fields or not records:
        return
    from datetime import UTC, datetime  # most that is shown is not protected

    from crmfs.exchange.audit import Shown
    from crmfs.exchange.audit import note_shown as note

    reader, actor = context.reader, context.actor
    seen_as = reader.id if reader.id != actor.id else None
    moment = datetime.now(UTC).replace(microsecond=0).isoformat()
    said = Shown(
        moment, actor.id, seen_as, command, tuple(filters), records, tuple(sorted(fields)), context.repository.head()
    )
    try:
        note(context.repository.state_dir, said)
    except (OSError, ChangedMeanwhile):
        output.note(say("audit.not_noted", context.lang))


def protected_in(context: Context, path: str, shown: Row) -> set[str]:
    """Returns the protected fields of a record whose true values are among what is shown of it."""
    kind = locate(path).kind
    clear = context.view.unmasked(path, shown)
    if kind is None:
        return set()
    if is_protected(path):
        return {f"{kind.name}.{name}" for name, _ in _filled(clear)}
    fields = context.schemas.fields(kind.name)
    return {f"{kind.name}.{name}" for name, value in clear.items() if _is_told(fields.get(name), value)}


def protected_told(context: Context, path: str, text: str) -> set[str]:
    """Returns the protected fields whose true values stand in a text made from a record.

    The record's kind stands for them where the text has parts of them alone.
    """
    kind = locate(path).kind
    if kind is None:
        return {"finance"} if is_protected(path) else set()
    fields = context.schemas.fields(kind.name)
    if not is_protected(path) and not any(field.protected for field in fields.values()):
        return set()  # most hits
    clear = context.view.unmasked(path, context.view.fields(path))
    if not is_protected(path):
        clear = {name: value for name, value in clear.items() if _is_told(fields.get(name), value)}
    found = {f"{kind.name}.{name}" for name, value in _filled(clear) if str(value) in text}
    return found or ({kind.name} if is_protected(path) else set())


def protected_changes(context: Context, changes: "Iterable[FileChange]") -> tuple[set[str], int]:
    """Returns the protected fields that changes tell of, and in how many files."""
    found: set[str] = set()
    files = 0
    for change in changes:
        kind = locate(change.path).kind
        if is_protected(change.path):
            name = kind.name if kind else "finance"
            own = {_code(name, one.field) for one in change.fields} or {name}
        else:
            own = {
                f"{kind.name}.{one.at[0]}"
                for one in change.fields
                if kind and (field := context.field_of(change.path, one.at[0])) and field.protected
            }
        found |= own
        files += bool(own)
    return found, files


def _code(kind: str, field: FieldPath) -> str:
    """Returns how a field of a protected record is noted: `contacts.mobile`, whichever contact it is of."""
    return ".".join([kind, *(step for step in field if step not in (ITEM, kind))])


class Rows:
    """Counts the rows of customers that go by and show true values of protected columns.

    Args:
        names: The columns that are shown; None for all that are stored.

    Attributes:
        fields: The columns that did.
        records: How many rows.
    """

    def __init__(self, fields: Mapping[str, Field], names: Iterable[str] | None) -> None:
        wanted = fields.keys() if names is None else names
        self._names = [
            name for name in wanted
            if (name in _OF_CONTACTS and names is not None) or (name in fields and fields[name].protected
                                                                and name not in _OF_CONTACTS)
        ]  # fmt: skip
        self.fields: set[str] = set()
        self.records = 0

    def watched(self, rows: Iterator[tuple[Item, Row]]) -> Iterator[tuple[Item, Row]]:
        """Returns the rows, counted as they are taken."""
        return self._counted(rows) if self._names else rows

    def _counted(self, rows: Iterator[tuple[Item, Row]]) -> Iterator[tuple[Item, Row]]:
        seen: set[str] = set()
        for item, row in rows:
            is_told = False
            for name in self._names:
                value = row.get(name)
                if value and (not isinstance(value, str) or "*" not in value):  # as `_is_true`, of thousands of rows
                    is_told = True
                    seen.add(name)
            self.records += is_told
            yield item, row
        self.fields = {f"contacts.{name}" if name in _OF_CONTACTS else f"customer.{name}" for name in seen}


def _is_true(value: Value) -> bool:
    """Says whether a value is one, and no mask: real numbers and addresses have no `*`."""
    return value not in (None, "", []) and not (isinstance(value, str) and "*" in value)


def _is_told(field: Field | None, value: Value) -> bool:
    return field is not None and field.protected and _is_true(value)


def _filled(value: Value, above: str = "") -> Iterator[tuple[str, Value]]:
    """Yields the places that hold something, items of lists as one, and what they hold."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key not in _NO_DATA:
                yield from _filled(inner, f"{above}.{key}" if above else key)
    elif isinstance(value, list) and any(isinstance(one, dict) for one in value):
        for one in value:
            yield from _filled(one, "" if above in ("contacts", "members") else above)
    elif _is_true(value):
        yield above, value

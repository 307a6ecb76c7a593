"""Rows → drafts: what one row says, sorted into the records it speaks of. Knows no repository."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from crmfs.checks.personal import find_personal
from crmfs.core.errors import ErrorParam, ValueRefused
from crmfs.core.problem import Problem
from crmfs.edits.personal import phone_field
from crmfs.exchange.archive import REACHED
from crmfs.exchange.recognise import WHOLLY_PROTECTED, Column, Recognised
from crmfs.exchange.tables.model import Cell, Row, is_blank
from crmfs.exchange.values import MemberId, cell_value, is_mask, kept_value, text_of
from crmfs.records.yaml import Value

RowKey = tuple[int, int]  # index of the table within the import, index of the row within the table

SYSTEM = "import"  # the source system where nobody names one
_NAME_CHARACTERS = 150


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a row is rejected.

    Attributes:
        code: A message's code; params fill its placeholders.
        column: Heading of the column at fault, "" for the row.
        other: The row that says otherwise, None where no other row matters.
    """

    code: str
    params: Mapping[str, ErrorParam] = field(default_factory=lambda: MappingProxyType({}))
    column: str = ""
    other: RowKey | None = None


Verdict = Reason | Problem


@dataclass(slots=True)
class Draft:
    """What one row says.

    Attributes:
        key: Which row it is.
        kind: The table's kind.
        parts: Values by part and field: `customer`, `contact`, `interaction`, `order`, `line` …
        extra: Values of columns without a field.
        personal: Those of them that only a protected file may hold.
        source: The row's own id byte for byte, "" without one.
        origin: Where the row stands, for a record that has no source id: `customers.csv:12`.
        strangers: Headings of the columns that name an employee who is no member.
        system: Name of the system that the id comes from.
        parent: What the row belongs to, as written, "" if it does not say.
        emptied: What the row takes away: part and field.
    """

    key: RowKey
    kind: str
    parts: dict[str, dict[str, Value]]
    extra: dict[str, Value]
    personal: dict[str, Value]
    source: str
    system: str
    parent: str
    origin: str
    strangers: list[str] = field(default_factory=list)
    emptied: tuple[tuple[str, str], ...] = ()

    def part(self, name: str) -> dict[str, Value]:
        """Returns the values of one part."""
        return self.parts.get(name, {})


def drafts_of(found: Recognised, index: int, member_id: MemberId) -> Iterator[tuple[RowKey, Draft | Reason]]:
    """Yields each row's key with what it says, or why it cannot be read.

    Args:
        found: A table whose columns are known.
        index: Which table of the import it is.
        member_id: Finds a member's id by id, source id, e-mail or unique name.
    """
    for at, row in enumerate(found.table.rows):
        key = (index, at)
        try:
            yield key, _draft(found, row, key, member_id)
        except RowRefusedError as refused:
            yield key, refused.reason


class RowRefusedError(Exception):
    """A row cannot be imported; ends the work on this row alone."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.code)
        self.reason = reason


def _draft(found: Recognised, row: Row, key: RowKey, member_id: MemberId) -> Draft:
    if len(row.cells) > len(found.columns):
        raise RowRefusedError(Reason("imports.row_too_long", {"columns": len(found.columns)}))
    draft = Draft(key, found.kind, {}, {}, {}, "", found.system or SYSTEM, "", _origin(found, row))
    for column, cell in zip(found.columns, row.cells, strict=False):
        if is_blank(cell) or column.ignored:
            continue
        if column.target is None:
            _keep(draft, column, cell)
        elif column.target.part == "parent":
            draft.parent = text_of(cell)
        elif column.target.code == "id":
            draft.source = text_of(cell)
        else:
            _place(draft, column, cell, member_id)
    _whole_names(draft)
    _mobile(draft)
    _whole_interaction(draft, found.columns, row)
    return draft


def _origin(found: Recognised, row: Row) -> str:
    name = found.table.name if not find_personal(found.table.name) else ""
    return f"{name[:_NAME_CHARACTERS]}:{row.line}"


def _keep(draft: Draft, column: Column, cell: Cell) -> None:
    personal = column.personal or bool(find_personal(text_of(cell), column.heading))
    kept = draft.personal if personal and draft.kind not in WHOLLY_PROTECTED else draft.extra
    kept[column.heading] = kept_value(cell)


def _place(draft: Draft, column: Column, cell: Cell, member_id: MemberId) -> None:
    target = column.target
    assert target is not None
    if is_mask(cell) and (target.part == "contact" or target.field.choices or target.field.type != "text"):
        return
    if target.part == "contact" and target.key in REACHED and "*" in text_of(cell):
        return  # 138****5678 is what somebody was shown who may not see the number
    try:
        value = cell_value(target.field, cell, member_id, column.dates)
    except ValueRefused as error:
        params = {name: column.heading if name == "field" else value for name, value in error.params.items()}
        raise RowRefusedError(Reason(error.code, params, column.heading)) from None
    if target.field.refers == "member" and member_id(text_of(cell)) is None:
        draft.strangers.append(column.heading)
    if value is not None:
        draft.parts.setdefault(target.part, {})[target.key] = value


def _whole_names(draft: Draft) -> None:
    """Makes one name of first and last name: 王芳, Nancy Davolio."""
    for part in draft.parts.values():
        first, last = part.pop("first_name", None), part.pop("last_name", None)
        names = [str(name) for name in (first, last) if name]
        if names and not part.get("name"):
            part["name"] = " ".join(names) if names[0].isascii() else "".join(reversed(names))
    named = draft.part("customer").get("name")
    if named and not is_mask(str(named)):
        draft.parts.setdefault("contact", {}).setdefault("name", named)
        del draft.parts["customer"]["name"]


def _mobile(draft: Draft) -> None:
    contact = draft.part("contact")
    phone = contact.get("phone")
    if isinstance(phone, str) and "mobile" not in contact and phone_field(phone) == "mobile":
        contact["mobile"] = contact.pop("phone")


def _whole_interaction(draft: Draft, columns: tuple[Column, ...], row: Row) -> None:
    """Keeps what a customer's row says of an interaction under `extra` where it does not say all of it."""
    part = draft.part("interaction")
    if draft.kind != "customer" or not part or {"type", "content"} <= part.keys():
        return
    del draft.parts["interaction"]
    for column, cell in zip(columns, row.cells, strict=False):
        if column.target and column.target.part == "interaction" and not is_blank(cell):
            _keep(draft, column, cell)

"""Exports that come back: of each row only what was edited since is imported. Writes nothing.

A cell that still says what the record said when it was exported is no edit, whatever the record says now; a mask is
never one. So an export that nobody edited changes nothing, and a change made meanwhile survives one that was. A cell
that was emptied takes the field away, unless the record needs it, or it was kept from who exported or imports. A cell
over what is kept from who imports is none of his edits: whether it says what is there, he is not told.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from crmfs.access.view import View
from crmfs.core.errors import NotFound, RepositoryError, UsageError
from crmfs.core.messages import Language
from crmfs.core.regex import regex
from crmfs.exchange.drafts import Reason
from crmfs.exchange.export_cells import Words, cell_of, forms_of, member_typed, plain
from crmfs.exchange.export_sheets import (
    BASE,
    CHILD_SHEETS,
    HIDDEN,
    ID,
    MASKED,
    OWNER_ID,
    OWNER_NAME,
    child_columns,
    customer_columns,
    heading_codes,
)
from crmfs.exchange.export_text import unguarded
from crmfs.exchange.mapping import FileMap
from crmfs.exchange.recognise import Column, Recognised, Recogniser
from crmfs.exchange.returning_states import Past, States
from crmfs.exchange.tables.model import Cell, Row, Table, is_blank
from crmfs.exchange.targets import Target
from crmfs.exchange.values import text_of
from crmfs.query.table import INTERACTION_COLUMNS
from crmfs.records.fields import Field
from crmfs.records.kinds import CUSTOMER
from crmfs.records.schema import Schemas

SYSTEM = "crmfs"  # where ids in an export come from
_LANG: Language = "zh"  # values are compared in both
_WORDS = Words(_LANG, lambda member: member)
_PARENT = "parent"
_COMMIT = regex(r"[0-9a-f]{40}|[0-9a-f]{64}")

Fields = Mapping[str, Field]


def is_export(table: Table) -> bool:
    """Says whether a table was made by `crmfs export`, even if columns of it were taken out; `_id` others have, too."""
    return not {BASE, MASKED}.isdisjoint(table.headings)


def recognise_export(
    recogniser: Recogniser, table: Table, said: FileMap, columns: Fields, schemas: Schemas
) -> Recognised:
    """Returns an export with its columns known by what the export calls them.

    Args:
        columns: The customer's fields with the derived columns.

    Raises:
        UsageError: `imports.export_columns`: the columns that say which record a row is were taken out.
    """
    known = {CUSTOMER: heading_codes(table.headings, customer_columns(columns))}
    known |= {kind: heading_codes(table.headings, child_columns(kind, schemas)) for kind in CHILD_SHEETS}
    kind = max(known, key=lambda one: len(known[one]))
    codes = {
        heading: _PARENT if code == OWNER_ID else code
        for heading, code in known[kind].items()
        if kind is CUSTOMER or code != OWNER_NAME
    }
    if not {ID, BASE} <= set(table.headings) or not {"id"} | ({_PARENT} if kind is not CUSTOMER else set()) <= set(
        codes.values()
    ):
        raise UsageError("imports.export_columns", file=table.name)
    found = recogniser.recognise(table, replace(said, kind=kind.name, columns={**codes, **said.columns}), kind.name)
    assert found is not None  # its kind is named
    left_out = {*HIDDEN, *(heading for heading, code in known[kind].items() if heading not in codes)}
    ours = [Column(one.heading, None, ignored=True) if one.heading in left_out else one for one in found.columns]
    return replace(found, columns=tuple(ours), system=SYSTEM)


class Edited(NamedTuple):
    """What was edited in an export.

    Attributes:
        found: The table with the edited cells alone.
        refused: Why rows are rejected, by their index.
        emptied: What rows take away, by their index.
        closed: Of how many rows a cell was left out because the importing member may not see what is there, by heading.
    """

    found: Recognised
    refused: dict[int, Reason]
    emptied: dict[int, tuple[Target, ...]]
    closed: Counter[str]


class Returned:
    """The rows of one export that came back.

    Args:
        found: The table, recognised by `recognise_export`.
    """

    def __init__(self, found: Recognised, past: Past) -> None:
        self._found = found
        self._past = past
        self._views: dict[str, View | None] = {}
        self._places = {heading: at for at, heading in enumerate(found.table.headings)}
        self._codes = {at: one.target.code for at, one in enumerate(found.columns) if one.target}
        self._own = {code: at for at, code in self._codes.items()}
        self._closed: Counter[str] = Counter()

    def edited(self) -> Edited:
        """Returns what was edited."""
        rows: list[Row] = []
        refused: dict[int, Reason] = {}
        emptied: dict[int, tuple[Target, ...]] = {}
        copies = Counter(self._hidden(row, ID) for row in self._found.table.rows)
        for at, row in enumerate(self._found.table.rows):
            gone: list[Target] = []
            said = self._edited(row, gone)
            name = self._hidden(row, ID)
            if name and copies[name] > 1 and not isinstance(said, Reason) and (gone or self._says_more(said)):
                said = Reason("imports.export_copied", {"id": name, "count": copies[name]})
            if isinstance(said, Reason):
                refused[at] = said
            elif gone:
                emptied[at] = tuple(gone)
            rows.append(row if isinstance(said, Reason) else Row(row.line, said))
        table = replace(self._found.table, rows=tuple(rows))
        return Edited(replace(self._found, table=table), refused, emptied, self._closed)

    def _says_more(self, cells: tuple[Cell, ...]) -> bool:
        """Says whether an exported row says more than which record it is."""
        own = {self._own.get("id"), self._own.get(_PARENT)}
        return any(
            not is_blank(cell) and not column.ignored and at not in own
            for at, (cell, column) in enumerate(zip(cells, self._found.columns, strict=False))
        )

    def _edited(self, row: Row, gone: list[Target]) -> tuple[Cell, ...] | Reason:
        cells = [unguarded(cell) for cell in row.cells]
        name = self._hidden(row, ID)
        if not name:  # a row that somebody added
            return tuple(map(self._typed, range(len(cells)), cells))
        customer, _, child = name.partition("/")
        own = {"id": child or customer, _PARENT: customer}
        for code, said in own.items():
            at = self._own.get(code)
            if at is not None and not is_blank(cells[at]) and text_of(cells[at]).strip() != said:
                return Reason("imports.export_id", {"id": name}, self._found.table.headings[at])
        base = self._view(self._hidden(row, BASE))
        if base is None:
            return Reason("imports.export_base_unknown")
        states = States(self._found.kind, customer, child, base, self._past)
        if states.tip is None:
            return Reason("imports.export_gone", {"id": name})
        masked = set(self._hidden(row, MASKED).split(","))
        for at, code in self._codes.items():
            if code in own:
                cells[at] = own[code]
            elif code in masked or (code in INTERACTION_COLUMNS and not masked.isdisjoint(INTERACTION_COLUMNS)):
                cells[at] = None
            elif code in INTERACTION_COLUMNS:
                continue
            elif is_blank(cells[at]):
                target = self._emptied(at, code, states)
                if isinstance(target, Reason):
                    return target
                gone += [target] if target else []
            else:
                kept = self._kept(at, code, cells[at], states)
                if isinstance(kept, Reason):
                    return kept
                cells[at] = kept
        self._leave_interaction(cells, states)
        return tuple(cells)

    def _kept(self, at: int, code: str, cell: Cell, states: "States") -> Cell | Reason:
        """Returns a cell that was edited, None for one that was not, or why its edit cannot be taken."""
        target = self._found.columns[at].target
        assert target is not None
        said = plain(target.field, cell)
        was, now = ((state or {}).get(code) for state in (states.base, states.tip))
        if said in forms_of(target.field, was, _WORDS) | forms_of(target.field, now, _WORDS):
            return None
        if said in forms_of(target.field, (states.disk or {}).get(code), _WORDS):
            return None
        heading = self._found.table.headings[at]
        if not states.is_open(code):
            self._closed[heading] += 1
            return None
        if was != now:
            return Reason("imports.export_conflict", {"column": heading}, heading)
        return self._typed(at, cell)

    def _emptied(self, at: int, code: str, states: "States") -> Target | Reason | None:
        """Returns what an empty cell takes away, None for one that was empty before, or why it cannot be taken."""
        target, heading = self._found.columns[at].target, self._found.table.headings[at]
        assert target is not None
        was, now, disk = ((state or {}).get(code) for state in (states.base, states.tip, states.disk))
        has = [plain(target.field, cell_of(target.field, one, _WORDS)) for one in (was, now, disk)]
        if not all(has) or not states.is_open(code):
            return None
        if target.field.required:
            return Reason("imports.export_required", {"column": heading}, heading)
        return Reason("imports.export_conflict", {"column": heading}, heading) if was != now else target

    def _typed(self, at: int, cell: Cell) -> Cell:
        column = self._found.columns[at] if at < len(self._found.columns) else None
        is_member = column and column.target and column.target.field.refers == "member"
        return member_typed(cell.strip()) if is_member and isinstance(cell, str) else cell

    def _leave_interaction(self, cells: list[Cell], states: "States") -> None:
        """Leaves out what a customer's row says of an interaction that is there already."""
        places = [self._own[code] for code in INTERACTION_COLUMNS if code in self._own]
        if not places or self._found.kind != CUSTOMER.name:
            return
        fields = [(target.field, target.key) for at in places if (target := self._found.columns[at].target)]
        said = [plain(field, cells[at]) for at, (field, _) in zip(places, fields, strict=True)]
        is_open = states.may_see_interactions
        if any(said) and not is_open:
            self._closed.update(self._found.table.headings[at] for at, text in zip(places, said, strict=True) if text)
        if (
            not any(said)
            or not is_open
            or any(
                all(
                    text in forms_of(field, one.get(key), _WORDS)
                    for text, (field, key) in zip(said, fields, strict=True)
                )
                for one in states.interactions
            )
        ):
            for at in places:
                cells[at] = None

    def _hidden(self, row: Row, heading: str) -> str:
        at = self._places.get(heading, len(row.cells))
        return text_of(row.cells[at]).strip() if at < len(row.cells) else ""

    def _view(self, base: str) -> View | None:
        """Returns the view of a commit, of the last one where a row names none; None where it is not here."""
        if base not in self._views:
            try:
                known = _COMMIT.fullmatch(base)
                self._views[base] = self._past.at(base) if known else None if base else self._past.tip
            except (NotFound, RepositoryError, UsageError):
                self._views[base] = None
        return self._views[base]

"""What a table is and what its columns become, by its headings or as a map says. Reads no file and plans no change."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from crmfs.core.errors import UsageError, ValueRefused
from crmfs.core.messages import text
from crmfs.core.text import fold_label
from crmfs.exchange.mapping import FileMap, nearest
from crmfs.exchange.tables.model import Cell, Table, is_blank
from crmfs.exchange.targets import LABEL, TABLE_KINDS, Fields, Target, Vocabulary, is_personal, vocabulary
from crmfs.exchange.values import DateOrder, cell_value, date_order, is_mask

_SHOWN_HEADINGS = 12
_FIT_CELLS = 200

# What only a table of customers has: two of these beside a company tell it from a list of people or orders.
_OF_CUSTOMERS = frozenset((
    "industry", "source", "size", "level", "stage", "next_follow_up", "website", "credit_code", "type", "need",
    "budget", "address", "region", "lifecycle", "satisfaction", "preferences", "habits",
))  # fmt: skip
_REACHED = frozenset(("title", "phone", "mobile", "email", "wechat"))
_SPLIT_NAME = frozenset(("first_name", "last_name"))
WHOLLY_PROTECTED = ("member", "contact")  # kinds whose every value goes to a protected file
_PERSON = _SPLIT_NAME | {"name"}
# Headings that any kind of table may have: they tell nothing about which kind it is.
_GENERIC = frozenset(map(fold_label, (
    "id", "record id", "编号", "name", "type", "status", "date", "title", "subject", "description", "notes",
    "类型", "状态", "日期", "标题", "主题", "内容", "说明", "备注",
)))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    Attributes:
        heading: As the table has it.
        target: What it becomes; None for a column kept under `extra`.
        personal: Kept in the protected contact's `extra`, for it holds a person's numbers or addresses.
        dates: How `03/04/2023` is meant in it.
        misfit: Code of the field that its heading names while none of its values is one, "" otherwise.
        ignored: Left out: the column of reasons in a file of rejected rows.
    """

    heading: str
    target: Target | None
    personal: bool = False
    dates: DateOrder = ""
    misfit: str = ""
    ignored: bool = False


@dataclass(frozen=True, slots=True)
class Recognised:
    """A table whose kind and columns are known; `system` names where its ids come from, "" if nobody said."""

    table: Table
    kind: str
    columns: tuple[Column, ...]
    system: str = ""

    @property
    def codes(self) -> frozenset[str]:
        """The codes of all targets that some column has."""
        return frozenset(column.target.code for column in self.columns if column.target)


class Recogniser:
    """Recognises tables under the fields of one repository, the team's own fields included."""

    def __init__(self, fields: Fields) -> None:
        self._vocabularies = {kind: vocabulary(kind, fields) for kind in TABLE_KINDS}

    def knows(self, heading: str) -> bool:
        """Says whether some field of some kind goes by this heading."""
        return any(words.find(heading) for words in self._vocabularies.values())

    def recognise(self, table: Table, said: FileMap, kind: str = "") -> Recognised | None:
        """Returns what a table is; None for one sheet of several that is nothing that can be imported.

        Args:
            table: As read.
            said: What the map says about it; wins over what its headings say.
            kind: The kind that somebody named for all files, "" to recognise it.

        Raises:
            UsageError: Its kind is not recognised, or the map names columns or fields that are not there.
            ValueRefused: It has no headings.
        """
        named = said.kind or kind
        if named and not table.headings:
            raise ValueRefused("table.header_missing", file=table.name)
        found = named or (_kind_of(self._evidence(table, said)) if table.headings else "")
        if found:
            columns = _whole_interactions(found, _columns(table, self._vocabularies[found], said))
            if found in WHOLLY_PROTECTED:
                columns = tuple(replace(column, personal=False) for column in columns)
            return Recognised(table, found, columns, said.system)
        if table.sheet:
            return None
        shown = ", ".join(table.headings[:_SHOWN_HEADINGS])
        raise UsageError("imports.kind_unknown", file=table.name, headings=shown, kinds=", ".join(TABLE_KINDS))

    def _evidence(self, table: Table, said: FileMap) -> "_Evidence":
        codes = {kind: _codes(table.headings, words, said) for kind, words in self._vocabularies.items()}
        telling = [heading for heading in table.headings if fold_label(heading) not in _GENERIC]
        strong = {kind: _codes(telling, words, said) for kind, words in self._vocabularies.items()}
        return _Evidence(codes, strong)


@dataclass(frozen=True, slots=True)
class _Evidence:
    """For each table kind the targets that some heading names: all, and those by a heading that tells something."""

    codes: Mapping[str, frozenset[str]]
    strong: Mapping[str, frozenset[str]]


def _codes(headings: Iterable[str], words: Vocabulary, said: FileMap) -> frozenset[str]:
    found = {code for code in said.columns.values() if code}
    for heading in headings:
        known = words.find(heading)
        if known and heading not in said.columns:
            found.add(known[0].code)
    return frozenset(found)


def _kind_of(evidence: _Evidence) -> str:
    codes, strong = evidence.codes, evidence.strong
    parents = {kind for kind in codes if "parent" in codes[kind]}
    company = "company" in codes["customer"]
    contact = codes["contact"]
    if "contact" in parents and "id" in strong["contact"] and contact & _PERSON:
        return "contact"
    of_customers = len(codes["customer"] & _OF_CUSTOMERS) + len(strong["customer"] & {"status"})
    if company and of_customers >= 2:
        return "customer"
    if (
        "ticket" in parents
        and strong["ticket"] & {"id", "solution", "kind"}
        and codes["ticket"] & {"subject", "content"}
    ):
        return "ticket"
    if "feedback" in parents and "rating" in strong["feedback"]:
        return "feedback"
    if "order" in parents and strong["order"] & {"id", "amount", "product"} and codes["order"] & {"date", "amount"}:
        return "order"
    if "interaction" in parents and "date" in codes["interaction"] and codes["interaction"] & {"content", "type"}:
        return "interaction"
    if "order_line" in parents and "product" in strong["order_line"]:
        return "order_line"
    if "id" in strong["member"] and codes["member"] & _PERSON and not company and "id" not in strong["customer"]:
        return "member"
    if "contact" in parents and contact & _REACHED and (contact & _SPLIT_NAME or (not company and contact & _PERSON)):
        return "contact"
    return "customer" if company or codes["customer"] & _PERSON else ""


def _columns(table: Table, words: Vocabulary, said: FileMap) -> tuple[Column, ...]:
    wanted = _mapped(table, words, said)
    taken = {target.code for target in wanted.values() if target}
    found = [(words.find(heading), place) for place, heading in enumerate(table.headings) if heading not in wanted]
    chosen: dict[int, tuple[Target, int]] = {}
    for rank, place, target in sorted(((f[1], at, f[0]) for f, at in found if f), key=lambda item: item[:2]):
        if target.code not in taken:
            taken.add(target.code)
            chosen[place] = (target, rank)
    columns = []
    for place, heading in enumerate(table.headings):
        cells = [row.cells[place] for row in table.rows]
        if heading in wanted:
            columns.append(_column(heading, wanted[heading], cells, said.dates))
        elif place in chosen:
            target, rank = chosen[place]
            misfit = rank != LABEL and not _fits(target, cells)
            columns.append(
                Column(heading, None, misfit=target.code) if misfit else _column(heading, target, cells, said.dates)
            )
        else:
            columns.append(_column(heading, None, cells, said.dates))
    return tuple(columns)


def _mapped(table: Table, words: Vocabulary, said: FileMap) -> dict[str, Target | None]:
    wanted: dict[str, Target | None] = {}
    for heading, code in said.columns.items():
        place = {"file": table.name, "column": heading}
        if heading not in table.headings:
            near = nearest(heading, table.headings)
            raise UsageError("imports.map_column", **place, near=near)
        if code is not None and code not in words.targets:
            known = words.find(code)
            if not known:
                raise UsageError("imports.map_field", **place, field=code, near=nearest(code, tuple(words.targets)))
            code = known[0].code
        if code is not None and any(target and target.code == code for target in wanted.values()):
            raise UsageError("imports.map_twice", **place, field=code)
        wanted[heading] = words.targets[code] if code is not None else None
    return wanted


def _column(heading: str, target: Target | None, cells: list[Cell], dates: DateOrder) -> Column:
    if target is None:
        return Column(heading, None, is_personal(heading), ignored=heading in text("imports.reason_heading"))
    order = (dates or date_order(cells)) if target.field.type == "date" else ""
    return Column(heading, target, dates=order)


def _fits(target: Target, cells: list[Cell]) -> bool:
    """Says whether some value of a column is one that its field may have; masks and empty cells say nothing."""
    said = [cell for cell in cells if not is_blank(cell) and not is_mask(cell)][:_FIT_CELLS]
    order = date_order(said) or "dmy"
    for cell in said:
        try:
            cell_value(target.field, cell, lambda _: None, order)
        except ValueRefused:
            continue
        return True
    return not said


def _whole_interactions(kind: str, columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Keeps the columns of an interaction under `extra` in a table of customers that does not say what it was about."""
    if kind != "customer" or any(column.target and column.target.code == "interaction_content" for column in columns):
        return columns
    return tuple(
        replace(column, target=None) if column.target and column.target.part == "interaction" else column
        for column in columns
    )

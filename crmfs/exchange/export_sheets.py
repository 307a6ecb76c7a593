"""What an export holds: sheets of columns and lines, as the View shows them. Writes no file."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from crmfs.access.overview import Overview
from crmfs.access.policy import READ
from crmfs.access.view import Showing, View
from crmfs.core.paths import RepoPath, parent
from crmfs.query.completeness import readable_columns
from crmfs.query.table import COLUMNS, INTERACTION_COLUMNS
from crmfs.records.fields import Field
from crmfs.records.kinds import CUSTOMER, INTERACTION, ORDER, TICKET, Kind, typed_name
from crmfs.records.schema import Schemas
from crmfs.records.yaml import Value

CHILD_SHEETS = (INTERACTION, ORDER, TICKET)
OWNER_ID, OWNER_NAME = "customer", "company"  # the columns by which a child's line names its customer
ID, BASE, MASKED = "_id", "_base", "_masked"
HIDDEN = (ID, BASE, MASKED)
_NOT_COLUMNS = frozenset(("id", "source_ref", "extra"))

Row = Mapping[str, Value]
Shown = tuple[Overview, Row, Row]  # a customer, its row, and the same without what is a mask


class Line(NamedTuple):
    """One line of a sheet.

    Attributes:
        id: What names the record: `CUST001`, `CUST001/INT-20260302-7K3M9Q`.
        values: One a column.
        masked: Codes of the columns that are kept from the reader: masks, and blanks that may hide something.
    """

    id: str
    values: tuple[Value, ...]
    masked: tuple[str, ...] = ()


class Sheet(NamedTuple):
    """One sheet: of which kind, with which columns and lines."""

    kind: Kind
    columns: tuple[Field, ...]
    lines: tuple[Line, ...]


def customer_columns(fields: Mapping[str, Field]) -> tuple[Field, ...]:
    """Returns the fields of the standard table's columns, of those that the schema has."""
    return tuple(fields[name] for name in COLUMNS if name in fields)


def child_columns(kind: Kind, schemas: Schemas) -> tuple[Field, ...]:
    """Returns the columns of a sheet of interactions, orders or tickets: the customer's, then the record's own."""
    id_, company = (schemas.field(CUSTOMER.name, name) for name in ("id", "company"))
    there = [
        id_._replace(name=OWNER_ID), company._replace(name=OWNER_NAME, required=False), schemas.field(kind.name, "id")
    ]  # fmt: skip
    plain = [field for name, field in schemas.fields(kind.name).items() if name not in _NOT_COLUMNS and not field.items]
    return (*there, *(field for field in plain if field.type != "map"))


def customer_line(view: View, columns: Iterable[Field], shown: Shown) -> Line:
    """Returns the line of one customer."""
    overview, row, unmasked = shown
    names = [field.name for field in columns]
    values = tuple(overview.id if name == "id" else row.get(name) for name in names)
    stored = [name for name in names if name not in INTERACTION_COLUMNS]
    open_ones = names if view.is_whole else {*readable_columns(view, overview.path, stored), *INTERACTION_COLUMNS}
    differing = (name for name in names if row.get(name) is not None and row.get(name) != unmasked.get(name))
    masked = tuple(dict.fromkeys((*differing, *(name for name in names if name not in open_ones))))
    return Line(overview.id, values, masked)


def child_lines(
    view: View, overview: Overview, kind: Kind, columns: Iterable[Field], unread: list[RepoPath]
) -> Iterator[Line]:
    """Yields the lines of one customer's records of a kind, by id.

    Args:
        unread: Where the paths go of those that cannot be read.
    """
    names, company = [field.name for field in columns], overview.fields.get("company")
    for one in view.records(f"{parent(overview.path)}/{kind.folder}", kind):
        if one.fields is None:
            unread.append(one.path)
            continue
        own = {**one.fields, OWNER_ID: overview.id, OWNER_NAME: company}
        values = tuple([own.get(name) for name in names])
        yield Line(typed_name(one.path), values, tuple(_kept_back(one, names)) if one.rights else ())


def _kept_back(one: Showing, names: Iterable[str]) -> Iterator[str]:
    """Yields the columns that are masks in a record, or blanks that may hide something."""
    shown, clear, rights = one.fields or {}, one.clear, one.rights
    for name in names:
        if shown.get(name) != clear.get(name) or (rights and not rights.allows(READ, (name,))):
            yield name


def heading_codes(headings: Iterable[str], columns: Iterable[Field]) -> dict[str, str]:
    """Returns what the headings of an exported sheet stand for, in either language, or by code."""
    known: dict[str, str] = {}
    for field in columns:
        known |= {heading.strip(): field.name for heading in (field.name, *field.label) if heading}
    return {heading: known[heading] for heading in headings if heading in known}

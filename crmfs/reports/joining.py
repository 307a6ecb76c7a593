"""Records beside their customers: which fields both have, and the lines that are counted. Groups nothing."""

from collections.abc import Iterable

from crmfs.core.messages import text
from crmfs.records.fields import Field
from crmfs.records.kinds import CUSTOMER, Kind
from crmfs.records.schema import Schemas
from crmfs.reports.facts import Data, Fact
from crmfs.reports.grouping import Line, joined
from crmfs.reports.model import Column

PREFIX = "customer."
_NOT_COUNTED = frozenset(("id", "source_ref", "extra"))


def joined_fields(schemas: Schemas, kind: Kind) -> dict[str, Field]:
    """Returns what a report on a kind may name: its own fields, and its customer's as `customer.region`.

    A customer's field is meant by its bare code, too, unless the records have one of that code themselves.
    """
    own = _plain(schemas, kind)
    if kind is CUSTOMER:
        return own
    found = {code: field for code, field in own.items() if code not in _NOT_COUNTED}
    for code, field in _plain(schemas, CUSTOMER).items():
        found[PREFIX + code] = field._replace(name=PREFIX + code, aliases=(*field.aliases, code))
    return found


def _plain(schemas: Schemas, kind: Kind) -> dict[str, Field]:
    """Returns the fields that hold one value, or a list of such."""
    return {
        code: field
        for code, field in schemas.fields(kind.name).items()
        if not field.items and field.type != "map" and code not in _NOT_COUNTED - {"id"}
    }


def lines_over(data: Data, kind: Kind, names: Iterable[str], customers: dict[str, Fact] | None = None) -> list[Line]:
    """Returns the lines of a kind with the fields named, those of customers as `customer.region`.

    Args:
        customers: Those that were read before, with the fields needed; None to read them.
    """
    asked = set(names)
    own = sorted(name for name in asked if not name.startswith(PREFIX))
    if kind is CUSTOMER:
        return [Line(fact.customer, fact.fields, fact.masked) for fact in data.facts(CUSTOMER, own)]
    theirs = sorted(name.removeprefix(PREFIX) for name in asked if name.startswith(PREFIX))
    if customers is None:
        customers = customers_by_id(data, theirs) if theirs else {}
    return list(joined(data.facts(kind, own), customers))


def customers_by_id(data: Data, names: Iterable[str]) -> dict[str, Fact]:
    """Returns the visible customers by id."""
    return {fact.customer: fact for fact in data.facts(CUSTOMER, sorted(set(names)))}


def column_of(field: Field) -> Column:
    """Returns the column of a field; a customer's is called by its bare code."""
    return Column(field._replace(name=field.name.removeprefix(PREFIX)))


def customer_columns(schemas: Schemas) -> tuple[Column, Column]:
    """Returns the columns that say which customer it is: the company, then the id."""
    fields = schemas.fields(CUSTOMER.name)
    return Column(fields["company"]), Column(fields["id"]._replace(name="customer"))


def time_column() -> Column:
    """Returns the column of stretches of time."""
    return Column(Field("time", text("report.time")))

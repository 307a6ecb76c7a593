"""Records beside their customers: the lines that are counted, and the columns that tell of them. Groups nothing."""

from collections.abc import Iterable

from crmfs.core.messages import text
from crmfs.query.joined import PREFIX
from crmfs.records.fields import Field
from crmfs.records.kinds import CUSTOMER, Kind
from crmfs.records.schema import Schemas
from crmfs.reports.facts import Data, Fact
from crmfs.reports.grouping import Line, joined
from crmfs.reports.model import Column


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
    company, id_ = (schemas.field(CUSTOMER.name, name) for name in ("company", "id"))
    return Column(company), Column(id_._replace(name="customer"))


def time_column() -> Column:
    """Returns the column of stretches of time."""
    return Column(Field("time", text("report.time")))

"""Customers as rows: their stored fields with the derived columns, filtered. Asks the view, renders nothing."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from crmfs.access.overview import BRIEF_FIELDS, Brief, Overview, briefs, overview_of, overviews
from crmfs.access.view import View
from crmfs.context import Context
from crmfs.core.messages import text
from crmfs.core.paths import RepoPath, parent
from crmfs.query.table import DERIVED, INTERACTION_COLUMNS, derived_columns
from crmfs.records.fields import Field
from crmfs.records.kinds import CUSTOMER, INTERACTION
from crmfs.records.yaml import Value

COLUMN_LABELS = {
    "phone": "query.column_phone",
    "email": "query.column_email",
    "interaction_date": "query.column_interaction_date",
    "interaction_type": "query.column_interaction_type",
    "interaction_content": "query.column_interaction_content",
}
Fits = Callable[[Mapping[str, Value]], bool]
FILTERS = {"ignore_unknown_options": True}  # `-状态:流失` is a filter, no option
EVERY = 1_000_000  # more interactions than a customer ever has


def column_fields(context: Context) -> dict[str, Field]:
    """Returns the fields that filters and tables may name: the customer's and the derived columns."""
    people, interactions = context.person_fields(), context.schemas.fields(INTERACTION.name)
    derived = {"phone": people.get("phone"), "email": people.get("email")}
    derived |= {column: interactions.get(field) for column, field in INTERACTION_COLUMNS.items()}
    fields = dict(context.schemas.fields(CUSTOMER.name))
    for column, field in derived.items():
        if field:
            fields[column] = _renamed(column, field)
    return fields


def matching(
    context: Context, view: View, filters: Sequence[str], unread: list[RepoPath], shown: Collection[str] | None = None
) -> Iterator[tuple[Overview | Brief, Mapping[str, Value]]]:
    """Returns the customers that fulfil all filters, each with its row.

    Args:
        filters: As typed, `field:value`.
        unread: Where the paths go of each customer.yaml that cannot be read.
        shown: The columns that the rows need beside those that filters name; None for all that are stored.
    """
    fits, named = _asked(context, filters) if filters else (_any_row, frozenset())
    needed = named.union(shown or ())
    if shown is not None and needed.issubset(BRIEF_FIELDS):
        for brief in briefs(view, context.derived, unread):
            if fits(brief.fields):
                yield brief, brief.fields
        return
    derive = not needed.isdisjoint(DERIVED)
    for overview in overviews(view, context.derived, unread):
        row = overview.fields
        if derive:
            row = row | derived_columns(overview, context.today, lambda one: _all_recent(view, one))
        if fits(row):
            yield overview, row


def _asked(context: Context, filters: Sequence[str]) -> tuple[Fits, frozenset[str]]:
    """Returns what says whether a row fulfils all filters, and the fields that they name."""
    from crmfs.query.evaluate import judge, named_fields  # a list of all is to start at once
    from crmfs.query.names import Names
    from crmfs.query.parser import parse_filters

    asked = parse_filters(filters, Names.of(column_fields(context), context.today, context.member_id))
    return judge(asked), named_fields(asked)


def _any_row(_: Mapping[str, Value]) -> bool:
    return True


def _all_recent(view: View, overview: Overview) -> list[list[str]]:
    found = overview_of(view, parent(overview.path), recent=EVERY)
    return found.recent if found else []


def _renamed(column: str, field: Field) -> Field:
    return field._replace(name=column, label=text(COLUMN_LABELS[column]), required=False)

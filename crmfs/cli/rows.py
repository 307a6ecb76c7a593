"""Customers as rows: their stored fields with the derived columns, filtered. Asks the view, renders nothing."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from crmfs.access.overview import BRIEF_FIELDS, Brief, Overview, briefs, overview_of, overviews
from crmfs.access.view import View
from crmfs.context import Context
from crmfs.core.messages import text
from crmfs.core.paths import RepoPath, parent
from crmfs.query.table import DERIVED, INTERACTION_COLUMNS, derived_columns
from crmfs.records.fields import Field
from crmfs.records.kinds import CONTACTS, CUSTOMER, INTERACTION
from crmfs.records.yaml import Value

if TYPE_CHECKING:
    from crmfs.query.stranger import Stranger

COLUMN_LABELS = {
    "phone": "query.column_phone",
    "email": "query.column_email",
    "interaction_date": "query.column_interaction_date",
    "interaction_type": "query.column_interaction_type",
    "interaction_content": "query.column_interaction_content",
}
Row = Mapping[str, Value]
Fits = Callable[[Row], bool]
Unmasking = Callable[[Overview | Brief, Row], Row]
_SOURCES = {"phone": ("phone", "mobile"), **{column: (field,) for column, field in INTERACTION_COLUMNS.items()}}
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
    context: Context,
    view: View,
    filters: Sequence[str],
    unread: list[RepoPath],
    shown: Collection[str] | None = None,
    strangers: "list[Stranger] | None" = None,
) -> Iterator[tuple[Overview | Brief, Row]]:
    """Returns the customers that fulfil all filters, each with its row.

    Args:
        filters: As typed, `field:value`.
        unread: Where the paths go of each customer.yaml that cannot be read.
        shown: The columns that the rows need beside those that filters name; None for all that are stored.
        strangers: Where whoever goes that a filter names and the reader knows as no member.
    """
    fits, named = _asked(context, filters, strangers) if filters else (_any_row, frozenset())
    needed = named.union(shown or ())
    judged = unmasking(context, view, named)
    if shown is not None and needed.issubset(BRIEF_FIELDS):
        for brief in briefs(view, context.derived, unread):
            if fits(judged(brief, brief.fields)):
                yield brief, brief.fields
        return
    derive = not needed.isdisjoint(DERIVED)
    for overview in overviews(view, context.derived, unread):
        row = _with_derived(context, view, overview) if derive else overview.fields
        if fits(judged(overview, row)):
            yield overview, row


def unmasking(context: Context, view: View, names: Collection[str]) -> Unmasking:
    """Returns what leaves the masks out of a row: filters, groups and orders take a mask for no value.

    Args:
        names: The columns that are looked at.
    """
    stored = {field for name in names for field in _SOURCES.get(name, (name,))}
    if not view.may_mask(stored):
        return lambda _, row: row
    derive = not frozenset(DERIVED).isdisjoint(names)

    def without_masks(customer: Overview | Brief, row: Row) -> Row:
        if derive and isinstance(customer, Overview):
            return _with_derived(context, view, _without_masks(view, customer))
        return view.unmasked(customer.path, row)

    return without_masks


def _without_masks(view: View, overview: Overview) -> Overview:
    folder = parent(overview.path)
    listed = view.unmasked(f"{folder}/{CONTACTS.file}", {"contacts": [overview.contact]}).get("contacts")
    people = [person for person in listed if isinstance(person, dict)] if isinstance(listed, list) else []
    return overview._replace(
        fields=view.unmasked(overview.path, overview.fields),
        contact=people[0] if people else {},
        recent=[_recent_without_masks(view, folder, row) for row in overview.recent],
    )


def _recent_without_masks(view: View, folder: str, row: list[str]) -> list[str]:
    fields = dict(zip(INTERACTION_COLUMNS.values(), row[1:], strict=True))
    shown = view.unmasked(f"{folder}/{INTERACTION.folder}/{row[0]}.yaml", fields)
    return [row[0], *(str(shown.get(field, "")) for field in fields)]


def _with_derived(context: Context, view: View, overview: Overview) -> dict[str, Value]:
    derived = derived_columns(overview, context.today, lambda one: _all_recent(view, one))
    return overview.fields | derived


def _asked(
    context: Context, filters: Sequence[str], strangers: "list[Stranger] | None" = None
) -> tuple[Fits, frozenset[str]]:
    """Returns what says whether a row fulfils all filters, and the fields that they name."""
    from crmfs.query.evaluate import judge, named_fields  # a list of all is to start at once
    from crmfs.query.names import Names
    from crmfs.query.parser import parse_filters

    names = Names.of(column_fields(context), context.today, context.member_id)
    asked = parse_filters(filters, replace(names, strangers=strangers))
    return judge(asked), named_fields(asked)


def _any_row(_: Row) -> bool:
    return True


def _all_recent(view: View, overview: Overview) -> list[list[str]]:
    found = overview_of(view, parent(overview.path), recent=EVERY)
    return found.recent if found else []


def _renamed(column: str, field: Field) -> Field:
    return field._replace(name=column, label=text(COLUMN_LABELS[column]), required=False)

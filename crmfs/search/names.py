"""Which fields a search may name: those of every kind searched, and what only an index knows. Judges no value."""

from collections.abc import Mapping

from crmfs.core.messages import text
from crmfs.query.common import apart, common_fields
from crmfs.records.fields import Field
from crmfs.records.kinds import CONTACTS, INTERACTION, META
from crmfs.records.schema import Schemas
from crmfs.search.stamps import DOCUMENT, KINDS, LIBRARY

_EVERY = ""  # what records of any kind have
_INTERACTION_DATE = "interaction_date"


def searched_fields(schemas: Schemas) -> Mapping[str, Mapping[str, Field]]:
    """Returns the fields that a query may name, by kind; first, below `""`, those that all have.

    Of fields with the same code the first one gives its label: `kind` is the kind of a record before that of a ticket.
    """
    found = {kind: dict(schemas.fields(META.name if kind in (DOCUMENT, LIBRARY) else kind)) for kind in KINDS}
    for kind, fields in found.items():
        found[kind] = {field.name: field for field in apart(kind, fields).values()}
    people = found[CONTACTS.name].get("contacts")
    found[CONTACTS.name] |= people.items if people else {}
    day = found[INTERACTION.name].get("date")
    if day:
        label = text("query.column_interaction_date")
        found[INTERACTION.name][_INTERACTION_DATE] = day._replace(name=_INTERACTION_DATE, label=label)
    every = common_fields(KINDS, schemas.label) | {
        "date": Field("date", text("search.field_date"), "date"),
        "problem": Field("problem", text("search.field_problem")),
    }
    return {_EVERY: every, **found}

"""Which columns of the standard table a customer lacks, as far as its reader may know. Renders nothing."""

from collections.abc import Mapping
from datetime import date

from crmfs.access.field_path import ITEM
from crmfs.access.overview import Overview
from crmfs.access.policy import READ
from crmfs.access.view import View
from crmfs.core.paths import parent
from crmfs.query.table import derived_columns
from crmfs.records.kinds import CONTACTS
from crmfs.records.yaml import Value

EXPECTED = ("name", "company", "industry", "source", "phone", "email", "owner", "status", "next_follow_up")
_OF_CONTACTS = {"phone": ("phone", "mobile"), "email": ("email",)}


def expected_columns(view: View, customer: Overview) -> tuple[str, ...]:
    """Returns the columns that a customer ought to have and of which its reader may know whether it does.

    Nobody follows up who is lost or archived.
    """
    fields = customer.fields
    is_followed = fields.get("status") != "lost" and fields.get("lifecycle") != "archived"
    rights = view.rights(customer.path)
    people = view.rights(f"{parent(customer.path)}/{CONTACTS.file}")
    found = []
    for name in EXPECTED:
        if name in _OF_CONTACTS:
            keys = _OF_CONTACTS[name]
            is_told = people is None or all(people.allows(READ, ("contacts", ITEM, key)) for key in keys)
        else:
            is_told = rights is None or rights.allows(READ, (name,))
        if is_told and (name != "next_follow_up" or is_followed):
            found.append(name)
    return tuple(found)


def missing_columns(customer: Overview, expected: tuple[str, ...], today: date) -> tuple[str, ...]:
    """Returns those of the expected columns that are empty."""
    row: Mapping[str, Value] = customer.fields | derived_columns(customer, today, lambda one: one.recent)
    return tuple(name for name in expected if row.get(name) in (None, "", []))

"""Which columns of the standard table a customer lacks, as far as its reader may know. Renders nothing."""

from collections.abc import Mapping, Sequence
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
    known = readable_columns(view, customer.path, EXPECTED)
    return known if is_followed else tuple(name for name in known if name != "next_follow_up")


def readable_columns(view: View, path: str, names: Sequence[str]) -> tuple[str, ...]:
    """Returns those of some columns of which a customer's reader may know whether they are filled, and with what.

    Args:
        path: The customer.yaml.
        names: Stored fields, and `phone` and `email`.
    """
    rights = view.rights(path)
    people = view.rights(f"{parent(path)}/{CONTACTS.file}")
    return tuple(
        name
        for name in names
        if (
            people is None or all(people.allows(READ, ("contacts", ITEM, key)) for key in _OF_CONTACTS[name])
            if name in _OF_CONTACTS
            else rights is None or rights.allows(READ, (name,))
        )
    )


def missing_columns(customer: Overview, expected: tuple[str, ...], today: date) -> tuple[str, ...]:
    """Returns those of the expected columns that are empty."""
    row: Mapping[str, Value] = customer.fields | derived_columns(customer, today, lambda one: one.recent)
    return tuple(name for name in expected if row.get(name) in (None, "", []))

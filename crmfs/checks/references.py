"""reference.customer_missing, reference.unknown_contact: what the records of one customer point to inside it."""

from collections.abc import Iterator

from crmfs.checks import stray
from crmfs.checks.subject import Folder, Rules
from crmfs.core.paths import name
from crmfs.core.problem import Problem
from crmfs.records.kinds import CONTACTS, CUSTOMER, INTERACTION


def check_customer(folder: Folder, rules: Rules) -> Iterator[Problem]:
    """Finds a customer's folder without its customer.yaml: no list and no search would ever show the rest.

    Where that is there under another name, such as `customer.yml`, its name is the problem, told by another check.
    """
    if not folder.is_customer or folder.customer_path in folder.paths:
        return
    if not any(stray.meant(path.removeprefix(f"{folder.path}/")) == CUSTOMER.file for path in folder.paths):
        yield Problem("reference.customer_missing", folder.anchor, params={"customer": name(folder.path)})


def check_contacts(folder: Folder, rules: Rules) -> Iterator[Problem]:
    """Finds interactions with a person who does not stand in contacts.yaml."""
    contacts = folder.record(f"{folder.path}/{CONTACTS.file}")
    entries = contacts.value.get("contacts") if contacts else None
    known = {entry.get("id") for entry in entries if isinstance(entry, dict)} if isinstance(entries, list) else set()
    for record in folder.records():
        if record.kind is INTERACTION and record.text("contact") and record.text("contact") not in known:
            yield record.problem("reference.unknown_contact", "/contact")

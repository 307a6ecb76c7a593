"""id.duplicate, id.email_duplicate, contact.several_primary: people who cannot be told apart."""

from collections.abc import Iterator

from crmfs.checks.subject import Rules
from crmfs.core.problem import Problem
from crmfs.records.kinds import CONTACTS, MEMBERS
from crmfs.records.record import Record
from crmfs.records.yaml import Value


def check_contacts(record: Record, rules: Rules) -> Iterator[Problem]:
    """Finds contacts of one customer with the same id, and more than one primary contact."""
    if record.kind is not CONTACTS:
        return
    people = _people(record, "contacts")
    yield from _same_ids(record, "contacts", people)
    primary = [index for index, person in people if person.get("primary") is True]
    for index in primary[1:]:
        yield record.problem("contact.several_primary", f"/contacts/{index}/primary")


def check_members(record: Record, rules: Rules) -> Iterator[Problem]:
    """Finds members with the same id or e-mail address, spaces around it and case not counted."""
    if record.kind is not MEMBERS:
        return
    people = _people(record, "members")
    yield from _same_ids(record, "members", people)
    seen: set[str] = set()
    for index, person in people:
        emails = person.get("emails")
        for number, email in enumerate(emails if isinstance(emails, list) else ()):
            folded = email.strip().casefold() if isinstance(email, str) else ""
            if folded and folded in seen:
                yield record.problem("id.email_duplicate", f"/members/{index}/emails/{number}")
            seen.add(folded)


def _people(record: Record, key: str) -> list[tuple[int, dict[str, Value]]]:
    entries = record.value.get(key)
    found = enumerate(entries if isinstance(entries, list) else ())
    return [(index, person) for index, person in found if isinstance(person, dict)]


def _same_ids(record: Record, key: str, people: list[tuple[int, dict[str, Value]]]) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    for index, person in people:
        named = person.get("id")
        if isinstance(named, str) and seen.setdefault(named, index) != index:
            yield record.problem("id.duplicate", f"/{key}/{index}/id", other=f"/{key}/{seen[named]}")

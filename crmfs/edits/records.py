"""New records and deleted ones, as file edits. Reads through a view; commits nothing."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from crmfs.access.members import Member
from crmfs.access.view import View
from crmfs.core.errors import ValueRefused
from crmfs.core.messages import Language
from crmfs.core.paths import RepoPath, customer_folder
from crmfs.edits.assignments import Assignment, apply_assignments
from crmfs.edits.basis import edit_from
from crmfs.edits.permission import beyond
from crmfs.git.edit import FileEdit
from crmfs.git.history import was_there
from crmfs.git.repository import Repository
from crmfs.git.snapshot import Snapshot
from crmfs.records.fields import Field
from crmfs.records.ids import next_id, random_id
from crmfs.records.kinds import (
    CHILDREN,
    CONTACTS,
    CUSTOMER,
    FEEDBACK,
    INTERACTION,
    META_SUFFIX,
    ORDER,
    TICKET,
    Kind,
    locate,
    record_path,
)
from crmfs.records.labels import label
from crmfs.records.settings import Settings
from crmfs.records.templates import schema_line
from crmfs.records.yaml import Value, read_yaml
from crmfs.records.yaml.writer import write_yaml

PRIVATE_PERSON = "个人"  # the company of a customer who has none
_DATED = {INTERACTION: "date", ORDER: "date", FEEDBACK: "date", TICKET: "opened"}
_EMPLOYEE = {INTERACTION: "employee", TICKET: "employee", FEEDBACK: "employee"}


def new_id(kind: Kind, settings: Settings, taken: Callable[[], set[str]], day: date) -> str:
    """Returns an id for a new record.

    Args:
        taken: Gives the ids of all customers; called for a sequence of customers only.
        day: Day of the record, part of a child's id.
    """
    if kind is not CUSTOMER:
        return random_id(kind.prefix, day)
    return next_id(kind.prefix, taken()) if settings.ids == "sequence" else random_id(kind.prefix)


def customer_ids(snapshot: Snapshot) -> set[str]:
    """Returns the ids of all customers in a snapshot, hidden ones too: for making new ids, for nobody to be told."""
    return {customer for shard in snapshot.folders("customers") for customer in snapshot.folders(f"customers/{shard}")}


def given_ids(repository: Repository, snapshot: Snapshot) -> set[str]:
    """Returns the ids that the next customer of a sequence must not get: of who is there, of the last ones gone."""
    given = customer_ids(snapshot)
    head = repository.head()
    while head and was_there(repository, head, customer_folder(last := next_id(CUSTOMER.prefix, given))):
        given.add(last)
    return given


def customer_defaults(
    fields: Mapping[str, Value], mask: str, member: Member, by_team: bool, today: date
) -> dict[str, Value]:
    """Returns what a new customer is given where nobody said it: mask, company of private persons, status, owner, team.

    The day of its status is that from which silence counts as long as nobody talked with it.

    Args:
        member: Who makes it, and owns it then.
        by_team: Whether what the member may do to a customer depends on its team: then it is of the member's own.
    """
    defaults: dict[str, Value] = {"name": mask, "type": "b2b", "status": "potential", "lifecycle": "in_use"}
    if fields.get("type") == "b2c":
        defaults["company"] = PRIVATE_PERSON
    defaults |= {"owner": member.id, "status_date": today.isoformat()}
    if by_team and member.team:
        defaults["team"] = member.team
    return {key: value for key, value in defaults.items() if key not in fields}


def child_defaults(kind: Kind, fields: Mapping[str, Value], today: date, member: str) -> dict[str, Value]:
    """Returns what a new interaction, order, ticket or feedback is given where nobody said it: the day and who."""
    defaults: dict[str, Value] = {}
    if kind in _DATED:
        defaults[_DATED[kind]] = today.isoformat()
    if kind in _EMPLOYEE:
        defaults[_EMPLOYEE[kind]] = member
    if kind is TICKET:
        defaults["status"] = "open"
    return {key: value for key, value in defaults.items() if key not in fields}


def day_of(kind: Kind, fields: Mapping[str, Value], today: date) -> date:
    """Returns the day of a dated record, today where it has none that is a date."""
    try:
        return date.fromisoformat(str(fields.get(_DATED.get(kind, ""), "")))
    except ValueError:
        return today


def write_record(path: str, value: Mapping[str, Value], fields: Mapping[str, Field], lang: Language) -> bytes:
    """Returns a new record's file: keys in the schema's order, Chinese ones with the labels as comments."""
    ordered = {key: value[key] for key in fields if key in value}
    ordered |= {key: item for key, item in value.items() if key not in ordered}
    comments = {key: label(fields[key], lang) for key in ordered if key in fields} if lang == "zh" else {}
    return write_yaml(ordered, head=schema_line(path), comments=comments)


def filled(assignments: Sequence[Assignment]) -> dict[str, Value]:
    """Returns the fields that assignments make of an empty record."""
    value = read_yaml(apply_assignments(b"", assignments, ())).value
    return value if isinstance(value, dict) else {}


def taken_child_id(view: View, customer: str, id: str) -> bool:  # noqa: A002 - the field's word
    """Says whether a customer has a child with this id already, of whatever kind."""
    return any(view.entry(record_path(kind, customer, id)) for kind in CHILDREN)


def deletion(view: View, path: RepoPath, *, whole: bool) -> list[FileEdit]:
    """Returns the edits that delete a record, a document with its metadata, or a customer.

    Args:
        path: The record's path; a customer.yaml stands for its customer.
        whole: Delete a customer with all its records and documents.

    Raises:
        Denied: `access.write_denied`: of the customer something may be kept from the actor, be it there or not.
        ValueRefused: `record.referred`: other records refer to it; `record.needed`: a file that the repository needs.
    """
    place = locate(path)
    if not place.customer and not path.startswith("library/"):
        raise ValueRefused("record.needed", path=path)
    if place.kind is CUSTOMER:
        folder = customer_folder(place.customer)
        if not view.has_all(folder):
            raise beyond(place.customer)
        doomed = [entry.path for entry in view.walk(folder)]
        kept = [inner for inner in doomed if locate(inner).kind not in (CUSTOMER, CONTACTS)]
        if kept and not whole:
            raise ValueRefused("record.referred", id=place.customer, count=len(kept))
    else:
        doomed = [path]
        if place.document and view.entry(path + META_SUFFIX):
            doomed.append(path + META_SUFFIX)
        if place.kind is CONTACTS and _named_contacts(view, place.customer):
            raise ValueRefused("record.contact_named", id=place.customer)
    return [edit_from(view, doom, None) for doom in doomed]


def _named_contacts(view: View, customer: str) -> bool:
    folder = f"{customer_folder(customer)}/{INTERACTION.folder}"
    return any(view.record(e.path).text("contact") for e in view.walk(folder) if locate(e.path).kind is INTERACTION)

"""New customers and what belongs to them, from what people type to file edits. Commits nothing."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from crmfs.access.view import View
from crmfs.checks.subject import Rules
from crmfs.core.errors import ValueRefused
from crmfs.core.paths import RepoPath
from crmfs.edits.amounts import settled_amount
from crmfs.edits.assignments import Assignment, apply_assignments, parse_assignments
from crmfs.edits.basis import edit_from, may_edit
from crmfs.edits.intent import Intent
from crmfs.edits.personal import contact_of, mask_of, split_typed
from crmfs.edits.records import (
    child_defaults,
    customer_defaults,
    day_of,
    filled,
    new_id,
    taken_child_id,
    write_record,
)
from crmfs.git.edit import FileEdit
from crmfs.records.fields import Field
from crmfs.records.kinds import CONTACTS, CUSTOMER, INTERACTION, ORDER, Kind, record_path
from crmfs.records.schema import Schemas
from crmfs.records.settings import Settings
from crmfs.records.yaml import Value, read_yaml
from crmfs.records.yaml.editor import insert_item, set_value

MemberId = Callable[[str], str | None]


@dataclass(frozen=True, slots=True)
class Draft:
    """A change that is ready to be committed.

    Attributes:
        id: Id of the record that it is about.
        path: The record's path.
        edits: The files.
        mask: What stands in customer.yaml for a person whose real data went to contacts.yaml, else "".
        cleared: Whether the mark `to_archive` was taken away.
        company: Name of a new customer's company, "" for private persons and all other drafts.
        missing: Required fields of a new record that nobody gave a value.
        status_before: Code of the customer's status before it was changed, "" where it was not.
    """

    id: str
    path: RepoPath
    edits: tuple[FileEdit, ...]
    mask: str = ""
    cleared: bool = False
    company: str = ""
    missing: tuple[Field, ...] = ()
    status_before: str = ""


@dataclass(frozen=True, slots=True)
class Desk:
    """What every creation and change is made with.

    Attributes:
        view: What the actor sees of the last commit.
        schemas, settings: Those in force.
        intent: Who changes, why, when.
        member_id: Finds a member's id by id, e-mail or unique name.
        taken_ids: Gives the ids of all customers, also of those that the actor may not see: none is given twice.
        by_team: Whether what the actor may do to a customer depends on its team.
        rules: What changes are judged by; see `judge_change`.
    """

    view: View
    schemas: Schemas
    settings: Settings
    intent: Intent
    member_id: MemberId
    taken_ids: Callable[[], set[str]]
    by_team: bool
    rules: Rules | None = None

    def fields(self, kind: Kind) -> Mapping[str, Field]:
        """Returns the fields of a kind."""
        return self.schemas.fields(kind.name)

    def person_fields(self) -> Mapping[str, Field]:
        """Returns the fields of one contact."""
        contacts = self.fields(CONTACTS).get("contacts")
        return contacts.items if contacts else {}

    def parse(self, typed: Sequence[str], fields: Mapping[str, Field]) -> list[Assignment]:
        """Returns typed assignments; errors as `parse_assignments`."""
        return parse_assignments(typed, fields, self.intent.today, self.member_id)

    def edit(self, path: str, data: bytes) -> FileEdit:
        """Returns the edit that gives a file new content, made from what the view shows of it."""
        return edit_from(self.view, path, data)


def new_customer(desk: Desk, typed: Sequence[str]) -> Draft:
    """Returns a new customer; real names and numbers among what was typed go to its contacts.yaml.

    Raises:
        UsageError, ValueRefused: As `parse_assignments`; `edit.exists` for an id that is taken.
    """
    fields, people = desk.fields(CUSTOMER), desk.person_fields()
    own, private = split_typed(typed, fields, people)
    value = filled(desk.parse(own, fields))
    given = desk.parse(private, people)
    title = next((assignment.value for assignment in given if assignment.field == "title"), None)
    intent = desk.intent
    mask = mask_of(title, desk.settings.language)
    value |= customer_defaults(value, mask, intent.member, desk.by_team, intent.today)
    person = contact_of(given, value["name"]) if private else {}
    customer = str(value.get("id") or new_id(CUSTOMER, desk.settings, desk.taken_ids, desk.intent.today))
    path = record_path(CUSTOMER, customer)
    if desk.view.entry(path):
        raise ValueRefused("edit.exists", id=customer)
    edits = [FileEdit(path, None, _written(desk, CUSTOMER, path, {**value, "id": customer}))]
    if person:
        contacts = record_path(CONTACTS, customer)
        edits.append(FileEdit(contacts, None, _written(desk, CONTACTS, contacts, {"contacts": [person]})))
    company = "" if value.get("type") == "b2c" else str(value.get("company") or "")
    told = str(value["name"]) if person else ""
    return Draft(customer, path, tuple(edits), told, company=company, missing=_missing(fields, {**value, "id": ""}))


def new_child(desk: Desk, kind: Kind, folder: str, typed: Sequence[str]) -> Draft:
    """Returns a new interaction, order, ticket or feedback of a customer; errors as `new_customer`.

    A new interaction takes the mark `to_archive` from its customer.
    """
    customer = folder.rpartition("/")[2]
    fields = desk.fields(kind)
    value = filled(desk.parse(typed, fields))
    value |= child_defaults(kind, value, desk.intent.today, desk.intent.member.id)
    amount = settled_amount({}, value) if kind is ORDER else None
    value |= {} if amount is None else {"amount": amount}
    child = str(value.get("id") or "")
    while not child:
        candidate = new_id(kind, desk.settings, set, day_of(kind, value, desk.intent.today))
        child = "" if taken_child_id(desk.view, customer, candidate) else candidate
    if taken_child_id(desk.view, customer, child):
        raise ValueRefused("edit.exists", id=f"{customer}/{child}")
    path = RepoPath(f"{folder}/{kind.folder}/{child}.yaml")
    edits = [FileEdit(path, None, _written(desk, kind, path, {**value, "id": child}))]
    unmarked = _unmarked(desk, f"{folder}/{CUSTOMER.file}") if kind is INTERACTION else None
    edits += [unmarked] if unmarked else []
    missing = _missing(fields, {**value, "id": child})
    return Draft(f"{customer}/{child}", path, tuple(edits), cleared=unmarked is not None, missing=missing)


def new_contact(desk: Desk, folder: str, typed: Sequence[str]) -> Draft:
    """Returns one more person in a customer's contacts.yaml; errors as `new_customer`."""
    path = RepoPath(f"{folder}/{CONTACTS.file}")
    person = contact_of(desk.parse(typed, desk.person_fields()))
    if not desk.view.entry(path):
        data = _written(desk, CONTACTS, path, {"contacts": [person]})
    else:
        del person["primary"]
        old = desk.view.read(path)
        value = read_yaml(old).value
        listed = value.get("contacts") if isinstance(value, dict) else None
        data = insert_item(old, "/contacts", None, person) if listed else set_value(old, "/contacts", [person])
    name, edit = f"{folder.rpartition('/')[2]}/{person['id']}", desk.edit(path, data)
    return Draft(name, path, (edit,), missing=_missing(desk.person_fields(), person))


def new_single(desk: Desk, kind: Kind, folder: str, typed: Sequence[str]) -> Draft:
    """Returns a record of which a customer has one, such as its finance terms; errors as `new_customer`."""
    path = RepoPath(f"{folder}/{kind.file}")
    name = f"{folder.rpartition('/')[2]}/{kind.name}"
    if desk.view.entry(path):
        raise ValueRefused("edit.exists", id=name)
    value = filled(desk.parse(typed, desk.fields(kind)))
    edit = FileEdit(path, None, _written(desk, kind, path, value))
    return Draft(name, path, (edit,), missing=_missing(desk.fields(kind), value))


def _missing(fields: Mapping[str, Field], value: Mapping[str, Value]) -> tuple[Field, ...]:
    return tuple(field for field in fields.values() if field.required and field.name not in value)


def _written(desk: Desk, kind: Kind, path: str, value: Mapping[str, Value]) -> bytes:
    return write_record(path, value, desk.fields(kind), desk.settings.language)


def _unmarked(desk: Desk, path: str) -> FileEdit | None:
    """Returns the edit that takes the mark away, None where there is none or the actor may not change it."""
    if not may_edit(desk.view, path, "lifecycle") or desk.view.record(path).text("lifecycle") != "to_archive":
        return None
    assignment = Assignment("lifecycle", ("lifecycle",), "set", "in_use")
    return desk.edit(path, apply_assignments(desk.view.read(path), [assignment], ()))

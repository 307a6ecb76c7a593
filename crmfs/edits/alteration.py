"""Changes of records that are there, from what people type to file edits. Commits nothing."""

from collections.abc import Mapping, Sequence

from crmfs.access.view import path_of
from crmfs.core.errors import UsageError
from crmfs.core.paths import RepoPath, parent
from crmfs.edits.amounts import settled_amount
from crmfs.edits.assignments import Assignment, apply_assignments
from crmfs.edits.creation import Desk, Draft
from crmfs.edits.permission import demand_seen
from crmfs.edits.personal import aimed, contact_of, mask_of, split_typed
from crmfs.edits.records import write_record
from crmfs.edits.transaction import Refused
from crmfs.git.edit import FileEdit
from crmfs.records.kinds import CONTACTS, CUSTOMER, ORDER, typed_name
from crmfs.records.record import Record
from crmfs.records.yaml import Value, read_yaml
from crmfs.records.yaml.editor import insert_item, set_value


def alter(desk: Desk, path: RepoPath, typed: Sequence[str]) -> Draft:
    """Returns a record changed as typed, and nothing else in its file; no edits where all is so already.

    A change of a customer's status brings its reason, who and when along. Real names and numbers go to the primary
    contact.

    Raises:
        UsageError, ValueRefused: As `parse_assignments`; `edit.field_fixed` for an id; `record.unreadable`.
        NotAllowed: `access.unseen`: a field is kept from the actor.
    """
    record = desk.view.record(path)
    fields = desk.fields(record.kind)
    own, private = list(typed), list[str]()
    if record.kind is CUSTOMER:
        own, private = split_typed(typed, fields, desk.person_fields(), empties=True)
    assignments = desk.parse(own, fields)
    demand_seen(desk.view, path, assignments, fields, desk.schemas)
    if any(a.field == "id" and a.value != record.value.get("id") for a in assignments):
        raise UsageError("edit.field_fixed", field="id")
    trail = _status_trail(desk, record, assignments) if record.kind is CUSTOMER else []
    assignments += trail
    edits = []
    mask = record.text("name") if record.text("name").startswith("*") else mask_of(None, desk.settings.language)
    if private:
        edits.append(_contact_edit(desk, parent(path), private, mask))
        if record.text("name") != mask:
            assignments.append(_set("name", mask))
    data = apply_assignments(record.document.data, assignments, tuple(fields))
    if record.kind is ORDER:
        data = _with_its_sum(data, record.value, tuple(fields))
    if data != record.document.data:
        edits.append(desk.edit(path, data))
    made = tuple(edit for edit in edits if edit)
    about = path if len(made) != 1 else path_of(made[0].path)
    is_changed = any(a.field == "status" and a.value != record.value.get("status") for a in assignments)
    before = record.text("status") if is_changed and record.kind is CUSTOMER else ""
    return Draft(typed_name(path), about, made, mask if private else "", status_before=before)


def _with_its_sum(data: bytes, before: Mapping[str, Value], order: Sequence[str]) -> bytes:
    """Returns an order whose amount is the sum of its lines still, if it was before."""
    after = read_yaml(data).value
    amount = settled_amount(before, after) if isinstance(after, dict) else None
    return (
        data if amount is None else apply_assignments(data, [Assignment("amount", ("amount",), "set", amount)], order)
    )


def alter_status(desk: Desk, path: RepoPath, status: str, follow_up: str | None) -> Draft:
    """Returns a customer with another status and follow-up; the reason is the intent's. Errors as `alter`."""
    return alter(desk, path, [f"status={status}", *([f"next_follow_up={follow_up}"] if follow_up else [])])


def _status_trail(desk: Desk, record: Record, assignments: Sequence[Assignment]) -> list[Assignment]:
    """Returns what a change of status says of itself in the record (N4, N5).

    Of a status that was typed into the file by hand and says nothing of itself, it is what was left out.

    Raises:
        Refused: `status.reason_missing`, `status.follow_up_missing`.
    """
    named = {assignment.field: assignment.value for assignment in assignments}
    status = named.get("status")
    if status is None:
        return []
    if status == record.value.get("status"):
        is_told = any(record.text(field) for field in ("status_reason", "status_by"))
        return [] if is_told or not desk.intent.reason else _trail(desk, named)
    missing = []
    if not desk.intent.reason and not named.get("status_reason"):
        missing.append(record.problem("status.reason_missing", "/status", field="status_reason"))
    if status != "lost" and not named.get("next_follow_up"):
        missing.append(record.problem("status.follow_up_missing", "/status", field="next_follow_up"))
    if missing:
        raise Refused(missing)
    return _trail(desk, named)


def _trail(desk: Desk, named: Mapping[str, Value]) -> list[Assignment]:
    trail = {
        "status_reason": desk.intent.reason,
        "status_by": desk.intent.member.id,
        "status_date": desk.intent.today.isoformat(),
    }
    return [_set(field, value) for field, value in trail.items() if field not in named and value]


def _set(field: str, value: str) -> Assignment:
    return Assignment(field, (field,), "set", value)


def _contact_edit(desk: Desk, folder: str, private: Sequence[str], mask: str) -> FileEdit | None:
    """Returns the edit that gives the primary contact the typed values; a new contact where there is none."""
    path = f"{folder}/{CONTACTS.file}"
    assignments = desk.parse(private, desk.person_fields())
    if not desk.view.entry(path):
        if all(one.value is None for one in assignments):
            return None
        value: dict[str, Value] = {"contacts": [contact_of(assignments, mask)]}
        return FileEdit(path, None, write_record(path, value, desk.fields(CONTACTS), desk.settings.language))
    demand_seen(desk.view, path, aimed(assignments, "0"), desk.fields(CONTACTS), desk.schemas)
    record = desk.view.record(path)
    data = record.document.data
    listed = record.value.get("contacts")
    people = listed if isinstance(listed, list) else []
    if not people and all(one.value is None for one in assignments):
        return None
    if not people:
        person = contact_of(assignments, mask)
        new = (
            insert_item(data, "/contacts", None, person)
            if "contacts" in record.value
            else set_value(data, "/contacts", [person])
        )
    else:
        primary = next((i for i, p in enumerate(people) if isinstance(p, dict) and p.get("primary") is True), 0)
        new = apply_assignments(data, aimed(assignments, str(primary)), ())
    return desk.edit(path, new) if new != data else None

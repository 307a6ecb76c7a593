"""A record whose whole text somebody wrote: what is personal in it goes where it is protected. Commits nothing."""

from collections.abc import Sequence
from dataclasses import replace

from crmfs.core.paths import RepoPath
from crmfs.edits.assignments import Assignment, apply_assignments
from crmfs.edits.creation import Desk, Draft
from crmfs.edits.personal import aimed, contact_of, is_mask, mask_of, personal_field
from crmfs.edits.records import write_record
from crmfs.git.edit import FileEdit
from crmfs.records.kinds import CONTACTS, CUSTOMER, locate, record_path
from crmfs.records.yaml import Value, YamlError, pointer_to, read_yaml
from crmfs.records.yaml.editor import delete, set_value


def written(desk: Desk, draft: Draft, data: bytes) -> Draft:
    """Returns a draft with the text that somebody wrote for its record.

    Of a customer, a real name, a phone number or an address goes to the primary contact in contacts.yaml, as
    `new_customer` does with what is typed; a mask stands in the text instead. What cannot be read stays as it is.

    Raises:
        ValueRefused: A value that the contact's field cannot have.
    """
    others = {edit.path: edit for edit in draft.edits if edit.path != draft.path}
    own = next(edit for edit in draft.edits if edit.path == draft.path)
    place = locate(draft.path)
    found = _personal(desk, data) if place.kind is CUSTOMER else {}
    if not found:
        return replace(draft, edits=(replace(own, data=data), *others.values()))
    real = [f"{code}={value}" for code, value in found.values() if not is_mask(value)]
    given = desk.parse(real, desk.person_fields())
    contacts = record_path(CONTACTS, place.customer)
    mask = _mask(desk, given, draft)
    if given:
        others[contacts] = _contacts_edit(desk, contacts, others.get(contacts), given, mask)
    for key, (code, _) in found.items():
        pointer = pointer_to(key)
        data = set_value(data, pointer, mask) if code == "name" else delete(data, pointer)
    return replace(draft, edits=(replace(own, data=data), *others.values()), mask=mask if given else draft.mask)


def _personal(desk: Desk, data: bytes) -> dict[str, tuple[str, str]]:
    """Returns the keys of a customer's text that only a contact may have: the contact's field and the value of each."""
    try:
        value = read_yaml(data).value
    except YamlError:
        return {}
    fields, people = desk.fields(CUSTOMER), desk.person_fields()
    found: dict[str, tuple[str, str]] = {}
    for key, item in value.items() if isinstance(value, dict) else ():
        code = personal_field(key, fields, people)
        if code and isinstance(item, str | int) and not (code == "name" and is_mask(item)):
            found[key] = (code, str(item))
    return found


def _mask(desk: Desk, given: Sequence[Assignment], draft: Draft) -> str:
    title = next((assignment.value for assignment in given if assignment.field == "title"), None)
    return draft.mask if draft.mask and title is None else mask_of(title, desk.settings.language)


def _contacts_edit(
    desk: Desk, path: RepoPath, before: FileEdit | None, given: Sequence[Assignment], mask: str
) -> FileEdit:
    if before and before.data:
        return replace(before, data=apply_assignments(before.data, aimed(given, "0"), ()))
    value: dict[str, Value] = {"contacts": [contact_of(given, mask)]}
    return FileEdit(path, None, write_record(path, value, desk.fields(CONTACTS), desk.settings.language))

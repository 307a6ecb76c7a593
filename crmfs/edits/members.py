"""New members and changed ones, as edits of members.yaml that leave every other byte as it was. Commits nothing."""

from collections.abc import Mapping, Sequence
from datetime import date

from crmfs.access.members import Member, read_members
from crmfs.access.view import View
from crmfs.core.errors import NotFound, UsageError, ValueRefused
from crmfs.core.paths import RepoPath
from crmfs.edits.assignments import Assignment, apply_assignments, parse_assignments
from crmfs.edits.basis import edit_from
from crmfs.edits.creation import Draft
from crmfs.edits.permission import beyond
from crmfs.records.fields import Field
from crmfs.records.ids import is_id, next_id
from crmfs.records.kinds import ACCESS
from crmfs.records.record import Record, read_record
from crmfs.records.templates import schema_line
from crmfs.records.yaml import Value
from crmfs.records.yaml.editor import insert_item
from crmfs.records.yaml.writer import write_yaml

MEMBERS, POLICY = RepoPath("members.yaml"), RepoPath("access.yaml")
_PREFIX = "E"


def enrol(view: View, person: Mapping[str, Value], fields: Mapping[str, Field]) -> Draft:
    """Returns members.yaml with one more person.

    Args:
        person: The fields given; an id is made where there is none.
        fields: The fields of a member, in the order to write them.

    Raises:
        Denied: As `named_member`.
        ValueRefused: `member.id_invalid`, `member.id_taken`, `member.email_taken`, `member.role_unknown`.
    """
    _demand_sight(view)
    known = _known(view)
    taken = {member.id for member in known}
    given = {key: value for key, value in person.items() if value}
    given.setdefault("id", next_id(_PREFIX, taken))
    identity = str(given["id"])
    if not is_id(identity):
        raise ValueRefused("member.id_invalid", id=identity)
    if identity in taken:
        raise ValueRefused("member.id_taken", id=identity)
    _demand_roles(view, given.get("roles"))
    _demand_free(known, identity, given.get("emails"))
    ordered: dict[str, Value] = {key: given[key] for key in fields if key in given}
    return Draft(identity, MEMBERS, (edit_from(view, MEMBERS, _with(view, ordered)),))


def _with(view: View, person: dict[str, Value]) -> bytes:
    if view.entry(MEMBERS) is None:
        return write_yaml({"members": [person]}, head=schema_line(MEMBERS))
    return insert_item(view.read(MEMBERS), "/members", None, person)


def alter_member(view: View, member: Member, typed: Sequence[str], fields: Mapping[str, Field], today: date) -> Draft:
    """Returns members.yaml with one person changed as typed; no edits where all is so already.

    Raises:
        UsageError, ValueRefused: As `parse_assignments` and `enrol`; `edit.field_fixed` for the id.
    """
    if not typed:
        raise UsageError("member.nothing")
    assignments = parse_assignments(typed, fields, today, lambda text: text)
    for assignment in assignments:
        if assignment.field == "id" and assignment.value != member.id:
            raise UsageError("edit.field_fixed", field="id")
        if assignment.field == "roles" and assignment.how != "remove":
            _demand_roles(view, assignment.value)
        if assignment.field == "emails" and assignment.how != "remove":
            _demand_free(_known(view), member.id, assignment.value)
    aimed = [Assignment("members", ("members", member.id, *a.steps), a.how, a.value) for a in assignments]
    before = view.read(MEMBERS)
    after = apply_assignments(before, aimed, tuple(fields))
    edits = (edit_from(view, MEMBERS, after),) if after != before else ()
    return Draft(member.id, MEMBERS, edits)


def roles_of(view: View) -> tuple[str, ...]:
    """Returns the roles that the policy defines, none where it cannot be read."""
    record = read_record(POLICY, ACCESS, view.read(POLICY)) if view.entry(POLICY) else None
    roles = record.value.get("roles") if isinstance(record, Record) else None
    return tuple(roles) if isinstance(roles, dict) else ()


def named_member(view: View, typed: str) -> Member:
    """Returns the member of an id, e-mail address or unique name.

    Raises:
        Denied: `access.write_denied`: members.yaml is hidden from the actor.
        NotFound: `access.member_unknown`.
    """
    _demand_sight(view)
    found = read_members(view.read(MEMBERS)).find(typed)
    if found is None:
        raise NotFound("access.member_unknown", name=typed)
    return found


def _demand_sight(view: View) -> None:
    rights = view.rights(MEMBERS)
    if rights and not rights.is_readable:
        raise beyond(MEMBERS)


def _known(view: View) -> tuple[Member, ...]:
    return read_members(view.read(MEMBERS)).all if view.entry(MEMBERS) else ()


def _demand_roles(view: View, wanted: Value) -> None:
    known = roles_of(view)
    for role in _listed(wanted):
        if known and role not in known:
            raise ValueRefused("member.role_unknown", role=role, known=", ".join(known))


def _demand_free(known: Sequence[Member], identity: str, wanted: Value) -> None:
    """Refuses an address that another member has: by it one is known."""
    folded = {email.strip().casefold() for email in _listed(wanted)}
    for member in known:
        if member.id != identity and folded & {email.strip().casefold() for email in member.emails}:
            raise ValueRefused("member.email_taken", id=member.id)


def _listed(value: Value) -> list[str]:
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []

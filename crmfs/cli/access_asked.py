"""What questions about rights name: a member, an action, a file and a field, as people type them. Decides nothing."""

from collections.abc import Mapping
from typing import NamedTuple

import click

from crmfs.access.attributes import Attributes
from crmfs.access.authority import is_administrator
from crmfs.access.differing import all_parts
from crmfs.access.explanation import Explanation, explain
from crmfs.access.field_path import ITEM, FieldPath, parse_field, typed_field
from crmfs.access.grant import Grant
from crmfs.access.members import Member
from crmfs.access.policy import ACTIONS, DELETE, HIDE, WRITE
from crmfs.access.rights import ALLOW, DENY, Decision
from crmfs.access.view import path_of
from crmfs.context import Context
from crmfs.core.errors import Denied, NotFound, UsageError
from crmfs.core.messages import LANGUAGES, say
from crmfs.core.paths import customer_folder
from crmfs.records.ids import is_id
from crmfs.records.kinds import CHILDREN, CONTACTS, CUSTOMER, TERMS, customer_of, locate, record_path
from crmfs.records.labels import field_code, unknown_field
from crmfs.records.record import Record, read_record
from crmfs.records.yaml import Value

_SAID = {
    "read": "access.action_read",
    "edit": "access.action_edit",
    "create": "access.action_create",
    "delete": "access.action_delete",
    "write": "access.action_write",
}
_FILES = {"contacts": CONTACTS, "contact": CONTACTS, "terms": TERMS, "finance": TERMS, "": CUSTOMER}


class Action(click.Choice[str]):
    """An action by its code, or by its word in either language."""

    def __init__(self) -> None:
        super().__init__((*ACTIONS, WRITE))

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Returns the code of an action."""
        for code, said in _SAID.items():
            if value.casefold() in (say(said, language).casefold() for language in LANGUAGES):
                return code
        found: str = super().convert(value, param, ctx)
        return found


class Asked(NamedTuple):
    """A file, there or not, and a field in it; no field for the file as a whole."""

    path: str
    field: FieldPath


def demand_administrator(context: Context) -> None:
    """Refuses who may not edit access.yaml and members.yaml; where no policy is in force, nobody is one."""
    if not is_administrator(context.grant):
        raise Denied("access.administrators_only")


def member_asked(context: Context, typed: str) -> Member:
    """Returns the member whom a question is about.

    Raises:
        Denied: Another one than who asks, there or not, and who asks is no administrator.
        NotFound: There is no such member.
    """
    me = context.reader
    if any(found.id == me.id for found in context.members.meant(typed)):
        return me
    if not is_administrator(context.grant):
        raise Denied("access.explain_own")
    found = context.members.find(typed)
    if found is None:
        raise NotFound("access.member_unknown", name=typed)
    return found


def asked(context: Context, typed: str) -> Asked:
    """Returns the file and field that somebody typed as `PATH#FIELD`.

    Raises:
        NotFound: Nothing visible is there; administrators may ask about what is not there yet.
        UsageError: The file is no record with such a field.
    """
    name, mark, field = typed.rpartition("#")
    if not mark or context.view.entry(path_of(typed)):
        name, field = typed, ""
    path = _path(context, name)
    return Asked(path, _field(context, path, field) if field else ())


def customer_asked(context: Context, about: Asked) -> Mapping[str, Value]:
    """Returns what conditions say of the customer that a file belongs to, as the files on disk stand."""
    folder = customer_of(about.path)
    return Attributes(context.snapshot, context.grant.policy.named_fields).of(folder) if folder else {}


def explained(context: Context, grant: Grant, about: Asked, action: str, customer: Mapping[str, Value]) -> Explanation:
    """Returns the decision on an action of a member, with its reasons, as the files on disk stand.

    A record goes with all its fields: one that may not be deleted keeps it. One that is hidden from the member counts
    as being there, or the answer would tell.

    Args:
        customer: As `customer_asked` returns it.
    """
    found = explain(grant, about.path, customer, action, about.field)
    if action != DELETE or about.field or found.decision.verdict != ALLOW:
        return found
    there = {part.field for part in all_parts(_record(context, about.path), given=False)}
    rights = grant.rights(about.path, grant.truth(customer))
    if rights.hides_some:
        there |= {field for field in found.apart if rights.shown(field) == HIDE}
    kept = [one for field, one in found.apart.items() if field in there]
    if not kept:
        return found
    stopped = tuple(dict.fromkeys(each for one in kept for each in one.stopped_by))
    rules = tuple(rule for rule in grant.policy.restrictions if rule.id in stopped)
    return found._replace(decision=Decision(DENY, found.decision.grants, stopped), stops=rules)


def _record(context: Context, path: str) -> Mapping[str, Value]:
    """Returns what stands in a record, whoever asks: a decision on it is no word about its values."""
    kind, entry = locate(path).kind, context.snapshot.entry(path)
    found = read_record(path, kind, context.snapshot.content(entry)) if kind and entry and entry.is_file else None
    return found.value if isinstance(found, Record) else {}


def _path(context: Context, typed: str) -> str:
    try:
        return context.find(typed)
    except NotFound:
        if not is_administrator(context.grant):
            raise
        absent = _absent(typed)
        if absent is None:
            raise
        return absent


def _absent(typed: str) -> str | None:
    """Returns the path that a name means of which nothing is there yet, None for a name that could be anything."""
    path = path_of(typed.strip())
    head, _, rest = path.partition("/")
    if head in ("customers", "library") or locate(path).kind or (rest and not is_id(head)):
        return path
    if not is_id(head):
        return path if "." in path else None
    kind = _FILES.get(rest.casefold()) or next((one for one in CHILDREN if rest.startswith(one.prefix + "-")), None)
    return record_path(kind, head, rest) if kind else f"{customer_folder(head)}/{rest}"


def _field(context: Context, path: str, typed: str) -> FieldPath:
    """Returns the steps of a field as the policy has them, each named by code, label or alias."""
    steps = typed_field(typed) or parse_field(typed.strip())
    kind = locate(path).kind
    fields = context.schemas.fields(kind.name) if kind else {}
    if steps is None:
        raise UsageError("field.no_such", field=typed)
    found: list[str] = []
    is_list = False
    for step in steps:
        if step == ITEM:
            found.append(step)
            continue
        code = field_code(fields, step)
        if code is None:
            raise unknown_field(fields, step)
        if is_list and found[-1] != ITEM:
            found.append(ITEM)
        found.append(code)
        is_list, fields = fields[code].type == "list", fields[code].items
    return tuple(found)

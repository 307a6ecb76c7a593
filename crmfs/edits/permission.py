"""May the actor make these edits? The trusted state decides, by the judgement that a push meets. Commits nothing."""

from collections.abc import Iterable, Mapping, Sequence

from crmfs.access.authority import Authority, authority_at
from crmfs.access.configuration import SETTINGS_PATH
from crmfs.access.field_path import ITEM, FieldPath
from crmfs.access.grant import Grant
from crmfs.access.members import Member
from crmfs.access.policy import READ
from crmfs.access.rights import ALLOW
from crmfs.access.view import View
from crmfs.core.errors import Denied, ErrorParam, NotFound
from crmfs.core.messages import Text, say, text
from crmfs.core.problem import Problem, in_order
from crmfs.core.text import one_line
from crmfs.edits.assignments import Assignment
from crmfs.gate.rights import UNSEEN, rights_problems, truths_of_edit
from crmfs.git.change import Change, changes_between
from crmfs.git.edit import FileEdit
from crmfs.git.history import first_parent
from crmfs.git.model import FILE
from crmfs.git.overlay import InMemory, InStore, Laid, Overlay
from crmfs.git.repository import Repository
from crmfs.git.snapshot import Snapshot
from crmfs.git.stored import Stored
from crmfs.records.fields import Field
from crmfs.records.kinds import CUSTOMER, locate
from crmfs.records.schema import Schemas

_TOLD = 3  # reasons that one refusal names
OUT_OF_REACH = "access.out_of_reach"

Fields = Mapping[str, Field]


class NotAllowed(Denied):
    """The actor may not make the change; nothing was written.

    Attributes:
        refused: What exactly, and why.
    """

    def __init__(self, refused: Sequence[Problem], schemas: Schemas | None) -> None:
        self.refused = in_order(refused)
        self.schemas = schemas
        super().__init__("access.write_denied", reasons=reasons_of(self.refused, schemas))


def beyond(what: str) -> Denied:
    """Returns the refusal of a change of what the actor may not see, or not all of, be it there or not."""
    said = text(OUT_OF_REACH)
    return Denied("access.write_denied", reasons=Text(f"{what}: {said.zh}", f"{what}: {said.en}"))


def reasons_of(refused: Iterable[Problem], schemas: Schemas | None) -> Text:
    """Returns in words what is refused and why, fields by their labels where the schemas are known."""
    said = [
        Text(*(f"{_record(one.path)}: {say(one.code, lang, **_labelled(one, schemas))}" for lang in ("zh", "en")))
        for one in refused
    ]
    told = list(dict.fromkeys(said))
    more = "; …" if len(told) > _TOLD else ""
    return Text("；".join(one.zh for one in told[:_TOLD]) + more, "; ".join(one.en for one in told[:_TOLD]) + more)


def _record(path: str) -> str:
    place = locate(path)
    if place.kind is CUSTOMER:
        return place.customer
    return f"{place.customer}/{place.id or place.kind.name}" if place.kind and place.customer else one_line(path)


def _labelled(problem: Problem, schemas: Schemas | None) -> Mapping[str, ErrorParam]:
    kind, key = locate(problem.path).kind, str(problem.params.get("field", ""))
    own = schemas.fields(kind.name) if schemas and kind else {}
    inner: dict[str, Field] = {}
    for one in own.values():
        inner |= one.items
    field = own.get(key) or inner.get(key.rpartition(".")[2])
    if field is None:
        return problem.params
    label = Text(f"“{one_line(field.label.zh) or key}”", f"“{one_line(field.label.en) or key}”")
    return {**problem.params, "field": label, "path": problem.path}


def demand_seen(view: View, path: str, assignments: Iterable[Assignment], fields: Fields, schemas: Schemas) -> None:
    """Demands that all fields of a record that somebody means to change are shown to him, whatever is in them.

    Args:
        assignments: What was typed; of a list's items, where `fields` are those of an item.
        fields: Those of the record.

    Raises:
        NotAllowed: `access.unseen`: one is kept from him, be it filled in or not.
    """
    rights = view.rights(path)
    if rights is None or rights.is_open:
        return
    refused = []
    for field in (_field_path(one.steps, fields) for one in assignments):
        if rights.is_unlimited and rights.shown(field) != ALLOW:
            rules = ", ".join(rights.decide(READ, field).stopped_by)
            refused.append(Problem(UNSEEN, path, params={"field": _last_key(field), "rules": rules}))
    if refused:
        raise NotAllowed(refused, schemas)


def _last_key(field: FieldPath) -> str:
    return next(step for step in reversed(field) if step != ITEM)


def _field_path(steps: Sequence[str], fields: Fields) -> FieldPath:
    """Returns the field that steps lead to, with `ITEM` for what picks an item of a list."""
    found: list[str] = []
    known, is_list = fields, False
    for step in steps:
        found.append(ITEM if is_list else step)
        if not is_list:
            field = known.get(step)
            is_list, known = bool(field and field.type == "list"), field.items if field else {}
        else:
            is_list = False
    return tuple(found)


class Permission:
    """What the actor of one change may do.

    Args:
        member: The actor, known by the id.
        brings: The state with the change; the policy and the members of a repository that has none yet.
        schemas: Where the labels of fields stand, None where they cannot be read.

    Raises:
        Denied: `access.stranger`: the trusted members do not have the actor.
        ConfigError: The trusted state has no valid policy, so nobody may do anything.
    """

    def __init__(self, repository: Repository, member: Member, brings: Snapshot, schemas: Schemas | None) -> None:
        self._repository = repository
        self._schemas = schemas
        authority = _trusted(repository, brings)
        found = next((one for one in authority.members.all if one.id == member.id), None)
        if found is None:
            raise Denied("access.stranger", email=(member.emails or (member.id,))[0])
        self.grant: Grant = authority.grant(found)

    def demand_intended(self, tip: Stored, edits: Sequence[FileEdit]) -> None:
        """Demands the right to what the actor meant, as he was shown it: before anything of it is merged.

        Raises:
            NotAllowed: He may not.
            NotFound: `record.not_found`: he changes what he may not see.
        """
        before: dict[str, Laid] = {}
        after: dict[str, Laid] = {}
        for edit in edits:
            entry = tip.entry(edit.path)
            mode = entry.mode if entry else FILE
            after[edit.path] = None if edit.data is None else InMemory(mode, edit.data)
            if edit.shown is not None:
                before[edit.path] = InMemory(mode, edit.shown)
            elif edit.base_oid != (entry.oid if entry else None):
                before[edit.path] = InStore(mode, edit.base_oid) if edit.base_oid else None
        if before:
            self._demand(Overlay(tip, before), Overlay(tip, after), before)

    def demand(self, old: Snapshot, new: Snapshot, paths: Iterable[str]) -> None:
        """Demands the right to what a change leads to; arguments are the states and what may differ between them.

        Raises:
            NotAllowed, NotFound: As `demand_intended`.
        """
        self._demand(old, new, paths)

    def out_of_reach(self, problems: Iterable[Problem]) -> NotAllowed:
        """Returns the refusal of a change that breaks rules about what the actor may not see."""
        return NotAllowed([Problem(OUT_OF_REACH, problem.path) for problem in problems], self._schemas)

    def _demand(self, old: Snapshot, new: Snapshot, paths: Iterable[str]) -> None:
        changes = [Change(path, old.entry(path), new.entry(path)) for path in paths]
        changes = [change for change in changes if change.old != change.new]
        truths = truths_of_edit(self._repository, self.grant, self._repository.head(), new)
        refused = rights_problems(old, new, changes, truths)
        there = {change.path for change in changes if change.old}
        for problem in refused:
            hidden = not self.grant.rights(problem.path, truths.of(problem.path)).is_readable
            if hidden and problem.path in there:
                raise NotFound("record.not_found", name=_record(problem.path))
        if refused:
            raise NotAllowed(refused, self._schemas)


def may_take_back(repository: Repository, member: Member, commit: str) -> bool:
    """Says whether the actor of a commit may make the change that reverts it, as its push would be judged."""
    parent = first_parent(repository, commit)
    new = repository.snapshot(parent) if parent else repository.empty()
    old = repository.snapshot(commit)
    permission = Permission(repository, member, old, None)
    try:
        permission.demand(old, new, [change.path for change in changes_between(old, new)])
    except (NotAllowed, NotFound):
        return False
    return True


def _trusted(repository: Repository, brings: Snapshot) -> Authority:
    """Returns who decides: the trusted state, where it is one of crmfs at all."""
    tip = repository.trusted_tip()
    trusted = repository.snapshot(tip) if tip else None
    return authority_at(trusted if trusted and trusted.entry(SETTINGS_PATH) else brings)

"""May this member make these changes? Judged field by field on old and new values. Knows no push and no commit."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from crmfs.access.attributes import Attributes
from crmfs.access.differing import Part, all_parts, differing
from crmfs.access.field_path import ITEM, FieldPath, shown_field
from crmfs.access.grant import Grant
from crmfs.access.policy import CREATE, DELETE, EDIT, HIDE
from crmfs.access.rights import ALLOW, Decision, Rights
from crmfs.core.paths import canonical, name
from crmfs.core.problem import Problem
from crmfs.gate.kept_copies import claims_copy, is_chosen_away
from crmfs.git.change import Change
from crmfs.git.history import commits_between
from crmfs.git.repository import Repository
from crmfs.git.snapshot import Entry, Snapshot
from crmfs.records.kept_copy import MARK
from crmfs.records.kinds import CUSTOMER, FEEDBACK, INTERACTION, META, TICKET, Kind, locate
from crmfs.records.record import Record, read_record
from crmfs.records.yaml import Value, pointer_to
from crmfs.records.yaml.values import same

_NOT_GRANTED = {
    EDIT: "access.edit_not_granted",
    CREATE: "access.create_not_granted",
    DELETE: "access.delete_not_granted",
}
_STOPPED = {EDIT: "access.edit_stopped", CREATE: "access.create_stopped", DELETE: "access.delete_stopped"}
UNSEEN = "access.unseen"
_EMPLOYEE_FIELDS = {INTERACTION: "employee", TICKET: "employee", FEEDBACK: "employee", CUSTOMER: "status_by"}
_CUSTOMERS, _CUSTOMER_DEPTH = "customers", 3

IsOthers = Callable[[str, tuple[str, ...]], bool]


class Truths:
    """Which conditions hold for each customer while one push or edit is judged: as the trusted state says.

    A customer absent from it is judged by the values that its customer.yaml first has in what is judged; one that has
    a folder there and no readable customer.yaml, by none.

    Args:
        grant: What the actor may do.
        trusted: The state before all that is judged; None for none.
        brought: Returns the states that are judged, in the order in which they came about; asked only if need be.
    """

    def __init__(
        self, grant: Grant, trusted: Snapshot | None, brought: Callable[[], Iterable[Snapshot]] = tuple
    ) -> None:
        self.grant = grant
        self._trusted = trusted
        self._known = Attributes(trusted, grant.named_fields) if trusted else None
        self._brought = brought
        self._fresh: dict[str, Mapping[str, Value]] = {}

    def of(self, path: str) -> int:
        """Returns the truth of the customer that a path belongs to, 0 for a path of none."""
        parts = path.split("/", _CUSTOMER_DEPTH)
        if not self.grant.is_conditional or len(parts) <= _CUSTOMER_DEPTH or canonical(parts[0]) != _CUSTOMERS:
            return 0
        folder = "/".join(parts[:_CUSTOMER_DEPTH])
        if self._known and self._trusted and self._trusted.subtree(folder):
            return self.grant.truth(self._known.of(folder))
        if folder not in self._fresh:
            self._fresh[folder] = self._first(folder)
        return self.grant.truth(self._fresh[folder])

    def rights(self, path: str) -> Rights:
        """Returns what the actor may do to a file, there or not."""
        return self.grant.rights(path, self.of(path))

    def _first(self, folder: str) -> Mapping[str, Value]:
        for snapshot in self._brought():
            if snapshot.entry(f"{folder}/{CUSTOMER.file}"):
                return Attributes(snapshot, self.grant.named_fields).of(folder)
        return {}


def truths_of_edit(repository: Repository, grant: Grant, tip: str | None, new: Snapshot) -> Truths:
    """Returns the truths by which an edit of a repository is judged.

    Args:
        tip: The commit that the edit is made on; what it has and the trusted one lacks is not trusted yet.
        new: The state with the edit.
    """
    trusted = repository.trusted_tip()

    def brought() -> Iterator[Snapshot]:
        commits = commits_between(repository, tip, trusted) if tip and tip != trusted else []
        yield from (repository.snapshot(commit.oid) for commit in commits)
        yield new

    return Truths(grant, repository.snapshot(trusted) if trusted else None, brought)


def rights_problems(
    old: Snapshot | None,
    new: Snapshot,
    changes: Sequence[Change],
    truths: Truths,
    is_others: IsOthers | None = None,
) -> list[Problem]:
    """Returns why the actor may not make some changes; none where he may make all of them.

    What he may not read is told in the same words whether it is there or not.

    Args:
        old: The state before, None for nothing.
        new: The state after.
        changes: What differs between them and is judged.
        truths: Of the actor.
        is_others: Says whether a part of a file, by its path and `Part.at`, was changed by somebody else and merged.
    """
    return [problem for change in changes for problem in _Judged(old, new, change, truths, is_others).problems()]


class _Judged:
    """One change of one file, with the records on both sides where there are any."""

    def __init__(
        self, old: Snapshot | None, new: Snapshot, change: Change, truths: Truths, is_others: IsOthers | None
    ) -> None:
        self._path = change.path
        self._grant = truths.grant
        self._truths = truths
        self._rights = truths.rights(change.path)
        self._kind = locate(change.path).kind
        self._sides = (old, change.old), (new, change.new)
        self._action = CREATE if change.old is None else DELETE if change.new is None else EDIT
        self._is_others = is_others
        self._old: Record | None = None
        self._new: Record | None = None

    def problems(self) -> Iterator[Problem]:
        if not self._rights.is_readable or (self._kind is None and not self._rights.is_unlimited):
            yield Problem("access.out_of_reach", self._path)
            return
        if self._may_all() or self._is_chosen_away():
            return
        self._old, self._new = (_record(self._path, self._kind, *side) for side in self._sides)
        yield from self._refused()
        yield from self._given_away()
        yield from self._others_work()
        if self._claims_copy():
            yield self._problem("access.copy_claimed", pointer_to(*MARK), {"field": MARK[-1]})

    def _is_chosen_away(self) -> bool:
        (old, _), (new, _) = self._sides
        return self._action == DELETE and new is not None and is_chosen_away(old, new, self._path, self._truths.rights)

    def _claims_copy(self) -> bool:
        (old, _), (new, _) = self._sides
        if self._kind is not META or self._action == DELETE or new is None:
            return False
        is_merged = self._is_others is not None and self._is_others(self._path, MARK)
        return not is_merged and claims_copy(old, new, self._path, self._truths.rights)

    def _may_all(self) -> bool:
        """Says whether nothing in the file can matter, so that it need not be read."""
        if self._rights.decide_all(self._action).verdict != ALLOW:
            return False
        if self._kind is META and self._action != DELETE and self._rights.decide_all(DELETE).verdict != ALLOW:
            return False
        if self._kind in _EMPLOYEE_FIELDS and not self._grant.acts_for_others:
            return self._action == DELETE
        claimed = self._kind is CUSTOMER and self._action == CREATE and self._grant.policy.named_fields
        return not claimed or self._rights.decide_all(EDIT).verdict == ALLOW

    def _refused(self) -> Iterator[Problem]:
        """Yields what the policy does not allow; of a field that is refused, nothing inside it."""
        if self._kind is None:
            yield from self._unless_allowed(self._rights.decide(self._action))
            return
        if self._action == DELETE and self._rights.hides_some:
            # Whether the field is filled in is not to be found out by trying; so it is judged as if it were.
            refused = list(self._unless_allowed(self._rights.decide(DELETE)))
            yield from refused or [Problem("access.out_of_reach", self._path)]
            return
        parts = self._parts()
        if parts is None:  # what cannot be read may say anything
            yield from self._unless_allowed(self._rights.decide_all(self._action))
            return
        if self._action != EDIT or not parts:
            refused = list(self._unless_allowed(self._rights.decide(self._action)))
            if refused:
                yield from refused
                return
        told: list[tuple[str, ...]] = []
        for part in parts:
            within = any(part.at[: len(at)] == at for at in told)
            if within or (self._is_others and self._is_others(self._path, part.at)):
                continue
            refused = list(self._unless_allowed(self._rights.decide(self._action, part.field), part))
            told += [part.at] if refused else []
            yield from refused

    def _parts(self) -> list[Part] | None:
        """Returns the fields that the change is about, None where a side cannot be read."""
        if any(entry and not record for (_, entry), record in zip(self._sides, (self._old, self._new), strict=True)):
            return None
        if self._old and self._new:
            return differing(self._old.value, self._new.value)
        there = self._old or self._new
        return all_parts(there.value, given=self._new is not None) if there else None

    def _unless_allowed(self, decision: Decision, part: Part | None = None) -> Iterator[Problem]:
        if decision.verdict == ALLOW:
            return
        if part and not part.given and (how := self._rights.shown(part.field)) != ALLOW:
            if how == HIDE or not decision.stopped_by:
                yield Problem("access.out_of_reach", self._path)
            else:  # a mask tells that there is something
                yield Problem(
                    UNSEEN, self._path, params={"field": self._named(part), "rules": ", ".join(decision.stopped_by)}
                )
            return
        code = (_STOPPED if decision.grants else _NOT_GRANTED)[self._action]
        params = {"field": self._named(part)}
        if decision.grants:
            params["rules"] = ", ".join(decision.stopped_by)
        yield self._problem(code, part.pointer if part else "", params)

    def _named(self, part: Part | None) -> str:
        """Returns how a refusal names what it is about: by the field's key where the new file has it."""
        if part is None:
            return name(self._path)
        return _last_key(part.field) if part.given else shown_field(part.field)

    def _given_away(self) -> Iterator[Problem]:
        """Yields fields of a new customer by which its creator would give it to others, or himself rights on it."""
        if self._kind is not CUSTOMER or self._action != CREATE or self._new is None:
            return
        for field in sorted(self._grant.policy.named_fields):
            if self._new.value.get(field) in (None, "") or self._rights.allows(EDIT, (field,)):
                continue
            if not self._grant.claims(field, self._new.value):
                yield self._problem("access.not_yours", pointer_to(field), {"field": field})

    def _others_work(self) -> Iterator[Problem]:
        """Yields the newly written field that says that somebody else did the work."""
        field = _EMPLOYEE_FIELDS.get(self._kind) if self._kind else None
        if not field or self._new is None or self._grant.acts_for_others:
            return
        value = self._new.value.get(field)
        if value in (None, "", self._grant.member.id) or (self._old and same(self._old.value.get(field), value)):
            return
        if not (self._is_others and self._is_others(self._path, (field,))):
            yield self._problem("access.employee_mismatch", pointer_to(field), {"field": field})

    def _problem(self, code: str, pointer: str, params: Mapping[str, str]) -> Problem:
        line, column = self._new.document.position(pointer) if self._new and pointer else (None, None)
        return Problem(code, self._path, line, column, pointer, params)


def _last_key(field: FieldPath) -> str:
    return next((step for step in reversed(field) if step != ITEM), "")


def _record(path: str, kind: Kind | None, snapshot: Snapshot | None, entry: Entry | None) -> Record | None:
    if kind is None or snapshot is None or entry is None or not entry.is_file:
        return None
    found = read_record(path, kind, snapshot.content(entry))
    return found if isinstance(found, Record) else None

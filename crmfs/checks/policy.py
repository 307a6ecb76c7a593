"""access.*: what refuses access.yaml, what in it has no effect, and what it and members.yaml say of each other."""

from collections.abc import Iterable, Iterator, Mapping, Set
from functools import lru_cache
from typing import NamedTuple

from crmfs.access.authority import Authority
from crmfs.access.configuration import MEMBERS_PATH
from crmfs.access.lint import Finding, member_findings, policy_findings, unused_roles
from crmfs.access.members import Member, Members, member_from
from crmfs.access.policy import Policy
from crmfs.access.policy_reader import PATH, STRUCTURE
from crmfs.access.verdict import accepted
from crmfs.checks.subject import Rules
from crmfs.core.problem import Problem
from crmfs.git.snapshot import Snapshot
from crmfs.records.fields import Field
from crmfs.records.kinds import ACCESS, KINDS, MEMBERS, Kind
from crmfs.records.record import Record, read_record
from crmfs.records.schema import SchemaRefused, Schemas


class Judged(NamedTuple):
    """What was found.

    Attributes:
        policy: The policy, where nothing refuses it.
        problems: All that is wrong or odd, in no order.
    """

    policy: Policy | None
    members: Members
    problems: tuple[Problem, ...]


def check(snapshot: Snapshot, paths: Iterable[str], rules: Rules) -> Iterator[Problem]:
    """Finds what is wrong with the policy or the members, where one of their files is among those checked.

    Roles that nobody has are no problem of the data: a new repository brings roles for people still to come.
    """
    if {PATH, MEMBERS_PATH}.isdisjoint(paths):
        return
    yield from _untold(judge_policy(snapshot, rules.schemas).problems, snapshot, rules.schemas)


def judge_policy(snapshot: Snapshot, schemas: Schemas) -> Judged:
    """Returns all that is wrong or odd with the policy of a snapshot, its own tests included."""
    return _judged(_bytes(snapshot, PATH), _bytes(snapshot, MEMBERS_PATH), schemas)


@lru_cache(maxsize=2)  # `access check` asks for the whole of it as well as for each file's problems
def _judged(rules: bytes | None, team: bytes | None, schemas: Schemas) -> Judged:
    access, people = _record(rules, PATH, ACCESS), _record(team, MEMBERS_PATH, MEMBERS)
    placed = _members(people) if people else []
    members = Members(member for _, member in placed)
    if access is None:
        return Judged(None, members, ())
    found = accepted(access)
    if not isinstance(found, Policy):
        return Judged(None, members, tuple(found))
    problems = [_problem(access, one) for one in policy_findings(found, members, known_fields(schemas))]
    if people:
        problems += [_problem(people, one) for one in member_findings(found, placed)]
        if not Authority(members, found).administrators():
            problems.append(people.problem("access.no_administrator"))
    return Judged(found, members, tuple(problems))


def unused(snapshot: Snapshot, judged: Judged) -> list[Problem]:
    """Returns the roles of a policy that nobody has."""
    access = _record(_bytes(snapshot, PATH), PATH, ACCESS)
    if access is None or judged.policy is None:
        return []
    return [_problem(access, one) for one in unused_roles(judged.policy, judged.members)]


def known_fields(schemas: Schemas) -> Mapping[str, Mapping[str, Field]]:
    """Returns the fields of each kind of record whose schema can be read."""
    found = {}
    for kind in KINDS:
        try:
            found[kind] = schemas.fields(kind)
        except SchemaRefused:
            continue  # told where the schema lies
    return found


def _bytes(snapshot: Snapshot, path: str) -> bytes | None:
    entry = snapshot.entry(path)
    return snapshot.content(entry) if entry and entry.is_file else None


def _record(data: bytes | None, path: str, kind: Kind) -> Record | None:
    """Returns a record, None where there is none or it cannot be read: that is told of the file itself."""
    found = read_record(path, kind, data) if data is not None else None
    return found if isinstance(found, Record) else None


def _members(people: Record) -> list[tuple[int, Member]]:
    """Returns the members with their numbers in the file; an entry that is none is told by the schema."""
    entries = people.value.get("members")
    return [
        (number, member_from(entry))
        for number, entry in enumerate(entries if isinstance(entries, list) else ())
        if isinstance(entry, dict) and isinstance(entry.get("id"), str)
    ]


def _problem(record: Record, found: Finding) -> Problem:
    line, column = record.document.position(found.pointer, key=found.code == "access.role_unused")
    return Problem(found.code, record.path, line, column, found.pointer, found.params)


def _untold(problems: Iterable[Problem], snapshot: Snapshot, schemas: Schemas) -> Iterator[Problem]:
    """Yields the problems that the schema does not find as well."""
    problems = list(problems)
    structural = any(problem.code in STRUCTURE for problem in problems)
    access = _record(_bytes(snapshot, PATH), PATH, ACCESS) if structural else None
    told: set[str] = set()
    if access:
        try:
            told = {finding.pointer for finding in schemas.findings(ACCESS.name, access.value)}
        except SchemaRefused:
            told = set()
    yield from untold(problems, told)


def untold(problems: Iterable[Problem], told: Set[str]) -> Iterator[Problem]:
    """Yields the problems of access.yaml but those of its structure at places of which the schema's are told.

    Args:
        told: Pointers into access.yaml.
    """
    for problem in problems:
        if problem.code not in STRUCTURE or not any(f"{each}/".startswith(f"{problem.pointer}/") for each in told):
            yield problem

"""What a change makes worse: the problems that its new side has and its old side had not. Refuses nothing."""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import partial

from crmfs import checks
from crmfs.checks.facts import facts_of
from crmfs.checks.run import check_file, guarded
from crmfs.checks.subject import Folder, Rules
from crmfs.core.problem import Problem
from crmfs.core.regex import regex
from crmfs.git.change import Change
from crmfs.git.snapshot import Snapshot
from crmfs.records.kinds import customer_of, locate
from crmfs.records.record import Record, read_record

_INDEX = regex(r"/\d+(?=/|$)")
_SHARD = regex(r"^customers/[^/]*/")


def introduced(old: Snapshot | None, new: Snapshot, changes: Sequence[Change], rules: Rules) -> list[Problem]:
    """Returns the problems of the changed files that were not there before.

    Both sides are judged by the same rules, so a rule made stricter doesn't freeze old records. A problem is known
    again by code, place and pointer; positions in lists and shards do not count: inserting and moving bring nothing.

    Args:
        old: The state before, None for nothing.
        new: The state after.
        changes: What differs between them.
        rules: The rules of the new state.
    """
    before = Counter(map(_identity, _findings(old, (c.path for c in changes), rules) if old else ()))
    found = []
    for problem in _findings(new, (change.path for change in changes), rules):
        key = _identity(problem)
        if before[key] > 0:
            before[key] -= 1
        else:
            found.append(problem)
    return found + transitions(old, new, changes, rules)


def _identity(problem: Problem) -> tuple[str, str, str]:
    return problem.code, _SHARD.sub("customers/*/", problem.path), _INDEX.sub("/*", problem.pointer)


def _findings(snapshot: Snapshot, paths: Iterable[str], rules: Rules) -> list[Problem]:
    """Returns the problems of the given files and of the folders that they lie in."""
    groups: dict[str, set[str]] = {}
    for path in paths:
        groups.setdefault(customer_of(path) or ("library" if path.startswith("library/") else ""), set()).add(path)
    present = [path for inside in groups.values() for path in inside if snapshot.entry(path)]
    problems = guarded(checks.NEIGHBOUR_CHECKS, "", snapshot, present, rules)
    for where, inside in groups.items():
        problems += _in_group(snapshot, where, inside, rules)
    return problems


def _in_group(snapshot: Snapshot, where: str, paths: set[str], rules: Rules) -> list[Problem]:
    present = tuple(entry for entry in map(snapshot.entry, sorted(paths)) if entry)
    folder = Folder(snapshot, where) if where else Folder(snapshot, "", present)
    if not folder.entries:
        return []
    problems = [problem for entry in present for problem in check_file(folder, entry, rules)]
    if where:
        problems += guarded(checks.FOLDER_CHECKS, where, folder, rules)
        facts = facts_of(folder, rules.schemas) if where.startswith("customers/") else None
        if facts:
            problems += guarded(
                (*checks.ALIKE_CHECKS, *checks.FACT_CHECKS), where, [facts], rules, partial(Folder, snapshot)
            )
    return problems


def transitions(old: Snapshot | None, new: Snapshot, changes: Sequence[Change], rules: Rules) -> list[Problem]:
    """Returns what is wrong with the steps from the old records to the new; a moved record is the same record.

    Arguments are those of `introduced`.
    """
    pairs: dict[str, list[Record | None]] = {}
    for change in changes:
        pair = pairs.setdefault(_SHARD.sub("customers/*/", change.path), [None, None])
        for side, (snapshot, entry) in enumerate(((old, change.old), (new, change.new))):
            if snapshot and entry and pair[side] is None:
                pair[side] = _record(snapshot, change.path)
    found = [
        problem
        for before, after in pairs.values()
        if before or after
        for problem in guarded(checks.CHANGE_CHECKS, "", before, after, rules)
    ]
    return found + guarded(checks.STEP_CHECKS, "", old, new, changes, rules)


def _record(snapshot: Snapshot, path: str) -> Record | None:
    kind = locate(path).kind
    found = read_record(path, kind, snapshot.read(path)) if kind else None
    return found if isinstance(found, Record) else None

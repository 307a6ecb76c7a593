"""Runs the checks over a snapshot, a folder or a change. Decides nothing about what is refused."""

import gc
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import groupby, islice
from typing import NamedTuple, ParamSpec

from crmfs import checks
from crmfs.access.configuration import schema_files
from crmfs.checks.attachments import Attachment, attachments
from crmfs.checks.facts import Facts, facts_of
from crmfs.checks.subject import Folder, Rules
from crmfs.core.problem import Problem
from crmfs.git.derived import Derived
from crmfs.git.snapshot import Entry, Snapshot
from crmfs.records.kinds import customer_of, locate
from crmfs.records.record import Record
from crmfs.records.schema_check import check_schemas

TEXT_BYTES = 1 << 20  # a larger file that is neither record nor document is no text to look through
HEAD_BYTES = 1024  # enough of a document to know a pointer file by
SCHEMA_FUNCTION = "check_schemas"
FUNCTION, VERSION = "check_unit", 12  # the version counts up whenever a cached check finds something else than before
READ_AHEAD = 32  # folders
PARALLEL_FROM = 40  # units; below that, starting processes costs more than it saves

Progress = Callable[[int, int], None]
Subject = ParamSpec("Subject")


class Unit(NamedTuple):
    """What the checks say of one unit, a folder that is checked and cached as a whole: one shard, or the library."""

    problems: tuple[Problem, ...]
    facts: tuple[Facts, ...]
    files: int
    attachments: tuple[Attachment, ...]


class Checked(NamedTuple):
    """All problems of a snapshot, in no order, and how many files were looked at."""

    problems: list[Problem]
    files: int


def check_snapshot(
    snapshot: Snapshot,
    rules: Rules,
    derived: Derived | None = None,
    *,
    under: Sequence[str] = (),
    progress: Progress | None = None,
) -> list[Problem]:
    """Returns all problems of a snapshot.

    Args:
        snapshot: What is checked.
        rules: The rules in force.
        derived: Where results of units are kept by tree id; None to compute all.
        under: Only files at or below these paths; checks across customers then see these only.
        progress: Called with (units done, units in all).
    """
    if not under:
        return check_counted(snapshot, rules, derived, progress=progress).problems
    problems = _with_common(_check_some(snapshot, rules, derived, under, progress), snapshot, rules, derived)
    return [problem for problem in problems if is_asked(problem.path, under)]


def check_counted(
    snapshot: Snapshot,
    rules: Rules,
    derived: Derived | None = None,
    *,
    under: Sequence[str] = (),
    progress: Progress | None = None,
) -> Checked:
    """Returns all problems of a snapshot and the number of files; arguments as `check_snapshot`."""
    if under:
        problems = check_snapshot(snapshot, rules, derived, under=under, progress=progress)
        return Checked(problems, len({entry.path for path in under for entry in snapshot.walk(path)}))
    found = _check_all(snapshot, rules, derived, progress)
    return Checked(_with_common(found, snapshot, rules, derived), found.files)


def _with_common(found: Unit, snapshot: Snapshot, rules: Rules, derived: Derived | None) -> list[Problem]:
    """Returns the problems of what was looked at, those included that depend on more than its own files."""
    problems = [*found.problems]
    problems += guarded(checks.FACT_CHECKS, "", found.facts, rules, partial(Folder, snapshot))
    if derived:
        problems += guarded(checks.ATTACHMENT_CHECKS, "", found.attachments, derived)
    return problems


def check_schema_files(snapshot: Snapshot, derived: Derived | None = None) -> list[Problem]:
    """Returns what is wrong with the schema files of a snapshot, against the metaschema too; kept by their tree id."""
    tree = snapshot.subtree("schema")
    kept = derived.get_many(SCHEMA_FUNCTION, VERSION, [tree]) if derived and tree else {}
    if tree in kept:
        return [Problem(*fields) for fields in kept[tree]]
    problems = check_schemas(schema_files(snapshot))
    if derived and tree:
        derived.put_many(SCHEMA_FUNCTION, VERSION, {tree: [_fields(problem) for problem in problems]})
    return problems


def check_folder(folder: Folder, rules: Rules) -> list[Problem]:
    """Returns the problems of one customer's folder or of the library, each file of it included."""
    problems: list[Problem] = []
    for entry in folder.entries:
        problems += check_file(folder, entry, rules)
    problems += guarded(checks.FOLDER_CHECKS, folder.path, folder, rules)
    return problems


def check_file(folder: Folder, entry: Entry, rules: Rules) -> list[Problem]:
    """Returns the problems of one file by its place, its content and, for a record, its values."""
    problems = guarded(checks.FILE_CHECKS, entry.path, entry, rules)
    if entry.mode not in (0o100644, 0o100755):
        return problems
    place = locate(entry.path)
    if place.document:
        data = folder.read(entry.path)[:HEAD_BYTES] if (entry.size or 0) <= HEAD_BYTES else b""
        return problems + guarded(checks.DOCUMENT_CHECKS, entry.path, entry.path, data, rules)
    record = folder.parsed(entry.path)
    if place.kind is None and (entry.size or 0) <= TEXT_BYTES:
        problems += guarded(checks.TEXT_CHECKS, entry.path, entry.path, folder.read(entry.path), rules)
    elif isinstance(record, Record):
        problems += guarded(checks.RECORD_CHECKS, entry.path, record, rules)
    elif record is not None:
        problems.append(record)
    return problems


def _check_all(snapshot: Snapshot, rules: Rules, derived: Derived | None, progress: Progress | None) -> Unit:
    """Returns what the checks say of everything; of all customers it is kept as one, since most stay as they are."""

    def customers() -> Unit:
        return _together(snapshot, rules, _check_units(snapshot, rules, _shards(snapshot), derived, progress))

    return _joined((
        _kept_alone("customers", snapshot.subtree("customers"), rules, derived, customers),
        *_check_units(snapshot, rules, ["library"], derived, None),
        _kept_alone("", snapshot.tree, rules, derived, lambda: _check_loose(snapshot, _loose(snapshot), rules)),
    ))  # fmt: skip


def _check_some(
    snapshot: Snapshot, rules: Rules, derived: Derived | None, under: Sequence[str], progress: Progress | None
) -> Unit:
    units, folders = _units(snapshot, under)
    found = _check_units(snapshot, rules, units, derived, progress)
    found.extend(_check_group(snapshot, folder, rules) for folder in folders)
    loose = [entry for entry in _loose(snapshot) if is_asked(entry.path, under)]
    return _joined((_together(snapshot, rules, found), _check_loose(snapshot, loose, rules)))


def _kept_alone(unit: str, oid: str | None, rules: Rules, derived: Derived | None, compute: Callable[[], Unit]) -> Unit:
    """Returns the kept result of a unit, or computes it and keeps it in place of the one before."""
    key, function = _key(unit, oid, rules) if oid else "", f"{FUNCTION}:{unit}"
    kept = derived.get_many(function, VERSION, [key]) if derived and key else {}
    if key in kept:
        return _thawed(kept[key])
    found = compute()
    if derived and key:
        derived.put_only(function, VERSION, key, _frozen(found))
    return found


def _together(snapshot: Snapshot, rules: Rules, units: Sequence[Unit]) -> Unit:
    """Returns units as one, with what only all customers together show."""
    found = _joined(units)
    alike = guarded(checks.ALIKE_CHECKS, "", found.facts, rules, partial(Folder, snapshot))
    return found._replace(problems=(*found.problems, *alike))


def _joined(units: Sequence[Unit]) -> Unit:
    return Unit(
        tuple(problem for unit in units for problem in unit.problems),
        tuple(fact for unit in units for fact in unit.facts),
        sum(unit.files for unit in units),
        tuple(attachment for unit in units for attachment in unit.attachments),
    )


def _check_loose(snapshot: Snapshot, entries: Sequence[Entry], rules: Rules) -> Unit:
    folder = Folder(snapshot, "", tuple(entries))
    problems = guarded(checks.NEIGHBOUR_CHECKS, "", snapshot, [entry.path for entry in entries], rules)
    problems += [problem for entry in entries for problem in check_file(folder, entry, rules)]
    return Unit(tuple(problems), (), len(entries), ())


def _loose(snapshot: Snapshot) -> list[Entry]:
    """Returns the files that lie in no shard and not in the library."""
    tops = [(name, is_folder) for name, is_folder in snapshot.children("") if name not in ("customers", "library")]
    tops += [(f"customers/{name}", False) for name, is_folder in snapshot.children("customers") if not is_folder]
    return [
        entry
        for path, is_folder in tops
        for entry in (snapshot.walk(path) if is_folder else filter(None, [snapshot.entry(path)]))
    ]


def _units(snapshot: Snapshot, under: Sequence[str]) -> tuple[list[str], list[str]]:
    """Returns the units to check as a whole, and single customers' folders where only these are asked for."""
    if not under or "" in under:
        return [*_shards(snapshot), "library"], []
    units, folders = set[str](), set[str]()
    for path in under:
        parts = path.split("/")
        if parts[0] == "library":
            units.add("library")
        elif parts[0] == "customers" and len(parts) == 1:
            units.update(_shards(snapshot))
        elif parts[0] == "customers" and len(parts) == 2:
            units.add(path)
        elif parts[0] == "customers":
            folders.add("/".join(parts[:3]))
    return sorted(units), sorted(folder for folder in folders if folder.rpartition("/")[0] not in units)


def _shards(snapshot: Snapshot) -> list[str]:
    return [f"customers/{name}" for name, is_folder in snapshot.children("customers") if is_folder]


def is_asked(path: str, under: Sequence[str]) -> bool:
    """Says whether a path is one of those asked for, or lies below one; `""` is everything."""
    return any(not asked or path == asked or path.startswith(asked + "/") for asked in under)


def _check_units(
    snapshot: Snapshot, rules: Rules, units: list[str], derived: Derived | None, progress: Progress | None
) -> list[Unit]:
    ids = {unit: snapshot.subtree(unit) for unit in units}
    keys = {unit: _key(unit, oid, rules) for unit, oid in ids.items() if oid}
    kept = derived.get_many(FUNCTION, VERSION, keys.values()) if derived else {}
    results = {unit: _thawed(kept[key]) for unit, key in keys.items() if key in kept}
    missing = [unit for unit in units if unit not in results]
    fresh: dict[str, Unit] = {}
    for unit, result in _computed(snapshot, rules, missing):
        fresh[unit] = result
        if progress:
            progress(len(results) + len(fresh), len(units))
    if derived:
        derived.put_many(
            FUNCTION, VERSION, {keys[unit]: _frozen(result) for unit, result in fresh.items() if unit in keys}
        )
    results |= fresh
    return [results[unit] for unit in units]


def _key(unit: str, oid: str, rules: Rules) -> str:
    limits = f"{rules.settings.attachment_warn_mib}-{rules.settings.attachment_max_mib}"
    return ":".join((oid, unit, rules.schemas.key, rules.profile, limits))


def _computed(snapshot: Snapshot, rules: Rules, units: list[str]) -> Iterator[tuple[str, Unit]]:
    workers = _workers() if len(units) >= PARALLEL_FROM else 1
    if workers < 2:
        yield from ((unit, _check_group(snapshot, unit, rules)) for unit in units)
        return
    from multiprocessing import get_context  # slow to load, and who checks again computes nothing

    global _work
    _work = partial(_check_group, snapshot, rules=rules)
    try:
        # A worker ends soon, and hardly anything of a record refers to itself: looking for such costs a tenth of all.
        with get_context("fork").Pool(workers, gc.disable) as pool:
            yield from pool.imap_unordered(_worker, units, chunksize=4)
    finally:
        _work = None


def _workers() -> int:
    return min(os.cpu_count() or 1, 8) if hasattr(os, "fork") else 1


_work: Callable[[str], Unit] | None = None  # handed to the worker processes by fork, so that nothing is pickled


def _worker(unit: str) -> tuple[str, Unit]:
    assert _work is not None
    return unit, _work(unit)


def _check_group(snapshot: Snapshot, unit: str, rules: Rules) -> Unit:
    problems: list[Problem] = []
    facts: list[Facts] = []
    attached: list[Attachment] = []
    files = 0
    for folder in _folders(snapshot, unit):
        files += len(folder.entries)
        problems += check_folder(folder, rules)
        found = facts_of(folder, rules.schemas) if folder.path.startswith("customers/") else None
        if found:
            facts.append(found)
        attached += attachments(folder, rules)
    return Unit(tuple(problems), tuple(facts), files, tuple(attached))


def _folders(snapshot: Snapshot, unit: str) -> Iterator[Folder]:
    """Yields the folders of a unit; the disk is read for several before the first is checked.

    Calls of the system between all else make the processor forget: a tenth of the whole time.
    """
    grouped = groupby(snapshot.walk(unit), lambda entry: customer_of(entry.path) or unit)
    folders = (Folder(snapshot, path, tuple(entries)) for path, entries in grouped)
    while batch := list(islice(folders, READ_AHEAD)):
        for folder in batch:
            folder.read_ahead()
        yield from batch


def guarded(
    found_by: Iterable[Callable[Subject, Iterable[Problem]]],
    path: str,
    /,
    *subject: Subject.args,
    **named: Subject.kwargs,
) -> list[Problem]:
    """Runs checks on a subject; one that crashes becomes a problem, so that it blocks and is seen.

    Args:
        found_by: The checks.
        path: Where a crash is told.
        subject: What each check is called with.
    """
    found_by = tuple(found_by)
    try:
        return [problem for check in found_by for problem in check(*subject, **named)]
    except Exception:  # noqa: BLE001 - asked again one by one, for who it is and for all the others' findings
        return [problem for check in found_by for problem in _guarded(check, path, *subject, **named)]


def _guarded(
    check: Callable[Subject, Iterable[Problem]], path: str, /, *subject: Subject.args, **named: Subject.kwargs
) -> list[Problem]:
    problems: list[Problem] = []
    try:
        problems.extend(check(*subject, **named))
    except Exception as error:  # noqa: BLE001 - whatever a check does wrong must not hide the others' findings
        problems.append(Problem("check.crashed", path, params={"error": type(error).__name__}))
    return problems


def _frozen(unit: Unit) -> list[object]:
    columns = [*zip(*unit.facts, strict=True)]  # read back three times as fast as rows
    return [[_fields(problem) for problem in unit.problems], columns, unit.files, unit.attachments]


def _fields(problem: Problem) -> tuple[object, ...]:
    return (
        problem.code, problem.path, problem.line, problem.column, problem.pointer, dict(problem.params),
    )  # fmt: skip


def _thawed(value: tuple[list[list[object]], list[list[object]], int, list[list[str]]]) -> Unit:
    problems, columns, files, attached = value
    return Unit(
        tuple(Problem(*fields) for fields in problems),  # type: ignore[arg-type]
        tuple(map(Facts._make, zip(*columns, strict=True))),
        files,
        tuple(Attachment(*fields) for fields in attached),
    )

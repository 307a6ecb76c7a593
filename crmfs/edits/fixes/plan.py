"""What `crmfs fix` would change, worked out and checked before a byte is written. Writes nothing."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from crmfs.access.configuration import MEMBERS_PATH, SETTINGS_PATH
from crmfs.checks.run import Progress, check_file, check_snapshot
from crmfs.checks.subject import Folder, Rules
from crmfs.core.errors import ErrorParam, ValueRefused
from crmfs.core.paths import parent
from crmfs.core.problem import Problem, in_order
from crmfs.edits.fixes import IN_FILES, MOVES, NEW_FILES
from crmfs.edits.fixes.key_order import ordered
from crmfs.edits.fixes.laid import Laid
from crmfs.gate.introduced import transitions
from crmfs.git.change import changes_between
from crmfs.git.derived import Derived
from crmfs.git.disk import is_clear
from crmfs.git.snapshot import Snapshot
from crmfs.records.kinds import customer_of, locate
from crmfs.records.yaml import YamlError
from crmfs.records.yaml.mending import quote_asterisks

ROUNDS = 12  # a label below a label is seen one round later; nothing is nested this deep

KEY_ORDER = "fix.key_order"  # stands for a rule's code where only the order of keys changed


@dataclass(frozen=True, slots=True)
class Rewrite:
    """A file that gets other bytes.

    Attributes:
        old: Its bytes, None for a file that is made.
        codes: The rules that are mended, one for each problem.
    """

    path: str
    old: bytes | None
    new: bytes
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Move:
    """A folder, or a file, that goes elsewhere with all in it."""

    path: str
    to: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Obstacle:
    """What is left alone although its rule can be mended: path, the rule's code, and the message that says why."""

    path: str
    code: str
    reason: str
    params: Mapping[str, ErrorParam]


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done, and what stays.

    Attributes:
        left: The errors that are there afterwards, as `validate` shows them.
    """

    rewrites: tuple[Rewrite, ...] = ()
    moves: tuple[Move, ...] = ()
    obstacles: tuple[Obstacle, ...] = ()
    left: tuple[Problem, ...] = ()

    @property
    def changes(self) -> tuple[Rewrite | Move, ...]:
        """All that is to be done."""
        return *self.rewrites, *self.moves

    @property
    def fixed(self) -> int:
        """How many problems it mends."""
        return sum(len(change.codes) for change in self.changes)


Permitted = Callable[[Plan], Plan]


def readable(snapshot: Snapshot) -> Snapshot:
    """Returns a snapshot whose settings and members can be read where an unquoted asterisk alone kept them from it."""
    contents = {}
    for path in (SETTINGS_PATH, MEMBERS_PATH):
        if snapshot.entry(path) is not None:
            try:
                contents[path] = quote_asterisks(snapshot.read(path))
            except YamlError:
                continue  # whoever reads the rules says what is wrong
    return Laid(snapshot, contents)


def plan_fixes(
    snapshot: Snapshot,
    rules: Rules,
    root: Path,
    *,
    tip: Snapshot | None = None,
    derived: Derived | None = None,
    under: Sequence[str] = (),
    order: bool = False,
    progress: Progress | None = None,
    permitted: Permitted = lambda plan: plan,
) -> Plan:
    """Returns what mends the files of a work tree.

    A file in which one repair cannot be proved exact is left alone as a whole, and told with the reason.

    Args:
        snapshot: The files on disk.
        rules: The rules in force; those of `readable(snapshot)`.
        root: Top of the work tree, to see what stands in a move's way.
        tip: The last commit: what the step from there still breaks belongs to what is left.
        derived: Where results of the checks are kept; None to compute all.
        under: Only files at or below these paths.
        order: Whether keys get the schema's order, too.
        progress: As for `check_snapshot`.
        permitted: Returns what of a plan may be done.
    """
    problems = check_snapshot(snapshot, rules, derived, under=under, progress=progress)
    paths = [problem.path for problem in problems if problem.code in IN_FILES]
    paths += list(_records(snapshot, under)) if order else []
    steps: list[Rewrite | Move | Obstacle | None] = []
    steps += [_rewritten(snapshot, path, rules, order) for path in sorted(set(paths))]
    steps += [_made(snapshot, problem, rules) for problem in in_order(problems) if problem.code in NEW_FILES]
    moves = list(_moves(root, problems))
    steps += [_rewritten_elsewhere(snapshot, move, rules, order) for move in moves if isinstance(move, Move)]
    steps += moves
    plan = Plan(
        tuple(step for step in steps if isinstance(step, Rewrite)),
        tuple(step for step in steps if isinstance(step, Move)),
        tuple(step for step in steps if isinstance(step, Obstacle)),
    )
    return with_left(permitted(plan), snapshot, problems, rules, tip, derived, under)


def with_left(
    plan: Plan,
    snapshot: Snapshot,
    problems: Sequence[Problem] | None,
    rules: Rules,
    tip: Snapshot | None,
    derived: Derived | None,
    under: Sequence[str],
) -> Plan:
    """Returns the plan with the errors that stay once it is done.

    Args:
        problems: What is wrong now, if known; asked for again only where something changes.
    """
    after = result(snapshot, plan)
    if plan.changes or problems is None:
        under = [after.path_after(path) for path in under]
        problems = check_snapshot(after, rules, derived, under=under)
    found = list(problems)
    found += transitions(tip, after, changes_between(tip, after), rules) if tip else []
    inside = [p for p in found if not under or any(not top or (p.path + "/").startswith(top + "/") for top in under)]
    left = tuple(in_order(problem for problem in inside if problem.severity == "error"))
    return Plan(plan.rewrites, plan.moves, plan.obstacles, left)


def result(snapshot: Snapshot, plan: Plan) -> Laid:
    """Returns the files as they are once a plan is done."""
    return Laid(snapshot, {one.path: one.new for one in plan.rewrites}, [(one.path, one.to) for one in plan.moves])


def mended(snapshot: Snapshot, path: str, data: bytes, rules: Rules) -> bytes:
    """Returns new content for a file with all mended in it that can be; as it is where one repair is not exact."""
    found = _rewritten(Laid(snapshot, {path: data}), path, rules, order=False)
    return found.new if isinstance(found, Rewrite) else data


def _records(snapshot: Snapshot, under: Sequence[str]) -> Iterator[str]:
    """Yields the paths of the records of customers, and of the metadata of documents."""
    for top in under or ("customers", "library"):
        for entry in snapshot.walk(top):
            place = locate(entry.path)
            if entry.is_file and place.kind and (place.customer or entry.path.startswith("library/")):
                yield entry.path


def _rewritten(snapshot: Snapshot, path: str, rules: Rules, order: bool) -> Rewrite | Obstacle | None:
    old = data = snapshot.read(path)
    codes: list[str] = []
    found: list[Problem] = []
    at = KEY_ORDER
    try:
        for _ in range(ROUNDS):
            found = _mendable(snapshot, path, data, rules)
            before = data
            for problem in found:
                at = problem.code
                data = IN_FILES[problem.code](data, problem, rules)
            if data == before:
                break
            codes += [problem.code for problem in found]
        if found:
            return Obstacle(path, at, "fix.unmended", {})
        at = KEY_ORDER
        in_place = ordered(data, path, rules) if order else data
    except (ValueRefused, YamlError) as error:
        return Obstacle(path, at, error.code, error.params)
    if in_place != data:
        codes.append(KEY_ORDER)
    return Rewrite(path, old, in_place, tuple(codes)) if in_place != old else None


def _rewritten_elsewhere(snapshot: Snapshot, move: Move, rules: Rules, order: bool) -> Rewrite | Obstacle | None:
    """Returns what mends a file that gets its name: under the old one it was no record. None for a folder."""
    if snapshot.entry(move.path) is None or locate(move.to).kind is None:
        return None
    found = _rewritten(Laid(snapshot, {}, [(move.path, move.to)]), move.to, rules, order)
    return replace(found, path=move.path) if found else None


def _mendable(snapshot: Snapshot, path: str, data: bytes, rules: Rules) -> list[Problem]:
    """Returns what can be mended in a file, deepest first: renaming a key moves what lies below it."""
    found = (problem for problem in _found_in(snapshot, path, data, rules) if problem.code in IN_FILES)
    return sorted(found, key=lambda problem: (-problem.pointer.count("/"), problem.pointer))


def _found_in(snapshot: Snapshot, path: str, data: bytes, rules: Rules) -> list[Problem]:
    laid = Laid(snapshot, {path: data})
    entry = laid.entry(path)
    return check_file(Folder(laid, "", (entry,)), entry, rules) if entry else []


def _made(snapshot: Snapshot, problem: Problem, rules: Rules) -> Rewrite | Obstacle:
    try:
        path, data = NEW_FILES[problem.code](problem, rules)
    except ValueRefused as error:
        return Obstacle(problem.path, problem.code, error.code, error.params)
    errors = [found for found in _found_in(snapshot, path, data, rules) if found.severity == "error"]
    if errors:  # a team may demand more than can be known from the name; or the name holds a phone number
        return Obstacle(problem.path, problem.code, "fix.metadata_incomplete", {"rule": errors[0].code})
    return Rewrite(path, None, data, (problem.code,))


def _moves(root: Path, problems: Iterable[Problem]) -> Iterator[Move | Obstacle]:
    """Yields what goes elsewhere; a file inside a folder that goes stays in it, for the next time."""
    wanted = Counter[str]()
    found = [(problem, *MOVES[problem.code](problem)) for problem in in_order(problems) if problem.code in MOVES]
    folders = {old for _, old, _ in found if customer_of(old) is None}
    for problem, old, new in found:
        if customer_of(old) in folders or parent(old) in folders:
            continue
        wanted[new] += 1
        if wanted[new] == 1 and is_clear(root, new):
            yield Move(old, new, (problem.code,))
        else:
            taken = "fix.name_taken" if problem.code == "file.misnamed" else "fix.target_taken"
            yield Obstacle(problem.path, problem.code, taken, {"path": new, "old": old})

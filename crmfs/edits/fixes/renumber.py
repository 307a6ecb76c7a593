"""`fix --renumber`: a new id for a record whose id clashes, as long as nobody else has it. Writes nothing."""

from collections.abc import Callable, Iterator

from crmfs.checks.subject import Rules
from crmfs.core.errors import ChangedMeanwhile, NotFound, ValueRefused
from crmfs.core.paths import customer_folder, name, parent
from crmfs.edits.fixes.plan import Move, Plan, Rewrite
from crmfs.edits.records import customer_ids, day_of, new_id
from crmfs.git.history import merge_base
from crmfs.git.repository import Repository
from crmfs.git.snapshot import Snapshot
from crmfs.git.stored import Stored
from crmfs.records.kinds import CHILDREN, CUSTOMER, Kind, customer_of, locate
from crmfs.records.record import Record, read_record
from crmfs.records.yaml import Value, pointer_to
from crmfs.records.yaml.editor import set_value

CLASH = "id.duplicate"
_FOREIGN = "source_ref"  # what another system calls the record stays as it is


def plan_renumbering(
    repository: Repository, snapshot: Snapshot, rules: Rules, typed: str, is_visible: Callable[[str], bool]
) -> Plan:
    """Returns what gives a customer, or a record of one, a new id: its place, its `id`, what names it in its customer.

    Args:
        snapshot: The files on disk.
        typed: `CUST001`, `CUST001/ORD-20231015-7K3M9Q`, or the path of the folder or file where an id is there twice.
        is_visible: Says whether the place of a record may be told of.

    Raises:
        NotFound: `record.not_found`.
        ValueRefused: `fix.renumber_pushed`: others have the record by this id; `fix.renumber_ambiguous`: it is there
            twice; `record.unreadable`; the editor's, where an exact edit cannot be proved.
        ChangedMeanwhile: `git.in_progress`: both records of a clash stand in one file then.
    """
    doing = repository.in_progress()
    if doing:
        raise ChangedMeanwhile("git.in_progress", doing=doing)
    shared, remote = _shared(repository)
    place = _chosen(snapshot, shared, typed, is_visible)
    kind = locate(place).kind
    if kind:
        return _child(snapshot, rules, place, kind)
    taken = customer_ids(snapshot) | (customer_ids(remote) if remote else set())
    fresh = new_id(CUSTOMER, rules.settings, lambda: taken, rules.today)
    edits = renamed(snapshot, name(place), fresh, {entry.path for entry in snapshot.walk(place)})
    return Plan(tuple(edits), (Move(place, customer_folder(fresh), (CLASH,)),))


def _shared(repository: Repository) -> tuple[Stored | None, Stored | None]:
    """Returns what we and the server both have, and what the server has; None where there is no server."""
    head, branch = repository.head(), repository.head_ref() or ""
    remote = repository.ref(branch.replace("refs/heads/", "refs/remotes/origin/", 1)) if branch else None
    base = merge_base(repository, head, remote) if head and remote else None
    return repository.snapshot(base) if base else None, repository.snapshot(remote) if remote else None


def _chosen(snapshot: Snapshot, shared: Stored | None, typed: str, is_visible: Callable[[str], bool]) -> str:
    """Returns the customer's folder or the child's file that is meant; of several the one that nobody else has."""
    found = list(filter(is_visible, _named(snapshot, typed.strip("/"))))
    if not found:
        raise NotFound("record.not_found", name=typed)
    own = [place for place in found if not (shared and (shared.entry(place) or shared.subtree(place)))]
    if not own:
        raise ValueRefused("fix.renumber_pushed", id=typed)
    if len(own) > 1:
        misplaced = [place for place in own if locate(place).kind is None and place != customer_folder(name(place))]
        if len(misplaced) != 1:
            raise ValueRefused("fix.renumber_ambiguous", id=typed, paths="、".join(own))
        own = misplaced
    return own[0]


def _named(snapshot: Snapshot, typed: str) -> Iterator[str]:
    if typed.startswith("customers/"):
        place = locate(typed)
        if snapshot.entry(typed) and place.kind in CHILDREN:
            yield typed
        folder = typed.removesuffix("/" + CUSTOMER.file)
        if folder.count("/") == 2 and snapshot.children(folder):
            yield folder
        return
    customer, _, child = typed.partition("/")
    for shard in snapshot.folders("customers"):
        folder = f"customers/{shard}/{customer}"
        if not customer or not snapshot.children(folder):
            continue
        if not child:
            yield folder
        for kind in CHILDREN if child else ():
            path = f"{folder}/{kind.folder}/{child}.yaml"
            if snapshot.entry(path):
                yield path


def _child(snapshot: Snapshot, rules: Rules, path: str, kind: Kind) -> Plan:
    folder = str(customer_of(path))
    old = locate(path).id
    paths = {entry.path for entry in snapshot.walk(folder)}
    ids = {place.id for place in map(locate, paths) if place.kind in CHILDREN}
    fresh = old
    while fresh in ids:
        fresh = new_id(kind, rules.settings, set, day_of(kind, _record(snapshot, path, kind).value, rules.today))
    is_shared = any(locate(other).kind in CHILDREN and locate(other).id == old for other in paths - {path})
    # While another record has the old id, what names it may mean either: only the record itself is changed.
    edits = renamed(snapshot, old, fresh, {path} if is_shared else paths)
    return Plan(tuple(edits), (Move(path, f"{parent(path)}/{fresh}.yaml", (CLASH,)),))


def renamed(snapshot: Snapshot, old: str, fresh: str, paths: set[str]) -> Iterator[Rewrite]:
    """Yields the records in which the old id stands as a whole value, with the new one."""
    for path in sorted(paths):
        kind = locate(path).kind
        entry = snapshot.entry(path)
        if kind is None or entry is None or not entry.is_file:
            continue
        record = _record(snapshot, path, kind)
        data = with_id(record, old, fresh)
        if data != record.document.data:
            yield Rewrite(path, record.document.data, data, ())


def with_id(record: Record, old: str, fresh: str) -> bytes:
    """Returns a record's file with another id wherever the old one stands as a whole value, but for foreign ids."""
    data = record.document.data
    for pointer in _places(record.value, old, ()):
        data = set_value(data, pointer, fresh)
    return data


def _record(snapshot: Snapshot, path: str, kind: Kind) -> Record:
    found = read_record(path, kind, snapshot.read(path))
    if not isinstance(found, Record):
        raise ValueRefused("record.unreadable", path=path, line=found.line or 1)
    return found


def _places(value: Value, wanted: str, place: tuple[str | int, ...]) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key != _FOREIGN:
                yield from _places(inner, wanted, (*place, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _places(inner, wanted, (*place, index))
    elif value == wanted:
        yield pointer_to(*place)

"""path.collision: two names that some file system or eye takes for one."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from crmfs.checks.facts import Facts
from crmfs.checks.subject import Folder, Rules
from crmfs.core.paths import canonical, parent
from crmfs.core.problem import Problem
from crmfs.git.snapshot import Snapshot, joined

_WHOLE_BELOW = {"customers": 3, "library": 1}  # segments above what is checked as a whole


def check(folder: Folder, rules: Rules) -> Iterator[Problem]:
    """Finds twins among the files of a folder, its subfolders included."""
    for one, other in _twins(folder.paths, len(folder.path)):
        yield Problem("path.collision", one, params={"other": other})


def check_folders(facts: Sequence[Facts], rules: Rules, open_folder: Callable[[str], Folder]) -> Iterator[Problem]:
    """Finds twins among the folders of customers and their shards."""
    anchors = {fact.folder: fact.path for fact in facts}
    for one, other in _twins(anchors, len("customers")):
        below = next(folder for folder in sorted(anchors) if folder == one or folder.startswith(one + "/"))
        yield Problem("path.collision", anchors[below], params={"other": other})


def check_neighbours(snapshot: Snapshot, paths: Iterable[str], rules: Rules) -> Iterator[Problem]:
    """Finds twins of files and of the folders above them, wherever no folder is checked as a whole.

    Args:
        paths: Files of the snapshot; within a customer's folder or the library `check` looks.
    """
    names: dict[str, set[str]] = {}
    for path in paths:
        parts = path.split("/")
        for depth, part in enumerate(parts[: _WHOLE_BELOW.get(parts[0])]):
            names.setdefault("/".join(parts[:depth]), set()).add(part)
    for folder, here in names.items():
        alike: dict[str, list[str]] = {}
        for name, _ in snapshot.children(folder):
            alike.setdefault(canonical(name), []).append(name)
        for name in sorted(here):
            others = [other for other in alike.get(canonical(name), ()) if other != name]
            if others and (others[0] not in here or others[0] < name):
                yield Problem("path.collision", joined(folder, name), params={"other": joined(folder, others[0])})


def _twins(paths: Iterable[str], depth: int) -> Iterator[tuple[str, str]]:
    """Yields (name, the name it collides with) for paths and the folders above them that are longer than `depth`."""
    names = set(paths)
    folders = {parent(path) for path in names}
    while folders:
        names |= folders
        folders = {parent(path) for path in folders if len(path) > depth} - names
    names = {name for name in names if len(name) > depth}
    fold = str.lower if "".join(names).isascii() else canonical  # a trailing dot is path.unsafe already
    if len(set(map(fold, names))) == len(names):
        return
    seen: dict[str, str] = {}
    for name in sorted(names):
        other = seen.setdefault(fold(name), name)
        if other != name and parent(name) == parent(other):
            yield name, other

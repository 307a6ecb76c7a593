"""Follow: brings an index up to a few files that may have changed, at the cost of these few. Compares no whole tree."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import Path
from typing import Literal

from crmfs.core.errors import CrmfsError, RepositoryError
from crmfs.core.paths import name, parent
from crmfs.extract.texts import Texts
from crmfs.git.change import changes_between
from crmfs.git.derived import Derived
from crmfs.git.repository import Repository
from crmfs.git.snapshot import Entry as FileEntry
from crmfs.git.stored import Stored
from crmfs.git.worktree_part import files_below
from crmfs.records.kinds import customer_of
from crmfs.search.describe import Describer
from crmfs.search.engine import Entry
from crmfs.search.hints import Batch, lies_in, without_nested
from crmfs.search.opened import Opened, opened
from crmfs.search.pinned import Pinned
from crmfs.search.place import IndexPlace
from crmfs.search.rules import EntryRules
from crmfs.search.stamps import affected, is_source
from crmfs.search.state import UNSURE, State, files_of
from crmfs.search.sync import Progress, Sync, Synced, put, split, storage_error
from crmfs.search.unread import PROBLEM, severity

Action = Literal["added", "changed", "removed"]
_WAIT_SECONDS = 2.0  # another writer is done in moments, or it builds the index anew
# What programs leave beside a file while it is saved or open: told by name where .gitignore does not.
_PASSING = ("*.tmp", "*.swp", "*.swx", "*~", "~$*", ".~lock.*#", ".#*", "#*#", ".goutputstream-*", ".crmfs-*", "4913")


class Stopped(Exception):
    """The work was given up because the program is to end; the index is as it was before."""


@dataclass(frozen=True, slots=True)
class Followed:
    """What following some hints did.

    Attributes:
        commit: The commit that the index shows now.
        moved: Whether it showed another one before.
        actions: What became of each file that is searched and was another one before, sorted by path.
        problems: Why the text of an attachment among them is not known, by path.
    """

    commit: str | None
    moved: bool = False
    actions: Mapping[str, Action] = field(default_factory=dict)
    problems: Mapping[str, str] = field(default_factory=dict)


class Follower:
    """Keeps the index of one work tree in step with hints.

    Args:
        stopping: Says whether to give up; asked between entries.
    """

    def __init__(self, repository: Repository, stopping: Callable[[], bool]) -> None:
        self.place = IndexPlace(repository)
        self._repository = repository.aside()
        self._root = _work_tree(repository)
        self._stopping = stopping
        self._rules = self._rules_in_force()

    def _rules_in_force(self) -> EntryRules:
        repository = self._repository
        return EntryRules.of(repository.worktree(), lambda: files_of(repository, repository.head()))

    def whole(self, progress: Progress | None = None) -> Synced:
        """Compares every file, and builds the index where that is needed; errors as `follow`."""

        def go_on(done: int, total: int) -> None:
            self._check()
            if progress:
                progress(done, total)

        self._rules = self._rules_in_force()
        return Sync(self._repository, go_on).run(_WAIT_SECONDS)

    def follow(self, batch: Batch) -> Followed | None:
        """Makes the index equal to the files at which the hints point; None where only a whole comparison will do.

        Another commit that is checked out needs no hint: what differs between the two is looked at too.

        Raises:
            ChangedMeanwhile: `index.busy`.
            StorageError: As `Sync.run`.
            Stopped: As asked for.
        """
        try:
            with self.place.writing(_WAIT_SECONDS):
                return self._followed(batch)
        except OSError as error:
            raise storage_error(error) from None

    def _followed(self, batch: Batch) -> Followed | None:
        shown = opened(self.place)
        known = self._rules_in_force() if batch.looked else self._rules
        if batch.rules or shown is None or shown.state.rules != known.key or known.key != self._rules.key:
            return None
        head = self._repository.head()
        try:
            before = files_of(self._repository, shown.state.commit)
            now = before if head == shown.state.commit else files_of(self._repository, head)
        except CrmfsError:  # one of them is no longer there
            return None
        moved = {change.path for change in changes_between(before, now)} if now is not before else set()
        if any(_shapes_entries(path) for path in moved):
            return None
        return self._follow(batch, shown, before, now, moved, head)

    def _follow(
        self, batch: Batch, shown: Opened, before: Stored, now: Stored, moved: set[str], head: str | None
    ) -> Followed:
        old = shown.state
        everything = head != old.commit or batch.looked
        again = (path for path, oid in old.edits.items() if everything or oid == UNSURE)
        looked = set(filter(is_source, {*batch.paths, *self._below(batch.folders, now, old), *moved, *again}))
        found = self._repository.edits_at(now, sorted(looked))
        if not batch.looked:
            found = {path: entry for path, entry in found.items() if not _is_passing(path, entry, now, old)}
        edits = {path: oid for path, oid in old.edits.items() if path not in looked}
        edits |= {path: entry.oid if entry and entry.is_file else None for path, entry in found.items()}
        state = State(head, edits, old.rules)
        actions = {path: action for path in sorted(looked) if (action := _action(path, before, old, now, state))}
        problems = self._write(shown, state, now, actions) if actions or state != old else {}
        return Followed(head, head != old.commit, actions, problems)

    def _write(self, shown: Opened, state: State, tip: Stored, changed: Iterable[str]) -> dict[str, str]:
        """Writes the entries that a change of some files touches; returns the problems of those with one."""
        snapshot = self._around(tip, state, changed)
        present, gone = split(snapshot, affected(snapshot, changed))
        problems: dict[str, str] = {}

        def entries(describer: Describer) -> Iterator[Entry]:
            for entry in describer.entries(present):
                self._check()
                yield entry
                if code := _problem(entry):
                    problems[entry.path] = code

        with Texts(Derived(self._repository)) as texts:
            described = entries(Describer(snapshot, texts, self._rules))
            put(shown, described, gone, lambda: state.unsure_of(snapshot.moved))
        return problems

    def _around(self, tip: Stored, state: State, changed: Iterable[str]) -> Pinned:
        """Returns the files around some paths; elsewhere no uncommitted edits are laid over the commit."""
        folders = set(map(_folder, changed))
        near = {path: oid for path, oid in state.edits.items() if _folder(path) in folders}
        return Pinned(tip, near, self._root)

    def _below(self, folders: Iterable[str], tip: Stored, old: State) -> set[str]:
        """Returns the paths below some folders: on disk, in the commit, or known as edits."""
        tops = without_nested(folders)
        found = {entry.path for folder in tops for entry in tip.walk(folder)}
        found |= {path for folder in tops for path in files_below(self._root, folder)}
        return found | {path for path in old.edits if lies_in(path, tops)}

    def _check(self) -> None:
        if self._stopping():
            raise Stopped


def _work_tree(repository: Repository) -> Path:
    if repository.root is None:
        raise RepositoryError("git.needs_work_tree")
    return repository.root


def _problem(entry: Entry) -> str:
    """Returns why a file's text is not known, `""` where it is, or where nothing can be expected."""
    found = (value.removeprefix(PROBLEM) for value in entry.values if value.startswith(PROBLEM))
    return next((code for code in found if severity(code) != "info"), "")


def _shapes_entries(path: str) -> bool:
    return path == "access.yaml" or path.startswith("schema/")


def _folder(path: str) -> str:
    """Returns the folder whose files an entry may be made from."""
    return customer_of(path) or parent(path)


def _action(path: str, before: Stored, old: State, now: Stored, state: State) -> Action | None:
    """Returns what became of a file that is searched, None for nothing."""
    was, is_ = old.oid(path, before), state.oid(path, now)
    if was == is_:
        return None
    return "added" if was is None else "changed" if is_ else "removed"


def _is_passing(path: str, entry: FileEntry | None, tip: Stored, old: State) -> bool:
    """Says whether a new file is one that a program makes for a moment; if it stays, a comparison of all finds it."""
    if entry is None or path in old.edits or tip.entry(path):
        return False
    return any(fnmatch(name(path), pattern) for pattern in _PASSING)

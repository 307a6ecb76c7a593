"""Standing: what an index shows, how far it is behind, how large it is, and which files it could not read."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from crmfs.core.errors import RepositoryError
from crmfs.git.repository import Repository
from crmfs.search.current import is_damaged, paths_behind
from crmfs.search.engine import VALUE, Reader, term
from crmfs.search.opened import Opened, opened
from crmfs.search.place import IndexPlace
from crmfs.search.quiet import quiet
from crmfs.search.rules import EntryRules
from crmfs.search.scope import WHOLE
from crmfs.search.state import UNSURE, files_of
from crmfs.search.unread import PROBLEM, problems, severity

Sees = Callable[[str], bool]


class Noted(NamedTuple):
    """One file of which there is something to say.

    Attributes:
        path: Repository path.
        state: `failed` (it could not be read), `no_text` (there is none in it), `edited` or `removed` (not committed).
        code: Why it could not be read; None for edits.
    """

    path: str
    state: Literal["failed", "no_text", "edited", "removed"]
    code: str | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """How an index stands, as far as who asks may know: what is hidden from him is not counted.

    Attributes:
        state: `ready`; `none` before the first build; `unreadable`; `other_rules` where it is to be built anew.
        commit: The commit that it shows.
        behind: How many files it does not show as they are committed.
        edits: How many uncommitted edits it shows.
        entries: How many entries it has.
        size_bytes: What it takes on disk; None for who does not see every file.
        failed: How many files could not be read.
        noted: The files of which there is something to say, sorted by path.
    """

    state: Literal["ready", "none", "unreadable", "other_rules"]
    commit: str | None = None
    behind: int = 0
    edits: int = 0
    entries: int = 0
    size_bytes: int | None = 0
    failed: int = 0
    noted: Sequence[Noted] = ()


def standing(repository: Repository, sees: Sees | None = None) -> Standing:
    """Returns how the index of a repository stands; writes nothing.

    Args:
        sees: Says which files, there or not, who asks may be told of; None for all.
    """
    place = IndexPlace(repository)
    found = opened(place)
    if found is None:
        return Standing("none" if place.current() is None else "unreadable")
    if is_damaged(found.folder):
        return Standing("unreadable")
    try:
        with quiet():
            return _standing(repository, place, found, sees)
    except RepositoryError as error:
        if error.code != "index.broken":
            raise
        return Standing("unreadable")


def behind(repository: Repository, found: Opened, sees: Sees | None) -> int:
    """Returns how many files an index does not show as they are committed; `sees` as for `standing`."""
    return _seen(paths_behind(repository, found), sees)


def entries(reader: Reader, sees: Sees | None) -> int:
    """Returns how many entries an index has; `sees` as for `standing`."""
    return reader.documents if sees is None else _seen(reader.entries(), sees)


def _seen(paths: Collection[str], sees: Sees | None) -> int:
    return len(paths) if sees is None else sum(map(sees, paths))


def _standing(repository: Repository, place: IndexPlace, found: Opened, sees: Sees | None) -> Standing:
    now = repository.empty() if repository.is_bare and not repository.head() else None
    files = now or (repository.snapshot("HEAD") if repository.is_bare else repository.worktree())
    rules = EntryRules.of(files, lambda: files_of(repository, repository.head())).key
    noted = [one for one in (*_unread(found.reader), *_edits(found)) if sees is None or sees(one.path)]
    return Standing(
        "ready" if found.state.rules == rules else "other_rules",
        found.state.commit,
        behind(repository, found, sees),
        _seen(found.state.edits, sees),
        entries(found.reader, sees),
        place.bytes_used() if sees is None else None,
        sum(one.state == "failed" for one in noted),
        sorted(noted),
    )


def _unread(reader: Reader) -> Iterator[Noted]:
    for code, count in problems(reader, WHOLE, notes=True).items():
        state: Literal["failed", "no_text"] = "no_text" if severity(code) == "info" else "failed"
        for hit in reader.find(term(VALUE, PROBLEM + code), count).found:
            yield Noted(hit.path, state, code)


def _edits(found: Opened) -> Iterator[Noted]:
    for path, oid in found.state.edits.items():
        yield Noted(path, "edited" if oid or oid == UNSURE else "removed")

"""The entries of a history: one a commit, with what a member may be told of it. Puts nothing into words."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from crmfs.access.field_path import FieldPath
from crmfs.git.glimpse import glimpse
from crmfs.git.log import Revision, Span, log, log_with_paths
from crmfs.history.changes import FileChange, changes_of, is_all_told
from crmfs.history.identity import came_from
from crmfs.history.past import Past
from crmfs.history.steps import steps_of

Fits = Callable[[Revision], bool]

_MOST_WEIGHED = 1000  # files of a commit that are looked at to say whether its reason may be told
_MOVES = 16  # of one record that are followed


class Entry(NamedTuple):
    """One commit as a member may be told of it.

    Attributes:
        changes: At least one.
        reason: Why, `""` where none was given or the commit did more than the member may see.
    """

    revision: Revision
    changes: tuple[FileChange, ...]
    reason: str


class Origin(NamedTuple):
    """Where a value is from.

    Attributes:
        revision: The newest commit in which it became what it is.
        reason: Why, `""` where none was given or may be told.
    """

    revision: Revision
    reason: str


class Wish(NamedTuple):
    """What is asked of a history.

    Attributes:
        path: The file or folder, `""` for all.
        field: The field of the record alone; none for the whole.
        span: When it was committed.
        fits: Says whether a commit is one that is asked for.
    """

    path: str = ""
    field: FieldPath = ()
    span: Span = Span()
    fits: Fits | None = None


def entries(past: Past, wish: Wish) -> Iterator[Entry]:
    """Returns the commits that did something visible to what is asked for, newest first.

    A file is followed to the place where it was before, a customer's folder too, as `came_from` tells.
    """
    for revision, path in followed(past, wish.path, wish.span):
        if wish.fits is None or wish.fits(revision):
            found = entry_of(past, revision, path, wish.field)
            if found:
                yield found


def entry_of(past: Past, revision: Revision, path: str = "", field: FieldPath = ()) -> Entry | None:
    """Returns what a member may be told of a commit, None for nothing; arguments as in `Wish`."""
    changes = changes_of(past, steps_of(past.repository, revision, path))
    if field:
        changes = [found for change in changes if (found := change.narrowed(field))]
    if not changes:
        return None
    return Entry(revision, tuple(changes), told_reason(past, revision))


def told_reason(past: Past, revision: Revision) -> str:
    """Returns why a commit was made, where a member sees all that it did: else the reason may tell of the rest."""
    if not revision.reason or past.is_whole:
        return revision.reason
    steps = steps_of(past.repository, revision)
    return revision.reason if len(steps) <= _MOST_WEIGHED and is_all_told(past, steps) else ""


def followed(past: Past, path: str, span: Span = Span()) -> Iterator[tuple[Revision, str]]:  # noqa: B008 - a value
    """Returns the commits that touched a path or what it was before, newest first, each with the path it had then.

    What a member may not see of its former places does not hide what he may.
    """
    start, repository = past.head, past.repository
    if start and not path and not past.is_whole:
        for revision, paths in log_with_paths(repository, start, span):
            if any(map(past.is_visible, paths)):  # most of what others do is nothing to who sees little
                yield revision, path
        return
    for _ in range(_MOVES if start else 0):
        moved: tuple[Revision, str] | None = None
        found = log(repository, start or "", path, Span(None, span.last) if path else span)
        for revision in found:
            if span.first is None or revision.time >= span.first:
                yield revision, path
            former = came_from(repository, revision, path) if path and _is_new(past, revision, path) else None
            if former:
                moved = revision, former
                break
        if moved is None:
            return
        (revision, path) = moved
        start = revision.parents[0]


def _is_new(past: Past, revision: Revision, path: str) -> bool:
    """Says whether a commit has a path that none of its parents has."""
    states = (glimpse(past.repository, commit) for commit in (revision.oid, *revision.parents))
    now, *earlier = (state.entry(path) is not None or state.subtree(path) is not None for state in states)
    return now and not any(earlier)

"""The log: the commits that touched a path, newest first, with what their trailers say. Reads no file of them."""

from collections.abc import Iterator
from typing import NamedTuple

from crmfs.core.errors import RepositoryError
from crmfs.core.regex import regex
from crmfs.git.message import EMPLOYEE, OP, REASON
from crmfs.git.repository import Repository
from crmfs.git.stream import Stream

_FORMAT = "%H%n%P%n%an%n%ae%n%ct%n%B"
_MARK = "\x01"  # before a commit, where paths stand between commits
_HEAD = regex(rb"\x01[0-9a-f]{40}\n")
_TRAILERS = {name.casefold(): name for name in (OP, REASON, EMPLOYEE)}


class Revision(NamedTuple):
    """One commit as history tells of it.

    Attributes:
        parents: Ids of its parents, the first one being the branch it was made on.
        time: When it was committed, in seconds since 1970 (UTC).
        subject: First line of its message.
        op: Id of the act of crmfs that made it, `""` for a plain commit; so `reason` and `employee`.
    """

    oid: str
    parents: tuple[str, ...]
    author: str
    email: str
    time: int
    subject: str
    op: str = ""
    reason: str = ""
    employee: str = ""

    @property
    def is_merge(self) -> bool:
        """Whether it joins two branches."""
        return len(self.parents) > 1


class Span(NamedTuple):
    """The time between two moments, in seconds since 1970 (UTC), both in it; None for no end."""

    first: int | None = None
    last: int | None = None


def log(repository: Repository, start: str, path: str = "", span: Span = Span(), grep: str = "") -> Iterator[Revision]:  # noqa: B008 - a value
    """Returns the commits from one on that touched a path, newest first; git is started at once.

    All sides of a merge are followed: what was changed on a branch and lost in a merge was changed all the same. A
    merge is among them where the path differs from any parent's. Renames are not followed.

    Args:
        start: Full id of a commit.
        path: A file or folder as git stores it, `""` for all.
        span: When they were committed.
        grep: A text that stands in their messages.
    """
    options = ["--full-history"] if path else []
    options += ["--fixed-strings", f"--grep={grep}"] if grep else []
    stream = _started(repository, start, ["--no-patch", f"--format={_FORMAT}", *options], path, span)
    return (_revision(record.decode("utf-8", "replace")) for record in stream)


def log_with_paths(
    repository: Repository,
    start: str,
    span: Span = Span(),  # noqa: B008 - a value
) -> Iterator[tuple[Revision, set[str]]]:
    """Returns the commits from one on, newest first, each with the paths in which it differs from any parent.

    Arguments as for `log`.
    """
    options = ["--name-only", "--no-renames", "--diff-merges=separate", f"--format={_MARK}{_FORMAT}"]
    at: Revision | None = None
    paths: set[str] = set()
    for record in _started(repository, start, options, "", span):
        head = _HEAD.match(record)
        if not head:
            paths.add(record.removeprefix(b"\n").decode("utf-8", "surrogateescape"))
            continue
        revision = _revision(record[1:].decode("utf-8", "replace"))
        if at and at.oid != revision.oid:
            yield at, paths
            paths = set()
        at = revision
    if at:
        yield at, paths


def _started(repository: Repository, start: str, options: list[str], path: str, span: Span) -> Stream:
    times = [f"--since=@{span.first}"] if span.first is not None else []
    times += [f"--until=@{span.last}"] if span.last is not None else []
    return Stream(
        repository.root or repository.git_dir,
        "-c", "log.showSignature=false", "-c", "log.follow=false", "-c", "log.showRoot=true",
        "--literal-pathspecs",  # a path that says so itself, as `:(literal)…`, is never looked up in the commit-graph
        "log", "-z", "--no-color", "--encoding=UTF-8", "--no-notes", *options, *times, "--end-of-options", start,
        "--", *([path] if path else []),
        env=repository.hook_env,
    )  # fmt: skip


def last_touched(repository: Repository, start: str, path: str) -> Revision | None:
    """Returns the newest commit from one on that touched a path, a merge last of all; None where none did."""
    found = log(repository, start, path)
    try:
        newest = next(found, None)
        single = newest
        while single is not None and single.is_merge:  # the merge took it over from a side
            single = next(found, None)
        return single or newest
    finally:
        found.close()  # type: ignore[attr-defined]


def before(repository: Repository, start: str, moment: int) -> str | None:
    """Returns the commit that a branch stood at, at a moment in seconds since 1970 (UTC); None before its first."""
    found = repository.git("rev-list", "-1", "--first-parent", f"--until=@{moment}", "--end-of-options", start, "--")
    return found.decode("ascii", "replace").strip() or None


def near_base(repository: Repository, one: str, other: str) -> str | None:
    """Returns the best common ancestor of two commits given by their full ids, without starting git."""
    found = repository.objects.opened.merge_base(one, other)
    return str(found) if found else None


def _revision(record: str) -> Revision:
    fields = record.split("\n", 5)
    if len(fields) != 6:
        raise RepositoryError("git.unreadable")
    oid, parents, author, email, time, message = fields
    said = _trailers(message)
    subject = message.lstrip("\n").partition("\n")[0]
    return Revision(
        oid, tuple(parents.split()), author, email, int(time), subject,
        said.get(OP, ""), said.get(REASON, ""), said.get(EMPLOYEE, ""),
    )  # fmt: skip


def _trailers(message: str) -> dict[str, str]:
    """Returns ours of the trailers in a message's last paragraph; of several alike the last."""
    body, gap, last = message.rstrip().rpartition("\n\n")
    found: dict[str, str] = {}
    for line in last.splitlines() if gap and body.strip() else ():
        key, colon, value = line.partition(":")
        name = _TRAILERS.get(key.strip().casefold())
        if name and colon:
            found[name] = value.strip()
    return found

"""git's index of history: which commits it holds, and whether it says which paths each changed. Reads no commit.

Source: gitformat-commit-graph(5): a table of chunks, among them the fan-out of ids and the index of Bloom filters.
"""

from pathlib import Path
from typing import NamedTuple

from crmfs.git.command import run_apart
from crmfs.git.repository import Repository

_SIGNATURE, _HEADER, _ROW = b"CGPH", 8, 12
_FAN_OUT, _PATHS = b"OIDF", b"BIDX"
_FAN_OUT_LAST = 255 * 4
_WRITE = ("commit-graph", "write", "--reachable", "--changed-paths", "--split", "--no-progress")
ONE_IN = 64  # commits; so many new ones are looked through in milliseconds
GROWN = 3  # objects in one folder of 256, some 130 commits of ours that are not packed yet


class CommitGraph(NamedTuple):
    """What the index of a history holds.

    Attributes:
        commits: How many commits are in it.
        has_paths: Whether it says of all of them which paths they changed.
    """

    commits: int = 0
    has_paths: bool = False


def commit_graph(repository: Repository) -> CommitGraph:
    """Returns what the index holds; nothing where there is none, or one that cannot be read."""
    try:
        parts = [_part(file.read_bytes()) for file in _files(repository.common_dir / "objects" / "info")]
    except (OSError, ValueError):
        return CommitGraph()
    return CommitGraph(sum(part.commits for part in parts), bool(parts) and all(part.has_paths for part in parts))


def index_history(repository: Repository) -> None:
    """Brings the index up to all refs, with the paths that each commit changed; what is in it already costs little.

    A failure is silent: without it history is slower, and `crmfs doctor` tells.
    """
    repository.git(*_WRITE, check=False)


def keep_indexed(repository: Repository, commit: str) -> None:
    """Starts, at one commit in some dozens of a repository that has grown, what brings the index up; waits for nothing.

    A repository that nobody fetches into and nobody pushes to has no other occasion for it. Which commits are the
    occasion is told by their ids, and whether it has grown by one of the 256 folders of objects, as `git gc` does: so a
    commit costs no more for it, and nothing has to be counted.

    Args:
        commit: Full id of the commit that was just made.
    """
    if int(commit[-8:], 16) % ONE_IN or _count(repository.common_dir / "objects" / "17") < GROWN:
        return
    run_apart(repository.common_dir, "--git-dir", ".", *_WRITE)


def _count(folder: Path) -> int:
    try:
        return sum(1 for _ in folder.iterdir())
    except OSError:
        return 0


def _files(info: Path) -> list[Path]:
    chain = info / "commit-graphs" / "commit-graph-chain"
    if chain.exists():
        return [chain.parent / f"graph-{name}.graph" for name in chain.read_text(encoding="ascii").split()]
    single = info / "commit-graph"
    return [single] if single.exists() else []


def _part(data: bytes) -> CommitGraph:
    if data[:4] != _SIGNATURE or len(data) < _HEADER:
        raise ValueError
    rows = (data[_HEADER + number * _ROW :][:_ROW] for number in range(data[6]))
    chunks = {row[:4]: int.from_bytes(row[4:], "big") for row in rows}
    last = chunks[_FAN_OUT] + _FAN_OUT_LAST if _FAN_OUT in chunks else len(data)
    return CommitGraph(int.from_bytes(data[last : last + 4], "big"), _PATHS in chunks)

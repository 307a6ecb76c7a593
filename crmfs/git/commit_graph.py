"""git's index of history: which commits it holds, and whether it says which paths each changed. Reads no commit.

Source: gitformat-commit-graph(5): a table of chunks, among them the fan-out of ids and the index of Bloom filters.
"""

from pathlib import Path
from typing import NamedTuple

from crmfs.git.repository import Repository

_SIGNATURE, _HEADER, _ROW = b"CGPH", 8, 12
_FAN_OUT, _PATHS = b"OIDF", b"BIDX"
_FAN_OUT_LAST = 255 * 4


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
    repository.git(
        "commit-graph", "write", "--reachable", "--changed-paths", "--split", "--no-progress", check=False
    )  # fmt: skip


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

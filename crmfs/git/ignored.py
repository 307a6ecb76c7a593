"""Which paths .gitignore can leave out at all, told from its patterns alone. Decides nothing: git does."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

_Ends = tuple[str, str]  # how a name begins and ends that a pattern may mean
_ANY = ("", "")


def in_doubt(root: Path, shared: Sequence[Path], paths: Sequence[str]) -> list[str]:
    """Returns the paths that some pattern may leave out; all others are certainly not ignored.

    A path is in doubt if the last part of any pattern, its wildcards taken for anything, fits any name on its way.
    Where a pattern holds and what others take back is not looked at: a path too many may be named, never one too few.

    Args:
        root: Top of the work tree.
        shared: Files with patterns beside those of .gitignore.

    Source: gitignore(5).
    """
    folders = {"", *(folder for path in paths for folder in _above(path))}
    files = [*shared, *(root / folder / ".gitignore" for folder in folders)]
    ends = {one for file in files for one in _patterns(file)}
    names = {name for path in paths for name in path.split("/")}
    doubtful = {name for name in names if any(name.lower().startswith(a) and name.lower().endswith(b) for a, b in ends)}
    return [path for path in paths if not doubtful.isdisjoint(path.split("/"))]


def _above(path: str) -> Iterator[str]:
    while "/" in path:
        path = path.rpartition("/")[0]
        yield path


def _patterns(file: Path) -> Iterator[_Ends]:
    try:
        data = file.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return
    except OSError:
        yield _ANY
        return
    for line in data.split(b"\n"):
        pattern = line.removesuffix(b"\r").rstrip(b" ").rstrip(b"/")
        if pattern and not pattern.startswith((b"#", b"!")):
            yield _ends(pattern)


def _ends(pattern: bytes) -> _Ends:
    if not pattern.isascii() or b"[" in pattern or b"\\" in pattern:  # a name beyond ASCII has several spellings
        return _ANY
    name = os.fsdecode(pattern).rpartition("/")[2].lower()
    pieces = name.replace("?", "*").split("*")
    return pieces[0], pieces[-1]

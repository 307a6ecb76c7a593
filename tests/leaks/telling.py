"""What came of a command line, as far as two repositories can agree on it."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

_COMMIT = re.compile(
    r"\b[0-9a-f]{40}\b|(?<=提交  )[0-9a-f]{10}|(?<=shows commit        )[0-9a-f]{10}|(?<=commit  )[0-9a-f]{10}"
    r"|\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b"
)
_NEW_ID = re.compile(r"(customers/[0-9A-Z]{2}/)?\b(CUST|INT-[0-9]{8})-[0-9A-Z]{6,8}\b(?<!-00000[0-9])")
_SECONDS = re.compile(r'(?<="seconds": )[0-9.]+|(?<=用时 )[0-9.]+|(?<= in )[0-9.]+(?= s\.)')


class Told(NamedTuple):
    """Exit code and both streams of a command line, ids of commits and times taken left out."""

    code: int
    out: str
    err: str

    @property
    def all(self) -> str:
        """Everything that was said."""
        return self.out + self.err


Tell = Callable[..., Told]


class Twins:
    """The repository, and what it would be like for each member if nothing hidden were there.

    Attributes:
        whole: Folder of the repository.
    """

    def __init__(self, whole: Path, make: Callable[[str], Path]) -> None:
        self.whole = whole
        self._make = make
        self._made: dict[str, Path] = {}

    def without_hidden(self, who: str) -> Path:
        """Returns the folder of a member's twin; made when first asked for."""
        if who not in self._made:
            self._made[who] = self._make(who)
        return self._made[who]


def told_by(code: int, out: str, err: str, repository: Path) -> Told:
    """Returns what was told, without what differs between two repositories of the same files."""
    assert "Traceback" not in err
    said = (_COMMIT.sub("COMMIT", text.replace(str(repository), "ROOT")) for text in (out, err))
    return Told(code, *(_NEW_ID.sub("NEW", _SECONDS.sub("…", text)) for text in said))


def temporary(tmp_path: Path) -> Path:
    """Returns the folder for temporary files of all that is told in these tests, and of nothing else."""
    folder = tmp_path.parent / "told_in_leaks"
    folder.mkdir(exist_ok=True)
    return folder

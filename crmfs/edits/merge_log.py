"""What merges settled by themselves, kept from git's merge driver until the merge is committed. Holds no values."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from crmfs.core.messages import Language, say
from crmfs.git.repository import Repository
from crmfs.records.merge3 import Taken
from crmfs.records.merge3.values import Who

_FILE = "merge-log"


class MergedFile(NamedTuple):
    """One file that was merged by its fields.

    Attributes:
        path: Repository path.
        ours, theirs, both: Keys that one side changed, or both alike.
    """

    path: str
    ours: tuple[str, ...]
    theirs: tuple[str, ...]
    both: tuple[str, ...]


def merged_file(path: str, taken: Sequence[Taken]) -> MergedFile:
    """Returns what is told of a merged file: its keys, never what stands in them."""

    def by(who: Who) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one.at[0] for one in taken if one.who == who))

    return MergedFile(path, by("ours"), by("theirs"), by("both"))


def told(files: Iterable[MergedFile], lang: Language) -> list[str]:
    """Returns a line for each file: whose fields were taken, by their codes."""
    return [f"- {file.path}: {_told(file, lang)}" for file in files]


def _told(file: MergedFile, lang: Language) -> str:
    sides = (("merge.ours", file.ours), ("merge.theirs", file.theirs), ("merge.both", file.both))
    return "; ".join(say(code, lang, fields=", ".join(keys)) for code, keys in sides if keys)


def note_merged(repository: Repository, file: MergedFile) -> None:
    """Notes a file that was merged on top of the commit checked out; what was noted on another one is forgotten."""
    log, head = repository.state_dir / _FILE, repository.head()
    is_going_on = log.exists() and all(at == head for at, *_ in _noted(log)[:1])
    with log.open("a" if is_going_on else "w", encoding="utf-8") as lines:
        lines.write(json.dumps([head, *file], ensure_ascii=False) + "\n")


def take_merged(repository: Repository, paths: Iterable[str]) -> list[MergedFile]:
    """Returns what was noted of some paths on top of the commit checked out, and forgets all that was noted."""
    log = repository.state_dir / _FILE
    if not log.exists():
        return []
    noted = _noted(log)
    log.unlink(missing_ok=True)
    head, wanted = repository.head(), set(paths)
    found = {path: MergedFile(path, *map(tuple, keys)) for at, path, *keys in noted if at == head and path in wanted}
    return list(found.values())


def _noted(log: Path) -> list[list[Any]]:
    """Returns what a log says; a line that a crash cut short ends it."""
    noted: list[list[Any]] = []
    for line in log.read_text(encoding="utf-8", errors="replace").splitlines():
        try:
            noted.append(json.loads(line))
        except ValueError:
            break
    return noted

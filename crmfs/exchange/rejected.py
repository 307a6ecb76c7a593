"""The file of rejected rows: as they were, with the reason in the last column. Never inside the repository."""

import csv
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

from crmfs.core.errors import StorageError
from crmfs.exchange.tables.model import Row, Table
from crmfs.exchange.values import text_of
from crmfs.git.repository import Repository

SUFFIX = ".rejected.csv"


def write_rejected(
    repository: Repository, file: Path, table: Table, rows: Sequence[tuple[Row, str]], heading: str
) -> Path:
    """Writes the rejected rows of one table beside its file, readable by its owner alone, and returns where.

    A file that lies inside the repository, or in a folder that cannot be written, has them in the repository's local
    state instead: rejected rows hold personal data, and nobody should commit them.

    Args:
        rows: Each rejected row with why, in the reader's language.
        heading: Of the column of reasons.

    Raises:
        StorageError: Neither place can be written.
    """
    name = file.name + (f".{_safe(table.sheet)}" if table.sheet else "") + SUFFIX
    for folder in _folders(repository, file):
        try:
            return _write(folder / name, table, rows, heading)
        except OSError:
            continue
    raise StorageError("imports.rejected_unwritable", file=name)


def _folders(repository: Repository, file: Path) -> list[Path]:
    state = repository.state_dir / "imports"
    folder = file.resolve().parent
    inside = [place.resolve() for place in (repository.root, repository.git_dir, repository.common_dir) if place]
    return [state] if any(folder.is_relative_to(place) for place in inside) else [folder, state]


def _write(target: Path, table: Table, rows: Sequence[tuple[Row, str]], heading: str) -> Path:
    target.parent.mkdir(mode=0o700, exist_ok=True)
    width = max(len(table.headings), *(len(row.cells) for row, _ in rows))
    headings = [*table.headings, *(f"column {at + 1}" for at in range(len(table.headings), width))]
    descriptor, temporary = tempfile.mkstemp(dir=target.parent, prefix=".crmfs-")  # mode 0600
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8-sig", newline="") as stream:
            writer = csv.writer(stream)
            writer.writerow([*headings, heading])
            for row, reason in rows:
                cells = [text_of(cell) for cell in row.cells]
                writer.writerow([*cells, *[""] * (width - len(cells)), reason])
        Path(temporary).replace(target)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    return target


def _safe(sheet: str) -> str:
    return "".join(char if char.isalnum() or char in "-_" else "_" for char in sheet)[:60]

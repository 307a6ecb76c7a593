"""Writes the files of one backup, hashed and durable, into a folder that nobody trusts yet. Decides nothing."""

import hashlib
import io
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from shutil import rmtree

from crmfs import __version__
from crmfs.backups.cipher import SUFFIX, Source, encrypt
from crmfs.backups.depot import Catalogue, Depot
from crmfs.backups.manifest import OBJECTS, Counts, Manifest, Outside, StoredFile
from crmfs.backups.outside import kept
from crmfs.git.bundle import packing
from crmfs.git.inventory import Refs, count_commits, count_files, present, roots_of
from crmfs.git.lock import sync_folder
from crmfs.git.repository import Repository

_PIECE_BYTES = 1 << 20
Progress = Callable[[int], None]


class Writing:
    """One backup while its files are written."""

    def __init__(
        self,
        repository: Repository,
        depot: Depot,
        parent: Manifest | None,
        catalogue: Catalogue,
        recipients: tuple[str, ...],
        progress: Progress | None,
    ) -> None:
        self._repository = repository
        self._depot = depot
        self._parent = parent
        self._catalogue = catalogue
        self._recipients = recipients
        self._progress = progress
        self._files: list[StoredFile] = []

    def written(self, now: datetime, refs: Refs, outside: Outside) -> Manifest:
        """Writes all files of the backup and returns its manifest; what was begun is removed where that fails."""
        parent = self._parent
        name = self._name(now)
        folder = self._depot.begin(name)
        try:
            with ThreadPoolExecutor(1) as beside:  # git is asked to count while it packs
                counting = beside.submit(self._counted, refs)
                objects = self._write_objects(folder, refs)
                self._write_state(folder, outside)
                sync_folder(folder)
                files, commits, roots = counting.result()
        except BaseException:
            with suppress(OSError):
                rmtree(folder)
            raise
        return Manifest(
            name,
            now,
            parent.id if parent else None,
            self._catalogue.backups[parent.id] if parent else None,
            __version__,
            self._repository.is_bare,
            refs,
            roots,
            Counts(files, commits, objects),
            self._recipients,
            tuple(self._files),
            outside,
        )

    def _counted(self, refs: Refs) -> tuple[int, int, tuple[str, ...]]:
        """Returns how many files HEAD has, how many commits all refs have, and the first ones of these."""
        files = count_files(self._repository, refs.commit) if refs.commit else 0
        return files, count_commits(self._repository, refs.ids), roots_of(self._repository, refs.ids)

    def _name(self, now: datetime) -> str:
        """Returns a name that no backup has: by its time, so that names in order are backups in order."""
        base = f"{now:%Y%m%dT%H%M%SZ}-{'incremental' if self._parent else 'full'}"
        name, number = base, 1
        while (self._depot.folder / name).exists():
            number += 1
            name = f"{base}-{number}"
        return name

    def _write_objects(self, folder: Path, refs: Refs) -> int:
        """Writes the bundle and returns how many objects it carries; none where refs moved among known commits only."""
        known = present(self._repository, self._parent.refs.ids) if self._parent else set[str]()
        with packing(self._repository, refs, known) as bundle:
            if bundle.objects or not self._parent:
                self._write(folder, OBJECTS, "objects", bundle)
            else:
                bundle.read()
                while bundle.read(_PIECE_BYTES):
                    pass
            return bundle.objects

    def _write_state(self, folder: Path, outside: Outside) -> None:
        """Writes the files from outside of git that the backups before have not as they are now."""
        before = self._parent.outside.state if self._parent else {}
        for place, data in kept(self._repository):
            if outside.state.get(place) != before.get(place):
                self._write(folder, Path(place).name, place, io.BytesIO(data))

    def _write(self, folder: Path, name: str, place: str, source: Source) -> None:
        stored = name + (SUFFIX if self._recipients else "")
        with Hashed(folder / stored, self._progress) as sink:
            if self._recipients:
                encrypt(source, sink, self._recipients)
            else:
                while piece := source.read(_PIECE_BYTES):
                    sink.write(piece)
        self._files.append(StoredFile(stored, place, sink.size_bytes, sink.sha256))


class Hashed:
    """A new file that counts and hashes what is written, durable when its block ends well."""

    def __init__(self, file: Path, progress: Progress | None) -> None:
        self._stream = file.open("xb", buffering=_PIECE_BYTES)
        self._hash = hashlib.sha256()
        self._progress = progress
        self.size_bytes = 0

    def __enter__(self) -> "Hashed":
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        with self._stream:
            if kind is None:
                self._stream.flush()
                os.fsync(self._stream.fileno())

    @property
    def sha256(self) -> str:
        return self._hash.hexdigest()

    def write(self, piece: bytes) -> int:
        self._stream.write(piece)
        self._hash.update(piece)
        self.size_bytes += len(piece)
        if self._progress:
            self._progress(self.size_bytes)
        return len(piece)

    def flush(self) -> None:
        self._stream.flush()

"""Manifest: what one backup holds, and what its files must be to be trusted. Reads and writes no file."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal, NamedTuple

from crmfs.backups.sealed import BackupDamaged, sealed, unsealed
from crmfs.core.errors import ConfigError
from crmfs.core.regex import regex
from crmfs.git.inventory import Refs

FORMAT = 1  # of the folder and of the manifests in it; a newer one is refused
FILE = "manifest.json"
OBJECTS = "objects.bundle"
Kind = Literal["full", "incremental"]
ID = regex(r"\d{8}T\d{6}Z-(?:full|incremental)(?:-\d+)?")
_OID = regex(r"[0-9a-f]{40}")
_REF = regex(r"refs/[^\x00-\x20\x7f~^:?*\[\\]+")
_NAME = regex(r"[a-z][a-z0-9.-]{0,40}")


class StoredFile(NamedTuple):
    """One file of a backup beside its manifest.

    Attributes:
        place: What it holds: `objects`, or the path below the git folder of a file from outside of git.
        sha256: Of its bytes as they lie there, encrypted ones as encrypted.
    """

    name: str
    place: str
    size_bytes: int
    sha256: str


class Counts(NamedTuple):
    """How much a repository held: files of HEAD, commits of all refs; and how many objects this backup carries."""

    files: int
    commits: int
    objects: int


class Outside(NamedTuple):
    """What belongs to a repository and is in no commit.

    Attributes:
        config: Settings of git that crmfs sets.
        hooks: Names of the hooks installed, with whose each is: `crmfs` or `other`.
        state: SHA-256 of files of local state by their path below the git folder.
    """

    config: Mapping[str, str]
    hooks: Mapping[str, str]
    state: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Manifest:
    """What one backup holds.

    Attributes:
        id: Name of its folder.
        created: When it was begun.
        parent: The backup that it continues, None for a full one.
        parent_sha256: SHA-256 of that one's manifest.
        release: The crmfs that made it.
        roots: First commits of the history: what the repository is known by.
        recipients: Whom it is encrypted for; empty for one in clear.
    """

    id: str
    created: datetime
    parent: str | None
    parent_sha256: str | None
    release: str
    is_bare: bool
    refs: Refs
    roots: tuple[str, ...]
    counts: Counts
    recipients: tuple[str, ...]
    files: tuple[StoredFile, ...]
    outside: Outside

    @property
    def kind(self) -> Kind:
        """`full`, or `incremental`: it needs its parent."""
        return "incremental" if self.parent else "full"

    @property
    def size_bytes(self) -> int:
        """How many bytes its files take."""
        return sum(file.size_bytes for file in self.files)

    def to_bytes(self) -> bytes:
        """Returns the manifest as its file holds it."""
        parent = {"id": self.parent, "sha256": self.parent_sha256} if self.parent else None
        return sealed(
            {
                "format": FORMAT,
                "id": self.id,
                "created": self.created.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
                "kind": self.kind,
                "parent": parent,
                "crmfs": self.release,
                "repository": {"bare": self.is_bare, "roots": list(self.roots)},
                "head": {"ref": self.refs.head, "commit": self.refs.commit},
                "refs": dict(self.refs.tips),
                "symbolic": dict(self.refs.symbolic),
                "counts": self.counts._asdict(),
                "recipients": list(self.recipients),
                "files": [file._asdict() for file in self.files],
                "settings": {name: dict(value) for name, value in self.outside._asdict().items()},
            }
        )

    @classmethod
    def from_bytes(cls, data: bytes, name: str) -> "Manifest":
        """Returns the manifest of a file's bytes.

        Raises:
            BackupDamaged: `backup.edited`.
            ConfigError: `backup.format_newer`: a newer crmfs wrote it.
        """
        value = unsealed(data, name)
        demand_format(value, name)
        try:
            made = _made(value)
        except (KeyError, TypeError, ValueError, AttributeError):
            raise BackupDamaged("backup.edited", path=name) from None
        if not _is_possible(made) or made.to_bytes() != data:
            raise BackupDamaged("backup.edited", path=name)
        return made


def demand_format(value: Mapping[str, Any], name: str) -> None:
    """Raises ConfigError (`backup.format_newer`) for what a newer crmfs wrote."""
    found = value.get("format")
    if not isinstance(found, int):
        raise BackupDamaged("backup.edited", path=name)
    if found > FORMAT:
        raise ConfigError("backup.format_newer", path=name)


def _made(value: Mapping[str, Any]) -> Manifest:
    parent, head, settings = value["parent"], value["head"], value["settings"]
    return Manifest(
        value["id"],
        datetime.strptime(value["created"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC),
        parent and parent["id"],
        parent and parent["sha256"],
        value["crmfs"],
        value["repository"]["bare"],
        Refs(value["refs"], value["symbolic"], head["ref"], head["commit"]),
        tuple(value["repository"]["roots"]),
        Counts(**value["counts"]),
        tuple(value["recipients"]),
        tuple(StoredFile(**file) for file in value["files"]),
        Outside(**settings),
    )


def _is_possible(made: Manifest) -> bool:
    """Says whether names and ids are such as git and a file system can be handed without a second look."""
    refs = made.refs
    names = [*refs.tips, *refs.symbolic, *refs.symbolic.values(), *([refs.head] if refs.head else [])]
    return (
        bool(ID.fullmatch(made.id))
        and all(_REF.fullmatch(name) and ".." not in name for name in names)
        and all(_OID.fullmatch(oid) for oid in refs.ids)
        and all(_NAME.fullmatch(file.name) and ".." not in file.name for file in made.files)
    )

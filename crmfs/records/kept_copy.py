"""The mark in a document's metadata that it is one of two versions kept of another document. Pure; chooses none."""

from collections.abc import Mapping

from crmfs.core.paths import RepoPath, parent
from crmfs.records.kinds import META_SUFFIX
from crmfs.records.record import Record
from crmfs.records.yaml import Value

MARK = ("extra", "conflict_of")


def marked_name(value: Mapping[str, Value]) -> str:
    """Returns the file name of the other version, "" where the metadata has no such mark."""
    extra = value.get(MARK[0])
    first = extra.get(MARK[1]) if isinstance(extra, dict) else None
    return first if isinstance(first, str) and first and "/" not in first else ""


def other_version(sidecar: str, record: Record | None) -> RepoPath | None:
    """Returns the version that kept its name of the document whose metadata this is, None where there is one only."""
    first = marked_name(record.value) if record else ""
    other = f"{parent(sidecar)}/{first}"
    return RepoPath(other) if first and other != sidecar.removesuffix(META_SUFFIX) else None

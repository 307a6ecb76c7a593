"""Documents that two sides changed: both are kept, ours under a name of its own, until somebody chooses. Pure."""

from collections.abc import Callable, Iterator
from itertools import chain, count
from typing import NamedTuple

from crmfs.access.view import View
from crmfs.core.paths import RepoPath, name, parent
from crmfs.core.regex import regex
from crmfs.edits.attachments import stored_name
from crmfs.edits.basis import edit_from
from crmfs.edits.records import write_record
from crmfs.git.edit import FileEdit
from crmfs.git.snapshot import Snapshot
from crmfs.records.kept_copy import MARK, other_version
from crmfs.records.kinds import META, META_SUFFIX, locate, meta_path
from crmfs.records.record import Record, read_record
from crmfs.records.schema import Schemas
from crmfs.records.yaml import Value, pointer_to
from crmfs.records.yaml.editor import delete, set_value

_MARK = pointer_to(*MARK)
_COPY = regex(r" \(.* \d{4}-\d{2}-\d{2}(?: \d+)?\)(?:\.[^.]*)?\.meta\.yaml$")
_LONGEST = 120  # bytes of a name's stem, so that the whole name fits everywhere


class Copy(NamedTuple):
    """A document of which two versions are kept.

    Attributes:
        path: The version that kept the name.
        copy: The other one.
    """

    path: str
    copy: str


def kept_beside(
    path: RepoPath, mine: str, ours: Snapshot, who: str, schemas: Schemas | None, is_taken: Callable[[str], bool]
) -> tuple[Copy, list[FileEdit]]:
    """Returns where our version of a document goes, and the edits that put it there with metadata of its own.

    Args:
        path: Where the other version stays.
        mine: Where ours is.
        who: Whose it is and of which day; becomes part of the name.
        is_taken: Says whether something is at a path already.
    """
    target = next(each for each in _names(path, who) if not (is_taken(each) or is_taken(meta_path(each))))
    sidecar = meta_path(mine)
    if ours.entry(sidecar):
        data = set_value(ours.read(sidecar), _MARK, name(path))
    else:
        fields = schemas.fields(META.name) if schemas else {}
        value: dict[str, Value] = {"title": _split(name(path))[0], "extra": {"conflict_of": name(path)}}
        data = write_record(meta_path(target), value, fields, "zh")
    return Copy(path, target), [FileEdit(target, None, ours.read(mine)), FileEdit(meta_path(target), None, data)]


def copies(view: View) -> Iterator[Copy]:
    """Yields the documents below a view of which two versions are kept still."""
    for entry in chain(view.walk("customers"), view.walk("library")):
        if _COPY.search(entry.path):
            found = _copy(view, entry.path)
            if found:
                yield found


def copy_at(view: View | Snapshot, path: str) -> Copy | None:
    """Returns the double that a document is, None for one that is none."""
    sidecar = meta_path(path)
    return _copy(view, sidecar) if locate(path).document and view.entry(sidecar) else None


def chosen(view: View, both: Copy, *, mine: bool, theirs: bool) -> list[FileEdit]:
    """Returns the edits that leave the versions chosen of a document, under the name that it had."""
    copy_meta = meta_path(both.copy)
    if mine and theirs:
        return [edit_from(view, copy_meta, _unmarked(view.read(copy_meta)))]
    edits = [edit_from(view, both.copy, None), edit_from(view, copy_meta, None)]
    if mine:
        edits.append(edit_from(view, both.path, view.read(both.copy)))
    return edits


def _unmarked(data: bytes) -> bytes:
    without = delete(data, _MARK)
    record = read_record(META_SUFFIX, META, without)
    return delete(without, "/extra") if isinstance(record, Record) and record.value.get("extra") == {} else without


def _copy(view: View | Snapshot, sidecar: str) -> Copy | None:
    record = read_record(sidecar, META, view.read(sidecar))
    other = other_version(sidecar, record if isinstance(record, Record) else None)
    return Copy(other, sidecar.removesuffix(META_SUFFIX)) if other else None


def _names(path: str, who: str) -> Iterator[str]:
    stem, suffix = _split(name(path))
    short = stem.encode()[:_LONGEST].decode(errors="ignore")
    for number in count(1):
        more = f" {number}" if number > 1 else ""
        yield f"{parent(path)}/{stored_name(f'{short} ({who}{more})')}{suffix}"


def _split(file: str) -> tuple[str, str]:
    stem, dot, suffix = file.rpartition(".")
    return (stem, dot + suffix) if stem else (file, "")

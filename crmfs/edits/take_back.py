"""Earlier contents brought back as new edits: one act undone, one file restored. Commits nothing, forgets nothing."""

from collections.abc import Iterator

from crmfs.access.field_path import FieldPath, touches
from crmfs.core.errors import NotFound, ValueRefused
from crmfs.edits.basis import edit_from
from crmfs.edits.creation import Desk
from crmfs.edits.fixes.renumber import with_id
from crmfs.edits.merging import merge_or_refuse
from crmfs.edits.putting_back import put_back
from crmfs.git.edit import FileEdit
from crmfs.git.log import Revision
from crmfs.git.snapshot import Snapshot
from crmfs.history.changes import FileChange, changes_of
from crmfs.history.fields import field_changes
from crmfs.history.past import Past, every_field_of, kind_of
from crmfs.history.places import place_now, place_then
from crmfs.history.steps import State, steps_of
from crmfs.records.kinds import CHILDREN, CUSTOMER, customer_of, locate
from crmfs.records.record import Record, read_record
from crmfs.records.yaml import pointer_to
from crmfs.records.yaml.editor import set_value

_ID: FieldPath = ("id",)


def undoing(desk: Desk, past: Past, revision: Revision) -> list[FileEdit]:
    """Returns what takes back all that a commit did and the actor may see; what was changed since then is kept.

    Raises:
        NotFound: `history.revision_unknown`: he may see nothing of it.
        ValueRefused: `history.undo_merge`, `history.undo_first`; `history.undo_status`: no reason is given.
        ChangedMeanwhile: `edit.conflict`, `edit.conflict_file`: the same field, or file, was changed since.
    """
    changes = changes_of(past, steps_of(past.repository, revision))
    if not changes:
        raise NotFound("history.revision_unknown", revision=revision.oid)
    if len(revision.parents) != 1:
        raise ValueRefused("history.undo_merge" if revision.parents else "history.undo_first")
    return [edit for change in changes for edit in _undone(desk, past, change)]


def restoring(desk: Desk, past: Past, path: str, then: Snapshot, field: FieldPath = ()) -> list[FileEdit]:
    """Returns what makes a file, or the files of a folder, what they were; files that came since then stay.

    What has moved since then, or has another id, is restored where it is today, by the id it has today.

    Args:
        path: Its place today; for what is gone its last.
        then: The earlier state.
        field: The field of the record alone; none for the whole.

    Raises:
        NotFound: `history.not_then`: nothing visible was there then.
        ValueRefused: `history.undo_status`: a status changes, and no reason is given.
    """
    there = place_then(past, path, then)
    found = [State(entry.path, entry, then) for entry in then.walk(there) if past.is_visible(entry.path)]
    if not found:
        raise NotFound("history.not_then", path=path)
    homes = _Homes(desk, past, there, path)
    return [edit for state in found for edit in _restored(desk, past, state, homes.of(state.path), field)]


class _Homes:
    """Where the files of a folder that is restored are today.

    Args:
        there: The folder, or file, of then.
        path: Its place today.
    """

    def __init__(self, desk: Desk, past: Past, there: str, path: str) -> None:
        self._view, self._past, self._there, self._path = desk.view, past, there, path
        self._customers: dict[str, str] = {}

    def of(self, was: str) -> str:
        """Returns where a file belongs; a customer below the folder, or a record, may have moved by itself."""
        folder = customer_of(was)
        if folder and folder.startswith(self._there + "/"):
            if folder not in self._customers:
                self._customers[folder] = place_now(self._past, folder)
            target = self._customers[folder] + was.removeprefix(folder)
        else:
            target = self._path + was.removeprefix(self._there)
        home = customer_of(target)
        is_record = locate(was).kind in CHILDREN and was != self._there
        if not is_record or not home or self._view.entry(target) or not self._view.children(home):
            return target
        found = place_now(self._past, was)
        return found if customer_of(found) == home else target


def _undone(desk: Desk, past: Past, change: FileChange) -> Iterator[FileEdit]:
    """Yields what takes back the change of one file, where it is today; of a moved one both its places."""
    path = place_now(past, change.path)
    if change.how == "moved" and change.old and change.new:
        yield from _edits(desk, path, _merged(desk, path, change.new.data, None))
        yield from _edits(desk, change.old.path, _merged(desk, change.old.path, None, change.old.data))
    elif change.how != "changed" or past.is_open(change.path):
        old, new = (state.data if state else None for state in (change.old, change.new))
        yield from _edits(desk, path, _merged(desk, path, new, old))
    else:
        back = [one._replace(old=one.new, new=one.old) for one in change.fields]
        yield from _edits(desk, path, put_back(desk, past, path, back))


def _restored(desk: Desk, past: Past, state: State, path: str, field: FieldPath) -> Iterator[FileEdit]:
    now = desk.view.read(path) if desk.view.entry(path) else None
    data = _renamed(state, path)
    if now is None or kind_of(path) is None or (past.is_open(path) and past.is_open(state.path) and not field):
        yield from _edits(desk, path, data)
        return
    changes = field_changes(past.fields(path, now), past.fields(state.path, data))
    wanted = [one for one in changes if one.field != _ID and (not field or touches(field, one.field))]
    yield from _edits(desk, path, put_back(desk, past, path, wanted))


def _renamed(state: State, path: str) -> bytes:
    """Returns an earlier content by the ids that its record and its customer have today."""
    data = state.data
    was, today, kind = locate(state.path), locate(path), kind_of(path)
    for old, fresh in {was.customer: today.customer, was.id: today.id}.items():
        record = read_record(path, kind, data) if kind and old and old != fresh else None
        data = with_id(record, old, fresh) if isinstance(record, Record) else data
    return data


def _merged(desk: Desk, path: str, done: bytes | None, before: bytes | None) -> bytes | None:
    """Returns a file without what led from one content to another, and with all that was done to it since."""
    now = desk.view.read(path) if desk.view.entry(path) else None
    return merge_or_refuse(path, done, before, now, desk.schemas)


def _edits(desk: Desk, path: str, data: bytes | None) -> Iterator[FileEdit]:
    """Yields the edit that gives a file a content, none where it has it; a status that changes says why (N4)."""
    now = desk.view.read(path) if desk.view.entry(path) else None
    if now == data:
        return
    if kind_of(path) is CUSTOMER and now is not None and data is not None:
        data = _with_trail(desk, path, now, data)
    yield edit_from(desk.view, path, data)


def _with_trail(desk: Desk, path: str, now: bytes, data: bytes) -> bytes:
    before, after = (every_field_of(path, one) for one in (now, data))
    if before is None or after is None or before.get("status") == after.get("status"):
        return data
    if not desk.intent.reason:
        raise ValueRefused("history.undo_status")
    trail = (desk.intent.reason, desk.intent.member.id, desk.intent.today.isoformat())
    for key, value in zip(("status_reason", "status_by", "status_date"), trail, strict=True):
        data = set_value(data, pointer_to(key), value, tuple(desk.fields(CUSTOMER)))
    return data

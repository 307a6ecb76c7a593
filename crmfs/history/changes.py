"""Changes of files as a member may be told of them, in terms of fields. What is hidden or masked is not there."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from crmfs.access.field_path import FieldPath, touches
from crmfs.history.fields import ABSENT, FieldChange, field_changes
from crmfs.history.identity import customer_folder_of
from crmfs.history.past import Past, every_field_of, kind_of
from crmfs.history.steps import State, Step
from crmfs.records.kinds import CUSTOMER, locate
from crmfs.records.yaml import Value

How = Literal["added", "deleted", "changed", "moved"]


@dataclass(frozen=True)
class FileChange:
    """What became of one file, as far as its reader may know.

    Attributes:
        path: Its place afterwards; for a deleted one the last.
        how: `moved` may have changes of fields, too; `changed` without any is one of comments, of layout or of bytes.
        old, new: Its states; for whom something in it is kept back they must not be shown but by `Past.fields`.
        fields: What of a record changed; empty for what came or went as a whole, and for what is no record.
    """

    path: str
    how: How
    past: Past
    old: State | None
    new: State | None
    fields: tuple[FieldChange, ...] = ()

    @property
    def is_record(self) -> bool:
        """Whether it is told of by fields."""
        return kind_of(self.path) is not None

    @cached_property
    def old_fields(self) -> Mapping[str, Value] | None:
        """The open fields before; None where there were none, or they cannot be read."""
        return _fields(self.past, self.old)

    @cached_property
    def new_fields(self) -> Mapping[str, Value] | None:
        """The open fields afterwards; None as for `old_fields`."""
        return _fields(self.past, self.new)

    def narrowed(self, field: FieldPath) -> "FileChange | None":
        """Returns the same about one field alone; None where that did not change."""
        fields = self.fields
        if self.is_record and self.how in ("added", "deleted"):
            fields = tuple(field_changes(self.old_fields, self.new_fields))
        found = tuple(change for change in fields if touches(field, change.field))
        return replace(self, fields=found) if found else None


def changes_of(past: Past, steps: Iterable[Step]) -> list[FileChange]:
    """Returns what a member may be told of some steps, moves as one change, sorted by path."""
    listed = list(steps)
    past.look_at([step.path for step in listed])
    visible = [step for step in listed if past.is_visible(step.path)]
    moved, rest = _moved(past, visible)
    found = [*moved, *filter(None, (_told(past, step) for step in rest))]
    return sorted(found, key=lambda change: change.path)


def is_all_told(past: Past, steps: Sequence[Step]) -> bool:
    """Says whether a member sees every file of some steps, and of each all that changed in it."""
    return past.is_whole or all(past.is_visible(step.path) and _is_open(past, step) for step in steps)


def _is_open(past: Past, step: Step) -> bool:
    states = [state for state in (step.old, step.new) if state]
    if all(past.is_open(state.path) for state in states):
        return True
    if step.sides:
        return False  # what it dropped of another side may be what is kept back
    raw = [every_field_of(state.path, state.data) if state else {} for state in (step.old, step.new)]
    told = [past.fields(state.path, state.data) if state else {} for state in (step.old, step.new)]
    return None not in raw and field_changes(*raw) == field_changes(*told)


def _told(past: Past, step: Step) -> FileChange | None:
    if step.old is None and step.new is None:
        return None
    how: How = "added" if step.old is None else "deleted" if step.new is None else "changed"
    if step.sides:
        return _merged(past, step)
    change = FileChange(step.path, how, past, step.old, step.new)
    return _with_fields(change) if how == "changed" and change.is_record else change


def _with_fields(change: FileChange) -> FileChange | None:
    """Returns a change of a record with its fields; None where all that changed is kept back."""
    old, new = change.old_fields, change.new_fields
    found = tuple(field_changes(old, new)) if old is not None and new is not None else ()
    if found or change.how == "moved":
        return replace(change, fields=found)
    is_told = (old is None) != (new is None) or change.past.is_open(change.path)
    return change if is_told else None


def _merged(past: Past, step: Step) -> FileChange | None:
    """Returns what a merge did itself: what is as on no side, and what a side had done and the merge dropped."""
    if kind_of(step.path) is None or step.new is None:
        lost = next(
            (side.tip for side in step.sides if _differ(side.base, side.tip) and _differ(side.tip, step.new)), None
        )
        old = lost or step.old
        how: How = "deleted" if step.new is None else "added" if old is None else "changed"
        return FileChange(step.path, how, past, old, step.new) if old or step.new else None
    new = _fields(past, step.new)
    made = [{one.at: one for one in field_changes(_fields(past, side.tip), new)} for side in step.sides]
    done = [{one.at for one in field_changes(_fields(past, side.base), _fields(past, side.tip))} for side in step.sides]
    found = {at: one for at, one in made[0].items() if all(at in side for side in made)}
    for changes, own in zip(made, done, strict=True):
        found |= {at: one for at, one in changes.items() if at in own and at not in found}
    return FileChange(step.path, "changed", past, step.old, step.new, tuple(found.values())) if found else None


def _moved(past: Past, steps: Sequence[Step]) -> tuple[list[FileChange], list[Step]]:
    """Returns the moves among what came and went in one commit, and all other steps."""
    gone = [step for step in steps if step.new is None and step.old and not step.sides]
    came = [step for step in steps if step.old is None and step.new and not step.sides]
    if not gone or not came:
        return [], list(steps)
    folders = _moved_customers(past, gone, came)
    left = {step.path: step for step in gone}
    paired: dict[str, Step] = {}
    for step in came:
        folder = customer_folder_of(step.path)
        before = folders.get(folder, folder) + step.path.removeprefix(folder)
        source = before if before in left else _same_document(past, step, left.values())
        if source:
            paired[step.path] = left.pop(source)
    found = [
        _with_fields(FileChange(step.path, "moved", past, paired[step.path].old, step.new))
        for step in came
        if step.path in paired
    ]
    done = {*paired, *(step.path for step in paired.values())}
    return [change for change in found if change], [step for step in steps if step.path not in done]


def _moved_customers(past: Past, gone: Sequence[Step], came: Sequence[Step]) -> dict[str, str]:
    """Returns where the customers that came were before: the same id, or all open fields the same but the id."""
    olds, news = ([step for step in side if locate(step.path).kind is CUSTOMER] for side in (gone, came))
    by_id = {locate(step.path).id: step for step in olds}
    by_fields = {_but_id(past, step.old): step for step in olds}
    found: dict[str, str] = {}
    for step in news:
        old = by_id.get(locate(step.path).id) or by_fields.get(_but_id(past, step.new))
        if old:
            found[customer_folder_of(step.path)] = customer_folder_of(old.path)
    return found


def _but_id(past: Past, state: State | None) -> str:
    fields = _fields(past, state) or {}
    own = locate(state.path).id if state else ""
    return repr({key: value for key, value in fields.items() if value != own})


def _same_document(past: Past, step: Step, gone: Iterable[Step]) -> str:
    place = locate(step.path)
    if not place.document or step.new is None:
        return ""
    oid = step.new.entry.oid
    alike: Iterator[str] = (
        other.path for other in gone if other.old and other.old.entry.oid == oid and oid and locate(other.path).document
    )
    return next(alike, "")


def _fields(past: Past, state: State | None) -> dict[str, Value] | None:
    return past.fields(state.path, state.data) if state and state.entry.is_file else None


def _differ(one: State | None, other: State | None) -> bool:
    if one is None or other is None:
        return one is not other
    return one.entry != other.entry


__all__ = ["ABSENT", "FileChange", "changes_of", "is_all_told"]

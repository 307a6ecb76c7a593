"""Fields of one record put back to what they were, where nobody changed them since. Commits nothing."""

from collections.abc import Sequence

from crmfs.access.field_path import ITEM
from crmfs.core.errors import ChangedMeanwhile
from crmfs.edits.creation import Desk
from crmfs.history.fields import ABSENT, FieldChange, Side
from crmfs.history.past import Past, kind_of
from crmfs.records.yaml import Value, pointer_to, read_yaml
from crmfs.records.yaml.editor import delete, insert_item, set_value
from crmfs.records.yaml.values import same


def put_back(desk: Desk, past: Past, path: str, changes: Sequence[FieldChange]) -> bytes | None:
    """Returns a record as the actor sees it with fields changed; each must hold what the change starts from.

    Raises:
        ChangedMeanwhile: `edit.conflict`; `edit.conflict_file`: the record is gone.
        ValueRefused: `record.unreadable`: as it stands it is no YAML.
    """
    if desk.view.entry(path) is None:
        raise ChangedMeanwhile("edit.conflict_file", path=path)
    data = desk.view.record(path).document.data
    kind = kind_of(path)
    order = tuple(desk.fields(kind)) if kind else ()
    for change in changes:
        now, pointer = _found(past.fields(path, data) or {}, change.at), _pointer(read_yaml(data).value, change.at)
        if _same(now, change.new):
            continue
        if not _same(now, change.old):
            raise ChangedMeanwhile("edit.conflict", path=path, pointer=change.pointer, field=change.at[0])
        data = _with(data, pointer, change, order)
    return data


def _with(data: bytes, pointer: str, change: FieldChange, order: Sequence[str]) -> bytes:
    wanted = change.new
    if wanted is ABSENT:
        return delete(data, pointer)
    value: Value = wanted  # type: ignore[assignment]
    if change.old is ABSENT and change.at[-1].startswith(ITEM):
        return insert_item(data, pointer.rpartition("/")[0], None, value)
    return set_value(data, pointer, value, order)


def _found(value: Side, at: Sequence[str]) -> Side:
    """Returns what stands at a place, ABSENT where there is none."""
    for step in at:
        if isinstance(value, list) and step.startswith(ITEM):
            number = _number(value, step)
            value = value[number] if number is not None else ABSENT
        else:
            value = value.get(step, ABSENT) if isinstance(value, dict) else ABSENT
    return value


def _pointer(value: Side, at: Sequence[str]) -> str:
    """Returns the JSON Pointer of a place, of a new one in a list the place behind its last item."""
    steps: list[str | int] = []
    for step in at:
        if isinstance(value, list) and step.startswith(ITEM):
            number = _number(value, step)
            steps.append(len(value) if number is None else number)
            value = value[number] if number is not None else ABSENT
        else:
            steps.append(step)
            value = value.get(step, ABSENT) if isinstance(value, dict) else ABSENT
    return pointer_to(*steps)


def _number(items: Sequence[Value], step: str) -> int | None:
    name = step.removeprefix(ITEM)
    named = next((at for at, item in enumerate(items) if isinstance(item, dict) and item.get("id") == name), None)
    return named if named is not None else int(name) if name.isdigit() and int(name) < len(items) else None


def _same(one: Side, other: Side) -> bool:
    if one is ABSENT or other is ABSENT:
        return one is other
    return same(one, other)  # type: ignore[arg-type]

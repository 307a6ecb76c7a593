"""`FIELD=VALUE` as people type it: parsed against the fields of a kind, applied to a file byte-exactly."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from crmfs.core.errors import UsageError
from crmfs.core.regex import regex
from crmfs.edits.items import matches, typed_items
from crmfs.edits.rebase import escape
from crmfs.records.fields import Field
from crmfs.records.labels import field_code, named, unknown_field
from crmfs.records.typed import typed_value
from crmfs.records.yaml import Value, read_yaml
from crmfs.records.yaml.editor import delete, insert_item, set_value

_ASSIGNMENT = regex(r"(?P<field>[^=＝]+?)\s*(?P<op>\+=|-=|=|＝)(?P<value>.*)", re.S)
_STEP = regex(r"\.?([^.\[\]]+)|\[([^\]]*)\]")

_ABSENT = object()

MemberId = Callable[[str], str | None]


@dataclass(frozen=True, slots=True)
class Assignment:
    """One wanted change of one field.

    Attributes:
        field: Key of the top-level field.
        steps: What leads to the value: keys, and for list items an index or an id.
        how: `set`, `add` to a list, or `remove` from it.
        value: What to store; None empties the field.
    """

    field: str
    steps: tuple[str, ...]
    how: Literal["set", "add", "remove"]
    value: Value


def parse_assignments(
    typed: Sequence[str], fields: Mapping[str, Field], today: date, member_id: MemberId
) -> list[Assignment]:
    """Returns what somebody typed as assignments.

    Args:
        typed: Each `FIELD=VALUE`; `FIELD=` empties, `FIELD+=V` and `FIELD-=V` change a list; `lines[0].quantity=3`,
            `contacts[CON-1].title=采购` reach into lists. What is said of a list with fields of its own more than once,
            `lines="Chai x3" lines="Chang x2"`, is one list; its form is that of `typed_items`.
        fields: The fields of the record's kind; keys and labels in either language name them.
        today, member_id: As for `typed_value`.

    Raises:
        UsageError: No `=`, an unknown field (with the nearest one), or the same field twice.
        ValueRefused: A value that its field cannot have.
    """
    found = _joined([_parse(text, fields, today, member_id) for text in typed])
    places = [(a.steps, a.value if a.how != "set" else None) for a in found]
    twice = next((a.field for i, a in enumerate(found) if places[i] in places[:i]), None)
    if twice:
        raise UsageError("edit.field_twice", field=twice)
    return found


def _joined(found: Sequence[Assignment]) -> list[Assignment]:
    """Returns the assignments with all that set the same list of items as one."""
    joined: dict[tuple[str, ...], Assignment] = {}
    others: list[Assignment] = []
    for one in found:
        if one.how == "set" and isinstance(one.value, list) and any(isinstance(item, dict) for item in one.value):
            before = joined.get(one.steps)
            joined[one.steps] = replace(one, value=[*_listed(before.value if before else None), *one.value])
        else:
            others.append(one)
    return [*others, *joined.values()]


def _parse(text: str, fields: Mapping[str, Field], today: date, member_id: MemberId) -> Assignment:
    match = _ASSIGNMENT.fullmatch(text)
    if not match:
        raise UsageError("edit.not_an_assignment", text=text.partition(" ")[0])
    steps: list[str] = []
    field: Field | None = None
    known = fields
    for name, item in _STEP.findall(match["field"].strip()):
        if item:
            steps.append(item)
            continue
        code = field_code(known, name) if known else name
        if code is None:
            raise _unknown(known, name)
        steps.append(code)
        field = known.get(code)
        known = field.items if field else {}
    if not steps:
        raise UsageError("edit.not_an_assignment", text=match["field"])
    how: Literal["set", "add", "remove"] = {"+=": "add", "-=": "remove"}.get(match["op"], "set")  # type: ignore[assignment]
    value = _value(field, match["value"].strip(), today, member_id)
    if match["field"].rstrip().endswith("]") and isinstance(value, list) and len(value) == 1:
        value = value[0]  # one item of the list is meant
    return Assignment(steps[0], tuple(steps), how, value)


def _value(field: Field | None, typed: str, today: date, member_id: MemberId) -> Value:
    if not typed or field is None:
        return typed or None
    if field.type == "list" and field.items:
        return typed_items(field, typed, today, member_id)
    return typed_value(field, typed, today, member_id)


def _unknown(known: Mapping[str, Field], name: str) -> UsageError:
    """Returns the error for a name that is no field's; one that belongs to the items of a list is told where to go."""
    for field in known.values():
        if field.type == "list" and field_code(field.items, name):
            return UsageError("edit.field_of_items", field=name, list=named(field), name=field.name)
    return unknown_field(known, name)


def apply_assignments(data: bytes, assignments: Sequence[Assignment], order: Sequence[str]) -> bytes:
    """Returns a file with the assignments made and every other byte as it was.

    Args:
        order: Keys in the schema's order; a new key lands at its place.

    Raises:
        UsageError: A list item that is not there.
        EditRefused: The edit cannot be proved exact.
    """
    for assignment in assignments:
        data = _apply(data, assignment, order)
    return data


def _apply(data: bytes, assignment: Assignment, order: Sequence[str]) -> bytes:
    pointer, present, missing = _reach(read_yaml(data).value, assignment)
    if assignment.how == "remove":
        return _removed(data, pointer, present, assignment.value)
    if assignment.how == "add" and isinstance(present, list) and present:
        for item in _listed(assignment.value):
            data = data if item in present else insert_item(data, pointer, None, item)
        return data
    if assignment.value is None:
        return data if present is _ABSENT else delete(data, pointer)
    value = _listed(assignment.value) if assignment.how == "add" else assignment.value
    for step in reversed(missing):
        value = {step: value}
    if present == value and type(present) is type(value):
        return data
    return set_value(data, pointer, value, order=order)


def _removed(data: bytes, pointer: str, present: object, value: Value) -> bytes:
    left = list(present) if isinstance(present, list) else []
    for wanted in _listed(value):
        at = next((at for at, item in enumerate(left) if matches(item, wanted)), None)
        if at is not None:
            data = delete(data, f"{pointer}/{at}")
            del left[at]
    return data


def _listed(value: Value) -> list[Value]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _reach(value: Value, assignment: Assignment) -> tuple[str, object, tuple[str, ...]]:
    """Returns the JSON Pointer that the steps lead to, what is there, and the steps below it that are still missing."""
    pointer, here = "", value
    for depth, step in enumerate(assignment.steps):
        if isinstance(here, list):
            index = _index(here, step)
            if index is None:
                raise UsageError("edit.item_unknown", field=assignment.field, item=step)
            pointer, here = f"{pointer}/{index}", here[index]
            continue
        pointer = f"{pointer}/{escape(step)}"
        if not isinstance(here, dict) or step not in here:
            return pointer, _ABSENT, assignment.steps[depth + 1 :]
        here = here[step]
    return pointer, here, ()


def _index(items: list[Value], step: str) -> int | None:
    for index, item in enumerate(items):
        if isinstance(item, dict) and item.get("id") == step:
            return index
    if step.isdecimal() and int(step) < len(items):
        return int(step)
    return None

"""How people call what changed: files, fields, values, in the reader's language. Knows no commit."""

from collections.abc import Mapping
from typing import Any

from crmfs.access.field_path import ITEM
from crmfs.cli.values_shown import shown_value
from crmfs.context import Context
from crmfs.core.errors import CrmfsError
from crmfs.core.messages import pick, say
from crmfs.core.paths import name
from crmfs.core.text import one_line
from crmfs.history.fields import Absent, FieldChange
from crmfs.history.past import kind_of
from crmfs.records.fields import Field
from crmfs.records.kinds import CUSTOMER, META, META_SUFFIX, locate
from crmfs.records.labels import label
from crmfs.records.yaml import Value

_LONG = 60  # characters of a value in a line
_AROUND = 12  # characters before the place where two long values begin to differ


class Words:
    """The names of one repository's files and fields."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self._companies: dict[str, str] = {}

    def step(self, path: str, change: FieldChange) -> str:
        """Returns one change of a field: `状态: 潜在 → 活跃`."""
        field, called = self.field(path, change), self.label(path, change)
        if isinstance(change.old, list) and isinstance(change.new, list):
            return say(
                "history.list", self.context.lang, field=called, items=self._items(field, change.old, change.new)
            )
        old, new = _excerpts(*(self.value(field, side) for side in (change.old, change.new)))
        empty = say("history.empty", self.context.lang)
        return say("history.step", self.context.lang, field=called, old=old or empty, new=new or empty)

    def sort(self, path: str) -> str:
        """Returns of what sort a file is: its kind of record, a document, another file."""
        return self.kind(path) or say(
            "history.document" if locate(path).document else "history.file", self.context.lang
        )

    def _items(self, field: Field | None, old: list[Value], new: list[Value]) -> str:
        """Returns what came into a list and what went; of one in another order all of it."""
        gone = [f"-{self.value(field, item)}" for item in old if item not in new]
        came = [f"+{self.value(field, item)}" for item in new if item not in old]
        return ("、" if self.context.lang == "zh" else ", ").join(gone + came) or self.value(field, new)

    def what(self, path: str) -> str:
        """Returns how people call a file: `互动 INT-20231015-7K3M9Q`, `附件 报价单.xlsx`."""
        place, kind = locate(path), kind_of(path)
        if kind is META or place.document:
            return f"{say('history.document', self.context.lang)} {one_line(name(path).removesuffix(META_SUFFIX))}"
        if kind is None or not place.customer:
            return one_line(path)
        said = self.kind(path)
        return f"{said} {place.id}" if place.id else said

    def label(self, path: str, change: FieldChange) -> str:
        """Returns how people call a field, with the item of a list that it is in: `联系人 P01 手机`."""
        said, fields = [], self._fields_of(path)
        for step in change.at:
            if step.startswith(ITEM):
                number = step.removeprefix(ITEM)
                said.append(f"#{int(number) + 1}" if number.isdigit() else one_line(number))
                continue
            field = fields.get(step)
            said.append(one_line(label(field, self.context.lang)) if field else one_line(step))
            fields = field.items if field else {}
        return " ".join(said)

    def field(self, path: str, change: FieldChange) -> Field | None:
        """Returns the field that a change is of; for an item of a list of maps, and for what has no schema, none."""
        field: Field | None = None
        fields = self._fields_of(path)
        for step in change.field:
            if step != ITEM:
                field = fields.get(step)
                fields = field.items if field else {}
        return None if change.field[-1:] == (ITEM,) else field

    def value(self, field: Field | None, side: object) -> str:
        """Returns a value in one line; a map's as its parts."""
        if isinstance(side, Absent):
            return ""
        value: Any = side
        if isinstance(value, dict):
            return ", ".join(one_line(self.value(None, inner)) for inner in value.values() if inner is not None)
        if isinstance(value, list) and any(isinstance(item, dict) for item in value):
            return "; ".join(self.value(None, item) for item in value)
        return " ".join(one_line(shown_value(self.context, field, value)).split())

    def customer(self, folder: str) -> str:
        """Returns a customer's company, as the reader may know it today, with the id."""
        if folder not in self._companies:
            customer = name(folder)
            try:
                path = f"{folder}/{CUSTOMER.file}"
                found = self.context.view.unmasked(path, self.context.view.fields(path)).get("company")
            except CrmfsError:  # gone, or in another place by now
                found = None
            self._companies[folder] = f"{one_line(found)} ({customer})" if isinstance(found, str) else customer
        return self._companies[folder]

    def kind(self, path: str) -> str:
        kind = kind_of(path)
        return one_line(pick(self.context.schemas.label(kind.name), self.context.lang)) if kind else ""

    def _fields_of(self, path: str) -> Mapping[str, Field]:
        kind = kind_of(path)
        return self.context.schemas.fields(kind.name) if kind else {}


def _excerpts(old: str, new: str) -> tuple[str, str]:
    """Returns two values short enough for a line: of long ones the part where they begin to differ."""
    if max(len(old), len(new)) <= _LONG:
        return old, new
    alike = next((at for at, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), 0)
    start = max(0, alike - _AROUND) if old and new else 0
    return _excerpt(old, start), _excerpt(new, start)


def _excerpt(text: str, start: int) -> str:
    piece = text[start : start + _LONG]
    return ("…" if start and text else "") + piece + ("…" if len(text) > start + _LONG else "")

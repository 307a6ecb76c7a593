"""Pages: the files that an import makes or changes, as values, until they become edits."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field

from crmfs.core.messages import Language
from crmfs.edits.records import write_record
from crmfs.exchange.archive import Archive
from crmfs.exchange.drafts import RowKey
from crmfs.exchange.values import is_mask
from crmfs.git.edit import FileEdit
from crmfs.records.fields import Field
from crmfs.records.kinds import Kind, customer_of, locate
from crmfs.records.record import Record
from crmfs.records.yaml import Value, pointer_parts, pointer_to
from crmfs.records.yaml.editor import delete, insert_item, set_value


@dataclass(slots=True)
class Page:
    """One record's file as the import will leave it.

    Attributes:
        path, kind: Which record.
        old: The record as it is, None for a new file.
        value: The record as it will be.
        rows: Which rows speak of which place: (JSON Pointer, row).
    """

    path: str
    kind: Kind
    old: Record | None
    value: dict[str, Value]
    rows: list[tuple[str, RowKey]] = field(default_factory=list)

    @property
    def is_changed(self) -> bool:
        """Whether the file will differ from what it is."""
        return self.old is None or self.value != self.old.value

    def item(self, pointer: str) -> dict[str, Value]:
        """Returns the mapping at a JSON Pointer in the record as it will be, the record itself for `""`."""
        found: Value = self.value
        for part in pointer_parts(pointer):
            found = found[int(part)] if isinstance(found, list) else found[part] if isinstance(found, dict) else None
        return found if isinstance(found, dict) else {}

    def rows_at(self, pointer: str) -> list[RowKey]:
        """Returns the rows that speak of a place or of what it lies in; all of the file's if none does."""
        near = [row for place, row in self.rows if (pointer + "/").startswith(place + "/") and place]
        return near or [row for _, row in self.rows]


class Pages:
    """All pages of one plan."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._pages: dict[str, Page] = {}
        self._new: defaultdict[str, list[Page]] = defaultdict(list)

    def get(self, path: str, kind: Kind) -> Page | None:
        """Returns the page of a file that is there or will be, else None."""
        page = self._pages.get(path)
        if page is None:
            record = self._archive.record(path)
            if record is None:
                return None
            page = self._pages[path] = Page(path, kind, record, deepcopy(record.value))
        return page

    def make(self, path: str, kind: Kind) -> Page:
        """Returns the page of a file, an empty new one where there is none."""
        page = self.get(path, kind)
        if page is None:
            page = self._pages[path] = Page(path, kind, None, {})
            self._new[customer_of(path) or ""].append(page)
        return page

    def changed(self) -> list[Page]:
        """Returns the pages whose files will differ, in the order in which rows came to them."""
        return [page for page in self._pages.values() if page.rows and page.is_changed]

    def new(self, kind: Kind, folder: str) -> list[Page]:
        """Returns the new pages of a kind in a customer's folder."""
        return [page for page in self._new[folder] if page.kind is kind]

    def new_ids(self, folder: str) -> set[str]:
        """Returns the ids of the new pages in a customer's folder."""
        return {locate(page.path).id for page in self._new[folder]}


def edit_of(page: Page, archive: Archive, fields: Mapping[str, Field], lang: Language) -> FileEdit:
    """Returns the edit that makes a page's file: a new one, or the old one with changed values alone."""
    value = _in_order(page.value, fields)
    if page.old is None:
        return FileEdit(page.path, None, write_record(page.path, value, fields, lang))
    data = _altered(page.old.document.data, page.old.value, value, "", tuple(fields))
    return archive.edit(page.path, data)


def _in_order(value: dict[str, Value], fields: Mapping[str, Field]) -> dict[str, Value]:
    """Returns a record with its keys, and those of the items in it, in the schema's order."""
    ordered = {key: value[key] for key in [*fields, *value] if key in value}
    for key, known in fields.items():
        held = ordered.get(key)
        if known.items and isinstance(held, list):
            ordered[key] = [_in_order(item, known.items) if isinstance(item, dict) else item for item in held]
    return ordered


def merge(into: dict[str, Value], values: Mapping[str, Value]) -> bool:
    """Puts values into a record or an item of one and says whether anything changed; a mask replaces nothing."""
    changed = False
    for key, value in values.items():
        present = into.get(key)
        if (
            value is None
            or present == value
            or (present not in (None, "") and isinstance(value, str) and is_mask(value))
        ):
            continue
        into[key] = value
        changed = True
    return changed


def merge_extra(into: dict[str, Value], extra: Mapping[str, Value]) -> bool:
    """Puts the values of columns without a field under `extra` and says whether anything changed."""
    if not extra:
        return False
    kept = into.get("extra")
    inner = kept if isinstance(kept, dict) else {}
    changed = merge(inner, extra)
    into["extra"] = inner
    return changed


def _altered(data: bytes, old: Value, new: Value, pointer: str, order: Sequence[str]) -> bytes:
    if isinstance(old, dict) and isinstance(new, dict):
        for key, value in new.items():
            if key not in old:
                data = set_value(data, pointer + pointer_to(key), value, order)
            elif old[key] != value:
                data = _altered(data, old[key], value, pointer + pointer_to(key), ())
        for key in old.keys() - new.keys():
            data = delete(data, pointer + pointer_to(key))
        return data
    if isinstance(old, list) and isinstance(new, list) and len(new) >= len(old):
        for at, value in enumerate(new):
            if at >= len(old):
                data = insert_item(data, pointer, None, value)
            elif old[at] != value:
                data = _altered(data, old[at], value, pointer + pointer_to(at), ())
        return data
    return set_value(data, pointer, new)

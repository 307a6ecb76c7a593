"""Places in records as people call them: the customer, the contact's name, the field's label. Shows no value else."""

from collections.abc import Callable

from crmfs.access.field_path import ITEM
from crmfs.access.policy import READ
from crmfs.access.view import View
from crmfs.core.errors import CrmfsError
from crmfs.core.messages import Language, say
from crmfs.core.text import one_line
from crmfs.records.fields import Field
from crmfs.records.kinds import CUSTOMER, locate
from crmfs.records.labels import label
from crmfs.records.merge3.sides import At, address_of
from crmfs.records.yaml import Value

FieldOf = Callable[[str, str], Field | None]


def quoted(target: str) -> str:
    """Returns what is typed, in quotation marks where a shell needs them."""
    plain = target.replace("#", "").isalnum() or not any(char in target for char in " []'\"#")
    return target if plain else f"'{target}'"


class Places:
    """Tells places.

    Args:
        field_of: Returns a field of the kind of record at a path, None where there is none.
        view: Returns what the reader may see, where people's names are read; None to name nobody.
    """

    def __init__(self, field_of: FieldOf, lang: Language, view: Callable[[], View] | None = None) -> None:
        self._field_of = field_of
        self._lang: Language = lang
        self._view = view

    def label(self, path: str, key: str) -> str:
        """Returns what a field is called."""
        field = self._field_of(path, key)
        return one_line(label(field, self._lang)) if field else key

    def field(self, path: str, at: At) -> Field | None:
        """Returns the field that a place is, None for what no schema knows."""
        keys = [step for step in at if not _is_item(step)]
        field = self._field_of(path, keys[0]) if keys else None
        for key in keys[1:]:
            field = field.items.get(key) if field else None
        return field

    def name(self, path: str, at: At) -> str:
        """Returns how a place is called, such as `联系人 张三 · 手机 (contacts[P01].mobile)`."""
        if not at:
            return say("sync.whole_customer" if locate(path).kind is CUSTOMER else "sync.whole", self._lang)
        said: list[str] = []
        for number, step in enumerate(at):
            if _is_item(step) and said:
                said[-1] += f" {self._item(path, at[: number + 1])}"
            else:
                field = self.field(path, at[: number + 1])
                said.append(one_line(label(field, self._lang)) if field else step)
        named, address = " · ".join(said), address_of(at)
        return f"{named} ({address})" if named != address else address

    def _item(self, path: str, at: At) -> str:
        """Returns the name of an item of a list where it has one that the reader may see, else what it is known by."""
        known = at[-1].removeprefix("[").removesuffix("]")
        if self._view is None:
            return known
        view = self._view()
        rights = view.rights(path)
        name = (*(ITEM if _is_item(step) else step for step in at), "name")
        if rights is not None and not rights.allows(READ, name):
            return known
        try:
            value: Value = dict(view.record(path).value)
        except CrmfsError:
            return known
        for step in at:
            value = _inner(value, step)
        found = value.get("name") if isinstance(value, dict) else None
        return one_line(found) if isinstance(found, str) and found.strip() else known


def _is_item(step: str) -> bool:
    return step.startswith("[")


def _inner(value: Value, step: str) -> Value:
    if isinstance(value, list) and _is_item(step):
        return next((one for one in value if isinstance(one, dict) and f"[{one.get('id')}]" == step), None)
    return value.get(step) if isinstance(value, dict) else None

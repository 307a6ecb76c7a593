"""Work: what placing a row needs at hand, and what it leaves behind. Decides nothing about any kind of record."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from crmfs.access.members import Member
from crmfs.core.messages import Language
from crmfs.exchange.archive import Archive, Held, Register
from crmfs.exchange.drafts import Draft, Reason, RowKey, RowRefusedError
from crmfs.exchange.ids import Ids
from crmfs.exchange.pages import Page, Pages, merge, merge_extra
from crmfs.exchange.values import is_mask
from crmfs.records.kinds import CONTACTS
from crmfs.records.yaml import Value

_PHONES = ("mobile", "phone")  # the standard table shows the first that there is


@dataclass(frozen=True, slots=True)
class Terms:
    """What an import goes by.

    Attributes:
        today: The day of the import.
        member: Who imports.
        by_team: Whether what the member may do to a customer depends on its team.
        keep_ids: Reject rows whose id cannot be kept, in place of giving them a new one.
        reason: What a change of status gives as its reason where the row gives none.
        statuses: What people call each status.
        lang: The repository's language.
    """

    today: date
    member: Member
    by_team: bool = False
    keep_ids: bool = False
    reason: str = ""
    statuses: Mapping[str, str] = field(default_factory=dict)
    lang: Language = "zh"


@dataclass(slots=True)
class Work:
    """One plan in the making.

    Attributes:
        made, altered: Rows that made a record or an item of one; rows that changed something.
        said: What rows of this import said of a place, and which did: (path, JSON Pointer, key) → (value, row).
        orders: Orders that rows of this import speak of, by the id that the rows give them.
        seen: How often this import met the same thing without an id of its own.
        defaulted: How many new customers got a status or an owner that no row gives them.
        people_known: Whether the register has the private customers' contacts already.
    """

    terms: Terms
    archive: Archive
    register: Register
    pages: Pages
    ids: Ids
    made: set[RowKey] = field(default_factory=set)
    altered: set[RowKey] = field(default_factory=set)
    said: dict[tuple[str, str, str], tuple[Value, RowKey]] = field(default_factory=dict)
    orders: dict[str, list[Page]] = field(default_factory=dict)
    seen: Counter[tuple[object, ...]] = field(default_factory=Counter)
    defaulted: int = 0
    people_known: bool = False

    def put(
        self,
        draft: Draft,
        page: Page,
        values: Mapping[str, Value],
        extra: Mapping[str, Value],
        *,
        pointer: str = "",
        made: bool = False,
    ) -> None:
        """Puts a row's values, and its columns without a field, into a record or the item of one.

        Args:
            pointer: JSON Pointer of the item, "" for the record.
            made: Whether the row makes the record or item.

        Raises:
            RowRefusedError: Another row of the same import says otherwise; nothing is lost in silence.
        """
        page.rows.append((pointer, draft.key))
        for key, value in (*values.items(), *((f"extra/{heading}", value) for heading, value in extra.items())):
            if value is None or (isinstance(value, str) and is_mask(value)):
                continue
            said, row = self.said.setdefault((page.path, pointer, key), (value, draft.key))
            if said != value:
                raise RowRefusedError(Reason("imports.rows_disagree", {"field": key.removeprefix("extra/")}, other=row))
        into = page.item(pointer)
        changed = merge(into, values)
        changed = _empty(into, _keys_emptied(draft, page, pointer)) or changed
        if merge_extra(into, extra) or changed or made:
            self.altered.add(draft.key)
        if made:
            self.made.add(draft.key)

    def contradicts(self, page: Page, pointer: str, key: str, value: Value) -> bool:
        """Says whether another row of this import said something else of a place."""
        return self.said.get((page.path, pointer, key), (value, ()))[0] != value

    def private_customers(self, person: Mapping[str, Value]) -> list[Held]:
        """Returns the customers without a company that this person may be; reads their contacts when first asked."""
        if not self.people_known:
            self.people_known = True
            for held, known in self.archive.private_people():
                self.register.add_person(held, known)
        return self.register.by_person(person)

    def customer_of(self, draft: Draft) -> Held:
        """Returns the customer that a row belongs to; refuses the row where it is unknown or one of several."""
        if not draft.parent.strip():
            raise RowRefusedError(Reason("imports.parent_missing"))
        found = self.register.named(draft.parent, draft.system)
        if len(found) != 1:
            code = "imports.parent_ambiguous" if found else "imports.parent_unknown"
            raise RowRefusedError(Reason(code))
        return found[0]


def _keys_emptied(draft: Draft, page: Page, pointer: str) -> list[str]:
    part = "line" if pointer.startswith("/lines") else "contact" if page.kind is CONTACTS else page.kind.name
    return [key for own, key in draft.emptied if own == part]


def _empty(into: dict[str, Value], keys: Iterable[str]) -> bool:
    """Takes fields away and says whether there were any; a number that is shown as the phone may be a mobile one."""
    found = [_PHONES[0] if key == _PHONES[1] and into.get(_PHONES[0]) else key for key in keys]
    return sum(into.pop(key, None) is not None for key in found) > 0


def sourced(draft: Draft, own_id: bool = True) -> dict[str, Value]:
    """Returns where a new record came from: the row's id byte for byte; the row's place if it has none or another's."""
    return {
        "source_ref": {"system": draft.system, "id": draft.source if draft.source.strip() and own_id else draft.origin}
    }

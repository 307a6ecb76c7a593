"""Archive: what the repository already holds, as an import looks it up. Reads through a view and changes nothing."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from crmfs.access.overview import Overview
from crmfs.access.view import View
from crmfs.core.paths import RepoPath, parent
from crmfs.core.text import fold_company, fold_label, fold_name
from crmfs.edits.basis import edit_from, may_edit
from crmfs.git.edit import FileEdit
from crmfs.records.former import Former, former_of
from crmfs.records.kinds import CHILDREN, CONTACTS, ORDER, Kind, locate
from crmfs.records.record import Record
from crmfs.records.yaml import Value

PRIVATE_PERSON = "个人"
REACHED = ("phone", "mobile", "email", "wechat")


class Held(NamedTuple):
    """A customer in the repository or in the plan.

    Attributes:
        source, system: Its source id and the system that gave it, `""` without one.
        former: What the customers were called that were merged into it.
    """

    id: str
    folder: RepoPath
    company: str
    source: str
    system: str
    former: tuple[Former, ...] = ()


class Archive:
    """The records of a repository, each read once.

    Args:
        view: What the importing member sees of the last commit.
        overviews: The customers of the same view.
    """

    def __init__(self, view: View, overviews: Iterable[Overview]) -> None:
        self._view = view
        self._records: dict[str, Record | None] = {}
        self._children: dict[tuple[str, str], tuple[str, ...]] = {}
        self._orders: dict[str, list[str]] | None = None
        self.customers = tuple(map(_held, overviews))

    def record(self, path: str) -> Record | None:
        """Returns a record, None where there is none; ValueRefused (`record.unreadable`) for broken YAML."""
        if path not in self._records:
            self._records[path] = self._view.record(path) if self._view.entry(path) else None
        return self._records[path]

    def edit(self, path: str, data: bytes) -> FileEdit:
        """Returns the edit that gives a file new content, made from what the view shows of it."""
        return edit_from(self._view, path, data)

    def may_edit(self, path: str, field: str) -> bool:
        """Says whether a record is there of which the importing member may change a field."""
        return may_edit(self._view, path, field)

    def children(self, folder: str, kind: Kind) -> tuple[str, ...]:
        """Returns the paths of a customer's records of a kind."""
        key = (folder, kind.name)
        if key not in self._children:
            below = self._view.walk(f"{folder}/{kind.folder}")
            self._children[key] = tuple(entry.path for entry in below if locate(entry.path).kind is kind)
        return self._children[key]

    def child_ids(self, folder: str) -> set[str]:
        """Returns the ids of all of a customer's records that have one."""
        return {locate(path).id for kind in CHILDREN for path in self.children(folder, kind)}

    def orders(self, wanted: str) -> list[str]:
        """Returns the paths of the orders with an id or source id; reads all orders when first asked."""
        if self._orders is None:
            self._orders = {}
            for path in (path for held in self.customers for path in self.children(held.folder, ORDER)):
                record = self.record(path)
                for name in {locate(path).id, source_of(record.value)[1].strip() if record else ""} - {""}:
                    self._orders.setdefault(name, []).append(path)
        return self._orders.get(wanted, [])

    def private_people(self) -> Iterator[tuple[Held, dict[str, Value]]]:
        """Returns the contacts of all customers without a company."""
        for held in self.customers:
            if held.company == PRIVATE_PERSON:
                record = self.record(f"{held.folder}/{CONTACTS.file}")
                for person in items_of(record.value if record else {}, "contacts"):
                    yield held, person


class Register:
    """Customers by what a table calls them: id, source id, company. Grows with those that an import makes."""

    def __init__(self, customers: Iterable[Held]) -> None:
        self.by_id: dict[str, Held] = {}
        self._by_source: defaultdict[str, dict[str, Held]] = defaultdict(dict)
        self._by_former: defaultdict[str, list[tuple[Former, Held]]] = defaultdict(list)
        self._by_company: defaultdict[str, dict[str, Held]] = defaultdict(dict)
        self._by_loose: defaultdict[str, dict[str, Held]] = defaultdict(dict)
        self._by_person: defaultdict[tuple[str, str], dict[str, Held]] = defaultdict(dict)
        for held in customers:
            self.add(held)

    def add(self, held: Held) -> None:
        """Makes a customer known."""
        self.by_id[held.id] = held
        if held.source:
            self._by_source[held.source.strip()][held.id] = held
        for one in held.former:
            self._by_former[one.id].append((one, held))
        if held.company and held.company != PRIVATE_PERSON:
            self._by_company[fold_label(held.company)][held.id] = held
            self._by_loose[fold_company(held.company)][held.id] = held

    def by_source(self, source: str, system: str) -> Held | None:
        """Returns the customer that came from a system under an id."""
        found = self._by_source[source.strip()].values()
        return next((held for held in found if held.system == system), None)

    def by_former(self, name: str, system: str) -> Held | None:
        """Returns the customer into which the one was merged that had an id, here or in the system."""
        return next((held for one, held in self._by_former[name] if one.system in ("", system)), None)

    def add_person(self, held: Held, person: Mapping[str, Value]) -> None:
        """Makes the person known who is a customer without a company."""
        name = fold_name(str(person.get("name") or ""))
        for reached in ("", *(str(person[key]) for key in REACHED if person.get(key))):
            self._by_person[name, reached][held.id] = held

    def by_person(self, person: Mapping[str, Value]) -> list[Held]:
        """Returns the private customers of this name: with a number or address in common, where the person has any."""
        name = fold_name(str(person.get("name") or ""))
        said = [str(person[key]) for key in REACHED if person.get(key)]
        found = {held.id: held for reached in said or [""] for held in self._by_person[name, reached].values()}
        return list(found.values()) if name else []

    def by_company(self, company: str, *, loose: bool = False) -> list[Held]:
        """Returns the customers of a company's name, legal form not counted if `loose` and none is so named exactly."""
        exact = self._by_company[fold_label(company)]
        return list((exact or (self._by_loose[fold_company(company)] if loose else {})).values())

    def named(self, text: str, system: str) -> list[Held]:
        """Returns the customers that a reference in a table may mean: by id, source id, then company."""
        wanted = text.strip()
        sure = self.by_source(wanted, system) or self.by_id.get(wanted) or self.by_former(wanted, system)
        if sure:
            return [sure]
        return list(self._by_source[wanted].values()) or self.by_company(wanted, loose=True)


def items_of(value: dict[str, Value], key: str) -> list[dict[str, Value]]:
    """Returns the mappings in a list of a record."""
    found = value.get(key)
    return [item for item in found if isinstance(item, dict)] if isinstance(found, list) else []


def source_of(value: dict[str, Value]) -> tuple[str, str]:
    """Returns the system and id that a record or item came from, empty texts if it was made here."""
    source = value.get("source_ref")
    if not isinstance(source, dict):
        return "", ""
    return str(source.get("system") or ""), str(source.get("id") or "")


def _held(overview: Overview) -> Held:
    system, source = source_of(overview.fields)
    company = str(overview.fields.get("company") or "")
    return Held(
        overview.id, RepoPath(parent(overview.path)), company, source, system, tuple(former_of(overview.fields))
    )

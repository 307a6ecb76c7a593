"""What the record of an exported row said and says, as the importing member may see it. Compares and writes nothing."""

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import NamedTuple

from crmfs.access.field_path import FieldPath
from crmfs.access.overview import overview_of
from crmfs.access.policy import READ
from crmfs.access.view import View
from crmfs.core.errors import NotFound, ValueRefused
from crmfs.core.paths import RepoPath, customer_folder
from crmfs.query.completeness import readable_columns
from crmfs.query.table import INTERACTION_COLUMNS
from crmfs.records.kinds import CUSTOMER, INTERACTION, KINDS, Kind
from crmfs.records.yaml import Value

_EVERY = 1_000_000  # more interactions than a customer ever has

Shown = Mapping[str, Value]


class Past(NamedTuple):
    """Where the values of a row are looked up.

    Attributes:
        at: Returns what the importing member sees of a commit; errors as `Repository.resolve`.
        tip: What he sees of the last one.
        disk: What he sees of the files on disk.
    """

    at: Callable[[str], View]
    tip: View
    disk: View


class States:
    """What a row's record said, and says: each by the codes of the export's columns, None where it is not there."""

    def __init__(self, kind: str, customer: str, child: str, base: View, past: Past) -> None:
        self._kind = kind
        self._customer = customer
        self._child = child
        self._base = base
        self._past = past

    @cached_property
    def base(self) -> Shown | None:
        found = self._at(self._base)
        return self.tip if found is None else found

    @cached_property
    def tip(self) -> Shown | None:
        return self._at(self._past.tip)

    @cached_property
    def disk(self) -> Shown | None:
        return self._at(self._past.disk)

    def is_open(self, code: str) -> bool:
        """Says whether the importing member may know what a column holds, now and when it was exported."""
        customer = f"{customer_folder(self._customer)}/{CUSTOMER.file}"
        if self._kind == CUSTOMER.name:
            return all(readable_columns(view, customer, (code,)) for view in (self._base, self._past.tip))
        return self._may_read(self._path, (code,))

    @cached_property
    def may_see_interactions(self) -> bool:
        """Whether the importing member may know the customer's interactions, now and when it was exported."""
        path = self._child_path(INTERACTION, "INT-X")
        return all(self._may_read(path, (field,)) for field in INTERACTION_COLUMNS.values())

    def _may_read(self, path: RepoPath, field: FieldPath) -> bool:
        rights = [view.rights(path) for view in (self._base, self._past.tip)]
        return all(one is None or one.allows(READ, field) for one in rights)

    @property
    def _path(self) -> RepoPath:
        return self._child_path(KINDS[self._kind], self._child)

    def _child_path(self, kind: Kind, name: str) -> RepoPath:
        return RepoPath(f"{customer_folder(self._customer)}/{kind.folder}/{name}.yaml")

    @cached_property
    def interactions(self) -> list[Shown]:
        """The customer's interactions, as they were and as they are."""
        return [*self._recent(self._base), *self._recent(self._past.tip)]

    def _at(self, view: View) -> Shown | None:
        folder = customer_folder(self._customer)
        if self._kind == CUSTOMER.name:
            overview = overview_of(view, folder)
            if overview is None:
                return None
            person = overview.contact
            return {
                **overview.fields,
                "phone": person.get("mobile") or person.get("phone"),
                "email": person.get("email"),
            }
        try:
            return view.fields(self._path)
        except (NotFound, ValueRefused):
            return None

    def _recent(self, view: View) -> Iterable[Shown]:
        overview = overview_of(view, customer_folder(self._customer), _EVERY)
        names = ("id", *INTERACTION_COLUMNS.values())
        return [dict(zip(names, one, strict=True)) for one in overview.recent] if overview else []

"""Three-way merge of a record's file by its fields, and by its lines where that gives the same. Reads no repository.

Maps are merged by key, items of lists by their id, sets as sets; a conflict is one field that both sides changed to
different values. Comments and lines that nobody changed stay as they are, to the byte.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple, cast

from crmfs.core.errors import ValueRefused
from crmfs.records.kinds import CUSTOMER
from crmfs.records.merge3.accord import accords, doubled, parted
from crmfs.records.merge3.lines import marked_lines, merge_lines
from crmfs.records.merge3.rewrite import Fields, rewritten
from crmfs.records.merge3.sides import ABSENT, Clash, Pick, Side, Tree, clashes_in, same_value, settled
from crmfs.records.merge3.validity import new_faults
from crmfs.records.merge3.values import Merging, Taken
from crmfs.records.schema import Schemas
from crmfs.records.yaml import Value, YamlError, read_yaml

__all__ = [
    "ABSENT",
    "MARKS",
    "Clash",
    "Decision",
    "MarkNames",
    "Merged",
    "RecordSchema",
    "Side",
    "Taken",
    "merge3",
    "merge_whole",
]

MarkNames = tuple[bytes, bytes, bytes]
MARKS: MarkNames = (b"ours", b"base", b"theirs")


class RecordSchema(NamedTuple):
    """What a merge knows of the record: the rules of its kind."""

    schemas: Schemas
    kind: str

    @property
    def fields(self) -> Fields:
        """Fields of the kind."""
        return self.schemas.fields(self.kind)


class Decision(NamedTuple):
    """How somebody settled a conflict: by the side to take, or by a value (ABSENT: nothing)."""

    side: Literal["ours", "theirs", "base", "value"]
    value: Side = ABSENT


@dataclass(frozen=True, slots=True)
class Merged:
    """What came out of a merge.

    Attributes:
        data: The file, None where it is gone; in the places of conflicts it holds ours.
        clashes: The conflicts that nobody decided.
        taken: What one side changed, and what both did alike.
        marked: The file with both versions between marks where they are in conflict; None where there is no conflict,
            or a side has no file.
    """

    data: bytes | None
    clashes: tuple[Clash, ...] = ()
    taken: tuple[Taken, ...] = ()
    marked: bytes | None = None


def merge3(
    base: bytes | None,
    ours: bytes | None,
    theirs: bytes | None,
    schema: RecordSchema | None = None,
    decided: Mapping[str, Decision] | None = None,
    names: MarkNames = MARKS,
) -> Merged:
    """Returns a file with the changes of both sides. Pure.

    The merge of lines is taken where it says the same; where both changed one long text, it is taken if it is clean and
    all else is as the merge by fields has it. What comes out is read strictly and breaks no rule that neither side
    broke.

    Args:
        base, ours, theirs: Contents; None where a side has no file.
        schema: None for YAML that is no record.
        decided: Conflicts that are settled, by their address; "" is the whole file.
        names: For the marks: of ours, base and theirs.
    """
    decided = decided or {}
    whole = merge_whole(base, ours, theirs, decided)
    if not whole.clashes or ours is None or theirs is None:
        return whole
    return _FileMerge(base, ours, theirs, schema, decided, names).merged()


def merge_whole(
    base: bytes | None, ours: bytes | None, theirs: bytes | None, decided: Mapping[str, Decision]
) -> Merged:
    """Returns the side of a file that alone was changed, or that was chosen; else the file is in conflict."""
    if ours == theirs or base == theirs:
        return Merged(ours)
    if base == ours:
        return Merged(theirs)
    whole = decided.get("")
    if whole and whole.side != "value":
        return Merged({"ours": ours, "theirs": theirs, "base": base}[whole.side])
    return Merged(ours, (_whole(base, ours, theirs),))


def _whole(base: bytes | None, ours: bytes | None, theirs: bytes | None) -> Clash:
    """Returns the conflict of a file as a whole; what it holds is not told."""
    return Clash((), *(ABSENT if side is None else "…" for side in (base, ours, theirs)))


class _FileMerge:
    """One merge of three contents of a file."""

    def __init__(
        self, base: bytes | None, ours: bytes, theirs: bytes, schema: RecordSchema | None,
        decided: Mapping[str, Decision], names: MarkNames,
    ) -> None:  # fmt: skip
        self._base, self._ours, self._theirs = base, ours, theirs
        self._schema = schema
        self._fields: Fields = schema.fields if schema else {}
        self._decided = decided
        self._names = names
        self._by_lines = merge_lines(base or b"", ours, theirs)

    def merged(self) -> Merged:
        old, mine, other = _map_in(self._base), _map_in(self._ours), _map_in(self._theirs)
        is_new_customer = self._base is None and self._schema and self._schema.kind == CUSTOMER.name
        if mine is None or other is None or is_new_customer:
            return self._unread()
        merging = Merging()
        tree = merging.merged(old or {}, mine, other, fields=self._fields)
        found = self._judged(cast(dict[str, Tree], tree), old or {}, mine, other)
        return replace(found, taken=tuple(merging.taken))

    def _judged(
        self, tree: dict[str, Tree], old: dict[str, Value], mine: dict[str, Value], other: dict[str, Value]
    ) -> Merged:
        text = self._clean_text(mine, other)
        if text is not None and accords(tree, text) and not self._decided:
            return Merged(self._by_lines)
        unsure = parted(tree, text) if text is not None and not clashes_in(tree) else []
        try:
            found = self._laid(tree := self._with_clashes(tree, unsure, old, mine, other))
            faulty = [key for key in self._faulty(_map_in(found.data), mine, other) if key not in unsure]
            if not faulty or found.clashes:
                return found
            return self._unread() if "" in faulty else self._laid(self._with_clashes(tree, faulty, old, mine, other))
        except ValueRefused:  # an edit that cannot be done exactly
            return self._unread()

    def _with_clashes(
        self, tree: dict[str, Tree], keys: list[str],
        old: dict[str, Value], mine: dict[str, Value], other: dict[str, Value],
    ) -> dict[str, Tree]:  # fmt: skip
        changed = dict(tree)
        for key in keys:
            changed[key] = Clash((key,), old.get(key, ABSENT), mine.get(key, ABSENT), other.get(key, ABSENT))
        return changed

    def _faulty(self, value: dict[str, Value] | None, mine: dict[str, Value], other: dict[str, Value]) -> list[str]:
        """Returns the keys at which a result breaks a rule that neither side broke, "" for all of it."""
        if value is None:
            return [""]
        return new_faults(self._schema.schemas, self._schema.kind, value, mine, other) if self._schema else []

    def _clean_text(self, mine: dict[str, Value], other: dict[str, Value]) -> dict[str, Value] | None:
        """Returns what the merge of lines says, where that can be: readable, nothing twice, no new fault."""
        value = _map_in(self._by_lines)
        if value is None or doubled(value) - doubled(mine) - doubled(other):
            return None
        return None if self._faulty(value, mine, other) else value

    def _laid(self, tree: dict[str, Tree]) -> Merged:
        """Returns the file that a tree stands for.

        All versions are given what the tree says; then they differ in comments, order and conflicts alone, which a
        merge of lines brings together.
        """
        clashes = tuple(clash for clash in clashes_in(tree) if clash.address not in self._decided)
        ours = self._with(self._ours, tree, "ours")
        if self._base is None and not clashes:
            return Merged(ours)
        base = self._with(self._base, tree, "base") if _map_in(self._base) is not None and self._base else b""
        theirs = self._with(self._theirs, tree, "theirs")
        if not clashes:
            together = merge_lines(base, ours, theirs)
            is_right = together is not None and same_value(_map_in(together), _map_in(ours))
            return Merged(together if is_right else ours)
        marked = marked_lines(base, ours, theirs, self._names)
        if merge_lines(base, ours, theirs) is not None:
            marked = marked_lines(b"", ours, theirs, self._names)
        return Merged(ours, clashes, marked=marked)

    def _with(self, data: bytes, tree: dict[str, Tree], side: Literal["ours", "theirs", "base"]) -> bytes:
        wanted = settled(tree, self._pick(side))
        assert isinstance(wanted, dict)
        return rewritten(data, wanted, self._fields)

    def _pick(self, side: Literal["ours", "theirs", "base"]) -> Pick:
        def pick(clash: Clash) -> Side:
            decision = self._decided.get(clash.address, Decision(side))
            if decision.side == "value":
                return decision.value
            return {"ours": clash.ours, "theirs": clash.theirs, "base": clash.base}[decision.side]

        return pick

    def _unread(self) -> Merged:
        """Returns what can be said where fields cannot be merged: of YAML that is no record, the merge of lines."""
        if self._schema is None and self._by_lines is not None and None in map(_map_in, (self._ours, self._theirs)):
            return Merged(self._by_lines)
        base = self._base if self._by_lines is None and self._base else b""
        marked = marked_lines(base, self._ours, self._theirs, self._names)
        return Merged(self._ours, (_whole(self._base, self._ours, self._theirs),), marked=marked)


def _map_in(data: bytes | None) -> dict[str, Value] | None:
    """Returns the map that a file holds, an empty one for an empty file; None where it cannot be read so."""
    if data is None:
        return None
    try:
        value = read_yaml(data).value
    except YamlError:
        return None
    return {} if value is None else value if isinstance(value, dict) else None

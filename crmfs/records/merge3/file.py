"""One file merged: by its lines where that says the same, else by its fields. Reads no repository."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Literal, cast

from crmfs.core.errors import ValueRefused
from crmfs.records.kinds import CUSTOMER
from crmfs.records.merge3.accord import accords, doubled, parted
from crmfs.records.merge3.lines import marked_lines, merge_lines
from crmfs.records.merge3.outcome import Decision, MarkNames, Merged, RecordSchema
from crmfs.records.merge3.rewrite import Fields, rewritten
from crmfs.records.merge3.sides import ABSENT, Clash, Pick, Side, Tree, clashes_in, same_value, settled
from crmfs.records.merge3.validity import new_faults
from crmfs.records.merge3.values import Merging
from crmfs.records.yaml import Value, YamlError, read_yaml


def merge_whole(
    base: bytes | None, ours: bytes | None, theirs: bytes | None, decided: Mapping[str, Decision]
) -> Merged:
    """Returns the side of a file that alone was changed, or that was chosen; else the file is in conflict."""
    if ours == theirs or base == theirs:
        return Merged(ours)
    if base == ours:
        return Merged(theirs)
    whole = decided.get("")
    sides = {"ours": ours, "theirs": theirs, "base": base}
    if whole and whole.side in sides:
        return Merged(sides[whole.side])
    return Merged(ours, (_whole(base, ours, theirs),))


def _whole(base: bytes | None, ours: bytes | None, theirs: bytes | None) -> Clash:
    """Returns the conflict of a file as a whole; what it holds is not told."""
    return Clash((), *(ABSENT if side is None else "…" for side in (base, ours, theirs)))


class FileMerge:
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
        """Returns what came out."""
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

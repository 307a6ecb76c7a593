"""Three-way merge of values: maps by key, items by what they are, all else as one. Knows no text and no file."""

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from crmfs.records.fields import Field
from crmfs.records.merge3.items import identities, merged_order
from crmfs.records.merge3.lines import merge_lines
from crmfs.records.merge3.sides import ABSENT, Absent, At, Clash, Side, Tree, is_map, same_value
from crmfs.records.yaml import Value

Who = Literal["ours", "theirs", "both"]
Fields = Mapping[str, Field]


class Taken(NamedTuple):
    """One place that was changed, and who did.

    Attributes:
        at: Its keys, as in `Clash`.
        who: The side that alone changed it; `both` where they changed it to the same.
    """

    at: At
    who: Who


class Merging:
    """One merge of three values.

    Attributes:
        taken: What was changed and settled by itself.
    """

    def __init__(self) -> None:
        self.taken: list[Taken] = []

    def merged(
        self, base: Side, ours: Side, theirs: Side, *, fields: Fields, field: Field | None = None, at: At = ()
    ) -> Tree:
        """Returns the value with the changes of both sides, a Clash in each place where they contradict each other.

        Args:
            base, ours, theirs: A value each, ABSENT where there is none.
            fields: The fields of a map, by key.
            field: What the schema says of the value itself.
            at: Where it stands.
        """
        if same_value(ours, theirs):
            return self._take(at, "both", base, theirs if isinstance(ours, Absent) else ours)
        if same_value(base, ours):
            return self._take(at, "theirs", base, theirs)
        if same_value(base, theirs):
            return self._take(at, "ours", base, ours)
        if is_map(ours) and is_map(theirs) and (is_map(base) or base is ABSENT or base is None):
            return self._map(base if is_map(base) else {}, ours, theirs, fields, at)
        if (
            isinstance(ours, list)
            and isinstance(theirs, list)
            and (isinstance(base, list) or not base or base is ABSENT)
        ):
            found = self._list(base if isinstance(base, list) else [], ours, theirs, field, at)
            if found is not None:
                return found
        return self._long_text(base, ours, theirs, at) or Clash(at, base, ours, theirs)

    def _long_text(self, base: Side, ours: Side, theirs: Side, at: At) -> str | None:
        """Merges texts of several lines by their lines; None where these meet."""
        if not (isinstance(base, str) and isinstance(ours, str) and isinstance(theirs, str) and "\n" in base):
            return None
        lines = merge_lines(base.encode(), ours.encode(), theirs.encode())
        if lines is not None:
            self.taken.append(Taken(at, "both"))
        return None if lines is None else lines.decode()

    def _take(self, at: At, who: Who, base: Side, value: Side) -> Side:
        if not same_value(base, value):
            self.taken.append(Taken(at, who))
        return value

    def _map(
        self, base: dict[str, Value], ours: dict[str, Value], theirs: dict[str, Value], fields: Fields, at: At
    ) -> Tree:
        found: dict[str, Tree] = {}
        for key in _keys_in_order(ours, theirs):
            field = fields.get(key)
            tree = self.merged(
                base.get(key, ABSENT), ours.get(key, ABSENT), theirs.get(key, ABSENT),
                fields=field.items if field else {}, field=field, at=(*at, key),
            )  # fmt: skip
            if not isinstance(tree, Absent):
                found[key] = tree
        return found

    def _list(
        self, base: list[Value], ours: list[Value], theirs: list[Value], field: Field | None, at: At
    ) -> list[Tree] | None:
        known = identities((base, ours, theirs), field)
        if known is None:
            return None
        before, mine, other = known.names
        sides = [dict(zip(*pair, strict=True)) for pair in ((before, base), (mine, ours), (other, theirs))]
        trees: dict[str, Tree] = {}
        for name in dict.fromkeys((*before, *mine, *other)):
            three = [side.get(name, ABSENT) for side in sides]
            tree = self._item(three, field, (*at, name), known.named)
            if not isinstance(tree, Absent):
                trees[name] = tree
        order = merged_order(before, mine, other, set(trees))
        if order is None:
            if known.ordered:
                return None
            order = [name for name in before if name in trees] + sorted(set(trees).difference(before))
        return [trees[name] for name in order]

    def _item(self, sides: Sequence[Side], field: Field | None, at: At, named: bool) -> Tree:
        """Merges one item of a list; two that were added under one name, or have none, are not mixed."""
        base, ours, theirs = sides
        is_changed_twice = not (same_value(ours, theirs) or same_value(base, ours) or same_value(base, theirs))
        if is_changed_twice and (isinstance(base, Absent) or not named):
            return Clash(at, base, ours, theirs)
        return self.merged(base, ours, theirs, fields=field.items if field else {}, at=at)


def _keys_in_order(ours: dict[str, Value], theirs: dict[str, Value]) -> list[str]:
    """Returns the keys of both in the order of the first; a new one of the other follows the key that it does there."""
    order = list(ours)
    after = -1
    for key in theirs:
        if key in ours:
            after = order.index(key)
        else:
            after += 1
            order.insert(after, key)
    return order

"""Which items of lists are the same one, and in which order they stand after a merge. Looks into no item."""

from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from crmfs.records.fields import Field
from crmfs.records.merge3.sides import canonical
from crmfs.records.yaml import Value

Items = Sequence[Value]


class Identities(NamedTuple):
    """The items of several versions of a list by name; the same name is the same item.

    Attributes:
        names: Of each version, the names of its items in its order.
        named: The items have names of their own (an id, a product); else each is one value.
        ordered: Their order means something.
    """

    names: tuple[list[str], ...]
    named: bool
    ordered: bool


def identities(versions: Sequence[Items], field: Field | None) -> Identities | None:
    """Returns the names of the items of a list's versions, the first being what the others were made from.

    Items go by their `id`, else by the field of theirs that must be there, those of a set by their value, and all
    others by their place in the first version. None where items were put round and cannot be told apart.
    """
    for key in ("id", *_main_fields(field)):
        own = [_own_names(items, key) for items in versions]
        if all(names is not None for names in own):
            return Identities(tuple(names or [] for names in own), True, True)
    if field and field.unique:
        return Identities(tuple(_by_content(items, "") for items in versions), False, False)
    first, *others = versions
    aligned = [_aligned(first, items) for items in others]
    if any(names is None for names in aligned):
        return None
    return Identities((_numbers(len(first)), *(names or [] for names in aligned)), False, True)


def merged_order(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str], kept: set[str]) -> list[str] | None:
    """Returns the order of the items kept; None where both sides put them into an order of their own.

    An item that one side added follows the item that it follows there.
    """
    common = kept.intersection(base, ours, theirs)
    before, mine, other = ([name for name in names if name in common] for names in (base, ours, theirs))
    if before != mine and before != other and mine != other:
        return None
    spine = mine if before == other else other
    followers = [_followers(names, common, kept) for names in (ours, theirs)]
    order: list[str] = []
    for place in ("", *spine):
        order += [place] if place else []
        for run in sorted(side.get(place, []) for side in followers):
            order += run
    return list(dict.fromkeys(order))


def _followers(names: Sequence[str], common: set[str], kept: set[str]) -> dict[str, list[str]]:
    """Returns the items that not all sides have, by the one which all have that they follow; "" for the list's head."""
    found: dict[str, list[str]] = {}
    after = ""
    for name in names:
        if name in common:
            after = name
        elif name in kept:
            found.setdefault(after, []).append(name)
    return found


def _main_fields(field: Field | None) -> list[str]:
    required = [name for name, item in field.items.items() if item.required and item.type == "text"] if field else []
    return required[:1]


def _own_names(items: Items, key: str) -> list[str] | None:
    """Returns the items by a field of theirs; None where one has none, or two have the same."""
    found = [item.get(key) if isinstance(item, dict) else None for item in items]
    names = [f"[{value}]" for value in found if isinstance(value, str) and value]
    return names if len(set(names)) == len(items) else None


def _by_content(items: Items, prefix: str) -> list[str]:
    """Returns the items by what they are, and by how many of the same stand before."""
    seen: Counter[str] = Counter()
    names = []
    for item in items:
        text = item if isinstance(item, str) else canonical(item)
        seen[text] += 1
        names.append(f"[{prefix}{text}]" if seen[text] == 1 else f"[{prefix}{text} {seen[text]}]")
    return names


def _numbers(count: int) -> list[str]:
    return [f"[{number}]" for number in range(1, count + 1)]


def _aligned(base: Items, items: Items) -> list[str] | None:
    """Returns the items by the number of that which they were; None where items were put round."""
    before, after = ([canonical(item) for item in side] for side in (base, items))
    was: list[int | None] = [None] * len(items)
    for what, start, end, low, high in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if what == "equal" or (what == "replace" and end - start == high - low):
            was[low:high] = range(start, end)
    gone = {text for number, text in enumerate(before) if number not in was}
    if any(number is None and after[place] in gone for place, number in enumerate(was)):
        return None
    fresh = iter(_by_content([items[place] for place, number in enumerate(was) if number is None], "+"))
    return [next(fresh) if number is None else f"[{number + 1}]" for number in was]

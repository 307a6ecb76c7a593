"""Whether the text that a merge of lines gives is as good as it looks. Merges nothing."""

from collections import Counter
from collections.abc import Iterator

from crmfs.records.merge3.sides import ABSENT, Clash, Side, Tree, canonical, clashes_in, same_value
from crmfs.records.yaml import Value


def accords(tree: Tree, value: object) -> bool:
    """Says whether a value is that of a merge by fields; where that has a conflict, any text may stand for a text."""
    if isinstance(tree, Clash):
        return bool(tree.at) and all(isinstance(one, str) for one in (tree.base, tree.ours, tree.theirs, value))
    if isinstance(tree, dict) and isinstance(value, dict):
        return all(accords(tree.get(key, ABSENT), value.get(key, ABSENT)) for key in tree.keys() | value.keys())
    if isinstance(tree, list) and isinstance(value, list):
        if clashes_in(tree):
            return len(tree) == len(value) and all(map(accords, tree, value))
        return sorted(map(canonical, tree)) == sorted(map(canonical, value))
    return same_value(tree, value)


def parted(tree: dict[str, Tree], value: dict[str, Value]) -> list[str]:
    """Returns the keys at which a value is not that of a merge by fields."""
    keys = dict.fromkeys((*tree, *value))
    return [key for key in keys if not accords(tree.get(key, ABSENT), value.get(key, ABSENT))]


def doubled(value: Side) -> set[str]:
    """Returns the lists, as keys with dots between, that hold an item or an id twice."""
    return {place for place, items in _lists(value, "") if _holds_twice(items)}


def _lists(value: object, at: str) -> Iterator[tuple[str, list[Value]]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _lists(inner, f"{at}.{key}")
    elif isinstance(value, list):
        yield at, value
        for inner in value:
            yield from _lists(inner, at)


def _holds_twice(items: list[Value]) -> bool:
    names = [str(item.get("id") or canonical(item)) if isinstance(item, dict) else canonical(item) for item in items]
    return any(count > 1 for count in Counter(names).values())

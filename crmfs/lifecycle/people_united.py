"""The contacts of two customers that become one: who is the same person, and ids that clash. Pure; merges no field."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from crmfs.core.text import fold_name
from crmfs.lifecycle.traits import plain_numbers
from crmfs.records.ids import random_id
from crmfs.records.yaml import Value

_PREFIX = "CON"
_NUMBERS = ("mobile", "phone")

Person = Mapping[str, Value]


class People(NamedTuple):
    """The contacts of two customers, ready to be merged by field.

    Attributes:
        base: What both lists have in common: who is in that of the customer that stays, by id alone.
        listed: The list of the customer that goes, in the order and with the ids of the one that stays.
        ids: The new id by the old one, where they differ.
    """

    base: list[Value]
    listed: list[Value]
    ids: dict[str, str]


def fitted(stays: Sequence[Value], goes: Sequence[Value]) -> People:
    """Returns the people of both, each of `goes` who is in `stays` already under the id there; one primary contact."""
    here = {str(one.get("id") or ""): one for one in stays if isinstance(one, dict)}
    has_primary = any(one.get("primary") is True for one in here.values())
    ids: dict[str, str] = {}
    found: dict[str, Value] = {}
    for one in goes:
        if not isinstance(one, dict):
            continue
        old = str(one.get("id") or "")
        same = next((known for known, other in here.items() if known not in found and _is_same(one, other)), "")
        fresh = same or (old if old and old not in here.keys() | found.keys() else random_id(_PREFIX))
        if old and fresh != old:
            ids[old] = fresh
        told = _told(here[same], one) if same else one
        found[fresh] = {k: v for k, v in told.items() if k != "primary" or not has_primary} | {"id": fresh}
    base: list[Value] = [{"id": known} for known in here]
    known_too = [found.pop(known, {"id": known}) for known in here]
    return People(base, [*known_too, *found.values()], ids)


def _told(known: Person, other: Person) -> Person:
    """Returns what the other entry of a person says, a number as known where only its writing differs."""
    numbers = {key: [set(plain_numbers(str(one.get(key) or ""), True)) for one in (known, other)] for key in _NUMBERS}
    same = {key for key, (mine, theirs) in numbers.items() if mine and mine == theirs}
    return {key: known[key] if key in same else value for key, value in other.items()}


def _is_same(one: Person, other: Person) -> bool:
    """Says whether two entries are of one person: by the real name; where one lacks, by a number or address."""
    names = _ways(one, ("name",)), _ways(other, ("name",))
    if all(names):
        return names[0] == names[1]
    return any(_ways(one, keys) & _ways(other, keys) for keys in (_NUMBERS, ("email",)))


def _ways(person: Person, keys: Sequence[str]) -> set[str]:
    """Returns how somebody is known: numbers as digits, names and addresses folded; masks tell nothing."""
    found = set[str]()
    for key in keys:
        value = person.get(key)
        if isinstance(value, str) and value.strip() and "*" not in value:
            found.update(plain_numbers(value) if key in _NUMBERS else [fold_name(value)])
    return found

"""Outline: all that one actor may do, by areas of the repository, with the conditions for it. Reads no file."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from crmfs.access.field_path import FieldPath
from crmfs.access.grant import Grant
from crmfs.access.places import PathClass, path_classes
from crmfs.access.policy import ACTIONS, EDIT, HIDE, READ
from crmfs.access.premises import ALWAYS, When, premises
from crmfs.access.rights import ALLOW


class Standing(NamedTuple):
    """What an actor may do to the files of one place, or of several of an area.

    Attributes:
        place: The first of them.
        globs: All of them.
        actions: Each action with when it is allowed; those that never are left out.
        shown: Each field that is kept back, with how it appears (`hide`, `mask`, `partial`) and when that is so.
        locked: Fields that can be read and not edited, with when that is so; only where the file can be edited.
        only: The only fields that a grant is about, where none is about the whole file.
    """

    place: PathClass
    globs: tuple[str, ...]
    actions: Mapping[str, When]
    shown: Mapping[FieldPath, tuple[str, When]]
    locked: Mapping[FieldPath, When]
    only: tuple[FieldPath, ...]

    @property
    def rights(self) -> tuple[object, ...]:
        """All of it but the place: equal for places where the same is allowed."""
        return tuple(map(repr, self[2:]))


def outline(grant: Grant) -> list[Standing]:
    """Returns what an actor may do at each place; places of an area where the same holds are one."""
    grant = grant.narrowed()
    found: dict[tuple[object, ...], Standing] = {}
    globs: dict[tuple[object, ...], list[str]] = {}
    for place in path_classes([grant.policy]):
        standing = _standing(grant, place)
        key = (place.area, *standing.rights)
        if key in found:
            globs[key].append(place.shown)
        else:
            found[key], globs[key] = standing, [place.shown]
    return [standing._replace(globs=tuple(globs[key])) for key, standing in found.items()]


def may_all(standings: list[Standing]) -> bool:
    """Says whether everything is allowed everywhere."""
    return all(
        standing.actions == dict.fromkeys(ACTIONS, ALWAYS) and not standing.shown and not standing.locked
        for standing in standings
    )


def _standing(grant: Grant, place: PathClass) -> Standing:
    def allowed(action: str, field: FieldPath = ()) -> When:
        return premises(grant, place, lambda truth: grant.rights(place.path, truth).allows(action, field))

    actions = {action: found for action in ACTIONS if (found := allowed(action))}
    if READ not in actions:
        return Standing(place, (place.shown,), {}, {}, {}, ())
    shown: dict[FieldPath, tuple[str, When]] = {}
    locked: dict[FieldPath, When] = {}
    for field in _limited(grant, place):
        how = dict(_kept_back(grant, place, field))
        if how:
            shown[field] = next(iter(how.items()))
        found = premises(grant, place, lambda truth, field=field: _is_locked(grant, place, field, truth))  # type: ignore[misc]
        if found:
            locked[field] = found
    return Standing(place, (place.shown,), actions, shown, locked, _only(grant, place))


def _kept_back(grant: Grant, place: PathClass, field: FieldPath) -> Iterator[tuple[str, When]]:
    for how in ("partial", "mask", HIDE):

        def kept(truth: int, how: str = how) -> bool:
            rights = grant.rights(place.path, truth)
            return rights.is_readable and rights.is_unlimited and rights.shown(field) == how

        found = premises(grant, place, kept)
        if found:
            yield how, found


def _is_locked(grant: Grant, place: PathClass, field: FieldPath, truth: int) -> bool:
    rights = grant.rights(place.path, truth)
    return rights.allows(EDIT) and rights.shown(field) == ALLOW and not rights.allows(EDIT, field)


def _limited(grant: Grant, place: PathClass) -> Iterator[FieldPath]:
    rules = grant.policy.restrictions_in(sorted(grant.policy.automaton.at(place.path).fit))
    yield from dict.fromkeys(field for rule in rules for field in rule.fields)


def _only(grant: Grant, place: PathClass) -> tuple[FieldPath, ...]:
    fit = grant.policy.automaton.at(place.path).fit
    mine = [rule for rule in grant.policy.allowances_in(sorted(fit)) if rule.to & grant.roles]
    if any(not rule.fields for rule in mine):
        return ()
    return tuple(dict.fromkeys(field for rule in mine for field in rule.fields))

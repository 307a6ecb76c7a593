"""One's own rights in plain words, area by area, as they follow from the policy. Decides nothing."""

from collections.abc import Iterator, Mapping
from typing import Any

from crmfs.access.field_path import FieldPath, shown_field
from crmfs.access.grant import Grant
from crmfs.access.outline import Standing, may_all, outline
from crmfs.access.premises import ALWAYS, When
from crmfs.cli.access_words import Words
from crmfs.context import Context
from crmfs.core.messages import pick, say
from crmfs.core.text import one_line
from crmfs.records.kinds import KINDS

_AREAS = {
    "document": "access.area_document",
    "finance": "access.area_finance",
    "library": "access.area_library",
    "schema": "access.area_schema",
    "templates": "access.area_templates",
    "searches": "access.area_searches",
    "reports": "access.area_reports",
    "readme": "access.area_readme",
    "git": "access.area_git",
}
_SHOWN = {"hide": "access.rights_hidden", "mask": "access.rights_masked", "partial": "access.rights_partial"}


def rights_told(context: Context) -> Iterator[str]:
    """Yields the reader's rights as lines of text."""
    lang = context.lang
    yield say("access.rights", lang)
    if context.authority.policy is None:
        yield "  " + say("access.rights_fault", lang)
        return
    standings = outline(context.grant)
    visible = [standing for standing in standings if standing.actions]
    if may_all(standings):
        yield "  " + say("access.rights_all", lang)
    elif not visible:
        yield "  " + say("access.rights_none", lang)
    else:
        yield from _areas(context, standings, visible)
    if context.grant.acts_for_others:
        yield "  " + say("access.rights_acts", lang)


def rights_as_objects(grant: Grant) -> list[dict[str, Any]]:
    """Returns a member's rights for programs: true for always, else the conditions of which one list is enough."""
    return [
        {
            "area": standing.place.area,
            "paths": list(standing.globs),
            **{action: _as_value(when) for action, when in standing.actions.items()},
            "fields": [
                {"field": shown_field(field), "shown": how, "when": _as_value(when)}
                for field, (how, when) in standing.shown.items()
            ],
            "locked": [
                {"field": shown_field(field), "when": _as_value(when)} for field, when in standing.locked.items()
            ],
            "only": [shown_field(field) for field in standing.only],
        }
        for standing in outline(grant)
        if standing.actions
    ]


def _as_value(when: When) -> object:
    if when == ALWAYS:
        return True
    return [[*(one.text for one in each.holding), *(f"not ({one.text})" for one in each.failing)] for each in when]


def _areas(context: Context, standings: list[Standing], visible: list[Standing]) -> Iterator[str]:
    words = Words(context)
    for alike in _alike(standings, visible):
        yield "  " + words.listed(_name(context, standing.place.area) for standing in alike)
        if _is_part(standings, alike[0]):
            yield "    " + words.listed(alike[0].globs)
        yield "    " + _actions(words, alike[0])
        yield from (f"    {said}" for said in _fields(words, alike[0]))
    seen = {standing.place.area for standing in visible}
    unseen = dict.fromkeys(standing.place.area for standing in standings if standing.place.area not in seen)
    if unseen:
        yield "  " + say("access.rights_unseen", words.lang, areas=words.listed(_name(context, one) for one in unseen))


def _alike(standings: list[Standing], visible: list[Standing]) -> list[list[Standing]]:
    """Returns the standings, whole areas where the same is allowed together."""
    found: dict[object, list[Standing]] = {}
    for number, standing in enumerate(visible):
        key = number if _is_part(standings, standing) or standing.shown or standing.locked else standing.rights
        found.setdefault(key, []).append(standing)
    return list(found.values())


def _is_part(standings: list[Standing], standing: Standing) -> bool:
    """Says whether other rights hold elsewhere in the same area."""
    return sum(other.place.area == standing.place.area for other in standings) > 1


def _name(context: Context, area: str) -> str:
    if area in KINDS:
        return one_line(pick(context.schemas.label(area), context.lang))
    return say(_AREAS[area], context.lang)


def _actions(words: Words, standing: Standing) -> str:
    """Returns the actions, those under the same condition together."""
    together: dict[When, list[str]] = {}
    for action, when in standing.actions.items():
        together.setdefault(when, []).append(words.action(action))
    said = [words.noted(words.listed(actions), words.when(when)) for when, actions in together.items()]
    if standing.only:
        said.append(say("access.rights_only", words.lang, fields=_listed(words, standing, standing.only)))
    return words.sentences(said)


def _fields(words: Words, standing: Standing) -> Iterator[str]:
    """Yields what is said of fields, those of which the same is said together."""
    kept: dict[tuple[str, When], list[FieldPath]] = {}
    for field, (how, when) in standing.shown.items():
        kept.setdefault((_SHOWN[how], when), []).append(field)
    for (code, when), fields in kept.items():
        said = say(code, words.lang, fields=_listed(words, standing, fields))
        yield words.noted(said, words.when(when))
    locked: dict[When, list[FieldPath]] = {}
    for field, when in standing.locked.items():
        locked.setdefault(_beyond(when, standing.actions), []).append(field)
    for when, fields in locked.items():
        said = say("access.rights_locked", words.lang, fields=_listed(words, standing, fields))
        yield words.noted(said, words.when(when))


def _beyond(when: When, actions: Mapping[str, When]) -> When:
    """Returns a condition, or none where it is the one under which the file may be edited at all."""
    return ALWAYS if when == actions.get("edit") else when


def _listed(words: Words, standing: Standing, fields: Any) -> str:
    return words.listed(words.field(standing.place.path, field) for field in fields)

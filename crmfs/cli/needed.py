"""What a new record must say, asked for in words before anything is checked. Judges no value."""

from collections.abc import Mapping, Sequence

from crmfs.context import Context
from crmfs.core.errors import UsageError, ValueRefused
from crmfs.core.messages import Language, say
from crmfs.edits.creation import Draft
from crmfs.records.fields import Field
from crmfs.records.kinds import CUSTOMER, Kind
from crmfs.records.labels import known_choices, label

_GIVEN = ("id", "date", "source_ref", "extra")  # what nobody needs to type for a new record


def demand_something(context: Context, fields: Mapping[str, Field], typed: Sequence[str]) -> None:
    """Refuses a record of which nothing is said; where fields are required, `demand_required` asks for them by name.

    Raises:
        UsageError: `edit.nothing_new`.
    """
    if not typed and not any(field.required for field in fields.values() if field.name not in _GIVEN):
        known = "、" if context.lang == "zh" else ", "
        names = known.join(label(field, context.lang) for field in fields.values() if field.name not in _GIVEN)
        raise UsageError("edit.nothing_new", fields=names)


def demand_required(context: Context, kind: Kind, typed: str, draft: Draft) -> None:
    """Refuses a new record that lacks required fields, and says in words what they may hold.

    Args:
        typed: What the user called the kind.

    Raises:
        ValueRefused: `edit.fields_missing`, `edit.company_missing`.
    """
    if kind is CUSTOMER and any(field.name == "company" for field in draft.missing):
        raise ValueRefused("edit.company_missing")
    if not draft.missing:
        return
    lang: Language = context.lang
    named = [_lacking(field, lang) for field in draft.missing]
    example = " ".join(f"{_name(field, lang)}={_sample(field, lang)}" for field in draft.missing)
    raise ValueRefused(
        "edit.fields_missing", fields=("、" if lang == "zh" else ", ").join(named), what=typed, example=example
    )


def _lacking(field: Field, lang: Language) -> str:
    if not field.choices:
        return say("edit.field_missing", lang, field=_name(field, lang))
    return say("edit.choice_missing", lang, field=_name(field, lang), choices=known_choices(field))


def _name(field: Field, lang: Language) -> str:
    return label(field, lang) if lang == "zh" else field.name


def _sample(field: Field, lang: Language) -> str:
    choice = next((choice for choice in field.choices if choice.code == field.example), None) or next(
        iter(field.choices), None
    )
    return "…" if choice is None else label(choice, lang) if lang == "zh" else choice.code

"""What was typed to start a review: quarter, scope, what to look at, by when. Writes nothing."""

from collections.abc import Iterable

from crmfs.context import Context
from crmfs.core.dates import typed_date
from crmfs.core.errors import ConfigError, UsageError, ValueRefused
from crmfs.core.messages import Text
from crmfs.lifecycle.reviewing import LOOK_AT, Review, demand_open, quarter_end
from crmfs.records.fields import Field
from crmfs.records.kinds import REVIEW
from crmfs.records.labels import choice_code, known_choices, named
from crmfs.records.yaml import Value

_SOME_TIME = "+4w"  # a review that is late is given that, for example


def asked_review(context: Context, period: str, scope: tuple[str, ...], look_at: str, due: str | None) -> Review:
    """Returns the review that is asked for.

    Args:
        period: As stored, `2026-Q4`.

    Raises:
        UsageError: `field.choice_unknown`, `review.due_malformed`.
    """
    return Review(period, scope, _look_at(context, look_at), _until(context, period, due), True)


def _look_at(context: Context, typed: str) -> tuple[str, ...]:
    field = context.schemas.fields(REVIEW.name).get("look_at")
    if field is None:
        raise ConfigError("review.schema_old", field="look_at")
    wanted = [
        choice_of(field, one.strip()) for one in typed.replace("，", ",").replace("、", ",").split(",") if one.strip()
    ]
    return tuple(one for one in LOOK_AT if one in wanted) or LOOK_AT


def choice_of(field: Field, typed: str) -> str:
    """Returns the code of a choice that was typed; UsageError (`field.choice_unknown`) names those that there are."""
    code = choice_code(field, typed)
    if code is None:
        raise UsageError("field.choice_unknown", field=named(field), known=known_choices(field))
    return code


def _until(context: Context, period: str, typed: str | None) -> str:
    try:
        return typed_date(typed, context.today) if typed else quarter_end(period).isoformat()
    except ValueRefused:
        raise UsageError("review.due_malformed", text=typed or "") from None


def demand_ahead(context: Context, asked: Review) -> None:
    """Refuses (UsageError, `review.due_past`) a review that is to begin and has to be done already."""
    if asked.due < context.today.isoformat():
        later = typed_date(_SOME_TIME, context.today)
        raise UsageError("review.due_past", period=asked.period, day=asked.due, later=later)


def same_as_started(context: Context, known: Review, asked: Review, typed: Iterable[str]) -> Review:
    """Returns the review that is there; refuses what was typed and differs from it: it would be lost silently."""
    demand_open(known)
    for key in typed:
        if getattr(asked, key) != getattr(known, key):
            told = Text(context.schemas.field(REVIEW.name, key).label.zh, key)
            raise UsageError("review.started_otherwise", period=known.period, path=known.path, field=told)
    return known


def value_of(asked: Review, context: Context) -> dict[str, Value]:
    """Returns the record of a review that begins."""
    value: dict[str, Value] = {
        "period": asked.period,
        "status": "open",
        "opened": context.today.isoformat(),
        "due": asked.due,
        "employee": context.actor.id,
    }
    return value | ({"scope": list(asked.scope)} if asked.scope else {}) | {"look_at": list(asked.look_at)}

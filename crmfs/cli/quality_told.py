"""Quality as people and programs read it: tables, JSON objects. Measures nothing."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from crmfs.cli import output
from crmfs.cli.pager import show_table
from crmfs.cli.rows import column_fields
from crmfs.cli.values_shown import shown_value
from crmfs.context import Context
from crmfs.core.messages import Language, pick, say
from crmfs.records.kinds import CUSTOMER
from crmfs.records.labels import label
from crmfs.reports.quality import Measure, Quality
from crmfs.reports.tally import Usage

Table = tuple[list[str], list[list[str]]]
_MEASURES = ("quality.column_filled", "quality.column_expected", "quality.column_complete", "quality.column_wrong",
             "quality.column_rate")  # fmt: skip
_RARE = 0.05  # of the records: a field that fewer have is told, too


def tables_of(context: Context, now: Quality, earlier: Sequence[Quality], by: str) -> Iterator[Table]:
    """Yields the tables: by field or by what was asked for; over time, where that was asked for."""
    lang = context.lang
    measures = [say(code, lang) for code in _MEASURES]
    if by:
        field = context.schemas.fields(CUSTOMER.name).get(by)
        rows = [
            [shown_value(context, field, one.id) or say("quality.nobody", lang), str(one.customers), *_cells(one)]
            for one in now.by[by]
        ]
        yield [label(field, lang) if field else by, say("quality.column_customers", lang), *measures], rows
    else:
        names = {code: label(field, lang) for code, field in column_fields(context).items()}
        yield (
            [say("quality.column_field", lang), *measures],
            [[names.get(one.id, one.id), *_cells(one)] for one in now.fields],
        )
    if earlier:
        days = [[one.day.isoformat(), str(one.whole.customers), *_cells(one.whole)] for one in (*earlier, now)]
        yield [say("quality.column_day", lang), say("quality.column_customers", lang), *measures], days


def _cells(one: Measure) -> list[str]:
    return [str(one.filled), str(one.expected), _percent(one.completeness), str(one.wrong), _percent(one.error_rate)]


def _percent(share: float | None) -> str:
    return "" if share is None else f"{share:.1%}"


def objects_of(now: Quality, earlier: Sequence[Quality], by: str) -> Iterator[dict[str, Any]]:
    """Yields a JSON object for each field, each group and each day, then the summary: that of today."""
    for one in () if by else now.fields:
        yield {"id": one.id, "of": "field", **_numbers(one)}
    for name in (by,) if by else now.by:
        for one in now.by[name]:
            yield {"id": one.id or None, "of": name, **_numbers(one)}
    for state in (*earlier, now) if earlier else ():
        yield {"id": state.day.isoformat(), "of": "day", **_numbers(state.whole)}
    yield {"summary": {"day": now.day.isoformat(), **_numbers(now.whole)}}


def _numbers(one: Measure) -> dict[str, Any]:
    counts = {"customers": one.customers, "filled": one.filled, "expected": one.expected, "wrong": one.wrong}
    return {**counts, "completeness": _rounded(one.completeness), "error_rate": _rounded(one.error_rate)}


def _rounded(share: float | None) -> float | None:
    return None if share is None else round(share, 4)


def _is_told(one: Usage) -> bool:
    """Says whether a field is used so little, or some of its choices not at all, that somebody should know."""
    return bool(one.records) and (one.filled < one.records * _RARE or bool(one.unused and one.filled))


def show_usage(context: Context, found: Sequence[Usage]) -> None:
    """Shows the fields that nobody, or hardly anybody, fills in, and the choices that nobody uses."""
    lang = context.lang
    told = [one for one in found if _is_told(one)]
    if not told:
        output.note(say("quality.all_used" if found else "quality.none", lang))
        return
    codes = ("quality.column_kind", "quality.column_field", "quality.column_filled", "quality.column_records",
             "quality.column_unused")  # fmt: skip
    show_table([say(code, lang) for code in codes], [_usage_row(context, one) for one in told], lang, whole=False)
    never = sum(not one.filled for one in told)
    output.note(say("quality.fields_counted", lang, never=never, unused=sum(len(_unused(one)) for one in told)))


def _usage_row(context: Context, one: Usage) -> list[str]:
    lang = context.lang
    if one.filled:
        names = {choice.code: label(choice, lang) for choice in one.field.choices}
        told = _joined([names.get(code, code) for code in _unused(one)], lang)
        told = told or say("quality.rarely_filled", lang)
    else:
        told = say("quality.never_filled", lang)
    named = f"{label(one.field, lang)} ({one.at})"
    return [pick(context.schemas.label(one.kind), lang), named, str(one.filled), str(one.records), told]


def _unused(one: Usage) -> tuple[str, ...]:
    return one.unused if one.filled else ()


def _joined(words: Sequence[str], lang: Language) -> str:
    return ("、" if lang == "zh" else ", ").join(words)


def usage_objects(found: Iterable[Usage]) -> Iterator[dict[str, Any]]:
    """Yields a JSON object for each field of the fill-in rules, then how many are never used."""
    listed = list(found)
    for one in listed:
        name = f"{one.kind}.{one.at}"
        yield {"id": name, "records": one.records, "filled": one.filled, "unused": list(_unused(one))}
    never = sum(not one.filled for one in listed)
    unused = sum(len(_unused(one)) for one in listed)
    yield {"summary": {"fields": len(listed), "never_filled": never, "unused_choices": unused}}

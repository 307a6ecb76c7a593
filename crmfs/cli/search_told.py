"""What a search found, as text and as JSON: hits, counts, and what else is to be known. Finds nothing itself."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from crmfs.access.overview import briefs
from crmfs.cli import output
from crmfs.cli.pager import show_lines
from crmfs.cli.values_shown import shown_value
from crmfs.context import Context
from crmfs.core.errors import CrmfsError
from crmfs.core.messages import pick, say, text
from crmfs.core.text import one_line
from crmfs.formats.hits import facet_lines, hit_lines
from crmfs.query.names import Names
from crmfs.query.saved import Saved
from crmfs.query.tree import Node
from crmfs.records.fields import Field
from crmfs.records.kinds import CUSTOMER, record_path
from crmfs.records.labels import label
from crmfs.search.answering import Answered
from crmfs.search.find import Page
from crmfs.search.shown import Hit
from crmfs.search.stamps import RECORDS

_COMPANY = "company"
_VALUES = 20  # of a facet that people are shown


class Told(NamedTuple):
    """A search and what came of it.

    Attributes:
        query: What was looked for.
        page: Which hits were asked for.
        filters: The options and conditions that filtered, as typed.
        saved: The saved searches that the query took in.
        fresh: Whether uncommitted edits were looked for.
        found: What was found.
    """

    query: Node
    page: Page
    filters: Sequence[str]
    saved: Sequence[Saved]
    fresh: bool
    found: Answered


def write_objects(names: Names, told: Told) -> None:
    """Writes each hit as an object, then the summary."""
    answer, index = told.found.answer, told.found.index
    output.objects(map(_as_object, answer.hits))
    summary = {
        "total": answer.total if index.is_equal else None,
        "shown": len(answer.hits),
        "hidden_by_filters": answer.hidden_by_filters,
        "fallback": answer.fallback,
        "facets": answer.facets if index.is_equal else None,
        "index": {
            "commit": index.opened.state.commit if index.opened else None,
            "behind": index.behind, "failed": index.failed, "trouble": index.trouble.code if index.trouble else None,
        },
        "saved": told.saved[0].name if told.saved else None,
        "suggestions": _suggestions(names, told) if _is_unsure(told) else [],
    }  # fmt: skip
    output.objects([{"summary": summary}])


def write_text(context: Context, names: Names, told: Told) -> None:
    """Writes hits and counts for people, and what is to be known about them beside."""
    page = output.page()
    kinds = {kind: context.schemas.label(kind) for kind in RECORDS}
    lines: list[str] = []
    for hit in told.found.answer.hits:
        lines += hit_lines(hit, pick(kinds.get(hit.kind) or text(f"query.{hit.kind}"), context.lang), page)
    for field in told.page.facets:
        counts = told.found.answer.facets.get(field.name, {})
        shown = [(_value(context, field, code), count) for code, count in list(counts.items())[:_VALUES]]
        lines += facet_lines(label(field, context.lang) or field.name, shown, page)
        if not counts:
            none = "search.facet_none" if told.found.index.opened else "search.facet_uncounted"
            lines.append("  " + say(none, context.lang))
        if len(counts) > _VALUES:
            lines.append("  " + say("search.facet_more", context.lang, count=len(counts) - _VALUES))
    show_lines(lines)
    for note in (*_notes(context, told), *_hints(context, names, told)):
        output.note(note)


def trouble(context: Context, found: Answered) -> Iterator[str]:
    """Yields that the index was damaged, why it could not be used, or could not be brought up to date."""
    if found.index.mended and not found.index.trouble:
        yield say("index.mended", context.lang)
    if found.index.trouble is None:
        return
    why = say(found.index.trouble.code, context.lang)
    if found.index.opened is None:
        yield say("index.scanned", context.lang, count=found.scanned, why=why)
    else:
        yield say("index.outdated", context.lang, why=why)


def _as_object(hit: Hit) -> dict[str, object]:
    return {
        "path": hit.path, "customer": hit.customer, "kind": hit.kind, "title": hit.title,
        "snippet": hit.snippet.text, "date": hit.date, "marks": hit.snippet.marks, "company": hit.company or None,
    }  # fmt: skip


def _value(context: Context, field: Field, code: str) -> str:
    """Returns what people call a value that was counted."""
    if field.refers == "customer":
        return f"{code} {_company(context, code)}".rstrip()
    if field.type == "boolean":
        return shown_value(context, field, code == "true")
    return shown_value(context, field, code)


def _company(context: Context, customer: str) -> str:
    try:
        value = context.view.record(record_path(CUSTOMER, customer)).value
    except CrmfsError:
        return ""
    return str(value.get("company") or "")


def _is_unsure(told: Told) -> bool:
    """Says whether nothing has the words as they stand."""
    answer = told.found.answer
    return answer.fallback is not None or not (answer.total or answer.hidden_by_filters)


def _suggestions(names: Names, told: Told) -> list[str]:
    from crmfs.search.advice import conditions  # loads much, and most searches need no advice

    return [one.en for one in conditions(told.query, names)]


def _may_lack(told: Told) -> bool:
    """Says whether a file whose text could not be read may be what is looked for: the hits are few."""
    from crmfs.search.advice import takes_files

    return told.found.answer.total < max(told.page.limit, 1) and takes_files(told.query)


def _notes(context: Context, told: Told) -> Iterator[str]:
    lang, answer, index = context.lang, told.found.answer, told.found.index
    for saved in told.saved[:1]:
        if saved.description:
            description = one_line(saved.description)
            yield say("search.saved_used", lang, name=one_line(saved.name), description=description)
    if answer.fallback:
        yield say("search.ranked", lang)
    yield from _found(context, told)
    if answer.hidden_by_filters:
        separator = "、" if lang == "zh" else ", "
        filters = separator.join(map(one_line, told.filters))
        yield say("search.more", lang, count=answer.hidden_by_filters, filters=filters)
    if index.behind and index.opened:
        yield say("search.behind", lang, count=index.behind)
    if index.failed and _may_lack(told):
        yield say("search.failed", lang, count=index.failed)


def _found(context: Context, told: Told) -> Iterator[str]:
    total, page = told.found.answer.total, told.page
    end = min(page.offset + page.limit, total)
    if not total:
        yield say("search.found_none", context.lang)
    elif page.offset >= total:
        yield say("search.past_end", context.lang, total=total, first=page.offset + 1)
    elif not page.limit or (not page.offset and end == total):
        yield say("search.found_all", context.lang, total=total)
    else:
        if end == page.offset + 1:
            yield say("search.found_one", context.lang, total=total, number=end)
        else:
            yield say("search.found", context.lang, total=total, first=page.offset + 1, last=end)
        if end < total:
            yield say("search.next", context.lang, offset=end)


def _hints(context: Context, names: Names, told: Told) -> Iterator[str]:
    """Yields what may have been meant, where nothing has the words as they stand."""
    if not _is_unsure(told):
        return
    from crmfs.search.advice import conditions, spellings, uncommitted

    lang, answer, index = context.lang, told.found.answer, told.found.index
    separator = "、" if lang == "zh" else ", "
    meant = [one_line(pick(one, lang)) for one in conditions(told.query, names)]
    if meant:
        yield say("search.meant_condition", lang, conditions=separator.join(meant))
    near = spellings(told.query, answer.hits, lambda: _companies(context, told.found))
    if near:
        yield say("search.meant_word", lang, words=separator.join(map(one_line, near)))
    if not answer.total and index.opened and not told.fresh:
        count = uncommitted(context.repository, index.opened.state, context.view)
        if count:
            yield say("search.uncommitted", lang, count=count)


def _companies(context: Context, found: Answered) -> Iterator[str]:
    if found.index.opened:
        from crmfs.search.carried import carried

        yield from carried(found.index.opened.reader, found.scope, _COMPANY)
        return
    for brief in briefs(context.view, context.derived):
        company = brief.fields.get(_COMPANY)
        if isinstance(company, str):
            yield company

"""A review as people and programs read it: progress per owner, customers with what to look at. Looks at none itself."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from crmfs.cli import output
from crmfs.cli.rows import column_fields
from crmfs.cli.values_shown import shown_value
from crmfs.context import Context
from crmfs.core.messages import say
from crmfs.lifecycle.reviewing import DUPLICATE, INCOMPLETE, OWNER_LEFT, STALE, Item, Progress, Review
from crmfs.records.kinds import CUSTOMER
from crmfs.records.labels import label

_FINDINGS = {STALE: "review.stale", DUPLICATE: "review.duplicate", OWNER_LEFT: "review.owner_left"}


def owner_rows(context: Context, found: Iterable[Progress]) -> Iterator[list[str]]:
    """Yields a row for each owner."""
    for one in found:
        share = f"{one.done / one.total:.0%}" if one.total else ""
        yield [owner_told(context, one.owner), str(one.done), str(one.total), share, str(one.wrong)]


def owner_objects(found: Iterable[Progress], context: Context) -> Iterator[dict[str, Any]]:
    """Yields a JSON object for each owner."""
    for one in found:
        member = context.members.find(one.owner) if one.owner else None
        counts = {"total": one.total, "done": one.done, "left": one.total - one.done, "wrong": one.wrong}
        yield {"id": one.owner or None, "name": member.name if member else None, **counts}


def item_rows(context: Context, items: Iterable[Item]) -> Iterator[list[str]]:
    """Yields a row for each customer."""
    reviews = context.schemas.fields(CUSTOMER.name).get("reviews")
    result = reviews.items.get("result") if reviews else None
    names = {code: label(field, context.lang) for code, field in column_fields(context).items()}
    between = "、" if context.lang == "zh" else ", "
    for item in items:
        told = [
            say("review.incomplete", context.lang, fields=between.join(names.get(one, one) for one in item.missing))
            if code == INCOMPLETE
            else say(_FINDINGS[code], context.lang)
            for code in item.findings
        ]
        how = shown_value(context, result, item.done.get("result")) if item.done else say("review.to_do", context.lang)
        findings = ("；" if context.lang == "zh" else "; ").join(told)
        yield [item.id, item.company, owner_told(context, item.owner), how, findings]


def item_objects(items: Iterable[Item], asked: Review) -> Iterator[dict[str, Any]]:
    """Yields a JSON object for each customer."""
    for item in items:
        done = item.done or {}
        yield {
            "id": item.id,
            "path": item.path,
            "period": asked.period,
            "owner": item.owner or None,
            "company": item.company or None,
            "findings": list(item.findings),
            "missing": list(item.missing),
            **{key: done.get(key) for key in ("result", "employee", "date", "content")},
        }


def tell_counts(context: Context, asked: Review, items: Sequence[Item]) -> None:
    """Notes how much of a review is done, and how to end one that is complete."""
    done = sum(item.done is not None for item in items)
    due = asked.due or say("review.no_due", context.lang)
    counts = {"total": len(items), "done": done, "left": len(items) - done}
    output.note(say("review.counts", context.lang, period=asked.period, due=due, **counts))
    if items and done == len(items) and asked.is_open and context.view.is_whole:
        today = context.today.isoformat()
        output.note(say("review.complete", context.lang, period=asked.period, path=asked.path, today=today))


def owner_told(context: Context, owner: str) -> str:
    """Returns an owner with the name, and whether that is nobody or no member any more."""
    if not owner:
        return say("review.nobody", context.lang)
    if context.members.find(owner) is None and context.view.entry("members.yaml") is not None:
        return say("review.left", context.lang, owner=owner)
    return shown_value(context, context.schemas.fields(CUSTOMER.name).get("owner"), owner)

"""Quarterly reviews: which customers are to be looked at, by whom, for what, and who has done so. Changes nothing.

A review is a file in reviews/ that says which customers and what to look at; what is done stands in each customer, so
that its owner may tick it off, several at once without a conflict, and nobody learns of a customer that is hidden.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from crmfs.access.overview import Overview
from crmfs.access.policy import READ
from crmfs.access.view import View
from crmfs.checks.freshness import day_of, is_silent
from crmfs.core.errors import NotFound, UsageError, ValueRefused
from crmfs.core.paths import RepoPath, parent
from crmfs.core.regex import regex
from crmfs.query.completeness import expected_columns, missing_columns
from crmfs.records.kinds import INTERACTION
from crmfs.records.yaml import Value

FOLDER = "reviews"
FIELD = "reviews"  # of a customer: what its reviews found
INCOMPLETE, STALE, DUPLICATE, OWNER_LEFT = "incomplete", "stale", "duplicate", "owner_left"
LOOK_AT = (INCOMPLETE, STALE, DUPLICATE, OWNER_LEFT)
_TYPED = regex(r"([1-9][0-9]{3})\s*[-/年]?\s*[Qq第]?([1-4])(?:季度|季)?")
_NAMED = regex(r"\d{4}-Q[1-4]\.yaml")


class Review(NamedTuple):
    """One review as its file says it.

    Attributes:
        period: Such as `2026-Q4`.
        scope: Filters that customers must match, as typed; none for all.
        look_at: What to look at, of `LOOK_AT`.
        due: Day by which all is to be done, as stored, `""` for none.
        is_open: Whether it goes on.
    """

    period: str
    scope: tuple[str, ...]
    look_at: tuple[str, ...]
    due: str
    is_open: bool

    @property
    def path(self) -> RepoPath:
        """Its file."""
        return review_path(self.period)


class Item(NamedTuple):
    """One customer of a review.

    Attributes:
        path: Its customer.yaml.
        owner: As stored, `""` for nobody or where it is kept from the reader.
        findings: What of the review's `look_at` is wrong with it.
        missing: The columns that it lacks, where it is incomplete.
        done: What its owner found, None while it is to be done.
    """

    id: str
    path: RepoPath
    owner: str
    company: str
    findings: tuple[str, ...]
    missing: tuple[str, ...]
    done: Mapping[str, Value] | None


class Basis(NamedTuple):
    """What customers are looked at by.

    Attributes:
        members: Ids of the people who are there, None where the reader may not know them.
        doubles: Paths of customers that may be there twice.
        stale_months: After how many calendar months without an interaction one is stale.
    """

    today: date
    stale_months: int
    members: frozenset[str] | None
    doubles: frozenset[str]


def period_of(typed: str) -> str:
    """Returns a quarter as it is stored: `2026Q4`, `2026-q4` and `2026年第4季度` are `2026-Q4`.

    Raises:
        UsageError: `review.period_malformed`.
    """
    match = _TYPED.fullmatch(unicodedata.normalize("NFKC", typed).strip())
    if match is None:
        raise UsageError("review.period_malformed", text=typed)
    return f"{match[1]}-Q{match[2]}"


def quarter_of(today: date) -> str:
    """Returns the quarter of a day, as it is typed."""
    return f"{today.year}Q{(today.month + 2) // 3}"


def quarter_end(period: str) -> date:
    """Returns the last day of a quarter."""
    year, quarter = int(period[:4]), int(period[-1])
    return date(year, quarter * 3, 30 if quarter in (2, 3) else 31)


def review_path(period: str) -> RepoPath:
    """Returns the file of a quarter's review."""
    return RepoPath(f"{FOLDER}/{period}.yaml")


def find_review(view: View, period: str | None, today: date) -> Review:
    """Returns the review of a quarter, by default the latest that is open, else the latest.

    Args:
        today: Says which quarter it is, where there is no review at all.

    Raises:
        NotFound: `review.unknown`, `review.none`.
        ValueRefused: `record.unreadable`.
    """
    if period is not None:
        if view.entry(review_path(period)) is None:
            raise NotFound("review.unknown", period=period)
        return _read(view, period)
    names = [name for name, is_folder in view.children(FOLDER) if not is_folder and _NAMED.fullmatch(name)]
    found = [_read(view, name.removesuffix(".yaml")) for name in sorted(names, reverse=True)]
    if not found:
        raise NotFound("review.none", period=quarter_of(today))
    return next((one for one in found if one.is_open), found[0])


def _read(view: View, period: str) -> Review:
    value = view.record(review_path(period)).value
    due = value.get("due")
    look_at = tuple(one for one in LOOK_AT if one in _texts(value.get("look_at")))
    return Review(
        period, _texts(value.get("scope")), look_at or LOOK_AT, due if isinstance(due, str) else "",
        value.get("status") != "done",
    )  # fmt: skip


def items_of(view: View, review: Review, customers: Iterable[Overview], basis: Basis) -> Iterator[Item]:
    """Yields the customers of a review, each with what is wrong with it.

    Args:
        customers: Those in the review's scope that the reader may see.
    """
    for customer in customers:
        wrong: list[str] = []
        missing: tuple[str, ...] = ()
        if INCOMPLETE in review.look_at:
            missing = missing_columns(customer, expected_columns(view, customer), basis.today)
            wrong += [INCOMPLETE] if missing else []
        if STALE in review.look_at and _is_stale(view, customer, basis):
            wrong.append(STALE)
        if DUPLICATE in review.look_at and customer.path in basis.doubles:
            wrong.append(DUPLICATE)
        owner = _text(customer.fields, "owner")
        if OWNER_LEFT in review.look_at and owner and basis.members is not None and owner not in basis.members:
            wrong.append(OWNER_LEFT)
        yield Item(
            customer.id, customer.path, owner, _text(customer.fields, "company"), tuple(wrong), missing,
            done_in(customer.fields, review.period),
        )  # fmt: skip


def done_in(fields: Mapping[str, Value], period: str) -> Mapping[str, Value] | None:
    """Returns what a customer's review of a quarter found, None where it was not done."""
    listed = fields.get(FIELD)
    entries = (one for one in listed if isinstance(one, dict)) if isinstance(listed, list) else ()
    return next((one for one in entries if one.get("id") == period), None)


def _is_stale(view: View, customer: Overview, basis: Basis) -> bool:
    """Says whether nothing was heard of a customer for long, as far as its reader sees all its interactions."""
    fields, path = customer.fields, customer.path
    rights = view.rights(path)
    is_known = rights is None or all(rights.allows(READ, (name,)) for name in ("status", "status_date", "lifecycle"))
    if not is_known or not view.has_all(f"{parent(path)}/{INTERACTION.folder}"):
        return False
    if fields.get("status") == "lost" or fields.get("lifecycle") == "archived":
        return False
    days = [row[1] for row in customer.recent if row[1] <= basis.today.isoformat()]
    heard = day_of(days[0]) if days else day_of(_text(fields, "status_date"))
    return heard is not None and is_silent(heard, basis.stale_months, basis.today)


class Progress(NamedTuple):
    """How far one owner is.

    Attributes:
        owner: As stored, `""` for customers of nobody.
        total: How many customers there are.
        done: How many of them are done.
        wrong: How many of those to be done have findings.
    """

    owner: str
    total: int
    done: int
    wrong: int


def progress_of(items: Sequence[Item]) -> list[Progress]:
    """Returns the progress of each owner, by id; of customers without one last."""
    owners = sorted({item.owner for item in items}, key=lambda owner: (not owner, owner))
    return [_progress(owner, [item for item in items if item.owner == owner]) for owner in owners]


def _progress(owner: str, items: Sequence[Item]) -> Progress:
    left = [item for item in items if item.done is None]
    return Progress(owner, len(items), len(items) - len(left), sum(bool(item.findings) for item in left))


def demand_open(review: Review) -> None:
    """Refuses (ValueRefused, `review.closed`) a review that is done."""
    if not review.is_open:
        raise ValueRefused("review.closed", period=review.period, path=review.path)


def _text(fields: Mapping[str, Value], key: str) -> str:
    value = fields.get(key)
    return value if isinstance(value, str) else ""


def _texts(value: Value) -> tuple[str, ...]:
    return tuple(one for one in value if isinstance(one, str)) if isinstance(value, list) else ()

"""How complete and free of errors customers are: all, by field, by owner, by region. Pure; finds no error itself."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from crmfs.access.overview import Overview
from crmfs.access.view import View
from crmfs.core.paths import RepoPath
from crmfs.core.problem import Problem
from crmfs.query.completeness import EXPECTED, expected_columns, missing_columns
from crmfs.records.kinds import CONTACTS, CUSTOMER, customer_of, locate
from crmfs.records.yaml import pointer_parts

BY = ("owner", "region")
_COUNTED = ("error", "warning")
_OF_CONTACTS = {"mobile": "phone", "phone": "phone", "email": "email"}  # the standard table's columns


class Measure(NamedTuple):
    """How good something is.

    Attributes:
        id: A field, an owner, a region; `""` for customers that have none, and for all together.
        customers: How many are counted.
        expected: How many columns of the standard table they ought to have, as far as the reader may know.
        filled: How many of these have a value.
        wrong: How many of the customers break a rule (error or warning); of a field, those where it does.
    """

    id: str
    customers: int
    expected: int
    filled: int
    wrong: int

    @property
    def completeness(self) -> float | None:
        """The share of columns that are filled, from 0 to 1; None where none is expected."""
        return self.filled / self.expected if self.expected else None

    @property
    def error_rate(self) -> float | None:
        """The share of customers that break a rule, from 0 to 1; None without customers."""
        return self.wrong / self.customers if self.customers else None


class Quality(NamedTuple):
    """The quality of customers on one day.

    Attributes:
        whole: Of all of them.
        fields: Of each column of the standard table that is expected, in its order.
        by: Of each group, the largest first, by what they are grouped by.
    """

    day: date
    whole: Measure
    fields: tuple[Measure, ...]
    by: Mapping[str, tuple[Measure, ...]]


class _Counts:
    """Running counts of one group."""

    __slots__ = ("customers", "expected", "filled", "wrong")

    def __init__(self) -> None:
        self.customers = self.expected = self.filled = self.wrong = 0

    def add(self, expected: int, missing: int, is_wrong: bool) -> None:
        self.customers += 1
        self.expected += expected
        self.filled += expected - missing
        self.wrong += is_wrong

    def measure(self, name: str) -> Measure:
        return Measure(name, self.customers, self.expected, self.filled, self.wrong)


def quality_of(
    view: View, customers: Iterable[Overview], problems: Sequence[Problem], day: date, by: Sequence[str] = BY
) -> Quality:
    """Returns the quality of customers.

    Args:
        customers: Those that are visible to the view's member and wanted.
        problems: What the checks found and the member may be told of; only errors and warnings count.
        by: Fields to group by, such as `owner`.
    """
    wrong_fields, wrong = _wrong(problems)
    whole = _Counts()
    fields = {name: _Counts() for name in EXPECTED}
    groups: dict[str, dict[str, _Counts]] = {name: defaultdict(_Counts) for name in by}
    for customer in customers:
        expected = expected_columns(view, customer)
        missing = frozenset(missing_columns(customer, expected, day))
        folder = str(customer_of(customer.path))
        is_wrong = folder in wrong
        whole.add(len(expected), len(missing), is_wrong)
        for name in expected:
            fields[name].add(1, name in missing, (folder, name) in wrong_fields)
        shown = view.unmasked(customer.path, {name: customer.fields[name] for name in by if name in customer.fields})
        for name in by:
            value = shown.get(name)
            groups[name][str(value) if value is not None else ""].add(len(expected), len(missing), is_wrong)
    return Quality(
        day,
        whole.measure(""),
        tuple(counts.measure(name) for name, counts in fields.items() if counts.customers),
        {name: _largest_first(found) for name, found in groups.items()},
    )


def _wrong(problems: Iterable[Problem]) -> tuple[set[tuple[str, str]], set[str]]:
    """Returns the fields, by folder and column, and the folders of customers that break a rule."""
    fields: set[tuple[str, str]] = set()
    folders: set[str] = set()
    for problem in problems:
        folder = customer_of(problem.path)
        if folder is None or problem.severity not in _COUNTED:
            continue
        folders.add(folder)
        name = _column(problem.path, problem.pointer)
        if name:
            fields.add((folder, name))
    return fields, folders


def _column(path: RepoPath | str, pointer: str) -> str:
    """Returns the column of the standard table that a place in a record belongs to, `""` for none."""
    kind, parts = locate(path).kind, pointer_parts(pointer) if pointer else []
    if kind is CUSTOMER and parts:
        return parts[0]
    return _OF_CONTACTS.get(parts[-1], "") if kind is CONTACTS and parts else ""


def _largest_first(found: Mapping[str, _Counts]) -> tuple[Measure, ...]:
    measures = [counts.measure(name) for name, counts in found.items()]
    return tuple(sorted(measures, key=lambda one: (not one.id, -one.customers, one.id)))

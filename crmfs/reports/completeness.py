"""数据质量: how much of what a customer's file may say is filled in, by field and by who looks after it."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from crmfs.access.overview import overviews
from crmfs.core.messages import Text, text
from crmfs.query.completeness import EXPECTED, expected_columns, missing_columns
from crmfs.query.joined import joined_fields
from crmfs.records.fields import Choice, Field
from crmfs.records.kinds import CONTACTS, CUSTOMER
from crmfs.records.yaml import Value
from crmfs.reports.asking import Asked, chosen
from crmfs.reports.facts import Data
from crmfs.reports.grouping import Line, by_count, by_field, grouped, masked_fields
from crmfs.reports.joining import lines_over
from crmfs.reports.model import Chart, Column, Figure, Report, Section, measured, told
from crmfs.reports.tally import NOT_ASKED

NAME = "quality"
BY = ("owner", "region")
_NEVER_ASKED = NOT_ASKED | {"notes", "status_by", "status_reason", "status_date", "lifecycle", "team"}


class _State(NamedTuple):
    """Which columns a customer ought to have, as far as the reader may know, and which of them it lacks."""

    expected: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def share(self) -> float:
        """How much of it is there, from 0 to 1."""
        return 1 - len(self.missing) / len(self.expected) if self.expected else 1.0


def completeness(data: Data, asked: Asked) -> Report:
    """Returns how complete customers are, by the same measure as `crmfs quality`, and how many have each field."""
    fields = joined_fields(data.schemas, CUSTOMER)
    _, by = chosen(asked, fields, times=False)
    others = [code for code in fields if code not in ("id", *EXPECTED) and code not in _NEVER_ASKED]
    codes = [code for code in by or BY if code in fields]
    lines = lines_over(data, CUSTOMER, (*others, *codes))
    states = {}
    for customer in overviews(data.view, data.derived):
        expected = expected_columns(data.view, customer)
        states[customer.id] = _State(expected, missing_columns(customer, expected, asked.day))
    named = _named(data)
    figures = (
        Figure("customers", text("report.customers"), len(lines)),
        Figure("complete", text("report.complete"), sum(1 for line in lines if not states[line.customer].missing)),
        Figure("share", text("report.completeness"), _average(lines, states), "percent"),
    )
    sections = (
        _standard(named, lines, states), *(_groups(Column(fields[code]), lines, states) for code in codes),
        _others([fields[code] for code in others], lines),
    )  # fmt: skip
    labels = [named[code] for code in EXPECTED if code in named]
    said = Text("、".join(label.zh for label in labels), ", ".join(label.en for label in labels))
    return Report(
        NAME, text("report.quality"), text("report.quality_about"), asked.day, None, figures, sections,
        (told("report.completeness_means", fields=said),), tuple(sorted(masked_fields(lines))),
    )  # fmt: skip


def _named(data: Data) -> dict[str, Text]:
    """Returns the labels of the columns that are expected."""
    contacts = data.schemas.field(CONTACTS.name, "contacts").items
    own = data.schemas.fields(CUSTOMER.name)
    return {code: (own.get(code) or contacts[code]).label for code in EXPECTED if code in own or code in contacts}


def _average(lines: Sequence[Line], states: Mapping[str, _State]) -> float | None:
    """Returns the share of all expected columns that are filled, each column counting once."""
    expected = sum(len(states[line.customer].expected) for line in lines)
    missing = sum(len(states[line.customer].missing) for line in lines)
    return 1 - missing / expected if expected else None


def _field_columns(named: Mapping[str, Text]) -> tuple[Column, ...]:
    choices = tuple(Choice(code, label) for code, label in named.items())
    return (
        Column(Field("field", text("report.field"), choices=choices)),
        measured("filled", text("report.filled")), measured("missing", text("report.missing")),
        measured("share", text("report.completeness"), "percent"),
    )  # fmt: skip


def _standard(named: Mapping[str, Text], lines: Sequence[Line], states: Mapping[str, _State]) -> Section:
    rows: list[tuple[Value, ...]] = []
    for code in named:
        expected = sum(1 for line in lines if code in states[line.customer].expected)
        missing = sum(1 for line in lines if code in states[line.customer].missing)
        rows.append((code, expected - missing, missing, 1 - missing / expected if expected else None))
    rows.sort(key=lambda row: (-int(str(row[2])), str(row[0])))
    return Section(
        "fields", text("report.standard_fields"), _field_columns(named), tuple(rows) if lines else (),
        Chart("bar", (3,), rest=False), empty=text("report.no_customers"),
    )  # fmt: skip


def _others(fields: Sequence[Field], lines: Sequence[Line]) -> Section:
    """Returns how many customers have each further field; those for whom it is masked count neither way."""
    rows: list[tuple[Value, ...]] = []
    for field in fields:
        told_of = [line for line in lines if field.name not in line.masked]
        have = sum(1 for line in told_of if line.fields.get(field.name) not in (None, "", []))
        rows.append((field.name, have, len(told_of) - have, have / len(told_of) if told_of else None))
    rows.sort(key=lambda row: (-int(str(row[1])), str(row[0])))
    return Section(
        "others", text("report.other_fields"), _field_columns({field.name: field.label for field in fields}),
        tuple(rows) if lines else (), Chart("bar", (3,), rest=False), empty=text("report.no_customers"),
    )  # fmt: skip


def _groups(column: Column, lines: Sequence[Line], states: Mapping[str, _State]) -> Section:
    rows: list[tuple[Value, ...]] = []
    for group in by_count(grouped(lines, [by_field(column.field.name)])):
        whole = sum(1 for line in group.lines if not states[line.customer].missing)
        rows.append((*group.keys, len(group.lines), whole, _average(group.lines, states)))
    columns = (
        column, measured("customers", text("report.customers")), measured("complete", text("report.complete")),
        measured("share", text("report.completeness"), "percent"),
    )  # fmt: skip
    return Section(
        column.field.name, told("report.by_field", field=column.field.label), columns, tuple(rows),
        Chart("bar", (3,), rest=False), empty=text("report.no_customers"),
    )  # fmt: skip

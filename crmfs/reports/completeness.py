"""数据质量: how much of what a customer's file may say is filled in, by field and by who looks after it."""

from collections.abc import Mapping, Sequence

from crmfs.core.messages import Text, text
from crmfs.query.table import COLUMNS
from crmfs.records.fields import Choice, Field
from crmfs.records.kinds import CUSTOMER
from crmfs.records.yaml import Value
from crmfs.reports.asking import Asked, chosen
from crmfs.reports.facts import Data
from crmfs.reports.grouping import Line, by_count, by_field, grouped, masked_fields
from crmfs.reports.joining import joined_fields, lines_over
from crmfs.reports.model import Chart, Column, Figure, Report, Section, measured, told

NAME = "quality"
BY = ("owner", "region")
_NEVER_ASKED = frozenset(("hold", "notes", "status_by", "status_reason", "status_date", "lifecycle", "team"))


def completeness(data: Data, asked: Asked) -> Report:
    """Returns how many customers have each field; what is masked for the reader counts neither way."""
    fields = joined_fields(data.schemas, CUSTOMER)
    _, by = chosen(asked, fields, times=False)
    counted = [code for code in fields if code != "id" and code not in _NEVER_ASKED]
    standard = [code for code in COLUMNS if code in fields and code not in ("id", "notes")]
    codes = [code for code in by or BY if code in fields]
    lines = lines_over(data, CUSTOMER, (*counted, *codes))
    whole = sum(1 for line in lines if _share(line, standard) == 1.0)
    figures = (
        Figure("customers", text("report.customers"), len(lines)),
        Figure("complete", text("report.complete"), whole),
        Figure("share", text("report.completeness"), _average(lines, standard), "percent"),
    )
    sections = (
        _fields([fields[code] for code in counted], lines, frozenset(standard)),
        *(_groups(Column(fields[code]), lines, standard) for code in codes),
    )
    means = told("report.completeness_means", fields=_names(fields, standard))
    return Report(
        NAME, text("report.quality"), text("report.quality_about"), asked.day, None, figures, sections, (means,),
        tuple(sorted(masked_fields(lines))),
    )  # fmt: skip


def _names(fields: Mapping[str, Field], codes: Sequence[str]) -> Text:
    labels = [fields[code].label for code in codes]
    return Text("、".join(label.zh for label in labels), ", ".join(label.en for label in labels))


def _has(line: Line, code: str) -> bool:
    return line.fields.get(code) not in (None, "", [])


def _share(line: Line, codes: Sequence[str]) -> float:
    open_ = [code for code in codes if code not in line.masked]
    return sum(1 for code in open_ if _has(line, code)) / len(open_) if open_ else 1.0


def _average(lines: Sequence[Line], codes: Sequence[str]) -> float | None:
    return sum(_share(line, codes) for line in lines) / len(lines) if lines else None


def _fields(fields: Sequence[Field], lines: Sequence[Line], standard: frozenset[str]) -> Section:
    rows: list[tuple[Value, ...]] = []
    for field in fields:
        open_ = [line for line in lines if field.name not in line.masked]
        have = sum(1 for line in open_ if _has(line, field.name))
        rows.append((field.name, have, len(open_) - have, have / len(open_) if open_ else None))
    rows.sort(key=lambda row: (row[0] not in standard, int(str(row[1])), str(row[0])))
    named = Field("field", text("report.field"), choices=tuple(Choice(field.name, field.label) for field in fields))
    columns = (
        Column(named), measured("filled", text("report.filled")), measured("missing", text("report.missing")),
        measured("share", text("report.completeness"), "percent"),
    )  # fmt: skip
    return Section(
        "fields", told("report.by_field", field=text("report.field")), columns, tuple(rows) if lines else (),
        Chart("bar", (3,), rest=False), empty=text("report.no_customers"),
    )  # fmt: skip


def _groups(column: Column, lines: Sequence[Line], standard: Sequence[str]) -> Section:
    rows = []
    for group in by_count(grouped(lines, [by_field(column.field.name)])):
        whole = sum(1 for line in group.lines if _share(line, standard) == 1.0)
        rows.append((*group.keys, len(group.lines), whole, _average(group.lines, standard)))
    columns = (
        column, measured("customers", text("report.customers")), measured("complete", text("report.complete")),
        measured("share", text("report.completeness"), "percent"),
    )  # fmt: skip
    return Section(
        column.field.name, told("report.by_field", field=column.field.label), columns, tuple(rows),
        Chart("bar", (3,), rest=False), empty=text("report.no_customers"),
    )  # fmt: skip

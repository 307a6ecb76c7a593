"""Reports that a team defines itself in reports/*.yaml: counted, grouped and measured as the file says."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from crmfs.access.view import View
from crmfs.checks.freshness import day_of
from crmfs.core.errors import ConfigError, UsageError
from crmfs.core.messages import Text, text
from crmfs.core.problem import Problem
from crmfs.query.definitions import FOLDER, Definition, definition_in, is_definition
from crmfs.query.definitions import Asked as AskedMeasure
from crmfs.query.evaluate import judge, named_fields
from crmfs.query.joined import joined_fields
from crmfs.query.times import TimeUnit, named_time, times
from crmfs.records.kinds import CUSTOMER
from crmfs.records.schema import Schemas
from crmfs.records.yaml import Value
from crmfs.reports.asking import Asked
from crmfs.reports.facts import Data
from crmfs.reports.grouping import Group, Key, Line, Measure, Op, by_count, by_field, grouped, masked_fields, measure
from crmfs.reports.joining import column_of, lines_over, time_column
from crmfs.reports.model import MASK, Chart, Column, Figure, Report, Section, Shape, measured, told
from crmfs.reports.spans import span_of, within

SERIES_MOST = 8
_OPS: dict[str, Op] = {
    "count": "count", "customers": "customers", "share": "share", "sum": "sum", "average": "average",
    "median": "median", "min": "least", "max": "most",
}  # fmt: skip
_SHAPES: dict[str, Shape] = {"bar": "bar", "column": "column", "line": "line", "pie": "pie"}  # none has none
_LABELS = {
    "sum": "report.sum_of", "average": "report.average_of", "median": "report.median_of", "min": "report.least_of",
    "max": "report.most_of",
}  # fmt: skip
_COUNTED = {"customers": "report.customers", "share": "report.share"}


class Found(NamedTuple):
    """A file that defines a report, or what keeps it from doing so."""

    path: str
    name: str
    definition: Definition | Problem

    @property
    def title(self) -> Text:
        """The report's title; the file's name where it says none that can be read."""
        return Text(self.name, self.name) if isinstance(self.definition, Problem) else self.definition.title

    @property
    def about(self) -> Text:
        """What it tells, or that it cannot."""
        wrong = self.definition
        if isinstance(wrong, Problem):
            return told("report.definition_wrong", name=self.name, path=self.path, line=wrong.line)
        return wrong.about


def definitions(view: View, schemas: Schemas, today: date, member_id: Callable[[str], str | None]) -> Iterator[Found]:
    """Yields the visible definitions, by path."""
    for entry in view.walk(FOLDER):
        if entry.is_file and is_definition(entry.path):
            name = entry.path.removeprefix(f"{FOLDER}/").removesuffix(".yaml")
            yield Found(entry.path, name, definition_in(entry.path, view.read(entry.path), schemas, today, member_id))


def made(found: Found, data: Data, asked: Asked) -> Report:
    """Returns the report that a file defines.

    Raises:
        ConfigError: `report.definition_wrong`, with the problem.
        UsageError: `report.by_not_here`.
    """
    said = found.definition
    if isinstance(said, Problem):
        error = ConfigError("report.definition_wrong", name=found.name, path=found.path, line=said.line or 1)
        error.problems = (said,)
        raise error
    if asked.by:
        raise UsageError("report.by_not_here")
    lines = _lines(said, data, asked)
    sections = _sections(said, lines, data, asked)
    count = Figure("records", _count_label(said), len(lines))
    customers = Figure("customers", text("report.customers"), len({line.customer for line in lines}))
    figures = (count,) if said.source is CUSTOMER else (count, customers)
    masked = tuple(sorted(masked_fields(lines)))
    return Report(
        said.name, said.title, said.about, asked.day, asked.period, figures, tuple(sections), masked=masked
    )  # fmt: skip


def _lines(said: Definition, data: Data, asked: Asked) -> list[Line]:
    """Returns what is counted: what the filter fits, of the period; a mask fulfils no condition."""
    filtered = named_fields(said.filters) if said.filters else frozenset[str]()
    measured_of = (one.field for one in said.measures if one.field)
    names = {*said.keys, *measured_of, *filtered, *([said.date] if said.date else [])}
    lines = lines_over(data, said.source, names)
    if said.filters is not None:
        fits = judge(said.filters)
        lines = [line for line in lines if fits(line.fields)]
    return within(lines, said.date, asked.period) if asked.period and said.date else lines


def _sections(said: Definition, lines: list[Line], data: Data, asked: Asked) -> Iterator[Section]:
    fields = joined_fields(data.schemas, said.source)
    heads = [time_column() if unit else column_of(fields[key]) for key, unit in zip(said.keys, said.units, strict=True)]
    keys = [_key(key, unit) for key, unit in zip(said.keys, said.units, strict=True)]
    groups = _ordered(said, lines, grouped(lines, keys), asked)
    measures = [(one, _column(one, said, data)) for one in said.measures]
    rows = [(*group.keys, *(_measured(one, group, len(lines)) for one, _ in measures)) for group in groups]
    if said.limit:
        rows = rows[: said.limit]
    shape = _SHAPES.get("column" if said.units[0] and said.chart == "bar" else said.chart)
    if len(said.keys) == 2:
        yield _crossed(heads, groups, measures[0], len(lines), shape)
    chart = None if shape is None or len(said.keys) > 1 else _chart(shape, measures[0][0])
    yield Section(
        "groups", said.title if len(said.keys) == 1 else _title(heads), (*heads, *(column for _, column in measures)),
        tuple(rows), chart, empty=text("report.nothing_counted"),
    )  # fmt: skip


def _title(heads: Sequence[Column]) -> Text:
    return told("report.twice", first=heads[0].field.label, second=heads[1].field.label)


def _chart(shape: Shape, first: AskedMeasure, *, series: int = 1) -> Chart:
    places = tuple(range(1, series + 1))
    adds_up = first.op in ("count", "sum", "share")
    return Chart(shape, places, stacked=series > 1 and adds_up, rest=adds_up and shape in ("bar", "pie"))


def _key(name: str, unit: TimeUnit | None) -> Key:
    if unit is None:
        return by_field(name)

    def key(line: Line) -> tuple[Value, ...]:
        if name in line.masked:
            return (MASK,)
        day = day_of(line.text(name))
        return (named_time(day, unit) if day else None,)

    return key


def _ordered(said: Definition, lines: list[Line], groups: list[Group], asked: Asked) -> list[Group]:
    """Returns groups along time where they go by time, stretches without any as well; else the largest first."""
    unit = said.units[0]
    if unit is None:
        return by_count(groups)
    if len(said.keys) == 1 and lines and (span := span_of(lines, said.date, asked.period)):
        there = {group.keys[0] for group in groups}
        groups = [*groups, *(Group((one,), []) for one in times(span, unit) if one not in there)]
    return sorted(groups, key=lambda group: (group.keys[0] is None, str(group.keys[0]), str(group.keys[1:])))


def _count_label(said: Definition) -> Text:
    return text("report.customers") if said.source is CUSTOMER else text("report.records")


def _column(one: AskedMeasure, said: Definition, data: Data) -> Column:
    """Returns the column of a measure."""
    if one.op == "count":
        return measured("count", _count_label(said))
    if one.op in _COUNTED:
        return measured(one.op, text(_COUNTED[one.op]), "percent" if one.op == "share" else "count")
    field = joined_fields(data.schemas, said.source)[one.field]
    name = f"{one.op}_{one.field.removeprefix('customer.')}"
    return measured(name, told(_LABELS[one.op], field=field.label), "number")


def _measured(one: AskedMeasure, group: Group, total: int) -> Value:
    return measure(Measure(_OPS[one.op], one.field), group.lines, total)


def _crossed(
    heads: Sequence[Column],
    groups: Sequence[Group],
    first: tuple[AskedMeasure, Column],
    total: int,
    shape: Shape | None,
) -> Section:
    """Returns the first measure as a table of the first key by the second, of which the most frequent have columns."""
    sizes: dict[Value, int] = {}
    cells: dict[Value, dict[Value, Value]] = {}
    for group in groups:
        one, other = group.keys
        sizes[other] = sizes.get(other, 0) + len(group.lines)
        cells.setdefault(one, {})[other] = _measured(first[0], group, total)
    series = sorted(sizes, key=lambda key: (key is None, -sizes[key], str(key)))[:SERIES_MOST]
    field = heads[1].field
    columns = [heads[0]]
    for key in series:
        label = next((choice.label for choice in field.choices if choice.code == key), None)
        if label is None:
            rest = text("report.no_value" if key is None else "report.masked_value")
            label = rest if key is None or key == MASK else Text(str(key), str(key))
        column = measured(str(key), label, first[1].unit)
        columns.append(column._replace(field=column.field._replace(refers=field.refers)))
    rows = tuple((one, *(inside.get(key) for key in series)) for one, inside in cells.items())
    chart = None if shape in (None, "pie") else _chart(shape, first[0], series=len(series))
    return Section("crossed", _title(heads), tuple(columns), rows, chart, empty=text("report.nothing_counted"))

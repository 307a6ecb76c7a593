"""What a report says: figures, and sections of columns, rows and a chart. Plain values; knows no output."""

from datetime import date
from typing import Literal, NamedTuple

from crmfs.core.messages import Text, pick, say
from crmfs.query.periods import Period
from crmfs.records.fields import Field
from crmfs.records.yaml import Value

Unit = Literal["", "count", "number", "amount", "percent", "days"]
Shape = Literal["bar", "column", "line", "pie"]
MASK = "***"  # what stands for values that are kept from the reader


class Column(NamedTuple):
    """One column of a section.

    Attributes:
        field: Its code, label and choices.
        unit: How its numbers are written; a percent is a fraction of 1.
    """

    field: Field
    unit: Unit = ""


class Chart(NamedTuple):
    """How a section is drawn.

    Attributes:
        shape: `bar` lies, `column` stands.
        series: Places of the columns that are drawn over the first one.
        stacked: Whether series add up.
        rest: Whether what is not drawn can be added up to one more category.
    """

    shape: Shape
    series: tuple[int, ...] = (1,)
    stacked: bool = False
    rest: bool = True


class Section(NamedTuple):
    """One table with its chart.

    Attributes:
        code: What names it in the report: `industry`, `months`.
        rows: One value a column; None for none.
        total: As a row, None where columns do not add up.
        notes: What has to be known to read it.
        empty: What is said in place of a table without rows.
    """

    code: str
    title: Text
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    chart: Chart | None = None
    total: tuple[Value, ...] | None = None
    notes: tuple[Text, ...] = ()
    empty: Text | None = None


class Figure(NamedTuple):
    """One number that stands for itself."""

    code: str
    label: Text
    value: Value
    unit: Unit = "count"


class Report(NamedTuple):
    """One report.

    Attributes:
        name: What it is asked for by.
        about: What it tells, in one line.
        day: The day whose state it shows.
        period: The days that count; None for all.
        masked: Codes of fields of which some values are kept from the reader: not counted, or counted as a mask.
        filters: Which customers alone count, as typed.
    """

    name: str
    title: Text
    about: Text
    day: date
    period: Period | None
    figures: tuple[Figure, ...]
    sections: tuple[Section, ...]
    notes: tuple[Text, ...] = ()
    masked: tuple[str, ...] = ()
    filters: tuple[str, ...] = ()

    @property
    def rows(self) -> int:
        """How many rows its sections have in all."""
        return sum(len(section.rows) for section in self.sections)


def told(code: str, **params: object) -> Text:
    """Returns a message with its placeholders filled, in both languages."""
    return Text(say(code, "zh", **params), say(code, "en", **params))


def measured(name: str, label: Text, unit: Unit = "count") -> Column:
    """Returns the column of a measure."""
    return Column(Field(name, label, "number"), unit)


def is_titled(title: Text, typed: str) -> bool:
    """Says whether somebody typed a title in either language."""
    return typed in (pick(title, "zh"), pick(title, "en"))

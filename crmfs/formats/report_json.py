"""A report as JSON objects, a line each: a row of a section, then the summary. Codes, never labels."""

from collections.abc import Iterator
from typing import Any

from crmfs.reports.model import Report


def report_objects(report: Report) -> Iterator[dict[str, Any]]:
    """Yields `{"id": section, field: value …}` for each row, then the summary."""
    for section in report.sections:
        names = [column.field.name for column in section.columns]
        for row in section.rows:
            values = dict(zip(names, row, strict=True))
            yield {"id": section.code, **values}
    period = report.period
    yield {
        "summary": {
            "report": report.name,
            "title": report.title._asdict(),
            "as_of": report.day.isoformat(),
            "from": period.first.isoformat() if period else None,
            "to": period.last.isoformat() if period else None,
            "filters": list(report.filters),
            "figures": {figure.code: figure.value for figure in report.figures},
            "rows": {section.code: len(section.rows) for section in report.sections},
            "masked": list(report.masked),
        }
    }

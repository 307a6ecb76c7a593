"""A report as one HTML file that works without a network: Apache ECharts travels inside. Writes no file."""

import json
from html import escape
from importlib.resources import files
from typing import Any

from crmfs.core.messages import pick, say
from crmfs.exchange.export_cells import Words
from crmfs.exchange.export_xlsx import Stamp
from crmfs.formats.report_words import (
    COLOURS,
    drawn,
    figure_text,
    goes_by_time,
    heading,
    notes_of,
    picked,
    rows_within,
    scope_of,
    shown,
    title_of,
    total_of,
)
from crmfs.reports.model import Report, Section

ROWS_MOST = 500  # of a section; a browser becomes slow with more
ROWS_OPEN = 15  # shown before somebody asks for the others
_BARS = 20
_BESIDE = 5  # columns; a table of more has no room beside its chart


def report_html(report: Report, words: Words, stamp: Stamp) -> str:
    """Returns the page."""
    lang = words.lang
    room = files("crmfs.formats")
    charts = [_chart(section, words) for section in report.sections if section.chart and section.rows]
    parts = {
        "lang": "zh-CN" if lang == "zh" else "en",
        "title": escape(title_of(report, lang)),
        "author": escape(stamp.member),
        "about": escape(pick(report.about, lang)),
        "period": escape(scope_of(report, lang)),
        "figures": "".join(_figures(report, words)),
        "sections": "".join(
            _section(section, words, report.sections[:place]) for place, section in enumerate(report.sections)
        ),
        "notes": "".join(f"<p>{escape(note)}</p>" for note in notes_of(report, lang)),
        "made": escape(say("export.made_by", lang, who=stamp.said)),
        "colours": json.dumps(COLOURS),
        "charts": _json(charts),
        "echarts": (room / "echarts" / "echarts.common.min.js").read_text(encoding="utf-8"),
    }
    page = (room / "report_page.html").read_text(encoding="utf-8")
    pieces = page.split("{{")
    return pieces[0] + "".join(parts[name] + rest for name, rest in (piece.split("}}", 1) for piece in pieces[1:]))


def _json(value: Any) -> str:
    """Returns JSON that no browser takes for the end of a script."""
    return json.dumps(value, ensure_ascii=False).replace("<", "\\u003c").replace("\u2028", "\\u2028")


def _figures(report: Report, words: Words) -> list[str]:
    return [
        f"<div class=figure><b>{escape(figure_text(one.value, one.unit, words))}</b>"
        f"<span>{escape(pick(one.label, words.lang))}</span></div>"
        for one in report.figures
    ]


def _section(section: Section, words: Words, before: tuple[Section, ...]) -> str:
    lang = words.lang
    place = sum(1 for one in before if one.chart and one.rows)
    wide = len(section.columns) > _BESIDE or (section.chart is not None and section.chart.shape in ("line", "column"))
    inside = f"<h2>{escape(pick(section.title, lang))}</h2>"
    if not section.rows and section.empty:
        inside += f"<p class=empty>{escape(pick(section.empty, lang))}</p>"
    if section.rows:
        graph = f'<div class=chart data-chart="{place}"></div>' if section.chart else ""
        inside += f"<div class={'rows' if wide or not graph else 'sides'}>{graph}{_table(section, words)}</div>"
    inside += "".join(f"<p class=note>{escape(note)}</p>" for note in picked(section.notes, lang))
    return f"<section>{inside}</section>"


def _table(section: Section, words: Words) -> str:
    lang = words.lang
    sides = [" class=number" if column.unit else "" for column in section.columns]
    head = "".join(
        f"<th{side}>{escape(heading(column, words))}</th>" for side, column in zip(sides, section.columns, strict=True)
    )
    lines = [
        "".join(f"<td{side}>{escape(text)}</td>" for side, text in zip(sides, texts, strict=True))
        for texts in (
            [shown(*cell, words) for cell in zip(section.columns, row, strict=True)]
            for row in rows_within(section, ROWS_MOST)
        )
    ]
    total = total_of(section, words)
    foot = "".join(f"<td{side}>{escape(text)}</td>" for side, text in zip(sides, total, strict=False))
    first = max(len(lines) - ROWS_OPEN, 0) if goes_by_time(section) else 0
    rows = "".join(
        f"<tr{'' if first <= number < first + ROWS_OPEN else ' class=more'}>{line}</tr>"
        for number, line in enumerate(lines)
    )
    more = ""
    if len(lines) > ROWS_OPEN:
        more = f"<button type=button>{escape(say('report.all_rows', lang, count=len(lines)))}</button>"
    if len(section.rows) > ROWS_MOST:
        more += f"<p class=note>{escape(say('report.more_rows', lang, count=len(section.rows) - ROWS_MOST))}</p>"
    return (
        f"<div class=table><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody>"
        f"{f'<tfoot><tr>{foot}</tr></tfoot>' if foot else ''}</table>{more}</div>"
    )


def _chart(section: Section, words: Words) -> dict[str, Any]:
    assert section.chart is not None
    most = _BARS if section.chart.shape in ("bar", "pie") else len(section.rows)
    content = drawn(section, section.chart, words, most)
    return {
        "shape": section.chart.shape,
        "stacked": section.chart.stacked,
        "labels": content.labels,
        "names": content.names,
        "units": list(content.units),
        "series": content.series,
        "days": say("report.days", words.lang, count="{n}"),
    }

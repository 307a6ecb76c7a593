"""A report as a PDF for printing: tables, charts, page numbers. Knows no password."""

from importlib.resources import files
from pathlib import Path
from typing import Any

from crmfs.core.messages import pick, say
from crmfs.exchange.export_cells import Words
from crmfs.exchange.export_xlsx import Stamp
from crmfs.exchange.typeset import FONT_FAMILY, typeset
from crmfs.formats.report_chart import section_svg
from crmfs.formats.report_words import (
    figure_text,
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

ROWS_MOST = 60  # of a section; what is longer is nothing to be read on paper


def report_pdf(report: Report, words: Words, stamp: Stamp) -> bytes:
    """Returns the bytes of the PDF; errors as `typeset` and `section_svg`."""
    lang = words.lang
    values = {
        "lang": lang,
        "font": FONT_FAMILY,
        "title": title_of(report, lang),
        "author": stamp.member,
        "about": pick(report.about, lang),
        "period": scope_of(report, lang),
        "made": say("export.made_by", lang, who=stamp.said),
        "figures": [[figure_text(one.value, one.unit, words), pick(one.label, lang)] for one in report.figures],
        "sections": [_section(section, words) for section in report.sections],
        "notes": notes_of(report, lang),
    }
    return typeset(Path(str(files("crmfs.formats") / "report_print.typ")), values, stamp.moment)


def _section(section: Section, words: Words) -> dict[str, Any]:
    lang = words.lang
    rows = rows_within(section, ROWS_MOST)
    more = len(section.rows) - len(rows)
    return {
        "title": pick(section.title, lang),
        "headings": [heading(column, words) for column in section.columns],
        "right": [bool(column.unit) for column in section.columns],
        "rows": [[shown(*cell, words) for cell in zip(section.columns, row, strict=True)] for row in rows],
        "total": total_of(section, words),
        "notes": picked(section.notes, lang) + ([say("report.more_rows", lang, count=more)] if more else []),
        "empty": pick(section.empty, lang) if section.empty and not rows else "",
        "chart": section_svg(section, words) if section.chart and rows else "",
    }

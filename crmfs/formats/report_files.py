"""A report as the bytes of a file, in whatever format. Knows no password and writes no file."""

import json

from crmfs.exchange.export_cells import Words
from crmfs.exchange.export_xlsx import Stamp
from crmfs.formats import Page
from crmfs.reports.model import Report


def report_bytes(report: Report, kind: str, words: Words, stamp: Stamp) -> bytes:
    """Returns a report's bytes; the libraries of other formats are not loaded.

    Args:
        kind: `term`, `html`, `pdf`, `xlsx`, `json`, `png` or `svg`.

    Raises:
        ConfigError: A library that the format needs is not installed.
    """
    if kind == "html":
        from crmfs.formats.report_html import report_html

        return report_html(report, words, stamp).encode("utf-8", "replace")
    if kind == "pdf":
        from crmfs.formats.report_pdf import report_pdf

        return report_pdf(report, words, stamp)
    if kind == "xlsx":
        from crmfs.formats.report_xlsx import report_xlsx

        return report_xlsx(report, words, stamp)
    if kind in ("png", "svg"):
        from crmfs.formats.report_chart import picture

        return picture(report, words, stamp, kind)
    if kind == "json":
        from crmfs.formats.report_json import report_objects

        return "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in report_objects(report)).encode("utf-8")
    from crmfs.formats.report_term import report_text

    return "".join(line + "\n" for line in report_text(report, words, Page())).encode("utf-8", "replace")

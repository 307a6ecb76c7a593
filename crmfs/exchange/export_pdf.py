"""Customers as a book in PDF: the columns of the standard table, a block for each customer. Knows no password."""

from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

from crmfs.core.messages import say
from crmfs.core.text import one_line, width
from crmfs.exchange.export_cells import Words, cell_of
from crmfs.exchange.export_sheets import Line, Sheet
from crmfs.exchange.export_xlsx import Stamp
from crmfs.exchange.sealed_pdf import joined_pdf
from crmfs.exchange.typeset import FONT_FAMILY, typeset
from crmfs.exchange.values import text_of
from crmfs.records.labels import label

AT_A_TIME = 250  # customers that are typeset together: more of them take gigabytes of memory
_HEAD = ("company", "id", "status")  # what stands above a block
_LONG_CELLS = 34  # a value that is wider has a line of its own
_NOTHING = "–"


def book_of(sheet: Sheet, stamp: Stamp, words: Words, notes: Sequence[str] = ()) -> bytes:
    """Returns the bytes of the PDF.

    Args:
        notes: What has to be known to read it.

    Raises:
        ConfigError: `export.pdf_missing`, `export.font_missing`, `export.seal_pdf_missing`.
    """
    blocks = sorted((_block(sheet, line, words) for line in sheet.lines), key=_order)
    parts: list[bytes] = []
    for start in range(0, max(len(blocks), 1), AT_A_TIME):
        customers = blocks[start : start + AT_A_TIME]
        values = _frame(stamp, words, len(blocks), notes) | {"customers": customers}
        if start:
            values |= {"head": None, "notes": []}
        parts.append(typeset(_template("export_book.typ"), values, stamp.moment))
    frame = {"font": FONT_FAMILY, "made": say("export.made_by", words.lang, who=stamp.said)}
    return joined_pdf(
        parts, lambda pages: typeset(_template("export_feet.typ"), frame | {"pages": pages}, stamp.moment)
    )


def _template(name: str) -> Path:
    return Path(str(files("crmfs.exchange") / name))


def _frame(stamp: Stamp, words: Words, count: int, notes: Sequence[str]) -> dict[str, Any]:
    lang = words.lang
    return {
        "lang": lang,
        "font": FONT_FAMILY,
        "title": say("export.title", lang),
        "author": stamp.member,
        "head": say("export.book_head", lang, count=count),
        "notes": [*notes],
    }


def _block(sheet: Sheet, line: Line, words: Words) -> dict[str, Any]:
    """Returns what is shown of one customer: short values side by side, long ones in lines of their own."""
    shown = {
        field.name: (label(field, words.lang) or field.name, text_of(cell_of(field, value, words)))
        for field, value in zip(sheet.columns, line.values, strict=True)
    }
    masked = say("export.book_masked", words.lang)
    told = [
        (head, (f"{text}{masked}" if name in line.masked else text) or _NOTHING)
        for name, (head, text) in shown.items()
        if name not in _HEAD
    ]
    return {
        "name": one_line(shown.get("company", ("", ""))[1]) or line.id,
        "id": line.id,
        "status": shown.get("status", ("", ""))[1],
        "fields": [one for one in told if not _is_long(one[1])],
        "long": [one for one in told if _is_long(one[1])],
    }


def _order(block: dict[str, Any]) -> tuple[bytes, str]:
    """Returns where a block stands: by name, in GB 18030, whose common characters go by pinyin."""
    return block["name"].casefold().encode("gb18030", "replace"), block["id"]


def _is_long(text: str) -> bool:
    return "\n" in text or width(text) > _LONG_CELLS

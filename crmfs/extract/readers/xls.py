"""Old and binary workbooks (XLS, XLSB), by python-calamine. Cells are shown by their type, not by their format."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from io import BytesIO

from crmfs.extract.limits import ROWS, Unreadable

_ROWS_A_PIECE = 500


def read(name: str, data: bytes) -> Iterator[str]:
    """Yields the text of a workbook, sheet by sheet; no sheet beyond `ROWS` rows.

    Raises:
        Unreadable: `extract.missing_library`, `extract.encrypted` or `extract.damaged`.
    """
    try:
        import python_calamine as calamine
    except ImportError:
        raise Unreadable("extract.missing_library") from None
    try:
        book = calamine.CalamineWorkbook.from_filelike(BytesIO(data))
        for sheet in book.sheet_names:
            yield f"{sheet}\n"
            rows = book.get_sheet_by_name(sheet).to_python(skip_empty_area=True, nrows=ROWS)
            for at in range(0, len(rows), _ROWS_A_PIECE):
                yield "".join(map(_line, rows[at : at + _ROWS_A_PIECE]))
    except calamine.PasswordError:
        raise Unreadable("extract.encrypted") from None
    except calamine.CalamineError:
        raise Unreadable("extract.damaged") from None


def _line(cells: Sequence[object]) -> str:
    said = "\t".join(text for text in map(_shown, cells) if text)
    return f"{said}\n" if said else ""


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return f"{value:.15g}"
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d}" if value.time() == time() else f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, date | time | timedelta):
        return str(value)
    return str(value).strip()

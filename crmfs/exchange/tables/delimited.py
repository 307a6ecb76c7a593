"""CSV, TSV and their kin: bytes → encoding → delimiter → lines of cells. Finds no headings."""

import csv
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from crmfs.core.errors import UsageError, ValueRefused
from crmfs.exchange.tables.model import MAX_ROWS, Line

DELIMITERS = (",", "\t", ";", "|", "，", "；")
_SAMPLE_LINES = 60


def decode(data: bytes, name: str, encoding: str = "") -> tuple[str, str]:
    """Returns the text of a file and the encoding that was chosen: UTF-8, UTF-16, then GB 18030 (it holds GBK).

    UTF-16 without its mark is taken for it only where zero bytes betray it: almost any GBK text would decode too.

    Raises:
        UsageError: The encoding that was asked for is unknown.
        ValueRefused: The bytes are text in none of them.
    """
    for codec, shown in [(encoding, encoding)] if encoding else _candidates(data):
        try:
            text = data.decode(codec)
        except LookupError:
            raise UsageError("table.encoding_name", file=name) from None
        except UnicodeError:
            continue
        if "\0" not in text:
            return text, shown
    raise ValueRefused("table.encoding_unknown", file=name)


def _candidates(data: bytes) -> list[tuple[str, str]]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return [("utf-16", "utf-16")]
    head = data[:4096]
    if b"\0" in head:
        codec = "utf-16-le" if head[1::2].count(0) >= head[0::2].count(0) else "utf-16-be"
        return [(codec, "utf-16")] if "\n" in data.decode(codec, "ignore") else []
    return [("utf-8-sig", "utf-8"), ("gb18030", "gb18030")]


def find_delimiter(text: str) -> str:
    """Returns the character that cuts most lines into the same number of cells, a comma where none does."""
    best, delimiter = (0, 0), ","
    for candidate in DELIMITERS:
        counts = Counter(len(cells) for cells in _sample(text, candidate))
        counts.pop(0, None)
        width, lines = max(counts.items(), key=lambda item: (item[0] > 1, item[1], item[0]), default=(0, 0))
        if width > 1 and (lines, width) > best:
            best, delimiter = (lines, width), candidate
    return delimiter


def _sample(text: str, delimiter: str) -> list[list[str]]:
    head = text.splitlines(keepends=True)[:_SAMPLE_LINES] if len(text) < 10**6 else _head(text)
    try:
        return list(csv.reader(head, delimiter=delimiter))
    except csv.Error:
        return []


def _head(text: str) -> list[str]:
    return text[:100_000].splitlines(keepends=True)[:_SAMPLE_LINES]


def read_delimited(text: str, name: str, delimiter: str = "") -> tuple[list[Line], str]:
    """Returns the lines that hold anything, and the delimiter; Excel's first line `sep=;` is honoured.

    Raises:
        ValueRefused: A quote is never closed or is followed by text, or there are too many lines.
    """
    first, _, rest = text.partition("\n")
    skipped = 0
    if first.strip().lower().startswith("sep=") and len(first.strip()) == 5:
        delimiter, text, skipped = delimiter or first.strip()[-1], rest, 1
    delimiter = delimiter or find_delimiter(text)
    lines = list(islice(_lines(text, name, delimiter, skipped), MAX_ROWS + 1))
    if len(lines) > MAX_ROWS:
        raise ValueRefused("table.too_many_rows", file=name, most=MAX_ROWS)
    return lines, delimiter


def _lines(text: str, name: str, delimiter: str, skipped: int) -> Iterator[Line]:
    pieces = iter(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    reader = csv.reader((piece + "\n" for piece in pieces), delimiter=delimiter, strict=True)
    start = 1
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as error:
            long = "field limit" in str(error) and '"' not in text
            code = "table.cell_too_long" if long else "table.quotes_broken"  # an open quote runs on to the limit, too
            raise ValueRefused(code, file=name, line=start + skipped, most=csv.field_size_limit()) from None
        if cells is None:
            return
        if any(cell.strip() for cell in cells):
            yield start + skipped, tuple(cell or None for cell in cells)
        start = reader.line_num + 1

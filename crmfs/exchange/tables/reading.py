"""One file → its tables. Decides by the first bytes and the name which reader is asked."""

from collections.abc import Callable
from pathlib import Path

from crmfs.core.errors import NotFound, UsageError, ValueRefused
from crmfs.exchange.tables.delimited import decode, read_delimited
from crmfs.exchange.tables.encrypted import decrypted
from crmfs.exchange.tables.header import below_header, find_header
from crmfs.exchange.tables.model import MAX_BYTES, RECOGNISED, Line, Reading, Row, Table
from crmfs.exchange.tables.objects import read_objects
from crmfs.exchange.tables.workbook import MAGIC, read_workbook

_JSON_NAMES = (".json", ".jsonl", ".ndjson")
_WORKBOOK_NAMES = (".xlsx", ".xlsm", ".xlsb", ".ods")


def _nobody_knows(_: str) -> bool:
    return False


def read_tables(
    file: Path, *, known: Callable[[str], bool] = _nobody_knows, reading: Reading = RECOGNISED, password: str = ""
) -> list[Table]:
    """Returns the tables of a file: one, or one a sheet that holds anything.

    Args:
        file: CSV, TSV (any common delimiter), XLSX, XLS, XLSB, ODS, JSON or JSON lines.
        known: Says whether a heading is one that some field goes by; helps to find the row of headings.
        reading: What somebody says about the file, in place of what would be recognised.
        password: Opens workbooks that have one.

    Raises:
        NotFound: There is no such file.
        UsageError: There is no such sheet or line.
        ValueRefused: The file is empty, too large, broken or of no kind that can be read.
        ConfigError: python-calamine or msoffcrypto-tool is needed and not installed.
    """
    data = _bytes(file)
    if data.startswith(MAGIC):
        data = decrypted(data, file.name, password)
        return _sheets(data, file.name, known, reading)
    if file.suffix.lower() in _WORKBOOK_NAMES or data.lstrip()[:1] == b"<":  # some systems call a web page .xls
        raise ValueRefused("table.workbook_broken", file=file.name)
    text, encoding = decode(data, file.name, reading.encoding)
    if file.suffix.lower() in _JSON_NAMES:
        headings, lines = read_objects(text, file.name)
        if not lines:
            raise ValueRefused("table.empty", file=file.name)
        return [Table(file.name, "", headings, tuple(Row(*line) for line in lines), encoding)]
    lines, delimiter = read_delimited(text, file.name, reading.delimiter)
    return [_table(lines, file.name, "", known, reading, encoding, delimiter)]


def _bytes(file: Path) -> bytes:
    try:
        if not file.is_file():
            raise NotFound("table.no_file", file=file.name)
        if file.stat().st_size > MAX_BYTES:
            raise ValueRefused("table.too_large", file=file.name, most_mib=MAX_BYTES // 2**20)
        data = file.read_bytes()
    except OSError:
        raise UsageError("table.unreadable", file=file.name) from None
    if not data.strip():
        raise ValueRefused("table.empty", file=file.name)
    return data


def _sheets(data: bytes, name: str, known: Callable[[str], bool], reading: Reading) -> list[Table]:
    sheets = [item for item in read_workbook(data, name) if reading.sheet in ("", item[0])]
    if not sheets:
        raise UsageError("table.no_sheet", file=name) if reading.sheet else ValueRefused("table.empty", file=name)
    if len(sheets) == 1 and not reading.sheet:
        return [_table(sheets[0][1], name, "", known, reading)]
    return [_sheet(lines, name, sheet, known, reading) for sheet, lines in sheets]


def _sheet(lines: list[Line], name: str, sheet: str, known: Callable[[str], bool], reading: Reading) -> Table:
    try:
        return _table(lines, name, sheet, known, reading)
    except ValueRefused as error:
        if error.code != "table.header_missing":
            raise
        return Table(name, sheet, (), tuple(Row(*line) for line in lines))  # a sheet of notes beside the data


def _table(
    lines: list[Line],
    name: str,
    sheet: str,
    known: Callable[[str], bool],
    reading: Reading,
    encoding: str = "",
    delimiter: str = "",
) -> Table:
    if not lines:
        raise ValueRefused("table.empty", file=name)
    at = find_header(lines, name, known, reading.header_line)
    headings, rows = below_header(lines, at, name)
    return Table(name, sheet, headings, rows, encoding, delimiter, lines[at][0])

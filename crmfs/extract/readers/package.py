"""Zip packages: which office format one holds, by its parts. Reads no text itself."""

from collections.abc import Iterator

from crmfs.extract.archive import Archive
from crmfs.extract.limits import Unreadable
from crmfs.extract.readers import docx, odf, pptx, xls, xlsx
from crmfs.extract.types import file_type

_OFFICE = frozenset(("docx", "xlsx", "xlsb", "pptx", "odt", "ods", "odp"))


def read(name: str, data: bytes) -> Iterator[str]:
    """Yields the text of an office document; of another archive nothing.

    Raises:
        Unreadable: The package is no whole office document though its name says so, or a part cannot be read.
    """
    archive = Archive(data)
    parts = {part.lower() for part in archive.names}
    if "xl/workbook.bin" in parts:
        yield from xls.read(name, data)
    elif any(part.startswith("word/") for part in parts):
        yield from docx.read(archive)
    elif "xl/workbook.xml" in parts:
        yield from xlsx.read(archive)
    elif any(part.startswith("ppt/") for part in parts):
        yield from pptx.read(archive)
    elif "content.xml" in parts:
        yield from odf.read(archive)
    elif file_type(name) in _OFFICE:
        raise Unreadable("extract.damaged")

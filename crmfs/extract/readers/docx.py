"""Word documents (DOCX, DOCM): body, tables, text boxes, notes, comments, headers and footers. Old .doc is not read."""

import re
from collections.abc import Iterator

from crmfs.extract.archive import Archive
from crmfs.extract.parts import in_order
from crmfs.extract.readers.flow import read_flow

_PARTS = tuple(
    re.compile(rf"word/(?:{part})\d*\.xml", re.IGNORECASE)
    for part in ("document", "footnotes", "endnotes", "comments", "header|footer", "diagrams/data|charts/chart")
)


def read(archive: Archive) -> Iterator[str]:
    """Yields the text of a Word document, what was deleted under change tracking left out."""
    for part in in_order(archive.names, _PARTS):
        yield from read_flow(archive.chunks(part))

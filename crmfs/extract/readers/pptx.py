"""Presentations (PPTX, PPSX, PPTM): slides, speaker notes, comments. Layouts and masters hold prompts, no content."""

import re
from collections.abc import Iterator

from crmfs.extract.archive import Archive
from crmfs.extract.parts import in_order
from crmfs.extract.readers.flow import read_flow

_PARTS = tuple(
    re.compile(rf"ppt/(?:{part})[^/]*\.xml", re.IGNORECASE)
    for part in ("slides/slide", "notesSlides/notesSlide", "comments/", "diagrams/data|charts/chart")
)


def read(archive: Archive) -> Iterator[str]:
    """Yields the text of a presentation, slide by slide, then the notes."""
    for part in in_order(archive.names, _PARTS):
        yield from read_flow(archive.chunks(part))

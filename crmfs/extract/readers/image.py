"""Pictures: the letters in them where OCR is installed, else no text."""

from collections.abc import Iterator

from crmfs.extract.limits import Unreadable
from crmfs.extract.readers import ocr


def read(name: str, data: bytes) -> Iterator[str]:
    """Yields the text in a picture.

    Raises:
        Unreadable: `extract.no_text`: there is none, or nothing that could read it.
    """
    text = ocr.recognised(data) if ocr.is_there() else ""
    if not text:
        raise Unreadable("extract.no_text")
    yield text

"""PDF, page by page, by pdfium; by pypdf where pdfium is not installed. Scans have no text, but by OCR.

pdfium marks a word that is divided at a line's end by U+FFFE (or U+0002); the word is made whole again.
"""

import re
from collections.abc import Iterator
from io import BytesIO

from crmfs.extract.limits import Unreadable
from crmfs.extract.readers import ocr

_LOCKED = (4, 5)  # fpdfview.h: FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY
_OCR_DPI, _POINTS_AN_INCH = 200, 72
_DIVIDED = re.compile("[\ufffe\x02](?:\r?\n)?")


def read(name: str, data: bytes) -> Iterator[str]:
    """Yields the text of the pages.

    Raises:
        Unreadable: `extract.encrypted`, `extract.damaged`, `extract.missing_library`, or `extract.no_text`: a scan.
    """
    seen = False
    for page in _pages(data):
        seen = seen or not page.isspace()
        yield page
    if not seen and ocr.is_there():
        for page in _recognised(data):
            seen = seen or not page.isspace()
            yield page
    if not seen:
        raise Unreadable("extract.no_text")


def _pages(data: bytes) -> Iterator[str]:
    try:
        import pypdfium2
    except ImportError:
        yield from _pages_slowly(data)
        return
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise Unreadable("extract.encrypted" if error.err_code in _LOCKED else "extract.damaged") from None
    broken = False
    for number in range(len(document)):
        try:
            page = document[number]
            shown = page.get_textpage()
            yield _DIVIDED.sub("", shown.get_text_range()).replace("\r\n", "\n") + "\n"
            shown.close()
            page.close()
        except pypdfium2.PdfiumError:
            broken = True  # the other pages are read all the same
    if broken:
        raise Unreadable("extract.damaged")


def _recognised(data: bytes) -> Iterator[str]:
    """Yields the letters on pages that are pictures."""
    try:
        import pypdfium2
    except ImportError:
        return
    document = pypdfium2.PdfDocument(data)
    for number in range(len(document)):
        ocr_page = document[number].render(scale=_OCR_DPI / _POINTS_AN_INCH)
        yield ocr.recognised(ocr_page.to_numpy()) + "\n"


def _pages_slowly(data: bytes) -> Iterator[str]:
    try:
        import pypdf
        from pypdf.errors import DependencyError, FileNotDecryptedError, PyPdfError
    except ImportError:
        raise Unreadable("extract.missing_library") from None
    try:
        document = pypdf.PdfReader(BytesIO(data))
        if document.is_encrypted and not document.decrypt(""):
            raise Unreadable("extract.encrypted")
        for page in document.pages:
            yield page.extract_text() + "\n"
    except (DependencyError, FileNotDecryptedError):
        raise Unreadable("extract.encrypted") from None
    except PyPdfError:
        raise Unreadable("extract.damaged") from None

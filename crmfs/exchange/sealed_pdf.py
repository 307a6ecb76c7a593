"""PDFs: joined, and as a password alone opens them. The only module that loads pikepdf; keeps no temporary files."""

import io
from collections.abc import Callable, Sequence
from typing import Any

from crmfs.core.errors import ConfigError

MOST_BYTES = 127  # of a password in UTF-8: ISO 32000-2, 7.6.4.3.3; more would be cut off in silence


def sealed_pdf(data: bytes, password: str) -> bytes:
    """Returns a PDF encrypted with AES-256 (revision 6), its document properties too.

    Raises:
        ConfigError: `export.seal_pdf_missing`: pikepdf is not installed.
    """
    pikepdf = _pikepdf()
    written = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as document:
        document.save(written, encryption=pikepdf.Encryption(owner=password, user=password, R=6))  # ISO 32000-2
    return written.getvalue()


def joined_pdf(parts: Sequence[bytes], over: Callable[[int], bytes]) -> bytes:
    """Returns several PDFs as one, with the properties of the first; errors as `sealed_pdf`.

    Args:
        over: Returns a PDF of so many pages, which are laid over those of the whole.
    """
    pikepdf = _pikepdf()
    written = io.BytesIO()
    with pikepdf.open(io.BytesIO(parts[0])) as whole:
        for part in parts[1:]:
            with pikepdf.open(io.BytesIO(part)) as document:
                whole.pages.extend(document.pages)
        with pikepdf.open(io.BytesIO(over(len(whole.pages)))) as upper:
            for page, above in zip(whole.pages, upper.pages, strict=True):
                page.add_overlay(above)
        whole.save(written)
    return written.getvalue()


def _pikepdf() -> Any:
    try:
        import pikepdf
    except ModuleNotFoundError:
        raise ConfigError("export.seal_pdf_missing") from None
    return pikepdf

"""PDFs that a password opens. The only module that loads pikepdf; nothing is kept in temporary files."""

import io

from crmfs.core.errors import ConfigError

MOST_BYTES = 127  # of a password in UTF-8: ISO 32000-2, 7.6.4.3.3; more would be cut off in silence


def sealed_pdf(data: bytes, password: str) -> bytes:
    """Returns a PDF encrypted with AES-256 (revision 6), its document properties too.

    Raises:
        ConfigError: `export.seal_pdf_missing`: pikepdf is not installed.
    """
    try:
        import pikepdf
    except ModuleNotFoundError:
        raise ConfigError("export.seal_pdf_missing") from None
    written = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as document:
        document.save(written, encryption=pikepdf.Encryption(owner=password, user=password, R=6))  # ISO 32000-2
    return written.getvalue()

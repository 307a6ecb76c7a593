"""Pictures: their letters by rapidocr where the repository asks for it, else none. Looks at no other file."""

from collections.abc import Iterator

from crmfs.extract.limits import Unreadable


def read(name: str, data: bytes) -> Iterator[str]:
    """Yields nothing: letters in a picture are not read.

    Raises:
        Unreadable: `extract.no_text`, always.
    """
    raise Unreadable("extract.no_text")
    yield ""

"""Plain texts: TXT, MD, CSV, TSV, JSON, YAML, XML, LOG and what else is text. Markup in them is left as it stands."""

import re
from collections.abc import Iterator

from crmfs.extract.decode import decoded
from crmfs.extract.limits import TEXT_BYTES, Unreadable

_NO_TEXT = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\ufffd]")
_MOST_BAD = 0.1  # share of characters that no text has, in what is taken for one
_LOOKED_AT = 2_000
_BYTES_A_CHARACTER = 4  # at most, in every encoding that is read


def read(name: str, data: bytes) -> Iterator[str]:
    """Yields a text in one piece.

    Raises:
        Unreadable: `extract.damaged`: these bytes are no text in any encoding.
    """
    text = decoded(data[: _BYTES_A_CHARACTER * TEXT_BYTES + _BYTES_A_CHARACTER])
    head = text[:_LOOKED_AT]
    if len(_NO_TEXT.findall(head)) > _MOST_BAD * len(head):
        raise Unreadable("extract.damaged")
    yield text

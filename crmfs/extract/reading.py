"""One file read to its end or to a limit, whatever its reader does wrong. Runs where the caller is; starts nothing."""

from collections.abc import Iterator

from crmfs.extract.limits import INPUT_BYTES, TEXT_BYTES, Unreadable, is_over
from crmfs.extract.readers import reader
from crmfs.extract.sniff import form_of
from crmfs.extract.types import Extracted

_CONTROLS = bytes((*range(9), 11, *range(14, 32), 127))
_LINE_ENDS = (b"\r\n", b"\r", b"\f", *(mark.encode() for mark in "\x85\u2028\u2029"))
_NONCHARACTERS = ("\ufffe".encode(), "\uffff".encode())


def extract(name: str, data: bytes) -> Extracted:
    """Returns the text of a file, or as much of it as can be read, and what kept the rest from being read."""
    if len(data) > INPUT_BYTES:
        return Extracted("", "extract.too_large")
    return _gathered(_pieces(name, data))


def _pieces(name: str, data: bytes) -> Iterator[str]:
    yield from reader(form_of(name, data))(name, data)


def _gathered(pieces: Iterator[str]) -> Extracted:
    kept: list[bytes] = []
    problem: str | None = None
    truncated = False
    left_bytes = TEXT_BYTES
    try:
        for piece in pieces:
            kept.append(_clean(piece))
            left_bytes -= len(kept[-1])
            if left_bytes < 0:
                truncated = True
                break
            if is_over():
                problem, truncated = "extract.timeout", True
                break
    except Unreadable as unreadable:
        problem = unreadable.code
    except MemoryError:
        problem = "extract.memory"
    except Exception:  # noqa: BLE001 - whatever a reader does wrong on a file is that file's problem
        problem = "extract.damaged"
    except BaseException as panic:
        if type(panic).__name__ != "PanicException":  # of a library in Rust; no Exception, and it has no module
            raise
        problem = "extract.damaged"
    text = b"".join(kept)[:TEXT_BYTES].decode(errors="ignore")
    return Extracted(text.strip(), problem, truncated)


def _clean(piece: str) -> bytes:
    """Returns a text in UTF-8 with line feeds as its only line ends and nothing that is no character."""
    data = piece.encode("utf-8", "ignore")  # lone surrogates go
    for line_end in _LINE_ENDS:
        if line_end in data:
            data = data.replace(line_end, b"\n")
    for noncharacter in _NONCHARACTERS:
        data = data.replace(noncharacter, b"")
    return data.translate(None, _CONTROLS)

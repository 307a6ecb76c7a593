"""The readers: each yields the text of one type of file, piece by piece, or raises `Unreadable`. The list of them."""

from collections.abc import Callable, Iterator
from importlib import import_module

from crmfs.extract.limits import Unreadable
from crmfs.extract.sniff import DAMAGED

Read = Callable[[str, bytes], Iterator[str]]

# By what `form_of` answers: the module in this folder whose `read(name, data)` reads it, loaded when first needed.
READERS = {
    "pdf": "pdf",
    "package": "package",
    "compound": "compound",
    "rtf": "rtf",
    "html": "html",
    "mail": "mail",
    "text": "plain",
    "image": "image",
}


def reader(form: str) -> Read:
    """Returns the reader of a form of file."""
    if form in READERS:
        read: Read = import_module(f"crmfs.extract.readers.{READERS[form]}").read
        return read
    return _damaged if form == DAMAGED else _nothing


def _nothing(name: str, data: bytes) -> Iterator[str]:
    return iter(())


def _damaged(name: str, data: bytes) -> Iterator[str]:
    raise Unreadable("extract.damaged")

"""OLE compound files: old Excel is read, encrypted Office files and old Word, PowerPoint and Outlook are told as such.

Source: [MS-CFB] 2.6 (directory entries have UTF-16 names), [MS-OFFCRYPTO] 1.3.2 (EncryptedPackage).
"""

from collections.abc import Iterator

from crmfs.extract.limits import Unreadable
from crmfs.extract.readers import xls
from crmfs.extract.types import file_type

_SECTOR_BYTES = 128  # a directory entry's length; entries are so aligned
_WORD, _SLIDES, _MAIL = "WordDocument", "PowerPoint Document", "__properties_version1.0"
_BOOKS = ("Workbook", "Book")
_NOT_READ = frozenset(("doc", "ppt", "msg"))


def read(name: str, data: bytes) -> Iterator[str]:
    """Yields the text of an old workbook.

    Raises:
        Unreadable: `extract.encrypted`; `extract.not_read`: a program wrote it whose files are not read;
            `extract.damaged`: it holds none of the streams that its name promises.
    """
    if _has(data, "EncryptedPackage"):
        raise Unreadable("extract.encrypted")
    type_ = file_type(name)
    if type_ in _NOT_READ or any(_has(data, stream) for stream in (_WORD, _SLIDES, _MAIL)):
        raise Unreadable("extract.not_read")
    if any(_has(data, stream) for stream in _BOOKS):
        yield from xls.read(name, data)
    elif type_ != "other":
        raise Unreadable("extract.damaged")


def _has(data: bytes, stream: str) -> bool:
    """Says whether the directory names a stream."""
    name = (stream + "\0").encode("utf-16-le")
    at = data.find(name)
    while at >= 0 and at % _SECTOR_BYTES:
        at = data.find(name, at + 1)
    return at >= 0

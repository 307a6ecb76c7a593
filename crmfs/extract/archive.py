"""The parts of a zip archive, unpacked under caps; a bomb costs its first caps' worth. Knows no office format."""

import struct
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

from crmfs.extract.limits import ARCHIVE_BYTES, ENTRIES, PART_BYTES, RATIO, RATIO_FROM_BYTES, Unreadable

_CHUNK_BYTES = 1 << 16
_END = b"PK\x05\x06"
_END_SEARCHED_BYTES = (1 << 16) + 22
_ENCRYPTED_FLAG = 1


class Archive:
    """An opened zip archive; nothing is unpacked before it is asked for.

    Args:
        data: The archive's bytes.

    Raises:
        Unreadable: `extract.damaged`, or `extract.too_large`: more entries than any office file has.
    """

    def __init__(self, data: bytes) -> None:
        if _entries_told(data) > ENTRIES:
            raise Unreadable("extract.too_large")
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OverflowError, struct.error, NotImplementedError):
            raise Unreadable("extract.damaged") from None
        self._infos = {info.filename.replace("\\", "/").lstrip("/"): info for info in self._zip.infolist()}
        if len(self._infos) > ENTRIES:
            raise Unreadable("extract.too_large")
        self._left_bytes = ARCHIVE_BYTES

    @property
    def names(self) -> list[str]:
        """The names of its parts, as they lie in it."""
        return list(self._infos)

    def chunks(self, name: str) -> Iterator[bytes]:
        """Yields the bytes of one part, nothing for a part that is not there.

        Raises:
            Unreadable: The part is damaged, encrypted or larger than the caps allow.
        """
        info = self._infos.get(name)
        if info is None:
            return
        self._judge(info)
        try:
            with self._zip.open(info) as part:
                while chunk := part.read(_CHUNK_BYTES):
                    self._left_bytes -= len(chunk)
                    if self._left_bytes < 0:
                        raise Unreadable("extract.too_large")
                    yield chunk
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, struct.error, OSError):
            raise Unreadable("extract.damaged") from None

    def read(self, name: str) -> bytes:
        """Returns one part whole, `b""` for a part that is not there; raises as `chunks` does."""
        return b"".join(self.chunks(name))

    def _judge(self, info: zipfile.ZipInfo) -> None:
        if info.flag_bits & _ENCRYPTED_FLAG:
            raise Unreadable("extract.encrypted")
        swollen = info.file_size > RATIO_FROM_BYTES and info.file_size > RATIO * max(1, info.compress_size)
        if info.file_size > PART_BYTES or swollen:
            raise Unreadable("extract.too_large")


def _entries_told(data: bytes) -> int:
    """Returns how many entries the archive's last record tells of; 0 where there is none.

    Source: PKWARE APPNOTE 6.3, 4.3.16 (end of central directory record).
    """
    at = data.rfind(_END, max(0, len(data) - _END_SEARCHED_BYTES))
    return int.from_bytes(data[at + 10 : at + 12], "little") if at >= 0 else 0

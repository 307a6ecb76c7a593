"""OLE compound files and old workbooks, byte by byte.

Source: [MS-CFB] 2.2 (header), 2.3 (sectors), 2.6 (directory); [MS-XLS] 2.4 (records).
"""

import struct
from collections.abc import Mapping, Sequence

_SECTOR = 512
_FREE, _END, _FAT, _NONE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF


def compound(streams: Mapping[str, bytes]) -> bytes:
    """Returns a compound file; its streams are padded to 4096 bytes, so that none goes into the mini stream."""
    fat, sectors, entries = [_FAT, _END], [], [_entry("Root Entry", 5, _END, 0, child=1)]
    for number, (name, content) in enumerate(streams.items(), 1):
        padded = content.ljust(4096, b"\0")
        count = -(-len(padded) // _SECTOR)
        start = len(fat)
        fat += [*range(start + 1, start + count), _END]
        sectors.append(padded.ljust(count * _SECTOR, b"\0"))
        right = number + 1 if number < len(streams) else _NONE
        entries.append(_entry(name, 2, start, len(padded), right=right))
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6,
        0, 1, 1, 0, 4096, _END, 0, _END, 0, 0,
    ) + struct.pack("<108I", *[_FREE] * 108)  # fmt: skip
    table = struct.pack(f"<{_SECTOR // 4}I", *fat, *[_FREE] * (_SECTOR // 4 - len(fat)))
    return header + table + b"".join(entries).ljust(_SECTOR, b"\0") + b"".join(sectors)


def _entry(name: str, kind: int, start: int, size: int, right: int = _NONE, child: int = _NONE) -> bytes:
    encoded = name.encode("utf-16-le") + b"\0\0"
    return struct.pack(
        "<64sHBBIII16xI16xIQ", encoded, len(encoded), kind, 1, _NONE, right, child, 0, start, size
    )  # fmt: skip


def old_workbook(sheet: str, rows: Sequence[Sequence[str | float]]) -> bytes:
    """Returns a workbook as Excel 97 to 2003 wrote it."""
    cells = b"".join(_cell(r, c, value) for r, row in enumerate(rows) for c, value in enumerate(row))
    page = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 1997, 0, 6)) + cells + _record(0x000A, b"")
    start = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 1997, 0, 6))
    start += _record(0x0042, struct.pack("<H", 1200))
    name = struct.pack("<BB", len(sheet), 1) + sheet.encode("utf-16-le")
    offset = len(start) + 4 + 6 + len(name) + 4
    start += _record(0x0085, struct.pack("<IH", offset, 0) + name) + _record(0x000A, b"")
    return compound({"Workbook": start + page})


def _cell(row: int, column: int, value: str | float) -> bytes:
    place = struct.pack("<HHH", row, column, 0)
    if isinstance(value, str):
        return _record(0x0204, place + struct.pack("<HB", len(value), 1) + value.encode("utf-16-le"))
    return _record(0x0203, place + struct.pack("<d", value))


def _record(kind: int, content: bytes) -> bytes:
    return struct.pack("<HH", kind, len(content)) + content

"""Damage: which of an index's files are not what the engine wrote, by the checksum at the end of each. Mends nothing.

The engine looks at the ends of its files only when it opens them; a flipped bit in between would be a wrong answer.
"""

import json
import struct
import zlib
from pathlib import Path

_META = "meta.json"
_KINDS = ("fast", "fieldnorm", "idx", "pos", "store", "term")
_TAIL = struct.Struct("<II")  # length of the footer before it, a constant; see tantivy's directory/footer.rs
_MAGIC = 1337


def damaged(folder: Path) -> list[str]:
    """Returns the names of the files of a generation that are missing or not as they were written, sorted."""
    while True:
        try:
            meta = (folder / _META).read_bytes()
            names = [name for segment in json.loads(meta)["segments"] for name in _names(segment)]
            found = sorted(name for name in names if not _is_whole(folder / name))
            if not found or (folder / _META).read_bytes() == meta:  # else a writer dropped what it has merged
                return found
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return [_META]


def _names(segment: dict[str, object]) -> list[str]:
    stem = str(segment["segment_id"]).replace("-", "")
    names = [f"{stem}.{kind}" for kind in _KINDS]
    deletes = segment.get("deletes")
    if isinstance(deletes, dict):
        names.append(f"{stem}.{deletes['opstamp']}.del")
    return names


def _is_whole(file: Path) -> bool:
    try:
        data = file.read_bytes()
        length, magic = _TAIL.unpack(data[-_TAIL.size :])
        end = len(data) - _TAIL.size - length
        crc = json.loads(data[end : -_TAIL.size])["crc"] if magic == _MAGIC and end >= 0 else None
    except (OSError, ValueError, KeyError, TypeError, struct.error):
        return False
    return crc is not None and zlib.crc32(memoryview(data)[:end]) == crc

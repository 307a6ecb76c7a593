"""Many objects as one pack: one fsync instead of one for each object. Knows nothing of what they mean."""

import zlib
from collections.abc import Iterable
from hashlib import sha1
from itertools import chain

_KINDS = {"commit": 1, "tree": 2, "blob": 3}  # gitformat-pack(5)


def packed(objects: Iterable[tuple[str, bytes]], count: int) -> bytes:
    """Returns a pack of version 2 that holds `count` objects, each given by its kind and bytes."""
    digest = sha1(usedforsecurity=False)
    parts = [b"PACK" + (2).to_bytes(4, "big") + count.to_bytes(4, "big")]
    parts += chain.from_iterable((_head(_KINDS[kind], len(data)), zlib.compress(data, 1)) for kind, data in objects)
    for part in parts:
        digest.update(part)
    return b"".join(parts) + digest.digest()


def _head(kind: int, size: int) -> bytes:
    byte = kind << 4 | size & 0x0F
    size >>= 4
    head = bytearray()
    while size:
        head.append(byte | 0x80)
        byte = size & 0x7F
        size >>= 7
    head.append(byte)
    return bytes(head)

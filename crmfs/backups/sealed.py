"""Small JSON files that show every change of a byte: each carries a checksum of itself. Knows not what they say."""

import hashlib
import json
from typing import Any

from crmfs.core.errors import StorageError

_SEAL = "seal"


class BackupDamaged(StorageError):
    """A file of a backup is missing, or is not what was written. Exit 74."""


def sealed(value: dict[str, Any]) -> bytes:
    """Returns a value as the bytes of its file."""
    return _written(value | {_SEAL: digest(_written(value))})


def unsealed(data: bytes, name: str) -> dict[str, Any]:
    """Returns the value of a file's bytes.

    Args:
        name: The file's name, for the message.

    Raises:
        BackupDamaged: `backup.edited`: they are not, byte for byte, what `sealed` returned.
    """
    try:
        value = json.loads(data)
        seal = value.pop(_SEAL)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise BackupDamaged("backup.edited", path=name) from None
    if digest(_written(value)) != seal or sealed(value) != data:
        raise BackupDamaged("backup.edited", path=name)
    return dict(value)


def digest(data: bytes) -> str:
    """Returns the SHA-256 of bytes in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def _written(value: dict[str, Any]) -> bytes:
    return json.dumps(value, indent=1).encode("ascii") + b"\n"

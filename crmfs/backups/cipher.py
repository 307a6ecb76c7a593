"""Encryption for age recipients, as a stream of bounded memory. The only module that loads pyrage; keeps no key.

Source: the age format, https://age-encryption.org/v1. `age -d -i KEY` opens what is written here.
"""

from collections.abc import Iterable, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from crmfs.core.errors import ConfigError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

SUFFIX = ".age"
_SSH = ("ssh-ed25519 ", "ssh-rsa ")
_LIST_BYTES_MOST = 1 << 20


class Source(Protocol):
    """What is read from."""

    def read(self, size: int = -1) -> bytes:
        """Returns the next bytes, empty at the end."""


class Sink(Protocol):
    """What is written to."""

    def write(self, piece: bytes) -> int:
        """Takes the next bytes."""

    def flush(self) -> None:
        """Hands on what it holds."""


def recipients_typed(typed: Iterable[str]) -> tuple[str, ...]:
    """Returns the recipients that somebody named, each once, sorted: keys, or files with a key a line.

    Raises:
        UsageError: `backup.recipient_invalid`.
        ConfigError: `backup.age_missing`.
    """
    found: set[str] = set()
    for one in typed:
        found |= {one.strip()} if _looks_like_key(one) else set(_listed(one))
    for one in found:
        _recipient(one)
    return tuple(sorted(found))


def identities_in(file: Path) -> Sequence[object]:
    """Returns the secret keys of a file: age's (`age-keygen`), or one of SSH.

    Raises:
        UsageError: `backup.identity_absent`, `backup.identity_unreadable`.
        ConfigError: `backup.age_missing`.
    """
    pyrage = _library()
    try:
        data = file.read_bytes()
        lines = data.decode("utf-8").splitlines()
        if b"PRIVATE KEY-----" in data:
            return [pyrage.ssh.Identity.from_buffer(data)]
        keys = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
        found = [pyrage.x25519.Identity.from_str(key) for key in keys]
    except FileNotFoundError:
        raise UsageError("backup.identity_absent", file=str(file)) from None
    except (OSError, ValueError, pyrage.IdentityError):
        found = []
    if not found:
        raise UsageError("backup.identity_unreadable", file=str(file))
    return found


def encrypt(source: Source, sink: Sink, recipients: Iterable[str]) -> None:
    """Encrypts a stream; errors of either side come through as they are."""
    pyrage = _library()
    ends = _Ends(source, sink)
    with ends.told(pyrage.EncryptError):
        pyrage.encrypt_io(ends, ends, [_recipient(one) for one in recipients])


def decrypt(source: Source, sink: Sink, identities: Sequence[object]) -> None:
    """Decrypts a stream; errors of either side come through as they are.

    Raises:
        UsageError: `backup.identity_wrong`: none of the keys opens it.
    """
    pyrage = _library()
    ends = _Ends(source, sink)
    with ends.told(pyrage.DecryptError):
        pyrage.decrypt_io(ends, ends, identities)


class _Ends:
    """Both ends of the library's pipe; it makes every error its own and forgets which it was, so that is noted here."""

    def __init__(self, source: Source, sink: Sink) -> None:
        self._source, self._sink = source, sink
        self._met: BaseException | None = None

    def read(self, size: int = -1) -> bytes:
        try:
            return self._source.read(size)
        except BaseException as error:
            self._met = error
            raise

    def write(self, piece: bytes) -> int:
        try:
            return self._sink.write(piece)
        except BaseException as error:
            self._met = error
            raise

    def flush(self) -> None:
        self._sink.flush()

    @contextmanager
    def told(self, refused: type[Exception]) -> "Iterator[None]":
        try:
            yield
        except (refused, OSError):
            if self._met is not None:
                raise self._met from None
            raise UsageError("backup.identity_wrong") from None


def _looks_like_key(typed: str) -> bool:
    return typed.strip().startswith(("age1", *_SSH))


def _listed(typed: str) -> list[str]:
    """Returns the recipients of a file, as `age -R` reads it."""
    file = Path(typed)
    try:
        if file.stat().st_size > _LIST_BYTES_MOST:
            raise ValueError
        lines = [line.strip() for line in file.read_text(encoding="utf-8").splitlines()]
    except (OSError, ValueError):
        lines = []
    found = [line for line in lines if line and not line.startswith("#")]
    if not found:
        raise UsageError("backup.recipient_invalid", recipient=typed)
    return found


def _recipient(key: str) -> Any:
    pyrage = _library()
    try:
        kind = pyrage.ssh if key.startswith(_SSH) else pyrage.x25519
        return kind.Recipient.from_str(key)
    except (pyrage.RecipientError, ValueError):
        raise UsageError("backup.recipient_invalid", recipient=key) from None


def _library() -> Any:
    try:
        import pyrage
    except ModuleNotFoundError:
        raise ConfigError("backup.age_missing") from None
    return pyrage

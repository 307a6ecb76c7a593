"""Repository paths: which are safe to store, their canonical form, where a customer's folder is. Touches no disk."""

import unicodedata
from functools import lru_cache
from typing import NewType

RepoPath = NewType("RepoPath", str)  # slash-separated, relative to the repository's root, NFC

NAME_BYTES = 200  # longest segment, so that it fits every file system with room for suffixes
PATH_BYTES = 1000

_DEVICES = frozenset(
    ["con", "prn", "aux", "nul", "conin$", "conout$"]
    + [f"{name}{digit}" for name in ("com", "lpt") for digit in "123456789¹²³"]
)
_FORBIDDEN = frozenset('<>:"|?*\\')
_BIDI_AND_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def unsafe_reason(path: str) -> str | None:
    """Returns why a path cannot be checked out everywhere, or None if it can.

    Returns:
        One of `empty`, `absolute`, `dots`, `git`, `device`, `character`, `invisible`, `trailing`, `long`, `not_nfc`.
    """
    if not path:
        return "empty"
    if path.startswith("/"):
        return "absolute"
    if len(path.encode("utf-8", "surrogatepass")) > PATH_BYTES:
        return "long"
    for segment in path.split("/"):
        reason = _segment_reason(segment)
        if reason:
            return reason
    return None


@lru_cache(maxsize=65536)
def _segment_reason(segment: str) -> str | None:
    if segment in ("", ".", ".."):
        return "dots"
    if segment.isascii() and segment.isalnum():
        return _name_reason(segment)
    if any(char in _FORBIDDEN for char in segment):
        return "character"
    if not segment.isascii():
        if any(unicodedata.category(char) in _BIDI_AND_INVISIBLE for char in segment):
            return "invisible"
        if not unicodedata.is_normalized("NFC", segment):
            return "not_nfc"
    elif not segment.isprintable():
        return "invisible"
    if segment[-1] in ". " or segment[0] == " ":
        return "trailing"
    return _name_reason(segment)


def _name_reason(segment: str) -> str | None:
    folded = canonical(segment)
    if folded == ".git" or folded.startswith("git~"):
        return "git"
    if folded.partition(".")[0].rstrip(" ") in _DEVICES:
        return "device"
    if len(segment.encode("utf-8")) > NAME_BYTES:
        return "long"
    return None


@lru_cache(maxsize=65536)
def _canonical_segment(segment: str) -> str:
    if segment.isascii():
        return segment.lower().rstrip(". ") or segment
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", segment).casefold())
    folded = "".join(char for char in folded if unicodedata.category(char) != "Cf")
    return folded.rstrip(". ") or segment


def canonical(path: str) -> str:
    """Returns the form in which two paths that some file system or eye takes for one are equal.

    Per segment NFKC, casefold, NFKC, format characters dropped, trailing dots and spaces stripped.
    """
    if path.isascii() and path[-1:] not in (".", " ") and "./" not in path and " /" not in path:
        return path.lower()
    return "/".join(map(_canonical_segment, path.split("/")))


def customer_folder(customer: str) -> RepoPath:
    """Returns a customer's folder: `CUST001` is in `customers/01/CUST001`."""
    return RepoPath(f"customers/{customer[-2:]}/{customer}")


def parent(path: str) -> str:
    """Returns the folder that holds a path, `""` for the root."""
    return path.rpartition("/")[0]


def name(path: str) -> str:
    """Returns a path's last segment."""
    return path.rpartition("/")[2]

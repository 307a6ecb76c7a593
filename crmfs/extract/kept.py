"""Under which key texts are kept, and those that are. Reads no file; loads no reader, for hooks use it too."""

from collections.abc import Iterable
from functools import cache
from importlib.util import find_spec

from crmfs.extract.types import Extracted, file_type
from crmfs.git.derived import Derived

FUNCTION = "extract_text"
VERSION = 1  # counts up whenever some reader gets another text out of some file than before

_LIBRARIES = ("pypdfium2", "pypdf", "striprtf", "python_calamine", "rapidocr")


def kept_texts(derived: Derived, items: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Extracted]:
    """Returns the texts that are kept, by name and blob id; reads no file."""
    keys = {(name, oid): key_of(name, oid) for name, oid in items}
    kept = derived.get_many(FUNCTION, VERSION, dict.fromkeys(keys.values()))
    return {item: Extracted(*kept[key]) for item, key in keys.items() if key in kept}


def key_of(name: str, oid: str) -> str:
    """Returns under what a text is kept: the blob, the type that its name tells, and the libraries that are there."""
    return f"{oid}:{file_type(name)}:{_libraries()}"


def readers_key() -> str:
    """Returns what stands for all that decides which text is got out of a file: another key, other texts."""
    return f"{VERSION}:{_libraries()}"


@cache
def _libraries() -> str:
    return "+".join(name for name in _LIBRARIES if find_spec(name)) or "none"

"""What a YAML file may hold, and JSON Pointers (RFC 6901) into it. Knows no syntax."""

from functools import lru_cache
from typing import TypeAlias

Value: TypeAlias = "dict[str, Value] | list[Value] | str | int | float | bool | None"


def pointer_parts(pointer: str) -> list[str]:
    """Returns a pointer's reference tokens, unescaped; `""` is the root and has none."""
    if not pointer:
        return []
    return [part.replace("~1", "/").replace("~0", "~") for part in pointer.removeprefix("/").split("/")]


@lru_cache(maxsize=4096)
def pointer_to(*parts: str | int) -> str:
    """Returns the pointer made of keys and indexes."""
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in parts)


def same(one: Value, other: Value) -> bool:
    """Says whether two values are equal in type, order of keys and content: 1, 1.0 and True all differ."""
    return repr(one) == repr(other)

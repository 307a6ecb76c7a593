"""Regular expressions that are compiled when first used: one process uses few of them. Holds none itself."""

import re
from typing import Any, AnyStr, cast


class _Regex:
    """Stands for a compiled pattern; what was asked of it once is found without a detour from then on."""

    def __init__(self, source: str | bytes, flags: int) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        found = getattr(re.compile(self._source, self._flags), name)  # `re` keeps what it compiled
        setattr(self, name, found)
        return found


def regex(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Returns a pattern for a module's constant, compiled at its first use; compiling some takes milliseconds.

    It has all that a compiled pattern has, at the same speed. The functions of `re` itself do not take it.

    Args:
        source: As `re.compile` takes it; a mistake in it shows at the first use.
        flags: As `re.compile` takes them.
    """
    return cast("re.Pattern[AnyStr]", _Regex(source, flags))

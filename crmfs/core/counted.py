"""Messages that count: `{count:file|files}` becomes `1 file`, `2 files`. Holds no message."""

from collections.abc import Mapping
from string import Formatter


class _Filling(Formatter):
    def format_field(self, value: object, format_spec: str) -> str:
        one, either, many = format_spec.partition("|")
        if not either:
            return str(super().format_field(value, format_spec))
        return f"{value} {one if value == 1 else many}"


_FILLING = _Filling()


def counted(message: str, values: Mapping[str, object]) -> str:
    """Returns a message with its placeholders filled."""
    return _FILLING.vformat(message, (), values)

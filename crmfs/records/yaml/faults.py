"""What a reader says about a file: the error that stops it, the notes that do not. No reading."""

from collections.abc import Mapping
from typing import NamedTuple

from crmfs.core.messages import Param


class YamlError(Exception):
    """The file is not the YAML that crmfs reads; this is the first thing wrong.

    Args:
        code: A rule of the area `yaml`.
        line, column: From 1, in characters, a byte order mark not counted; None for a whole file.
        params: Values for the message's placeholders. Never a field's value.
    """

    def __init__(self, code: str, line: int | None = None, column: int | None = None, **params: Param) -> None:
        super().__init__(code)
        self.code = code
        self.line = line
        self.column = column
        self.params: Mapping[str, Param] = params


class Note(NamedTuple):
    """Something that was read, but may not mean what was meant; `line` and `column` as in `YamlError`."""

    code: str
    pointer: str
    line: int
    column: int

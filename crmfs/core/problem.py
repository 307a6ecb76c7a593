"""Problem: one finding about the data. A value that is collected, sorted and shown, never raised."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from crmfs.core.messages import Param, rule

_NONE: Mapping[str, Param] = {}  # a proxy of it could not be handed to another process


class Problem(NamedTuple):
    """One finding.

    Attributes:
        code: `area.fact`, a key of the rules in `crmfs.core.messages`.
        path: Repository path of the file, `""` for the repository itself.
        line, column: From 1, in characters; None for a whole file.
        pointer: JSON Pointer (RFC 6901) of the value, `""` for the root.
        params: Values for the message's placeholders; never a field's value.
    """

    code: str
    path: str
    line: int | None = None
    column: int | None = None
    pointer: str = ""
    params: Mapping[str, Param] = _NONE

    @property
    def severity(self) -> str:
        """`error`, `warning` or `info`, as the rule says."""
        return rule(self.code).severity

    @property
    def fixable(self) -> bool:
        """Whether `crmfs fix` mends it."""
        return rule(self.code).fixable


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Returns the problems sorted by path, line, column, code and pointer."""
    return sorted(problems, key=lambda p: (p.path, p.line or 0, p.column or 0, p.code, p.pointer))

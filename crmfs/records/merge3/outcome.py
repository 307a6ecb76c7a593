"""What goes into a merge beside the contents, and what comes out of it. Merges nothing."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

from crmfs.records.merge3.rewrite import Fields
from crmfs.records.merge3.sides import ABSENT, Clash, Side
from crmfs.records.merge3.values import Taken
from crmfs.records.schema import Schemas

MarkNames = tuple[bytes, bytes, bytes]
MARKS: MarkNames = (b"ours", b"base", b"theirs")


class RecordSchema(NamedTuple):
    """What a merge knows of the record: the rules of its kind."""

    schemas: Schemas
    kind: str

    @property
    def fields(self) -> Fields:
        """Fields of the kind."""
        return self.schemas.fields(self.kind)


class Decision(NamedTuple):
    """How somebody settled a conflict: by the side to take, a value (ABSENT: nothing), or `both` of a customer."""

    side: Literal["ours", "theirs", "base", "both", "value"]
    value: Side = ABSENT


@dataclass(frozen=True, slots=True)
class Merged:
    """What came out of a merge.

    Attributes:
        data: The file, None where it is gone; in the places of conflicts it holds ours.
        clashes: The conflicts that nobody decided.
        taken: What one side changed, and what both did alike.
        marked: The file with both versions between marks where they are in conflict; None where there is no conflict,
            or a side has no file.
    """

    data: bytes | None
    clashes: tuple[Clash, ...] = ()
    taken: tuple[Taken, ...] = ()
    marked: bytes | None = None

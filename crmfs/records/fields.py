"""Fields: what a kind of record may hold, as people are shown it. Plain values; reads no JSON Schema."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple

from crmfs.core.messages import Text

FieldType = Literal["text", "integer", "number", "date", "boolean", "list", "map"]
_NO_TEXT = Text("", "")


class Choice(NamedTuple):
    """One value that a field may have.

    Attributes:
        code: What is stored.
        label: What people read.
        aliases: Other names that people type for it.
    """

    code: str
    label: Text
    aliases: tuple[str, ...] = ()


class Field(NamedTuple):
    """One key of a record.

    Attributes:
        name: The key that is stored.
        label: What people read.
        type: Type of the value; `date` is a text such as `2023-10-15`.
        required: A record without it is refused.
        choices: The values allowed, for a list those of its items; empty when any value is.
        protected: May hold real names, phone numbers and addresses.
        refers: What the value names: `member`, `contact`, `customer`, or "".
        example: One value as text.
        description: What to fill in, in one line.
        items: Fields of the map, or of each map in the list; empty for plain values.
        aliases: Other names: what people type, headings of spreadsheets.
        unique: A list in which nothing stands twice: a set.
    """

    name: str
    label: Text
    type: FieldType = "text"
    required: bool = False
    choices: tuple[Choice, ...] = ()
    protected: bool = False
    refers: str = ""
    example: str = ""
    description: Text = _NO_TEXT
    items: Mapping[str, "Field"] = MappingProxyType({})
    aliases: tuple[str, ...] = ()
    unique: bool = False


def no_field(path: str, field: str) -> Field | None:
    """Returns no field: for where no schema is at hand."""
    return None

"""One value of a YAML file with its marks in the text. Only the shape: built by the full reader, used by the editor."""

from dataclasses import dataclass, field

from crmfs.records.yaml.values import Value


@dataclass(slots=True)
class Node:
    """One value as it stands in the text.

    Attributes:
        kind: `scalar`, `list` or `mapping`.
        style: Of a scalar `""` (plain), `'`, `"`, `|` or `>`; of a list or mapping `block` or `flow`.
        start, end: Indexes of its first character and after its last; the end of a block list or mapping is not its own
            but that of whatever follows.
        line, column: From 1.
        value: What it means.
        keys: Of a mapping, its keys in order.
        children: Of a mapping its values, of a list its items.
        places: Of a mapping, the index of each key.
    """

    kind: str
    style: str
    start: int
    end: int
    line: int
    column: int
    value: Value
    keys: list["Node"] = field(default_factory=list)
    children: list["Node"] = field(default_factory=list)
    places: dict[str, int] = field(default_factory=dict)

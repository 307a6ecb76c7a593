"""Three-way merge of a record's file by its fields, and by its lines where that gives the same. Reads no repository.

Maps are merged by key, items of lists by their id, sets as sets; a conflict is one field that both sides changed to
different values. Comments and lines that nobody changed stay as they are, to the byte.
"""

from collections.abc import Mapping

from crmfs.records.merge3.file import FileMerge, merge_whole
from crmfs.records.merge3.outcome import MARKS, Decision, MarkNames, Merged, RecordSchema
from crmfs.records.merge3.sides import ABSENT, Clash, Side
from crmfs.records.merge3.values import Taken

__all__ = [
    "ABSENT",
    "MARKS",
    "Clash",
    "Decision",
    "MarkNames",
    "Merged",
    "RecordSchema",
    "Side",
    "Taken",
    "merge3",
    "merge_whole",
]


def merge3(
    base: bytes | None,
    ours: bytes | None,
    theirs: bytes | None,
    schema: RecordSchema | None = None,
    decided: Mapping[str, Decision] | None = None,
    names: MarkNames = MARKS,
) -> Merged:
    """Returns a file with the changes of both sides. Pure.

    The merge of lines is taken where it says the same; where both changed one long text, it is taken if it is clean and
    all else is as the merge by fields has it. What comes out is read strictly and breaks no rule that neither side
    broke.

    Args:
        base, ours, theirs: Contents; None where a side has no file.
        schema: None for YAML that is no record.
        decided: Conflicts that are settled, by their address; "" is the whole file.
        names: For the marks: of ours, base and theirs.
    """
    decided = decided or {}
    whole = merge_whole(base, ours, theirs, decided)
    if not whole.clashes or ours is None or theirs is None:
        return whole
    return FileMerge(base, ours, theirs, schema, decided, names).merged()

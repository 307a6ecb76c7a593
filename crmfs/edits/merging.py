"""Merge of one file as its path says: records by field, other YAML too, all else as a whole. Reads no repository."""

from collections.abc import Mapping

from crmfs.core.errors import ChangedMeanwhile
from crmfs.records.kinds import locate
from crmfs.records.merge3 import MARKS, Decision, MarkNames, Merged, RecordSchema, merge3, merge_whole
from crmfs.records.schema import SchemaRefused, Schemas
from crmfs.records.yaml import pointer_to


def merge_file(
    path: str,
    base: bytes | None,
    ours: bytes | None,
    theirs: bytes | None,
    schemas: Schemas | None,
    decided: Mapping[str, Decision] | None = None,
    names: MarkNames = MARKS,
) -> Merged:
    """Returns a file with the changes of both sides; see `merge3`.

    Args:
        path: Repository path; says what kind of file it is.
        schemas: Rules of records, None where they cannot be read: what comes out is then judged by no schema.
    """
    if not path.endswith(".yaml"):
        return merge_whole(base, ours, theirs, decided or {})
    return merge3(base, ours, theirs, _schema(path, schemas), decided, names)


def merge_or_refuse(
    path: str, base: bytes | None, ours: bytes | None, theirs: bytes | None, schemas: Schemas | None
) -> bytes | None:
    """Returns a file with the changes of both sides.

    Raises:
        ChangedMeanwhile: `edit.conflict`: both changed one field; `edit.conflict_file`: the file as a whole.
    """
    found = merge_file(path, base, ours, theirs, schemas)
    for clash in found.clashes:
        if clash.at:
            raise ChangedMeanwhile("edit.conflict", path=path, pointer=pointer_to(*clash.at), field=clash.at[0])
        raise ChangedMeanwhile("edit.conflict_file", path=path)
    return found.data


def _schema(path: str, schemas: Schemas | None) -> RecordSchema | None:
    kind = locate(path).kind
    if kind is None or schemas is None:
        return None
    try:
        schemas.fields(kind.name)
    except SchemaRefused:
        return None
    return RecordSchema(schemas, kind.name)

"""Checks the files of `schema/` themselves, all that is wrong at once. Judges no record."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from crmfs.core.problem import Problem, in_order
from crmfs.records.engine import compile_schema, is_schema
from crmfs.records.kinds import KINDS
from crmfs.records.schema_documents import Documents, SchemaRefused, escape, parse_schema
from crmfs.records.schema_safety import reachable

SUFFIX = ".schema.json"
NO_RECORDS = ("report",)  # schemas for editors, of files that are no records


def check_schemas(files: Mapping[str, bytes]) -> list[Problem]:
    """Returns every `schema.*` problem of a repository's schemas; none means that every kind can be validated.

    Args:
        files: Repository path → bytes; those below `schema/` that end in `.json` are checked.
    """
    mine = {path: data for path, data in files.items() if path.startswith("schema/") and path.endswith(".json")}
    documents = Documents(mine)
    found = strangers(mine)
    for path, data in mine.items():
        found += _of_file(documents, path, data)
    broken = {problem.path for problem in found}
    for kind in KINDS.values():
        found += _of_kind(documents, kind.schema_path, broken)
    return in_order({(p.code, p.path, p.pointer, p.line): p for p in found}.values())


def strangers(paths: Mapping[str, bytes]) -> list[Problem]:
    """Returns `schema.kind_unknown` for each file that is named for a kind that does not exist."""
    found = []
    for path in sorted(paths):
        name = path.removeprefix("schema/").removeprefix("base/")
        if "/" not in name and name.endswith(SUFFIX) and name.removesuffix(SUFFIX) not in (*KINDS, *NO_RECORDS):
            found.append(Problem("schema.kind_unknown", path))
    return found


def _of_file(documents: Documents, path: str, data: bytes) -> Iterator[Problem]:
    try:
        reachable(documents, path)
    except SchemaRefused as refused:
        yield from refused.problems
    else:
        yield from _against_metaschema(path, data)


def _of_kind(documents: Documents, path: str, broken: set[str]) -> list[Problem]:
    try:
        needed = reachable(documents, path)
        if not broken & set(needed):
            compile_schema(path, needed)
    except SchemaRefused as refused:
        return refused.problems
    return []


@lru_cache(maxsize=64)
def _against_metaschema(path: str, data: bytes) -> tuple[Problem, ...]:
    """Returns where a file is not draft 2020-12: the engine is quick to say whether, `jsonschema` says where."""
    schema = parse_schema(path, data)
    if is_schema(schema):
        return ()
    from jsonschema import Draft202012Validator

    judge: Any = Draft202012Validator(Draft202012Validator.META_SCHEMA)
    pointers = ("".join("/" + escape(str(part)) for part in error.absolute_path) for error in judge.iter_errors(schema))
    return tuple(Problem("schema.not_schema", path, pointer=pointer) for pointer in pointers)

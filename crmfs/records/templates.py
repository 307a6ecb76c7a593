"""Blank records: a file with every field of a kind, for people to fill in. Decides nothing about a record's content."""

import re
from collections.abc import Iterator, Mapping

from crmfs.core.messages import Language, say
from crmfs.core.paths import name, parent
from crmfs.core.regex import regex
from crmfs.records.fields import Field
from crmfs.records.kinds import (
    CONTACTS,
    CUSTOMER,
    FEEDBACK,
    INTERACTION,
    KINDS,
    META,
    ORDER,
    REVIEW,
    TERMS,
    TICKET,
    Kind,
    locate,
)
from crmfs.records.labels import label
from crmfs.records.yaml.writer import write_yaml

TEMPLATES = (CUSTOMER, CONTACTS, TERMS, INTERACTION, ORDER, TICKET, FEEDBACK, META, REVIEW)  # files below templates/
_CHOICES_SHOWN = 10
_NULL = regex(r": null(?=  # |$)", re.MULTILINE)


def template_path(kind: Kind) -> str:
    """Returns where a repository keeps the blank record of a kind."""
    return f"templates/{kind.name}.yaml"


def schema_line(path: str) -> str:
    """Returns the first line of a record's file, which tells an editor its schema; `""` for a file without one."""
    kind = locate(path).kind
    if kind is None and parent(path) == "templates":
        kind = KINDS.get(name(path).removesuffix(".yaml"))
    return _line(kind, path) if kind else ""


def _line(kind: Kind, path: str) -> str:
    return f"# yaml-language-server: $schema={schema_path_from(path, kind)}"


def schema_path_from(path: str, kind: Kind) -> str:
    """Returns the schema of a kind as a path relative to the folder of a file, which lies elsewhere."""
    return "../" * path.count("/") + kind.schema_path


def blank_record(kind: Kind, fields: Mapping[str, Field], lang: Language, path: str) -> bytes:
    """Returns a file to fill in: every field as a key, required ones first, its label and rules as a comment.

    Keys are left without value, which counts as absent, but for a masked example such as `*经理`.

    Args:
        kind: The kind of record.
        fields: Its fields, from `Schemas.fields`.
        lang: Language of the comments.
        path: The file's repository path; the schema is named relative to it.
    """
    lines = [_line(kind, path)]
    for field in sorted(fields.values(), key=lambda field: not field.required):
        lines += _entry(field, lang)
    return "\n".join([*lines, ""]).encode()


def _entry(field: Field, lang: Language) -> Iterator[str]:
    if field.type == "list" and field.items and field.required:
        yield f"{field.name}:  # {_comment(field, lang)}"
        item = [line for part in field.items.values() for line in _entry(part, lang)]
        yield "  - " + item[0]
        yield from ("    " + line for line in item[1:])
    else:
        example = field.example if field.example.startswith("*") else None
        entry = write_yaml({field.name: example}, comments={field.name: _comment(field, lang)}).decode()
        yield from _NULL.sub(":", entry).splitlines()


def _comment(field: Field, lang: Language) -> str:
    comma, stop = ("，", "；") if lang == "zh" else (", ", "; ")
    said = [label(field, lang)]
    if field.required:
        said.append(say("field.is_required", lang))
    if field.choices:
        shown = [c for c in field.choices if len(field.choices) <= _CHOICES_SHOWN or c.code == field.example]
        named = comma.join(f"{choice.code} {label(choice, lang)}" for choice in shown)
        said.append(named if len(shown) == len(field.choices) else f"{named} …")
    elif field.items and not field.required:
        said.append(comma.join(f"{part.name} {label(part, lang)}" for part in field.items.values()))
    elif field.type == "date":
        said.append(field.example)
    return stop.join(filter(None, said))

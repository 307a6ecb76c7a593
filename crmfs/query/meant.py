"""Meant: the choices and people that words of a query may stand for. Looks at no record."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import NamedTuple

from crmfs.core.errors import CrmfsError
from crmfs.core.text import fold_label
from crmfs.query.names import KIND, Names
from crmfs.query.tree import And, Condition, Equal, Node, Not, Or, Word, holds_words
from crmfs.records.fields import Field

MEMBER = "member"  # `Field.refers` of one who is somebody of members.yaml
_MOST_FIELDS = 3  # whose choice one word may be; what is a choice of more, such as 其他, says nothing
_MOST_WORDS = 20  # of a query; more is a text that somebody pasted

_Choices = Mapping[str, Mapping[str, tuple[str, ...]]]


class Meant(NamedTuple):
    """What a word may stand for: a choice of a field.

    Attributes:
        code: Key of the field.
        field: The field that has the choice.
        value: Code of the choice.
    """

    code: str
    field: Field
    value: str


def choices_meant(typed: str, names: Names) -> Iterator[Meant]:
    """Returns the choices that a word names by code, label or alias; of each field the first."""
    for code, fields in names.fields.items():
        found = (Meant(code, one, value) for one in fields if one.choices and (value := names.choice(one, typed)))
        yield from (one for one, _ in zip(found, range(1), strict=False))


def member_meant(typed: str, names: Names) -> str | None:
    """Returns the id of the one member whom a word names, None for nobody or several."""
    with suppress(CrmfsError):
        return names.member_id(typed)
    return None


def with_meanings(query: Node, names: Names) -> Node:
    """Returns the query in which each word beside another one also finds what it stands for.

    A word that is the code or label of a choice, or short for a kind of record, finds the records with that choice, a
    member's id or name those that name the member: 蓝鲸 投诉 finds the ticket of the kind 投诉. Phrases, and what is
    ruled out, stay as they are.
    """
    if isinstance(query, And):
        words = [part for part in query.parts if not isinstance(part, Not) and holds_words(part)]
        if 2 <= len(words) <= _MOST_WORDS:
            known = _known(names)
            return And(tuple(_widened(part, names, known) for part in query.parts))
        return And(tuple(with_meanings(part, names) for part in query.parts))
    if isinstance(query, Or):
        return Or(tuple(with_meanings(part, names) for part in query.parts))
    return query


def _widened(node: Node, names: Names, known: _Choices) -> Node:
    if isinstance(node, And | Or):
        return type(node)(tuple(_widened(part, names, known) for part in node.parts))
    if not isinstance(node, Word) or node.quoted:
        return node
    meant = [*_chosen(node.text, known), *_naming(node.text, names)]
    return Or((node, *meant)) if meant else node


def _chosen(typed: str, known: _Choices) -> Iterator[Condition]:
    values = known.get(fold_label(typed), {})
    if len(values) <= _MOST_FIELDS:
        yield from (Condition(code, (Equal(meant),)) for code, meant in values.items())


def _naming(typed: str, names: Names) -> Iterator[Condition]:
    member = member_meant(typed, names)
    if member:
        codes = (code for code, fields in names.fields.items() if any(one.refers == MEMBER for one in fields))
        yield from (Condition(code, (Equal((member,)),)) for code in codes)


def _known(names: Names) -> _Choices:
    """Returns by folded code or label the choices called so, by field."""
    known: dict[str, dict[str, tuple[str, ...]]] = {}
    choices = ((code, choice) for code, fields in names.fields.items() for one in fields for choice in one.choices)
    for code, choice in choices:
        short = choice.aliases if code == KIND else ()  # 工单 is what everybody calls a 问题工单
        for said in {fold_label(name) for name in (choice.code, *choice.label, *short)} - {""}:
            values = known.setdefault(said, {})
            values[code] = tuple(dict.fromkeys((*values.get(code, ()), choice.code)))
    return known

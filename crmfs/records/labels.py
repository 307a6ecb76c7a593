"""Labels: from what people type to the code that is stored, and back. Knows fields, not where they come from."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from crmfs.core.errors import UsageError
from crmfs.core.messages import Language, Text, pick
from crmfs.core.regex import regex
from crmfs.core.text import fold_label, one_line
from crmfs.records.fields import Choice, Field

_CUSTOMER = regex(r"^客户(?=.)|(?<=.)客户$|(?<=.)customers?$")


def field_code(fields: Mapping[str, Field], typed: str) -> str | None:
    """Returns the name of the field that somebody means by its name, label or alias; None if none or several fit.

    A name is stronger than a label, a label stronger than an alias.
    """
    if typed in fields:
        return typed
    folded = _folded(typed)
    ranks = (
        lambda field: (field.name,),
        lambda field: field.label,
        lambda field: field.aliases,
    )
    return _only_match(
        folded, [[(field.name, map(_folded, rank(field))) for field in fields.values()] for rank in ranks]
    )


def choice_code(field: Field, typed: str) -> str | None:
    """Returns the code of the choice that somebody means by its code, label or alias; None if none or several fit.

    A leading or trailing 客户 or `customer` may be there or not: 活跃, 活跃客户 and `active customer` are `active`.
    """
    if any(choice.code == typed for choice in field.choices):
        return typed
    ranks = (
        lambda choice: (choice.code,),
        lambda choice: choice.label,
        lambda choice: choice.aliases,
    )
    folded = _folded(typed)
    exact = [[(choice.code, map(_folded, rank(choice))) for choice in field.choices] for rank in ranks]
    loose = [[(choice.code, map(_loose, (choice.code, *choice.label, *choice.aliases))) for choice in field.choices]]
    return _only_match(folded, exact) or _only_match(_loose(typed), loose)


def label(named: Field | Choice, lang: Language) -> str:
    """Returns what people read for a field or a choice."""
    return pick(named.label, lang)


def named(field: Field) -> Text:
    """Returns how messages name a field: `客户状态 (status)` in Chinese, by its code in English."""
    said = one_line(field.label.zh)
    return Text(f"{said} ({field.name})" if said not in ("", field.name) else field.name, field.name)


def known_choices(field: Field) -> Text:
    """Returns the choices of a field as somebody may type them: labels in Chinese, codes in English."""
    names = [one_line(choice.label.zh) or choice.code for choice in field.choices]
    return Text("、".join(names), ", ".join(choice.code for choice in field.choices))


def nearest(fields: Mapping[str, Field], typed: str) -> str:
    """Returns the name of the field that a mistyped one most likely means, `""` if none is near."""
    from difflib import get_close_matches  # needed for mistakes only

    return field_code(fields, typed) or next(iter(get_close_matches(typed, fields, n=1, cutoff=0.7)), "")


def unknown_field(fields: Mapping[str, Field], typed: str) -> UsageError:
    """Returns the error for a name that is no field's, with the nearest one if any is near."""
    near = nearest(fields, typed)
    if near:
        return UsageError("field.misspelt", field=typed, suggestion=near)
    return UsageError("field.no_such", field=typed)


@lru_cache(maxsize=8192)  # the words of all schemas, compared again for each row of an import
def _folded(word: str) -> str:
    return fold_label(word)


@lru_cache(maxsize=8192)
def _loose(word: str) -> str:
    return _CUSTOMER.sub("", fold_label(word))


def _only_match(folded: str, ranks: Iterable[Iterable[tuple[str, Iterable[str]]]]) -> str | None:
    if not folded:
        return None
    for rank in ranks:
        found = {code for code, names in rank if folded in names}
        if found:
            return found.pop() if len(found) == 1 else None
    return None

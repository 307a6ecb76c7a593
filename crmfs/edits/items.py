"""Items of a list as people type them: `Chai x3 @18`, `产品=Chai 数量=3 单价=18`. Knows fields, not files."""

import re
from collections.abc import Iterator, Mapping
from datetime import date

from crmfs.core.regex import regex
from crmfs.records.fields import Field
from crmfs.records.labels import field_code, unknown_field
from crmfs.records.typed import MemberId, typed_value
from crmfs.records.yaml import Value

_NEXT_ITEM = regex(r"[;；\n]")
_BETWEEN = " \t,，、"
_NUMBER = r"([￥¥$€£]?\d[\d.,]*[万千k元]?)"
_ENDINGS = {  # how people end the name of what was bought, in any order
    "quantity": regex(rf"(?:\s+[xX]|\s*[×*]\s*){_NUMBER}$"),
    "unit_price": regex(rf"\s*[@＠]\s*{_NUMBER}$"),
}


def typed_items(field: Field, typed: str, today: date, member_id: MemberId) -> list[Value]:
    """Returns the items that somebody typed for a list whose items have fields, such as an order's lines.

    Args:
        field: The list.
        typed: Items with `;` between them. An item is `FIELD=VALUE …`; what stands before the first of them is its
            main field (the first required one), where `x3` is a quantity and `@18` a price if there are such fields.
        today, member_id: As for `typed_value`.

    Raises:
        UsageError: An unknown field.
        ValueRefused: As `typed_value`.
    """
    items: list[Value] = []
    for text in _NEXT_ITEM.split(typed):
        parts = dict(_parts(field.items, text))
        item = {name: typed_value(field.items[name], said, today, member_id) for name, said in parts.items()}
        if item:
            items.append({name: item[name] for name in field.items if name in item})
    return items


def matches(item: Value, wanted: Value) -> bool:
    """Says whether an item is meant by what was typed: it says all that was typed, and may say more."""
    if isinstance(item, dict) and isinstance(wanted, dict):
        return all(item.get(key) == value for key, value in wanted.items())
    return item == wanted


def _parts(fields: Mapping[str, Field], text: str) -> Iterator[tuple[str, str]]:
    named = list(_names(fields).finditer(text))
    yield from _short(fields, text[: named[0].start()] if named else text)
    for at, match in enumerate(named):
        code = field_code(fields, match[1])
        if code is None:
            raise unknown_field(fields, match[1])
        said = text[match.end() : named[at + 1].start() if at + 1 < len(named) else None].strip(_BETWEEN)
        if said:
            yield code, said


def _short(fields: Mapping[str, Field], text: str) -> Iterator[tuple[str, str]]:
    """Yields what the words before the first `FIELD=` say."""
    left = text.strip(_BETWEEN)
    endings = {name: ending for name, ending in _ENDINGS.items() if name in fields}
    while found := next(((name, m) for name, ending in endings.items() if (m := ending.search(left))), None):
        name, match = found
        yield name, match[1]
        left = left[: match.start()].rstrip(_BETWEEN)
        del endings[name]
    main = next((field.name for field in fields.values() if field.required), next(iter(fields)))
    if left:
        yield main, left


def _names(fields: Mapping[str, Field]) -> re.Pattern[str]:
    """Returns what finds `FIELD=` in a text; names with a space in them are found whole."""
    spaced = {name for field in fields.values() for name in (*field.label, *field.aliases) if " " in name}
    known = "".join(f"{re.escape(name)}|" for name in sorted(spaced, key=len, reverse=True))
    return re.compile(rf"(?:^|(?<=[{_BETWEEN}]))({known}[^{_BETWEEN}=＝]+)\s*[=＝]", re.I)

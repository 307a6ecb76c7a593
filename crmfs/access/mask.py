"""Masks: a record's values as an actor may see them. Decides nothing; the rights it is given do."""

from crmfs.access.field_path import ITEM, FieldPath
from crmfs.access.policy import HIDE, MASK
from crmfs.access.rights import ALLOW, Rights, shape_of
from crmfs.core.regex import regex
from crmfs.records.yaml import Value

MASKED = "***"
_DIGIT = regex(r"[0-9]")
_CHINA = regex(r"^\s*(?:\+|00)86[\s-]*")
_PHONE = regex(r"[0-9+()\s.\-]{7,}")
_LEAST_DIGITS = 11  # of a number that shows its first three and last four


def masked_record(value: dict[str, Value], rights: Rights) -> dict[str, Value]:
    """Returns a record's fields as they may be shown: hidden ones left out, masked ones replaced by a mask."""
    found = _shown(value, rights, ())
    return found if isinstance(found, dict) else {}


def partial(value: Value) -> str:
    """Returns the part of a value that helps to recognise it: 138****5678, w***@example.com, 张***; else `MASKED`."""
    if not isinstance(value, str) or not value.strip():
        return MASKED
    text = value.strip()
    if _PHONE.fullmatch(text):
        digits = "".join(_DIGIT.findall(_CHINA.sub("", text)))
        return f"{digits[:3]}****{digits[-4:]}" if len(digits) >= _LEAST_DIGITS else MASKED
    name, at, domain = text.rpartition("@")
    if at and name:
        return f"{name[0] if len(name) > 1 else ''}{MASKED}@{domain}"  # a name of one letter is all there is
    return f"{text[0]}{MASKED}" if len(text) > 1 else MASKED


def _shown(value: Value, rights: Rights, at: FieldPath) -> Value:
    if isinstance(value, dict):
        shown: dict[str, Value] = {}
        for key, inner in value.items():
            field = (*at, key)
            how = rights.appears(field, shape_of(inner))
            if how == ALLOW:
                shown[key] = _shown(inner, rights, field)
            elif how != HIDE and inner is not None:
                shown[key] = _masked(inner, how)
        return shown
    if isinstance(value, list):
        item = (*at, ITEM)
        ways = [(inner, rights.appears(item, shape_of(inner))) for inner in value]
        return [
            _shown(inner, rights, item) if how == ALLOW else _masked(inner, how) for inner, how in ways if how != HIDE
        ]
    return value


def _masked(value: Value, how: str) -> str:
    return MASKED if how == MASK else partial(value)

"""Rights as the index has them: terms by which rules of access tell an entry, and conditions as queries on them."""

from collections.abc import Iterable, Mapping

from crmfs.access.condition import Condition, Term, is_scalar
from crmfs.records.yaml import Value
from crmfs.search.engine import ATTRIBUTE, Asked, all_of, none_of, nothing, term, terms

# Before a path's class: what of an entry lies at that path.
RECORD_CLASS, DOCUMENT_CLASS, SIDE_CLASS, HOME_CLASS = "record:", "document:", "side:", "home:"


def attribute_terms(customer: Mapping[str, Value], fields: Iterable[str]) -> list[str]:
    """Returns the terms of what conditions are judged on.

    Args:
        customer: The fields of a customer.
        fields: Those that conditions name, dotted.
    """
    found = []
    for field in fields:
        value = Term(field, "==", "").left(customer)
        if value is not None:
            found += [_has(field, value), _is(field, value)]
    return found


def holding(condition: Condition, me: Mapping[str, Value]) -> Asked:
    """Returns the query for what lies in the folders of the customers for whom a condition holds.

    Args:
        me: The attributes of who asks.
    """
    return all_of(_compared(one, me) for one in condition.terms)


def _compared(compared: Term, me: Mapping[str, Value]) -> Asked:
    right = compared.right(me)
    if compared.operator == "in":
        items = [item for item in right if is_scalar(item)] if isinstance(right, list) else []
        return terms(ATTRIBUTE, [_is(compared.field, item) for item in items]) if items else nothing()
    if not is_scalar(right):
        return nothing()
    same = term(ATTRIBUTE, _is(compared.field, right))
    if compared.operator == "==":
        return same
    return all_of((term(ATTRIBUTE, _has(compared.field, right)), none_of(same)))


def _has(field: str, value: Value) -> str:
    return f"{field}?{_type(value)}"


def _is(field: str, value: Value) -> str:
    said = int(value) if isinstance(value, float) and value.is_integer() else value
    return f"{field}={_type(value)}{said}"


def _type(value: Value) -> str:
    return "text" if isinstance(value, str) else "boolean" if isinstance(value, bool) else "number"

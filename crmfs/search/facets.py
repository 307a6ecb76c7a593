"""Facets: how many hits have each value of a field. Reads the index, and through a view texts as written."""

from collections import Counter
from collections.abc import Callable, Mapping

from crmfs.access.view import View
from crmfs.core.errors import CrmfsError
from crmfs.core.paths import customer_folder
from crmfs.core.text import fold_value
from crmfs.records.fields import Field
from crmfs.records.kinds import CUSTOMER, customer_of, meta_path
from crmfs.records.yaml import Value
from crmfs.search.engine import INHERITED, OPEN, SIDE, VALUE, Asked, Reader, all_of, any_of, term
from crmfs.search.scope import Scope
from crmfs.search.terms import TEXTS, decoded

_WRITTEN = 100  # texts that are looked up as they were written
_COMPANY, _CUSTOMER = "company", "customer="


def counted(
    reader: Reader, scope: Scope, asked: Asked, field: Field, company: Callable[[str], str], view: View
) -> dict[str, int]:
    """Returns how many hits have each value: by their customer's where customers have the field, else their own.

    Args:
        scope: What the reader may be told of.
        asked: What the hits fit.
        field: What is counted by; what may be kept from some readers is counted by nobody.
        company: Returns what people call the customer of a folder.
        view: Where texts are read as somebody wrote them.

    Returns:
        By code, date, number or text, the most frequent first, those alike by value; texts as written, those beyond
        the first hundred folded.
    """
    if field.name == _COMPANY:
        return _ranked(_companies(_terms(reader, scope, _CUSTOMER, asked), company))
    found = _terms(reader, scope, f"{field.name}=", asked)
    ranked = _ranked({decoded(field, value): count for value, count in found.items()})
    if field.choices or field.refers or field.type not in TEXTS:
        return ranked
    frequent = [*ranked][:_WRITTEN]
    written = {value: _written(reader, asked, field.name, value, view) for value in frequent}
    return {written.get(value, value): count for value, count in ranked.items()}


def _written(reader: Reader, asked: Asked, field: str, folded: str, view: View) -> str:
    """Returns a folded text as it stands in one of the hits that have it."""
    having = any_of(term(name, f"{field}={folded}") for name in (INHERITED, VALUE, SIDE + VALUE))
    for one in reader.find(all_of((asked, having)), 1).found:
        for path in (meta_path(one.path), one.path, f"{customer_of(one.path)}/{CUSTOMER.file}"):
            value = _value(view, path).get(field)
            for text in value if isinstance(value, list) else [value]:
                if isinstance(text, str) and fold_value(text) == folded:
                    return text
    return folded


def _value(view: View, path: str) -> dict[str, Value]:
    try:
        return view.record(path).value
    except CrmfsError:
        return {}


def _terms(reader: Reader, scope: Scope, prefix: str, asked: Asked) -> dict[str, int]:
    layers = [scope.facts]
    layers += [layer._replace(prefix=layer.prefix + VALUE) for layer in scope.layers if layer.prefix in (OPEN, SIDE)]
    for layer in layers:
        found = reader.terms(layer.prefix, prefix, layer.limited(asked))
        counts = {one.removeprefix(prefix): count for one, count in found.items() if count}
        if counts:
            return counts
    return {}


def _companies(customers: Mapping[str, int], company: Callable[[str], str]) -> Counter[str]:
    names: Counter[str] = Counter()
    for customer, count in customers.items():
        names[company(customer_folder(customer)) or customer] += count
    return names


def _ranked(counts: Mapping[str, int]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda one: (-one[1], one[0])))

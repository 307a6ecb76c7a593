"""Facets: how many hits have each value of a field. Reads the index; names nothing in words."""

from collections import Counter
from collections.abc import Callable, Mapping

from crmfs.core.paths import customer_folder
from crmfs.records.fields import Field
from crmfs.search.engine import INHERITED, VALUE, Asked, Reader
from crmfs.search.terms import decoded

_COMPANY, _CUSTOMER = "company", "customer="


def counted(reader: Reader, asked: Asked, field: Field, company: Callable[[str], str]) -> dict[str, int]:
    """Returns how many hits have each value: by their customer's where customers have the field, else their own.

    Args:
        asked: What the hits fit.
        field: What is counted by; what may be kept from some readers is counted by nobody.
        company: Returns what people call the customer of a folder.

    Returns:
        By code, date, number or text, the most frequent first, those alike by value. Texts are folded; of companies
        the names as written.
    """
    if field.name == _COMPANY:
        return _ranked(_companies(_terms(reader, _CUSTOMER, asked), company))
    found = _terms(reader, f"{field.name}=", asked)
    return _ranked({decoded(field, value): count for value, count in found.items()})


def _terms(reader: Reader, prefix: str, asked: Asked) -> dict[str, int]:
    for name in (INHERITED, VALUE):
        counts = {
            term.removeprefix(prefix): count for term, count in reader.terms(name, prefix, asked).items() if count
        }
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

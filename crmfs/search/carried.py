"""Carried: whether any record has a value, whoever may see it. Says not which."""

from crmfs.query.tree import Equal
from crmfs.search.engine import GUARDED, VALUE, Reader, any_of, term
from crmfs.search.terms import exact_terms


def is_carried(reader: Reader, field: str, value: str) -> bool:
    """Says whether a record in the index has a value in a field."""
    (wanted,) = exact_terms(field, Equal((value,)))
    return reader.count(any_of(term(name, wanted) for name in (VALUE, GUARDED + VALUE))) > 0

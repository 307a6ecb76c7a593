"""Carried: whether any record that a reader sees has a value. Says not which."""

from crmfs.query.tree import Equal
from crmfs.search.engine import VALUE, Reader, any_of, term
from crmfs.search.scope import Scope
from crmfs.search.terms import exact_terms


def is_carried(reader: Reader, scope: Scope, field: str, value: str) -> bool:
    """Says whether a record in the index, as far as it may be read, has a value in a field."""
    (wanted,) = exact_terms(field, Equal((value,)))
    having = any_of(layer.limited(term(layer.prefix + VALUE, wanted)) for layer in scope.layers)
    return reader.count(scope.seen(having)) > 0

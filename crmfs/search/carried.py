"""Carried: which values the records that a reader sees have in a field. Says not which record has one."""

from collections.abc import Iterator

from crmfs.query.tree import Equal
from crmfs.search.engine import VALUE, Reader, any_of, everything, term
from crmfs.search.scope import Scope
from crmfs.search.terms import exact_terms


def is_carried(reader: Reader, scope: Scope, field: str, value: str) -> bool:
    """Says whether a record in the index, as far as it may be read, has a value in a field."""
    (wanted,) = exact_terms(field, Equal((value,)))
    having = any_of(layer.limited(term(layer.prefix + VALUE, wanted)) for layer in scope.layers)
    return reader.count(scope.seen(having)) > 0


def carried(reader: Reader, scope: Scope, field: str) -> Iterator[str]:
    """Yields the values of a field, folded, those of records that may be read alone."""
    prefix = f"{field}="
    for layer in scope.layers:
        found = reader.terms(layer.prefix + VALUE, prefix, layer.limited(scope.seen(everything())))
        yield from (value.removeprefix(prefix) for value, count in found.items() if count)

"""Strangers: people whom a query names and nobody knows. Knows no member and no record."""

from collections.abc import Iterable
from typing import NamedTuple

from crmfs.core.errors import QueryRefused
from crmfs.core.text import fold_label
from crmfs.query.near import nearest
from crmfs.query.refusal import Spot
from crmfs.records.fields import Field
from crmfs.records.labels import named


class Stranger(NamedTuple):
    """Somebody whom a condition names and who is no member; records may still carry the name of who was one.

    Attributes:
        field: The field of the condition.
        typed: The name.
        spot: Where it was typed.
    """

    field: Field
    typed: str
    spot: Spot

    def refusal(self, people: Iterable[str]) -> QueryRefused:
        """Returns the error for a name that no record carries either.

        Args:
            people: Ids and names of the members.
        """
        known = {fold_label(one): one for one in people}
        near = nearest(fold_label(self.typed), known)
        if near:
            return self.spot.refusal("query.member_misspelt", field=named(self.field), suggestion=known[near])
        return self.spot.refusal("query.member_unknown", field=named(self.field))

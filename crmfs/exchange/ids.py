"""Ids that an import gives: the row's own where it fits, else a new one, the same each time that the plan is made."""

from collections.abc import Callable, Container
from datetime import date

from crmfs.exchange.drafts import RowKey
from crmfs.records.ids import next_id, random_id
from crmfs.records.kinds import CUSTOMER, Kind

MEMBER_PREFIX = "E"


class Ids:
    """New ids, remembered by row and purpose.

    Args:
        sequence: Whether customers are numbered on (`CUST001`) in place of random ids.
        others: Gives the ids of all customers that are there, hidden ones too.
    """

    def __init__(self, sequence: bool, others: Callable[[], set[str]]) -> None:
        self._sequence = sequence
        self._others = others
        self._given: dict[tuple[RowKey, str], str] = {}
        self._next = 0

    def customer(self, row: RowKey, taken: Container[str], known: Callable[[], set[str]]) -> str:
        """Returns a customer's id that is not taken.

        Args:
            known: Gives the ids that this import knows of; called once, for a sequence only.
        """
        if not self._sequence:
            return self._new(row, "customer", lambda: random_id(CUSTOMER.prefix), taken)
        if not self._next:
            self._next = int(next_id(CUSTOMER.prefix, known() | self._others()).removeprefix(CUSTOMER.prefix))
        return self._new(row, "customer", self._following, taken)

    def child(self, row: RowKey, kind: Kind, day: date, taken: Container[str]) -> str:
        """Returns an id for what belongs to a customer."""
        return self._new(row, kind.name, lambda: random_id(kind.prefix, day), taken)

    def contact(self, row: RowKey, taken: Container[str]) -> str:
        """Returns an id for a contact."""
        return self._new(row, "contact", lambda: random_id("CON"), taken)

    def member(self, row: RowKey, taken: set[str]) -> str:
        """Returns an id for an employee: the next of E001, E002 …"""
        return self._new(row, "member", lambda: next_id(MEMBER_PREFIX, taken), ())

    def _following(self) -> str:
        self._next += 1
        return f"{CUSTOMER.prefix}{self._next - 1:03d}"

    def _new(self, row: RowKey, purpose: str, make: Callable[[], str], taken: Container[str]) -> str:
        given = self._given.get((row, purpose))
        while given is None or given in taken:
            given = make()
        self._given[row, purpose] = given
        return given

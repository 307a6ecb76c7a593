"""The amount of an order: the sum of its lines, for as long as nobody says otherwise. Changes no file."""

from collections.abc import Mapping

from crmfs.records.totals import lines_total
from crmfs.records.yaml import Value


def settled_amount(before: Mapping[str, Value], after: Mapping[str, Value]) -> int | float | None:
    """Returns the amount that an order is to have after a change, None where it keeps what it says.

    Args:
        before: The order as it was, empty for a new one.
        after: The order as it is to be; an amount that differs from the one before was given, and stands.
    """
    lines = _lines(after)
    was_the_sum = "amount" not in before or before["amount"] == lines_total(_lines(before))
    if not lines or not was_the_sum or after.get("amount") != before.get("amount"):
        return None
    return lines_total(lines)


def _lines(order: Mapping[str, Value]) -> list[Mapping[str, Value]]:
    listed = order.get("lines")
    return [line for line in listed if isinstance(line, dict)] if isinstance(listed, list) else []

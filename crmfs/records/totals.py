"""What an order's lines add up to, exactly. Knows no row and no file."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from crmfs.records.yaml import Value


def lines_total(lines: Iterable[Mapping[str, Value]]) -> int | float | None:
    """Returns quantity × price × (1 - discount) of all lines, exact in decimals; None if a line does not say enough."""
    total = Decimal(0)
    for line in lines:
        quantity, price, discount = (_decimal(line.get(key)) for key in ("quantity", "unit_price", "discount"))
        if quantity is None or price is None:
            return None
        total += quantity * price * (1 - (discount or 0))
    return int(total) if total == int(total) else float(total)


def _decimal(value: Value) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return Decimal(repr(value))

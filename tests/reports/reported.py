"""The records of a small company whose numbers can be counted by hand, and what came of a command line."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import typing_at

Type = Callable[..., "Said"]


class Said(typing_at.Said):
    """The same, of a report."""

    def section(self, code: str) -> list[dict[str, Any]]:
        """The rows of one section, without its name."""
        return [{key: one[key] for key in one if key != "id"} for one in self.objects if one.get("id") == code]


CUSTOMERS = (  # number, company, type, industry, region, status, source, owner, next follow-up
    ("001", "未来科技有限公司", "b2b", "technology", "east", "active", "referral", "E001", "2026-03-01"),
    ("002", "蓝海贸易有限公司", "b2b", "foreign_trade", "south", "active", "website", "E001", "2026-03-05"),
    ("003", "山河食品有限公司", "b2b", "food", "east", "potential", "website", "E002", "2026-02-20"),
    ("004", "个人", "b2c", "", "north", "lost", "", "E002", ""),
)
ORDERS = (  # customer, day, amount, currency, status
    ("001", "2026-01-10", "1000", "CNY", "completed"), ("001", "2026-02-10", "500.5", "CNY", "completed"),
    ("002", "2025-12-31", "200", "CNY", "confirmed"), ("002", "2026-02-28", "99", "CNY", "cancelled"),
    ("003", "2026-02-11", "70", "USD", "shipped"),
)  # fmt: skip
TALKS = (  # customer, day, type, employee
    ("001", "2026-01-05", "call", "E001"), ("001", "2026-02-05", "visit", "E001"),
    ("001", "2026-03-01", "call", "E002"),
    ("002", "2025-06-30", "email", "E001"), ("003", "2026-02-21", "call", "E002"),
)  # fmt: skip
TICKETS = (  # customer, opened, closed, kind, status
    ("001", "2026-01-01", "2026-01-04", "complaint", "closed"), ("001", "2026-02-01", "2026-02-11", "repair", "solved"),
    ("002", "2026-02-01", "", "complaint", "open"), ("003", "2026-03-01", "", "question", "in_progress"),
)  # fmt: skip
RATINGS = (("001", "2026-01-20", 5), ("001", "2026-02-20", 4), ("003", "2026-02-22", 2))


def company_files() -> dict[str, str]:
    """Returns the records by path."""
    return dict([*_customers(), *_orders(), *_talks(), *_tickets(), *_ratings()])


def _folder(number: str) -> str:
    return f"customers/{number[-2:]}/CUST{number}"


def _yaml(**fields: object) -> str:
    return "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in fields.items() if value != "")


def _customers() -> Iterator[tuple[str, str]]:
    for number, company, type_, industry, region, status, source, owner, due in CUSTOMERS:
        yield f"{_folder(number)}/customer.yaml", _yaml(
            id=f"CUST{number}", name="*经理", company=company, type=type_, industry=industry, region=region,
            status=status, source=source, owner=owner, next_follow_up=due,
        )  # fmt: skip


def _orders() -> Iterator[tuple[str, str]]:
    for place, (number, day, amount, currency, status) in enumerate(ORDERS, 1):
        name = f"ORD-{day.replace('-', '')}-00000{place}"
        yield (
            f"{_folder(number)}/orders/{name}.yaml",
            _yaml(id=name, date=day, amount=float(amount), currency=currency, status=status),
        )


def _talks() -> Iterator[tuple[str, str]]:
    for place, (number, day, type_, employee) in enumerate(TALKS, 1):
        name = f"INT-{day.replace('-', '')}-00000{place}"
        yield (
            f"{_folder(number)}/interactions/{name}.yaml",
            _yaml(id=name, date=day, type=type_, content="讨论", employee=employee),
        )


def _tickets() -> Iterator[tuple[str, str]]:
    for place, (number, opened, closed, kind, status) in enumerate(TICKETS, 1):
        name = f"TIC-{opened.replace('-', '')}-00000{place}"
        yield (
            f"{_folder(number)}/tickets/{name}.yaml",
            _yaml(id=name, opened=opened, closed=closed, kind=kind, subject="问题", employee="E001", status=status),
        )


def _ratings() -> Iterator[tuple[str, str]]:
    for place, (number, day, rating) in enumerate(RATINGS, 1):
        name = f"FB-{day.replace('-', '')}-00000{place}"
        yield f"{_folder(number)}/feedback/{name}.yaml", _yaml(id=name, date=day, rating=rating, employee="E001")

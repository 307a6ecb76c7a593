"""The standard customer table: its 14 columns, some of them derived. Computes rows, renders nothing."""

from collections.abc import Callable
from datetime import date

from crmfs.access.overview import Overview
from crmfs.records.yaml import Value

COLUMNS = (
    "id", "name", "company", "industry", "source", "phone", "email", "interaction_date", "interaction_type",
    "interaction_content", "owner", "status", "next_follow_up", "notes",
)  # fmt: skip
DERIVED = ("phone", "email", "interaction_date", "interaction_type", "interaction_content")
INTERACTION_COLUMNS = {"interaction_date": "date", "interaction_type": "type", "interaction_content": "content"}

AllRecent = Callable[[Overview], list[list[str]]]


def derived_columns(overview: Overview, today: date, all_recent: AllRecent) -> dict[str, Value]:
    """Returns the columns that no customer.yaml stores.

    Args:
        overview: The customer.
        today: Later interactions are planned ones and don't count.
        all_recent: Reads every interaction of a customer; called only when all that the overview keeps are later.
    """
    contact, day = overview.contact, today.isoformat()
    rows = overview.recent
    latest = next((row for row in rows if row[1] <= day), None)
    if latest is None and len(rows) < overview.interactions:
        latest = next((row for row in all_recent(overview) if row[1] <= day), None)
    columns: dict[str, Value] = {"phone": contact.get("mobile") or contact.get("phone"), "email": contact.get("email")}
    for place, column in enumerate(INTERACTION_COLUMNS, 1):
        columns[column] = latest[place] if latest else None
    return columns

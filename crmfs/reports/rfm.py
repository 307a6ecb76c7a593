"""RFM: customers by how lately, how often and for how much they bought. Pure numbers; reads no record."""

from collections.abc import Sequence
from statistics import median
from typing import NamedTuple

from crmfs.core.messages import text
from crmfs.records.fields import Choice, Field


class Buyer(NamedTuple):
    """What one customer bought.

    Attributes:
        customer: Its id.
        days: Since the last order.
        orders: How many.
        amount: What they come to.
    """

    customer: str
    days: int
    orders: int
    amount: float


class Limits(NamedTuple):
    """From where on a customer counts as high: the medians of all buyers, `days` at most, the others at least."""

    days: float
    orders: float
    amount: float


SEGMENTS = {  # (lately, often, much): the usual eight
    (True, True, True): "champions", (True, False, True): "promising", (False, True, True): "keep",
    (False, False, True): "win_back", (True, True, False): "regulars", (True, False, False): "new",
    (False, True, False): "fading", (False, False, False): "dormant",
}  # fmt: skip
_LABELS = {
    "champions": "report.rfm_champions", "promising": "report.rfm_promising", "keep": "report.rfm_keep",
    "win_back": "report.rfm_win_back", "regulars": "report.rfm_regulars", "new": "report.rfm_new",
    "fading": "report.rfm_fading", "dormant": "report.rfm_dormant",
}  # fmt: skip


def segment_field() -> Field:
    """Returns the field of a segment, with its names."""
    choices = tuple(Choice(code, text(label)) for code, label in _LABELS.items())
    return Field("segment", text("report.segment"), choices=choices)


def limits_of(buyers: Sequence[Buyer]) -> Limits:
    """Returns the medians of all buyers; there is at least one."""
    return Limits(*(median(values) for values in zip(*(buyer[1:] for buyer in buyers), strict=True)))


def segment(buyer: Buyer, limits: Limits) -> str:
    """Returns the code of a buyer's segment."""
    return SEGMENTS[buyer.days <= limits.days, buyer.orders >= limits.orders, buyer.amount >= limits.amount]

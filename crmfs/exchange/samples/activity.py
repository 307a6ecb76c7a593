"""What happened with a sample customer: interactions, orders, tickets, feedback. Plain texts with no personal data."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from crmfs.exchange.samples.customers import Record
from crmfs.exchange.samples.plan import Sample, child_id
from crmfs.exchange.samples.words import (
    FEEDBACKS,
    FIRST_TALKS,
    LOST_TALKS,
    PERSONAL_PRODUCTS,
    PERSONAL_TALKS,
    PRODUCTS,
    SERVICE_TALKS,
    TALKS,
    TICKETS,
    Company,
    Product,
)
from crmfs.records.kinds import FEEDBACK, INTERACTION, ORDER, TICKET
from crmfs.records.yaml import Value

SUPPORT = "E005"
_DISCOUNTS = (0, 0, 0.05, 0.1)

Talk = tuple[str, str, str]


def activity_records(sample: Sample) -> Iterator[Record]:
    """Yields everything that happened, by kind, oldest first."""
    yield from _interactions(sample)
    if sample.standing.status == "potential":
        return
    for day in sample.talks[-3:-1] if sample.standing.status == "active" else sample.talks[:1]:
        yield _order(sample, day + timedelta(days=2))
    if sample.standing.status == "active":
        yield _ticket(sample, sample.talks[-1] - timedelta(days=1))
        yield _feedback(sample, sample.talks[-1])


def _interactions(sample: Sample) -> Iterator[Record]:
    for position, (day, (kind, content, next_step)) in enumerate(zip(sample.talks, _story(sample), strict=True)):
        identity = child_id("INT", day, sample.rng)
        values: dict[str, Value] = {
            "id": identity,
            "date": day.isoformat(),
            "type": kind,
            "content": content,
            "employee": sample.owner,
            "contact": "P02" if position % 3 == 1 and isinstance(sample.who, Company) else "P01",
        }
        if next_step:
            values["next_step"] = next_step
        yield INTERACTION, identity, values


def _story(sample: Sample) -> list[Talk]:
    """Returns one talk a day of contact: first contact, the usual course, an end that fits the standing."""
    count, rng, status = len(sample.talks), sample.rng, sample.standing.status
    if not isinstance(sample.who, Company):
        return [PERSONAL_TALKS[index % len(PERSONAL_TALKS)] for index in range(count)]
    kind, content, next_step = rng.choice(FIRST_TALKS)
    course = sorted(rng.sample(range(len(TALKS)), count - 2))
    ends: Sequence[Talk] = {"active": SERVICE_TALKS, "lost": LOST_TALKS}.get(status, TALKS)
    first = (kind, content.format(need=sample.who.need), next_step)
    return [first, *(TALKS[index] for index in course), rng.choice(ends)]


def _order(sample: Sample, day: date) -> Record:
    identity = child_id("ORD", day, sample.rng)
    products = PRODUCTS if isinstance(sample.who, Company) else PERSONAL_PRODUCTS
    lines = [_line(sample, product) for product in sample.rng.sample(products, sample.rng.randint(1, 3))]
    recent = (sample.today - day).days < 30
    values: dict[str, Value] = {
        "id": identity,
        "date": day.isoformat(),
        "amount": _plain(sum(cents for _, cents in lines)),
        "currency": "CNY",
        "status": "confirmed" if recent else "completed",
        "lines": [line for line, _ in lines],
    }
    return ORDER, identity, values


def _line(sample: Sample, product: Product) -> tuple[dict[str, Value], int]:
    """Returns one order line and what it costs, in cents."""
    quantity, discount = sample.rng.randint(1, product.most), sample.rng.choice(_DISCOUNTS)
    line: dict[str, Value] = {"product": product.name, "quantity": quantity, "unit_price": product.unit_price}
    if discount:
        line["discount"] = discount
    return line, quantity * product.unit_price * (100 - round(discount * 100))


def _plain(cents: int) -> int | float:
    return cents // 100 if cents % 100 == 0 else cents / 100


def _ticket(sample: Sample, opened: date) -> Record:
    identity = child_id("TIC", opened, sample.rng)
    kind, subject, content, solution = sample.rng.choice(TICKETS)
    values: dict[str, Value] = {
        "id": identity,
        "opened": opened.isoformat(),
        "kind": kind,
        "subject": subject,
        "content": content,
        "employee": SUPPORT,
    }
    closed = opened + timedelta(days=3)
    if closed > sample.today - timedelta(days=7):
        values["status"] = "in_progress"
    else:
        values |= {"status": "closed", "solution": solution, "closed": closed.isoformat()}
    return TICKET, identity, values


def _feedback(sample: Sample, day: date) -> Record:
    identity = child_id("FB", day, sample.rng)
    rating, content, reply = sample.rng.choice(FEEDBACKS)
    values: dict[str, Value] = {
        "id": identity,
        "date": day.isoformat(),
        "rating": rating,
        "content": content,
        "employee": SUPPORT,
        "reply": reply,
    }
    return FEEDBACK, identity, values

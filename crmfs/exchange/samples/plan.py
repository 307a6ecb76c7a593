"""Who the sample customers are: id, standing, owner, days of contact, all from a seed. Writes no record."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from crmfs.exchange.samples.words import COMPANIES, PEOPLE, PLACES, STYLES, TRADES, Company, Person

NUMBERED = 12  # the oldest customers keep the short ids of the table they came from: CUST001 …
PERSON_EVERY = 6
_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


class Standing(NamedTuple):
    """Where a customer stands; days count from today, `follow_up` forward and `last_talk` back."""

    status: str
    stage: str
    lifecycle: str
    last_talk: int
    follow_up: int | None


STANDINGS = (
    Standing("active", "won", "in_use", 6, 0),
    Standing("active", "after_sales", "in_use", 12, 5),
    Standing("potential", "proposal", "in_use", 3, 2),
    Standing("potential", "qualified", "in_use", 20, -3),
    Standing("lost", "lost", "in_use", 95, None),
    Standing("active", "after_sales", "in_use", 40, 14),
    Standing("potential", "lead", "in_use", 9, 1),
    Standing("active", "won", "in_use", 215, -20),
    Standing("potential", "negotiation", "in_use", 2, 0),
    Standing("lost", "lost", "to_archive", 260, None),
    Standing("potential", "contacted", "in_use", 200, 7),
    Standing("active", "after_sales", "in_use", 15, 30),
    Standing("lost", "lost", "archived", 330, None),
)


@dataclass(frozen=True, slots=True)
class Sample:
    """One customer to be.

    Attributes:
        who: The company or private person.
        owner: Id of the member who looks after it.
        talks: Days of contact, oldest first.
        rng: Source of all further choices for this customer alone, so that one more customer changes no other.
    """

    id: str
    who: Company | Person
    standing: Standing
    owner: str
    team: str
    talks: Sequence[date]
    rng: Random
    today: date

    @property
    def follow_up(self) -> date | None:
        """Day of the next contact; None where none is planned."""
        days = self.standing.follow_up
        return None if days is None else self.today + timedelta(days=days)


def child_id(prefix: str, day: date, rng: Random) -> str:
    """Returns an id such as `INT-20231015-7K3M9Q`, the same for the same source."""
    return f"{prefix}-{day:%Y%m%d}-{characters(6, rng)}"


def plan(number: int, today: date, seed: int) -> Sample:
    """Returns the customer of a number, counted from 1."""
    rng = Random(f"{seed}/{number}")
    identity = f"CUST{number:03d}" if number <= NUMBERED else f"CUST-{characters(8, rng)}"
    standing = STANDINGS[(number - 1) % len(STANDINGS)]
    who = _who(number)
    owner, team = _owner(who.region, number)
    return Sample(identity, who, standing, owner, team, _talks(standing, today, rng), rng, today)


def _who(number: int) -> Company | Person:
    people = number // PERSON_EVERY
    if number % PERSON_EVERY == 0:
        return PEOPLE[(people - 1) % len(PEOPLE)]
    index = number - people - 1
    return COMPANIES[index] if index < len(COMPANIES) else _invented(index - len(COMPANIES))


def _invented(index: int) -> Company:
    """Returns a company beyond the hand-written ones; names repeat only after all combinations are used."""
    rest, place = divmod(index, len(PLACES))
    rest, trade = divmod(rest, len(TRADES))
    rest, style = divmod(rest, len(STYLES))
    (city, region), (word, industry) = PLACES[place], TRADES[trade]
    model = COMPANIES[index % len(COMPANIES)]
    name = f"{city}{STYLES[style]}{word}{f'{rest + 1}部' if rest else ''}有限公司"
    return model._replace(name=name, industry=industry, region=region, address=f"{city}市高新技术开发区")


def _owner(region: str, number: int) -> tuple[str, str]:
    if region in ("华南", "西南", "华中"):
        return "E004", "south"
    return ("E002" if number % 4 == 2 else "E003"), "east"


def _talks(standing: Standing, today: date, rng: Random) -> list[date]:
    """Returns distinct days within the year before today, the last one as the standing says."""
    span = range(standing.last_talk + 4, 364)
    earlier = rng.sample(span, min(len(span), rng.randint(2, 5)))
    return [today - timedelta(days=days) for days in sorted([*earlier, standing.last_talk], reverse=True)]


def characters(count: int, rng: Random) -> str:
    """Returns the random part of an id."""
    return "".join(rng.choice(_CROCKFORD) for _ in range(count))

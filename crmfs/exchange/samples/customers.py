"""The records of a sample customer itself: customer.yaml, contacts.yaml, terms.yaml. Real names and numbers: never."""

from collections.abc import Iterator
from random import Random

from crmfs.exchange.samples.plan import Sample
from crmfs.exchange.samples.words import ACTIVE_REASONS, LOST_REASONS, TITLES, Company, Person
from crmfs.records.kinds import CONTACTS, CUSTOMER, TERMS, Kind
from crmfs.records.yaml import Value

Record = tuple[Kind, str, dict[str, Value]]  # kind, id within the customer ("" where the file is the only one), values

_CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_NOWHERE = "91990000MA"  # area 990000 does not exist, so the code is no real company's
_BANKS = ("招商银行", "建设银行", "工商银行")
_LEVELS = {"large": "key", "medium": "normal", "small": "low"}


def customer_records(sample: Sample) -> Iterator[Record]:
    """Yields customer.yaml, contacts.yaml and, for companies that have bought, finance/terms.yaml."""
    who = sample.who
    if isinstance(who, Company):
        title = sample.rng.choice(TITLES)
        yield CUSTOMER, sample.id, _company(sample, who, title)
        yield CONTACTS, "", _contacts(title)
        if sample.standing.status == "active":
            yield TERMS, "", _terms(sample)
    else:
        yield CUSTOMER, sample.id, _person(sample, who)
        yield CONTACTS, "", {"contacts": [{"id": "P01", "name": who.name, "mobile": "*", "primary": True}]}


def _company(sample: Sample, who: Company, title: str) -> dict[str, Value]:
    rng = sample.rng
    values: dict[str, Value] = {
        "id": sample.id,
        "name": f"*{title}",
        "company": who.name,
        "type": "b2b",
        "industry": who.industry,
        "size": who.size,
        "source": who.source,
        "region": who.region,
        "address": who.address,
        "owner": sample.owner,
        "team": sample.team,
        "level": "vip" if "重点客户" in who.tags else _LEVELS[who.size],
        **_standing(sample),
        "need": who.need,
        "budget": rng.randrange(3, 40) * 10000,
    }
    if sample.standing.status == "active":
        values["satisfaction"] = rng.randint(3, 5)
        values["credit_code"] = credit_code(sample.rng)
        values["website"] = "https://www.example.com"
    values["tags"] = list(who.tags)
    if rng.random() < 0.4:
        values["source_ref"] = {"system": "excel", "id": f"客户表/{rng.randint(100, 999)}"}
    values["notes"] = who.note
    return values


def _person(sample: Sample, who: Person) -> dict[str, Value]:
    values: dict[str, Value] = {
        "id": sample.id,
        "name": who.name,
        "company": "个人",
        "type": "b2c",
        "gender": who.gender,
        "birth_year": who.birth_year,
        "source": who.source,
        "region": who.region,
        "address": who.address,
        "owner": sample.owner,
        "team": sample.team,
        "level": "normal",
        **_standing(sample),
        "preferences": who.preferences,
        "habits": who.habits,
    }
    if sample.standing.status == "active":
        values["satisfaction"] = sample.rng.randint(3, 5)
    return {**values, "tags": list(who.tags), "notes": who.note}


def _standing(sample: Sample) -> dict[str, Value]:
    standing, follow_up = sample.standing, sample.follow_up
    values: dict[str, Value] = {"stage": standing.stage, "status": standing.status}
    if standing.status != "potential":
        reasons = ACTIVE_REASONS if standing.status == "active" else LOST_REASONS
        changed = sample.talks[-1] if standing.status == "lost" else sample.talks[len(sample.talks) // 2]
        values["status_reason"] = sample.rng.choice(reasons)
        values["status_by"] = sample.owner
        values["status_date"] = changed.isoformat()
    values["lifecycle"] = standing.lifecycle
    if follow_up:
        values["next_follow_up"] = follow_up.isoformat()
    return values


def _contacts(title: str) -> dict[str, Value]:
    other = "技术负责人" if title != "信息中心主任" else "采购经理"
    return {
        "contacts": [
            {"id": "P01", "name": f"*{title}", "title": title, "phone": "*", "mobile": "*", "primary": True},
            {"id": "P02", "name": f"*{other}", "title": other, "mobile": "*", "wechat": "*"},
        ]
    }


def _terms(sample: Sample) -> dict[str, Value]:
    return {
        "credit_limit": sample.rng.randrange(5, 50) * 10000,
        "bank": f"{sample.rng.choice(_BANKS)}，账号 *",
        "tax": "增值税专用发票，随货寄送",
        "notes": f"账期 {sample.rng.choice((30, 45, 60))} 天，逾期需财务确认后再发货",
    }


def credit_code(rng: Random) -> str:
    """Returns a well-formed credit code of no real company. Source: GB 32100-2015, weights 3^i modulo 31."""
    body = _NOWHERE + "".join(rng.choice(_CREDIT_ALPHABET) for _ in range(7))
    total = sum(_CREDIT_ALPHABET.index(char) * pow(3, place, 31) for place, char in enumerate(body))
    return body + _CREDIT_ALPHABET[-total % 31]

"""The records of the generated repository: seven files a customer, as text. Only values that every check passes."""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random

from crmfs.exchange.samples.customers import credit_code
from crmfs.exchange.samples.plan import characters, child_id
from crmfs.exchange.samples.words import COMPANIES, FEEDBACKS, PLACES, PRODUCTS, STYLES, TALKS, TICKETS, TRADES
from crmfs.records.templates import schema_line

COMMITTER = "Bench <bench@example.com>"  # who makes every commit: member E001
MEMBERS = 20
_DAY = date(2026, 10, 28)
_TAILS = ("", "实业")
_STAGES = {"potential": "proposal", "active": "after_sales", "lost": "lost"}

File = tuple[str, bytes]


def member_file() -> File:
    """Returns members.yaml: an administrator and sales people."""
    lines = ["members:"]
    for number in range(1, MEMBERS + 1):
        lines += [f"  - id: E{number:03d}", f'    name: "*销售代表{number:03d}"']
        if number == 1:
            lines += ["    emails:", "      - bench@example.com"]
        lines += ["    roles:", f"      - {'management' if number == 1 else 'sales'}", f"    team: {_team(number)}"]
    return _file("members.yaml", "\n".join(lines))


def customer_files(number: int) -> tuple[str, list[File]]:
    """Returns the id and the seven files of a customer, always the same for a number."""
    rng = Random(number)
    customer = f"CUST-{characters(8, rng)}"
    folder = f"customers/{customer[-2:]}/{customer}"
    files = [
        _file(f"{folder}/customer.yaml", _customer(number, customer, rng)),
        _file(f"{folder}/contacts.yaml", _contacts(number)),
    ]
    for past in (200, 90, number % 100):
        files.append(_child(folder, "interactions", "INT", _DAY - timedelta(days=past), _interaction, rng))
    files.append(_child(folder, "orders", "ORD", _DAY - timedelta(days=80), _order, rng))
    last = ("tickets", "TIC", _ticket) if number % 2 else ("feedback", "FB", _feedback)
    files.append(_child(folder, last[0], last[1], _DAY - timedelta(days=60), last[2], rng))
    return customer, files


def _file(path: str, body: str) -> File:
    return path, f"{schema_line(path)}\n{body}\n".encode()


def _child(folder: str, inside: str, prefix: str, day: date, text: "Text", rng: Random) -> File:
    identity = child_id(prefix, day, rng)
    return _file(f"{folder}/{inside}/{identity}.yaml", text(identity, day, rng))


Text = Callable[[str, date, Random], str]


def _team(number: int) -> str:
    return ("east", "south", "north", "west")[number % 4]


def company_name(number: int) -> str:
    """Returns a name that no other number below 23,040 has."""
    rest, place = divmod(number, len(PLACES))
    rest, trade = divmod(rest, len(TRADES))
    rest, first = divmod(rest, len(STYLES))
    rest, second = divmod(rest, len(STYLES))
    return f"{PLACES[place][0]}{STYLES[first]}{STYLES[second]}{TRADES[trade][0]}{_TAILS[rest % 2]}有限公司"


def _customer(number: int, customer: str, rng: Random) -> str:
    model = COMPANIES[number % len(COMPANIES)]
    city, region = PLACES[number % len(PLACES)]
    status = ("active", "potential", "active", "potential", "lost")[number % 5]
    owner = number % MEMBERS + 1
    follow_up = _DAY + timedelta(days=5 + number % 60)
    return f"""\
id: {customer}
name: "*采购经理"
company: {company_name(number)}
type: b2b
industry: {TRADES[number // len(PLACES) % len(TRADES)][1]}
size: {model.size}
source: {model.source}
region: {region}
address: {city}市高新技术开发区创新路 {number % 900 + 1} 号
owner: E{owner:03d}
team: {_team(owner)}
level: {("vip", "key", "normal", "low")[number % 4]}
stage: {_STAGES[status]}
status: {status}
status_reason: 按季度复核客户往来记录后调整
status_by: E{owner:03d}
status_date: {_DAY - timedelta(days=number % 150)}
lifecycle: in_use
next_follow_up: {follow_up}
need: {model.need}
budget: {number % 90 + 10}0000
preferences: 偏好电话沟通，方案需附同行业案例
habits: 每季度末集中采购，单次金额十万元左右
satisfaction: {number % 5 + 1}
credit_code: {credit_code(rng)}
website: https://www.example.com/{number}
tags:
  - {model.tags[0]}
  - 第{number % 12 + 1}批
source_ref:
  system: 旧客户系统
  id: K-{number:06d}
notes: {model.note}
extra:
  开票方式: 增值税专用发票
  结算方式: 月结
  合作年限: {number % 9 + 1}
  竞争对手: {STYLES[number % len(STYLES)]}软件"""


def _contacts(number: int) -> str:
    return f"""\
contacts:
  - id: P01
    name: {STYLES[number % 12][0]}经理
    title: 采购经理
    phone: "010-5550{number % 10000:04d}"
    mobile: "1900000{number % 10000:04d}"
    email: buyer{number}@example.com
    primary: true
  - id: P02
    name: {STYLES[number % 11][1]}工
    title: 技术负责人
    mobile: "1900001{number % 10000:04d}\""""


def _interaction(identity: str, day: date, rng: Random) -> str:
    kind, content, next_step = rng.choice(TALKS)
    return f"""\
id: {identity}
date: {day}
type: {kind}
content: {content}
employee: E{rng.randint(1, MEMBERS):03d}
contact: P01
next_step: {next_step}"""


def _order(identity: str, day: date, rng: Random) -> str:
    lines, amount = "", 0
    for product in rng.sample(PRODUCTS, 3):
        quantity = rng.randint(1, 9)
        amount += quantity * product.unit_price
        lines += f"\n  - product: {product.name}\n    quantity: {quantity}\n    unit_price: {product.unit_price}"
    return f"id: {identity}\ndate: {day}\namount: {amount}\ncurrency: CNY\nstatus: completed\nlines:{lines}"


def _ticket(identity: str, day: date, rng: Random) -> str:
    kind, subject, content, solution = rng.choice(TICKETS)
    return f"""\
id: {identity}
opened: {day}
kind: {kind}
subject: {subject}
content: {content}
employee: E{rng.randint(1, MEMBERS):03d}
status: closed
solution: {solution}
closed: {day + timedelta(days=3)}"""


def _feedback(identity: str, day: date, rng: Random) -> str:
    rating, content, reply = rng.choice(FEEDBACKS)
    return f"""\
id: {identity}
date: {day}
rating: {rating}
content: {content}
employee: E{rng.randint(1, MEMBERS):03d}
reply: {reply}"""

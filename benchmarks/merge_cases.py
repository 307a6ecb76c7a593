"""Merges that people meet, each with what ought to come out. Holds no measurement."""

from typing import Any, Final, NamedTuple

ASKED: Final = "asked"  # what ought to come out where nobody but a person can decide

CUSTOMER = """\
id: CUST001
name: "*经理"
company: 未来科技有限公司
type: b2b
status: potential
status_reason: 展会
next_follow_up: "2026-04-01"
region: 华东
tags:
  - a
  - b
notes: |
  第一段。

  第二段。

  第三段。
"""
CONTACTS = """\
contacts:
  - id: P01
    name: 张三
    phone: "13800001111"
  - id: P02
    name: 李四
    phone: "13800002222"
"""
ORDER = """\
id: ORD-1
date: "2026-03-01"
lines:
  - product: Chai
    quantity: 3
  - product: Tofu
    quantity: 1
"""


class Case(NamedTuple):
    """One merge.

    Attributes:
        kind: Of the record.
        wanted: Words that must stand once each in the result, or ASKED.
    """

    name: str
    kind: str
    base: str
    ours: str
    theirs: str
    wanted: tuple[str, ...] | str


def _case(name: str, ours: Any, theirs: Any, wanted: tuple[str, ...] | str, base: str = CUSTOMER) -> Case:
    """Returns a case whose sides are pairs of texts to be replaced in the base, or whole texts."""
    mine, other = (side if isinstance(side, str) else base.replace(*side) for side in (ours, theirs))
    kind = "contacts" if base == CONTACTS else "order" if base == ORDER else "customer"
    return Case(name, kind, base, mine, other, wanted)


def _person(number: int, name: str) -> str:
    return f'  - id: P0{number}\n    name: {name}\n    phone: "1380000333{number}"\n'


_HEAD, _, _TAIL = CONTACTS.partition("  - id: P02")
CASES = (
    _case("fields far apart", ("b2b", "b2c"), ("第三段", "第三段，改"), ("type: b2c", "第三段，改")),
    _case("adjacent fields", ("potential", "active"), ("展会", "来访"), ("status: active", "status_reason: 来访")),
    _case("one field, one value", ("potential", "active"), ("potential", "active"), ("status: active",)),
    _case("one field, two values", ("potential", "active"), ("potential", "lost"), ASKED),
    _case("two fields of one side between", ("华东", "华南"), ("2026-04-01", "2026-05-01"), ("华南", "2026-05-01")),
    _case(
        "comment against value",
        ("potential", "potential  # 王芳跟进"),
        ("potential", "active"),
        ("active  # 王芳跟进",),
    ),
    _case("line ends against value", CUSTOMER.replace("\n", "\r\n"), ("potential", "active"), ("status: active\r\n",)),
    _case("both append a tag", ("  - b\n", "  - b\n  - c\n"), ("  - b\n", "  - b\n  - d\n"), ("- c\n", "- d\n")),
    _case("the same tag in two places", ("  - a\n", "  - new\n  - a\n"), ("  - b\n", "  - b\n  - new\n"), ("- new\n",)),
    _case("a tag away, another one added", ("  - a\n", ""), ("  - b\n", "  - b\n  - c\n"), ("- b\n", "- c\n")),
    _case("the same new key far apart", ("b2b\n", "b2b\nneed: 库存\n"), CUSTOMER + "need: 库存\n", ("need: 库存",)),
    _case("a new key with two values", ("b2b\n", "b2b\nneed: 库存\n"), CUSTOMER + "need: 采购\n", ASKED),
    _case(
        "two new keys in one place",
        CUSTOMER + "need: 库存\n",
        CUSTOMER + "budget: 100\n",
        ("need: 库存", "budget: 100"),
    ),
    _case(
        "a key away, another one beside", ("status_reason: 展会\n", ""), ("potential", "active"), ("status: active",)
    ),
    _case("a key away, and changed", ("status_reason: 展会\n", ""), ("展会", "来访"), ASKED),
    _case("paragraphs of one text", ("第一段", "第一段，改"), ("第三段", "第三段，改"), ("第一段，改", "第三段，改")),
    _case("a scalar and a map", ("华东", "{市: 上海}"), ("华东", "华南"), ASKED),
    _case("keys in another order", CUSTOMER.replace("type: b2b\n", "") + "type: b2b\n", ("b2b", "b2c"), ("type: b2c",)),
    _case("two new contacts", CONTACTS + _person(3, "王五"), CONTACTS + _person(4, "赵六"), ("王五", "赵六"), CONTACTS),
    _case("one id, two contacts", CONTACTS + _person(3, "王五"), CONTACTS + _person(3, "赵六"), ASKED, CONTACTS),
    _case(
        "one contact added twice",
        CONTACTS + _person(3, "王五"),
        ("contacts:\n", "contacts:\n" + _person(3, "王五")),
        ("王五",),
        CONTACTS,
    ),
    _case(
        "contacts put round, one changed",
        "contacts:\n  - id: P02" + _TAIL + _HEAD.removeprefix("contacts:\n"),
        ("张三", "张三丰"),
        ("张三丰", "李四"),
        CONTACTS,
    ),
    _case("a contact away, and changed", _HEAD, ("13800002222", "13900002222"), ASKED, CONTACTS),
    _case(
        "two fields of one contact",
        ("张三", "张三丰"),
        ("13800001111", "13900001111"),
        ("张三丰", "13900001111"),
        CONTACTS,
    ),
    _case(
        "two fields of one line",
        ("quantity: 3", "quantity: 4"),
        ("3\n", "3\n    unit_price: 18\n"),
        ("quantity: 4", "unit_price: 18"),
        ORDER,
    ),
    _case(
        "a line away, another one changed",
        ("  - product: Tofu\n    quantity: 1\n", ""),
        ("quantity: 3", "quantity: 5"),
        ("quantity: 5",),
        ORDER,
    ),
    _case("one side is no YAML", ("potential", "active"), CUSTOMER + "status: [\n", ASKED),
    _case("together against a rule", ("b2b", "b2c"), CUSTOMER + "credit_code: 91310000607322080Y\n", ASKED),
)

"""Conditions in searches: on a record itself, beside words, and what they hide."""

from collections.abc import Callable

import pytest
from searching import Searched

from crmfs.core.messages import Text
from crmfs.records.fields import Field
from crmfs.search.find import Page

FILES = {
    "customers/01/CUST001/customer.yaml": "id: CUST001\nname: '*经理'\ncompany: 未来科技\ntype: b2b\nstatus: active\n"
    "industry: technology\nowner: E001\ntags: [重点客户]\nbudget: 120000\nnotes: 需要报价\n",
    "customers/01/CUST001/contacts.yaml": "contacts:\n- {id: P1, name: 张三, mobile: '13800001111'}\n",
    "customers/01/CUST001/interactions/INT-20260110-AAAAAA.yaml": "id: INT-20260110-AAAAAA\ndate: 2026-01-10\n"
    "type: phone\ncontent: 讨论报价\nemployee: E001\n",
    "customers/01/CUST001/interactions/INT-20260220-BBBBBB.yaml": "id: INT-20260220-BBBBBB\ndate: 2026-02-20\n"
    "type: meeting\ncontent: 演示产品\nemployee: E001\n",
    "customers/01/CUST001/documents/quotes/报价单.txt": "服务器报价 5000 元",
    "customers/01/CUST001/documents/quotes/报价单.txt.meta.yaml": "title: 三月报价\ntags: [草稿]\n",
    "customers/02/CUST002/customer.yaml": "id: CUST002\nname: '*经理'\ncompany: 东方贸易\ntype: b2b\nstatus: lost\n"
    "industry: retail\nnotes: 报价太高，机密\n",
    "customers/02/CUST002/orders/ORD-20260301-CCCCCC.yaml": "id: ORD-20260301-CCCCCC\ndate: 2026-03-01\n"
    "lines:\n- {product: 服务器, quantity: 3, unit_price: 50000}\n",
    "library/faq/发票.md": "# 如何开发票\n报价后三日内",
}
CUSTOMER1, CUSTOMER2 = "CUST001/customer.yaml", "CUST002/customer.yaml"
QUOTE, CALL, DEMO = (
    "CUST001/documents/quotes/报价单.txt",
    "CUST001/interactions/INT-20260110-AAAAAA.yaml",
    "CUST001/interactions/INT-20260220-BBBBBB.yaml",
)
ORDER = "CUST002/orders/ORD-20260301-CCCCCC.yaml"


@pytest.fixture
def company(searched: Callable[..., Searched]) -> Searched:
    """Two customers with what a small company has."""
    return searched(FILES)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("状态:活跃", [CUSTOMER1]),  # alone, a condition finds the records that have the field
        ("status:active", [CUSTOMER1]),
        ("-status:active kind:customer", [CUSTOMER2]),
        ("报价 状态:活跃", [CUSTOMER1, QUOTE, CALL]),  # beside words it says whose files
        ("报价 -状态:活跃", [CUSTOMER2, "发票.md"]),
        ("kind:interaction 行业:科技", [CALL, DEMO]),
        ("customer:CUST002", [CUSTOMER2, ORDER]),
        ("金额:>10万 状态:流失", [ORDER]),  # beside a field that customers do not have, too
        ("金额:>10万 状态:活跃", []),
        ("金额:>10万 OR 状态:活跃", [CUSTOMER1, ORDER]),  # each is asked alone here
        ("互动日期:2026-02-01..2026-02-28", [DEMO]),
        ("date:>=2026-02-01", [DEMO, ORDER]),
        ("金额:>10万", [ORDER]),  # what an order's lines add up to
        ("amount:>150000", []),
        ("tag:重点", [CUSTOMER1]),
        ("file:txt", [QUOTE]),
        ("file:*.TXT", [QUOTE]),
        ("file:.txt", [QUOTE]),
        ("公司名称:未来", [CUSTOMER1]),
        ("公司名称:未來", [CUSTOMER1]),
        ("负责员工:王芳", [CUSTOMER1]),
        ("(未来 AND NOT 机密) OR 服务器", [CUSTOMER1, QUOTE, ORDER]),
        ("报价 -机密", [CUSTOMER1, QUOTE, CALL, "发票.md"]),
        ("NOT 报价 kind:customer", []),
        ("报价* file:txt", [QUOTE]),
        ("未来科技 报价", [CUSTOMER1, QUOTE, CALL]),  # a word beside others may name the customer whose file it is
        ("CUST001 演示", [DEMO]),
        ("未来科技", [CUSTOMER1]),  # alone it finds what says it
        ("13800001111", ["CUST001/contacts.yaml"]),
        ("+8613800001111", ["CUST001/contacts.yaml"]),
        ("+86-138-0000-1111", ["CUST001/contacts.yaml"]),
        ("+86 138 0000 1111", ["CUST001/contacts.yaml"]),
        ("008613800001111", ["CUST001/contacts.yaml"]),
        ("mobile:+8613800001111", ["CUST001/contacts.yaml"]),
    ],
)
def test_a_query_finds(company: Searched, query: str, found: list[str]) -> None:
    assert sorted(company.paths(query)) == sorted(found)


def test_what_filters_hide_is_counted(company: Searched) -> None:
    answer = company.answer("报价 status:active")
    assert (answer.total, answer.hidden_by_filters) == (3, 2)


def test_facets_count_all_hits_by_their_customers_values(company: Searched) -> None:
    answer = company.answer("报价", Page(limit=1, facets=(Field("status", Text("", "")), Field("kind", Text("", "")))))
    assert answer.facets["status"] == {"active": 3, "lost": 1}
    assert answer.facets["kind"] == {"customer": 2, "document": 1, "interaction": 1, "library": 1}
    assert len(answer.hits) == 1


def test_the_latest_come_first_where_dates_are_asked_for(company: Searched) -> None:
    answer = company.answer("kind:interaction", Page(sort="date"))
    assert [hit.date for hit in answer.hits] == ["2026-02-20", "2026-01-10"]


def test_pages_follow_each_other_without_gap(company: Searched) -> None:
    whole = company.paths("报价")
    pages = [company.answer("报价", Page(limit=2, offset=start)).hits for start in (0, 2, 4)]
    assert [hit.path.split("/", 2)[-1] for page in pages for hit in page] == whole


def test_a_document_is_found_by_its_metadata_too(company: Searched) -> None:
    (hit,) = company.answer("三月").hits
    assert (hit.title, hit.customer, hit.kind) == ("三月报价", "CUST001", "document")


@pytest.mark.parametrize("query", ["报价，服务器", "报价、服务器", "报价,服务器", "报价 服务器"])
def test_a_comma_parts_words_as_a_blank_does(company: Searched, query: str) -> None:
    assert company.paths(query) == [QUOTE]

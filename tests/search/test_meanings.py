"""A word beside others finds what it stands for: the label of a choice, somebody's name. The index and a scan agree."""

from collections.abc import Callable

import pytest
from searching import Searched

OF = "name: '*经理'\ntype: b2b\nnotes: '-'\n"
FILES = {
    "customers/01/CUST001/customer.yaml": f"id: CUST001\n{OF}company: 蓝鲸科技\nstatus: active\nowner: E001\n",
    "customers/01/CUST001/tickets/TKT-20260110-AAAAAA.yaml": "id: TKT-20260110-AAAAAA\nopened: 2026-01-10\n"
    "kind: complaint\ntitle: 发货慢\nstatus: open\n",
    "customers/01/CUST001/tickets/TKT-20260111-BBBBBB.yaml": "id: TKT-20260111-BBBBBB\nopened: 2026-01-11\n"
    "kind: question\ntitle: 报价问题\nstatus: open\n",
    "customers/02/CUST002/customer.yaml": f"id: CUST002\n{OF}company: 红狮贸易\nstatus: lost\nindustry: technology\n",
    "customers/02/CUST002/interactions/INT-20260220-CCCCCC.yaml": "id: INT-20260220-CCCCCC\ndate: 2026-02-20\n"
    "type: phone\ncontent: 客户投诉，要求报价\nemployee: E001\n",
    "customers/03/CUST003/customer.yaml": f"id: CUST003\n{OF}company: 白鹭\nstatus: active\nindustry: technology\n",
}
BLUE, RED, WHITE = (f"CUST00{number}/customer.yaml" for number in (1, 2, 3))
COMPLAINT, QUESTION = (f"CUST001/tickets/TKT-{name}.yaml" for name in ("20260110-AAAAAA", "20260111-BBBBBB"))
CALL = "CUST002/interactions/INT-20260220-CCCCCC.yaml"


@pytest.fixture
def company(searched: Callable[..., Searched]) -> Searched:
    """Three customers; a member, 王芳, is the owner of one and called another."""
    return searched(FILES)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("蓝鲸 投诉", [COMPLAINT]),  # the label of the ticket's kind
        ("蓝鲸 complaint", [COMPLAINT]),  # its code
        ("红狮 投诉", [CALL]),  # the word itself
        ("投诉", [CALL]),  # alone a word finds what says it
        ('蓝鲸 "投诉"', []),  # a phrase is meant as it stands
        ("蓝鲸 -投诉", [BLUE]),  # so is what is ruled out
        ("活跃 科技", [BLUE, WHITE]),  # BLUE's name says 科技, WHITE's industry is
        ("王芳 报价", [QUESTION, CALL]),  # the owner's files, the caller's interaction
        ("E001 报价", [QUESTION, CALL]),
        ("蓝鲸 (投诉 OR 报价)", [COMPLAINT, QUESTION]),
        ("蓝鲸 工单", [COMPLAINT, QUESTION]),
        ("(投诉 OR 活跃) 蓝鲸", [BLUE, COMPLAINT]),
    ],
)
def test_a_query_finds(company: Searched, query: str, found: list[str]) -> None:
    answer, scanned = company.answer(query), company.scanned(query)
    if answer.fallback:  # a scan has none
        assert (found, scanned) == ([], [])
    else:
        assert sorted(company.paths(query)) == sorted(scanned) == sorted(found)

"""What a search finds for whom: the index never knows more for a reader than the files that the reader sees."""

from collections.abc import Callable

import pytest
from searching import EVERYTHING, Searched

from crmfs.access.authority import authority_at
from crmfs.access.configuration import load_team_schemas
from crmfs.access.grant import Grant
from crmfs.access.members import Member
from crmfs.search.find import Page

CUSTOMER = """id: {id}
name: '*经理'
company: {company}
type: b2b
status: {status}
owner: {owner}
team: {team}
budget: {budget}
notes: '{notes}'
"""
FILES = {
    f"customers/{n:02d}/CUST{n:03d}/{path}": text
    for n, company, owner, team, status in (
        (1, "东方机械", "E003", "east", "active"),
        (2, "东海渔业", "E004", "east", "potential"),
        (3, "南山矿业", "E005", "south", "active"),
    )
    for path, text in {
        "customer.yaml": CUSTOMER.format(
            id=f"CUST{n:03d}", company=company, owner=owner, team=team, status=status, budget=n * 111_000,
            notes=f"备注{n}"),
        "contacts.yaml": f"contacts:\n- {{id: C1, name: 李明{n}, mobile: '1380013800{n}', primary: true}}\n",
        f"interactions/INT-20260101-00000{n}.yaml":
            f"id: INT-20260101-00000{n}\ndate: 2026-01-0{n}\ntype: call\nemployee: {owner}\ncontent: 谈到齿轮箱报价\n",
        f"documents/quotes/报价{n}.txt": "齿轮箱 zebra",
        f"documents/quotes/报价{n}.txt.meta.yaml": f"title: 齿轮箱报价单 {company}\ntags: [急件]\n",
        "finance/terms.yaml": "credit_limit: 77000\nbank: {name: 招商银行}\n",
    }.items()
}  # fmt: skip
SALES = Member("E003", "*销售", roles=("sales",), team="east")
ROLES = {
    "management": Member("E001", "*总", roles=("management",)),
    "sales": SALES,
    "south": Member("E005", "*南区", roles=("sales",), team="south"),
    "support": Member("E006", "*客服", roles=("support",)),
    "marketing": Member("E007", "*市场", roles=("marketing",)),
    "finance": Member("E008", "*财务", roles=("finance",)),
    "it": Member("E009", "*网管", roles=("it",)),
}
QUERIES = (
    "齿轮箱", "东", "南山矿业", "zebra", "13800138001", "8001", "李明", "招商银行", "备注", "急件", "111000",
    "预算:>100000", "状态:活跃", "齿轮箱 状态:活跃", "东方机械 报价", "标签:急件", "kind:contacts", "-zebra",
    "负责员工:E004", "互动日期:2026-01-01..2026-01-31", "工单 OR 合同 OR 招商", "谈到齿轮箱的报价单在哪里",
    "file:txt", "customer:CUST003",
)  # fmt: skip


@pytest.fixture
def company(searched: Callable[..., Searched]) -> Searched:
    """Three customers of two teams, each with contacts, finance terms, an interaction and a quote."""
    return searched(FILES)


def _grant(company: Searched, member: Member) -> Grant:
    return authority_at(company.repository.worktree()).grant(member)


@pytest.mark.parametrize("role", ROLES)
def test_a_search_finds_what_the_files_that_are_seen_say(company: Searched, role: str) -> None:
    grant = _grant(company, ROLES[role])
    for query in QUERIES:
        found = company.answer(query, EVERYTHING, grant)
        seen = sorted(hit.path.split("/", 2)[-1] for hit in found.hits)
        assert (query, found.total, found.unseen) == (query, len(found.hits), ())
        if found.fallback is None:
            assert (query, seen) == (query, sorted(company.scanned(query, grant)))


def test_a_name_is_found_by_its_pinyin_where_it_is_seen(company: Searched) -> None:
    assert {hit.customer for hit in company.answer("dfjx", EVERYTHING, _grant(company, SALES)).hits} == {"CUST001"}
    assert company.answer("nsky", EVERYTHING, _grant(company, SALES)).total == 0


def test_another_teams_customers_are_not_counted(company: Searched) -> None:
    owner = load_team_schemas(company.repository.worktree()).fields("customer")["owner"]
    page = Page(limit=0, facets=[owner])
    assert company.answer("齿轮箱", page, _grant(company, SALES)).facets == {"owner": {"E003": 2, "E004": 2}}
    assert company.answer("齿轮箱", page).total == 6


def test_a_masked_field_is_found_where_it_is_open_to_the_reader(company: Searched) -> None:
    mine, others = "13800138001", "13800138002"
    grant = _grant(company, SALES)
    assert [hit.customer for hit in company.answer(mine, EVERYTHING, grant).hits] == ["CUST001"]
    assert company.answer(others, EVERYTHING, grant).total == 0
    assert [hit.customer for hit in company.answer("预算:>1", EVERYTHING, grant).hits] == ["CUST001"]
    assert {hit.customer for hit in company.answer("李明", EVERYTHING, grant).hits} == {"CUST001", "CUST002"}


def test_what_is_ruled_out_is_judged_on_what_the_reader_sees(company: Searched) -> None:
    found = company.answer("kind:contacts -13800138002", EVERYTHING, _grant(company, SALES))
    assert {hit.customer for hit in found.hits} == {"CUST001", "CUST002"}


def test_another_team_of_a_member_counts_at_once(company: Searched) -> None:
    moved = _grant(company, SALES._replace(team="south"))
    assert {hit.customer for hit in company.answer("齿轮箱", EVERYTHING, moved).hits} == {"CUST001", "CUST003"}

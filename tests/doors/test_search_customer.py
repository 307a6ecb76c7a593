"""A search that names a customer in a condition: the one that is meant is found, or it is said that several are."""

from typing_at import Type


def test_a_customer_is_named_by_id_or_company_and_several_are_told(crmfs: Type, born: str) -> None:
    for company in ("未来科技（上海）", "未来科技（北京）", "海蓝贸易"):
        crmfs("-C", "a", "new", "customer", f"公司名称={company}", "客户姓名=*经理")
    for named in ("CUST003", "海蓝贸易", "海蓝"):
        found = crmfs("-C", "a", "search", f"客户:{named}", "--json").objects
        assert [one["customer"] for one in found[:-1]] == ["CUST003"] * found[-1]["summary"]["total"] != []
    said = crmfs("-C", "a", "search", "客户:未来科技")
    assert (said.code, said.out) == (2, "")
    assert "CUST001, CUST002" in said.err
    assert crmfs("-C", "a", "search", "客户:查无此人").code == 0

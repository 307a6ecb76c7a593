"""Filters as they are typed on a command line, and fields as programs read them."""

from typing_at import Type


def test_a_filter_that_begins_with_a_minus_excludes(crmfs: Type) -> None:
    crmfs("init", "a", "--ids", "sequence")
    crmfs("-C", "a", "new", "customer", "公司名称=未来科技", "客户状态=活跃", "客户姓名=*经理")
    crmfs("-C", "a", "new", "customer", "公司名称=海蓝贸易", "客户姓名=*经理")
    assert [one["id"] for one in crmfs("-C", "a", "list", "-状态:活跃", "--json").objects] == ["CUST002"]
    assert [one["id"] for one in crmfs("-C", "a", "tree", "-status:active", "--json").objects[:-1]] == ["CUST002"]
    assert crmfs("-C", "a", "list", "--tabel").code == 2


def test_the_fields_are_printed_for_programs(crmfs: Type) -> None:
    crmfs("init", "a")
    *fields, summary = crmfs("-C", "a", "schema", "doc", "customer", "--json").objects
    assert fields[0]["id"] == "customer.id"
    assert summary["summary"]["fields"] == len(fields)

"""A company that is there already is told when it is entered again, and entered all the same."""

from typing_at import Type


def test_a_company_that_is_there_already_is_told(crmfs: Type, born: str) -> None:
    first = crmfs("-C", "a", "new", "customer", "公司名称=未来科技有限公司", "客户姓名=*经理")
    second = crmfs("-C", "a", "new", "customer", "公司名称=未来科技", "客户姓名=*经理")
    assert "CUST001" not in first.err
    assert second.code == 0
    assert "CUST001" in second.err


def test_private_persons_are_no_twins(crmfs: Type, born: str) -> None:
    for _ in range(2):
        said = crmfs("-C", "a", "new", "customer", "type=b2c", "客户姓名=*先生")
        assert (said.code, "已有客户" in said.err) == (0, False)

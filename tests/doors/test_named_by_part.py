"""A part of a company's name is enough to look, never to change; a broken schema is told alone."""

from pathlib import Path

import pytest
from typing_at import Type


def test_a_part_of_a_name_is_enough_for_looking_only(crmfs: Type, born: str) -> None:
    crmfs("-C", "a", "new", "customer", "公司名称=深圳未来科技有限公司", "客户姓名=*经理")
    assert crmfs("-C", "a", "show", "未来").code == 0
    assert crmfs("-C", "a", "set", "未来", "备注=x").code == 3
    assert crmfs("-C", "a", "set", "深圳未来科技", "备注=x").code == 0


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_change_by_a_part_of_a_name_is_refused_and_names_the_one_that_is_meant(
    crmfs: Type, born: str, language: str
) -> None:
    crmfs("-C", "a", "new", "customer", "公司名称=杭州星辰科技有限公司", "客户姓名=*经理")
    said = crmfs("-C", "a", "new", "interaction", "星辰", "type=call", "content=x", "--lang", language)
    assert (said.code, "CUST001" in said.err) == (3, True)
    assert crmfs("-C", "a", "set", "月亮", "备注=x").err.startswith("错误：找不到“月亮”")


def test_a_broken_schema_is_told_alone_and_ends_with_5(crmfs: Type, born: str, tmp_path: Path) -> None:
    crmfs("-C", "a", "new", "customer", "公司名称=未来科技", "客户姓名=*经理")
    (tmp_path / "a/schema/customer.schema.json").write_text("{", encoding="utf-8")
    said = crmfs("-C", "a", "validate", "--json")
    assert said.code == 5
    assert {one["code"].partition(".")[0] for one in said.objects[:-1]} == {"schema"}

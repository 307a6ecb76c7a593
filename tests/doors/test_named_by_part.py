"""A part of a company's name is enough to look, never to change; a broken schema is told alone."""

from pathlib import Path

from typing_at import Type


def test_a_part_of_a_name_is_enough_for_looking_only(crmfs: Type) -> None:
    crmfs("init", "a", "--ids", "sequence")
    crmfs("-C", "a", "new", "customer", "公司名称=深圳未来科技有限公司", "客户姓名=*经理")
    assert crmfs("-C", "a", "show", "未来").code == 0
    assert crmfs("-C", "a", "set", "未来", "备注=x").code == 3
    assert crmfs("-C", "a", "set", "深圳未来科技", "备注=x").code == 0


def test_a_broken_schema_is_told_alone_and_ends_with_5(crmfs: Type, tmp_path: Path) -> None:
    crmfs("init", "a")
    crmfs("-C", "a", "new", "customer", "公司名称=未来科技", "客户姓名=*经理")
    (tmp_path / "a/schema/customer.schema.json").write_text("{", encoding="utf-8")
    said = crmfs("-C", "a", "validate", "--json")
    assert said.code == 5
    assert {one["code"].partition(".")[0] for one in said.objects[:-1]} == {"schema"}

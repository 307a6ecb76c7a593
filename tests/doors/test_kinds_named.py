"""Kinds of record as people name them: by code, label or short name, wherever a command takes one."""

import pytest
from typing_at import Type


@pytest.mark.parametrize("typed", ["工单", "问题工单", "ticket", "Ticket"])
def test_a_search_takes_the_names_that_new_takes(crmfs: Type, born: str, typed: str) -> None:
    crmfs("-C", "a", "new", "客户", "公司名称=未来科技", "客户姓名=*经理")
    crmfs("-C", "a", "new", typed, "CUST001", "主题=坏了", "问题类型=报修")
    (hit, _) = crmfs("-C", "a", "search", "坏了", "--kind", typed, "--json").objects
    assert hit["kind"] == "ticket"


@pytest.mark.parametrize(("typed", "kind"), [("评价", "feedback"), ("反馈", "feedback"), ("财务", "terms"),
                                             ("contact", "contacts"), ("财务条款", "terms")])  # fmt: skip
def test_short_names_are_known_to_searches_and_field_lists(crmfs: Type, born: str, typed: str, kind: str) -> None:
    assert crmfs("-C", "a", "search", "--kind", typed).code == 0
    assert crmfs("-C", "a", "search", f"种类:{typed}").code == 0
    first = crmfs("-C", "a", "schema", "doc", typed, "--json").objects[0]
    assert first["id"].split(".")[0] == kind


def test_an_import_takes_them_too(crmfs: Type, born: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    table = tmp_path_factory.mktemp("tables") / "t.csv"
    table.write_text("公司名称,客户姓名\n未来科技,*经理\n", encoding="utf-8")
    assert crmfs("-C", "a", "import", str(table), "--kind", "客户").code == 0
    said = crmfs("-C", "a", "import", str(table), "--kind", "客人")
    assert said.code == 2
    assert "客人" in said.err

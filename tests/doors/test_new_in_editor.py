"""`new --edit`: a template with every field in the user's editor; what it holds is mended, checked, committed."""

from pathlib import Path

import pytest
from typing_at import Type

from tests.conftest import Once


@pytest.fixture
def company(crmfs: Type, once: Once, tmp_path: Path) -> Path:
    """A repository with one customer, CUST001."""
    once(_made, crmfs)
    return tmp_path / "a"


def _made(crmfs: Type) -> None:
    assert crmfs("init", "a", "--ids", "sequence").code == 0
    assert crmfs("-C", "a", "new", "customer", "公司名称=未来科技有限公司").code == 0


def _editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *edits: str) -> None:
    """Makes the editor a program that replaces lines as sed does."""
    script = tmp_path / "editor"
    script.write_text("#!/bin/sh\nsed -i.old " + " ".join(f"-e '{edit}'" for edit in edits) + ' "$1"; rm "$1.old"\n')
    script.chmod(0o700)
    monkeypatch.setenv("VISUAL", str(script))


def _drafts(company: Path) -> list[Path]:
    return list((company / ".git" / "crmfs").glob("crmfs-*.yaml"))


def test_labels_and_dates_typed_in_the_editor_are_mended(
    crmfs: Type, company: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _editor(
        tmp_path,
        monkeypatch,
        "s|^date:.*|date: 2026年2月1日|",
        "s|^status:.*|status: 已确认|",
        "s|^amount:.*|amount: 5|",
    )
    assert crmfs("-C", "a", "new", "订单", "CUST001", "--edit").code == 0
    (order,) = (company / "customers/01/CUST001/orders").iterdir()
    written = order.read_text(encoding="utf-8")
    assert "date: 2026-02-01" in written
    assert "status: confirmed" in written
    assert "currency" not in written
    assert _drafts(company) == []


@pytest.mark.parametrize("typed", [(), ("客户姓名=李四", "联系方式=13800009999")])
def test_real_names_and_numbers_written_for_a_customer_go_to_the_protected_file(
    crmfs: Type, company: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: tuple[str, ...]
) -> None:
    _editor(
        tmp_path,
        monkeypatch,
        "s|^company:.*|company: 海蓝贸易|",
        "s|^name:.*|name: 张三|",
        "s|^mobile:.*|mobile: 13800001111|",
        "s|^title:.*|title: 经理|",
        "s|^email:.*|电子邮箱: zhang@corp.cn|",
    )
    said = crmfs("-C", "a", "new", "客户", *typed, "--edit")
    assert said.code == 0
    assert "contacts.yaml" in said.err
    customer = (company / "customers/02/CUST002/customer.yaml").read_text(encoding="utf-8")
    (person,) = crmfs("-C", "a", "show", "CUST002/contacts", "--json").objects[0]["data"]["contacts"]
    assert 'name: "*经理"' in customer
    assert not any(word in customer for word in ("张三", "13800001111", "zhang"))
    assert {key: person[key] for key in ("name", "title", "mobile", "email")} == {
        "name": "张三", "title": "经理", "mobile": "13800001111", "email": "zhang@corp.cn",
    }  # fmt: skip


def test_what_is_refused_is_kept_as_a_draft(
    crmfs: Type, company: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _editor(tmp_path, monkeypatch, "s|^rating:.*|rating: 6|")
    said = crmfs("-C", "a", "new", "feedback", "CUST001", "--edit")
    (draft,) = _drafts(company)
    assert said.code == 1
    assert "value.too_large" in said.err
    assert str(draft) in said.err
    assert "rating: 6" in draft.read_text(encoding="utf-8")


def test_an_untouched_template_makes_nothing(
    crmfs: Type, company: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _editor(tmp_path, monkeypatch, "s|nothing|nothing|")
    assert crmfs("-C", "a", "new", "ticket", "CUST001", "--edit").code == 2
    assert _drafts(company) == []

"""`--dry-run` of commands that change one thing: judged and told like the real one, and not done."""

from pathlib import Path
from subprocess import run

import pytest
from typing_at import Type

from tests.conftest import Once

RECORD = "customers/01/CUST001/customer.yaml"


@pytest.fixture
def head(crmfs: Type, once: Once, tmp_path: Path) -> str:
    """The repository `a` with a customer whose notes were changed in the last commit."""
    once(_made, crmfs)
    return _head(tmp_path)


def _made(crmfs: Type) -> None:
    crmfs("init", "a", "--ids", "sequence")
    crmfs("-C", "a", "new", "customer", "公司名称=未来科技", "客户姓名=*经理", "备注=甲")
    crmfs("-C", "a", "set", "CUST001", "备注=乙")


def _head(folder: Path) -> str:
    return run(["git", "rev-parse", "HEAD"], cwd=folder / "a", capture_output=True, check=True, text=True).stdout


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (("set", "CUST001", "备注=丙"), "备注: 乙 → 丙"),
        (("status", "CUST001", "流失", "--reason", "长期未响应"), "客户状态: 潜在 → 流失"),
        (("undo", "HEAD"), "备注: 乙 → 甲"),
        (("restore", "CUST001@HEAD~1"), "备注: 乙 → 甲"),
        (("delete", "CUST001", "--whole", "--reason", "重复"), "删除客户 CUST001"),
    ],
)
def test_what_would_change_is_told_field_by_field_and_nothing_is_done(
    crmfs: Type, tmp_path: Path, head: str, typed: tuple[str, ...], told: str
) -> None:
    before = (tmp_path / "a" / RECORD).read_bytes()
    said = crmfs("-C", "a", *typed, "--dry-run")
    assert (said.code, told in said.out, "未写入" in said.err) == (0, True, True)
    assert (_head(tmp_path), (tmp_path / "a" / RECORD).read_bytes()) == (head, before)
    assert crmfs("-C", "a", *typed, "--dry-run", "--json").objects[0]["commit"] is None


@pytest.mark.parametrize("rest", [("--dry-run",), ()])
def test_what_would_be_refused_is_refused_by_the_dry_run_too(crmfs: Type, head: str, rest: tuple[str, ...]) -> None:
    said = crmfs("-C", "a", "set", "CUST001", "credit_code=123", *rest, "--json")
    assert said.code == 1
    assert said.objects[0]["code"] == "value.pattern"


def test_a_dry_run_that_would_change_nothing_says_so(crmfs: Type, head: str) -> None:
    assert "0 个文件" in crmfs("-C", "a", "restore", "CUST001@HEAD", "--dry-run").err

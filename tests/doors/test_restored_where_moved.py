"""`restore` and `undo` after a customer or a record got another place: what was comes back where it is today."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from typing_at import Type

from tests.conftest import Once

_OLD, _NEW = "customers/01/CUST001", "customers/09/CUST009"
_NOTE = "documents/other/说明.txt"
Git = Callable[..., str]


@pytest.fixture
def company(crmfs: Type, once: Once, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with one customer who has a call and a document, and whose notes were changed."""
    once(_made, crmfs, tmp_path)
    monkeypatch.chdir(tmp_path / "a")
    return tmp_path / "a"


def _made(crmfs: Type, tmp_path: Path) -> None:
    assert crmfs("init", "a", "--me", "王芳", "--employee", "E001", "--ids", "sequence").code == 0
    (tmp_path / "说明.txt").write_text("第一版\n", encoding="utf-8")
    typed = (
        ("new", "customer", "公司名称=未来科技有限公司", "客户姓名=*经理", "客户类型=企业客户", "行业类型=科技",
         "客户来源=官网", "客户状态=潜在", "下次跟进日期=+7d", "备注=旧"),
        ("new", "interaction", "CUST001", "type=call", "content=旧"),
        ("attach", "CUST001", "说明.txt", "--category", "other"),
    )  # fmt: skip
    for one in typed:
        assert crmfs("-C", "a", *one).code == 0, one


@pytest.fixture
def git(company: Path) -> Git:
    """`git("mv", …)` in that repository, past all hooks."""

    def run(*args: str) -> str:
        done = subprocess.run(["git", "-c", "core.hooksPath=/", *args], cwd=company, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    return run


def _moved(git: Git, company: Path, old: str, new: str) -> None:
    (company / new).parent.mkdir(parents=True, exist_ok=True)
    git("mv", old, new)
    git("commit", "-q", "-m", "moved")


def _renumbered(git: Git, company: Path) -> None:
    file = company / _OLD / "customer.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("CUST001", "CUST009"), encoding="utf-8")
    git("add", "-A")
    _moved(git, company, _OLD, _NEW)


def _text(company: Path, path: str) -> str:
    return (company / path).read_text(encoding="utf-8")


def test_a_customer_whose_shard_was_mended_is_restored_into_the_shard_it_has(
    crmfs: Type, company: Path, git: Git
) -> None:
    _moved(git, company, _OLD, "customers/99/CUST001")
    then = git("rev-parse", "HEAD")
    _moved(git, company, "customers/99/CUST001", _OLD)
    assert crmfs("set", "CUST001", "备注=新").code == 0
    assert crmfs("restore", f"CUST001#备注@{then}").code == 0
    assert "notes: 旧" in _text(company, f"{_OLD}/customer.yaml")
    (company / _OLD / _NOTE).unlink()
    git("commit", "-qam", "gone")
    said = crmfs("restore", f"{_OLD}@{then}")
    assert said.code == 0, said.err
    assert _text(company, f"{_OLD}/{_NOTE}") == "第一版\n"
    assert not git("ls-files", "customers/99")


def test_a_customer_who_got_another_id_is_restored_under_it_whichever_id_is_typed(
    crmfs: Type, company: Path, git: Git
) -> None:
    then = git("rev-parse", "HEAD")
    _renumbered(git, company)
    for typed in ("CUST009", "CUST001"):
        assert crmfs("set", "CUST009", "备注=新").code == 0
        said = crmfs("restore", f"{typed}@{then}", "--json")
        assert [one["id"] for one in said.objects] == ["CUST009"], said.err
        text = _text(company, f"{_NEW}/customer.yaml")
        assert "id: CUST009  #" in text
        assert "notes: 旧  #" in text
    assert not (company / _OLD).exists()
    assert crmfs("validate").code == 0


def test_what_is_above_customers_brings_each_back_to_where_he_is(crmfs: Type, company: Path, git: Git) -> None:
    then = git("rev-parse", "HEAD")
    _renumbered(git, company)
    assert crmfs("set", "CUST009", "备注=新").code == 0
    for folder in ("customers", "customers/01"):
        said = crmfs("restore", f"{folder}@{then}", "--json")
        assert said.code == 0, said.err
        assert not (company / _OLD).exists()
    assert "notes: 旧  #" in _text(company, f"{_NEW}/customer.yaml")


def test_a_folder_comes_back_to_where_its_customer_is(crmfs: Type, company: Path, git: Git) -> None:
    then = git("rev-parse", "HEAD")
    _renumbered(git, company)
    (company / _NEW / _NOTE).write_text("第二版\n", encoding="utf-8")
    git("commit", "-qam", "second")
    assert crmfs("restore", f"{_OLD}/documents@{then}").code == 0
    assert _text(company, f"{_NEW}/{_NOTE}") == "第一版\n"
    assert not (company / _OLD).exists()


def test_a_record_and_a_document_with_other_names_are_restored_where_they_are(
    crmfs: Type, company: Path, git: Git
) -> None:
    then, folder = git("rev-parse", "HEAD"), f"{_OLD}/interactions"
    (old,) = (company / folder).iterdir()
    new = f"{folder}/INT-20260101-ZZZZZZ.yaml"
    old.write_text(old.read_text(encoding="utf-8").replace(old.stem, "INT-20260101-ZZZZZZ"), encoding="utf-8")
    git("add", "-A")
    _moved(git, company, f"{folder}/{old.name}", new)
    _moved(git, company, f"{_OLD}/{_NOTE}", f"{_OLD}/documents/other/新名.txt")
    (company / _OLD / "documents/other/新名.txt").write_text("第二版\n", encoding="utf-8")
    git("commit", "-qam", "second")
    assert crmfs("set", "CUST001/INT-20260101-ZZZZZZ", "content=新").code == 0
    assert crmfs("restore", f"{_OLD}/documents/other/新名.txt@{then}").code == 0
    assert _text(company, f"{_OLD}/documents/other/新名.txt") == "第一版\n"
    said = crmfs("restore", f"{folder}@{then}", "--json")
    assert [one["path"] for one in said.objects] == [new], said.err
    assert "content: 旧  #" in _text(company, new)
    assert "id: INT-20260101-ZZZZZZ  #" in _text(company, new)


def test_an_act_is_taken_back_where_its_customer_is_today(crmfs: Type, company: Path, git: Git) -> None:
    assert crmfs("set", "CUST001", "备注=误").code == 0
    act = git("rev-parse", "HEAD")
    _renumbered(git, company)
    said = crmfs("undo", act, "--json")
    assert [one["id"] for one in said.objects] == ["CUST009"], said.err
    assert "notes: 旧  #" in _text(company, f"{_NEW}/customer.yaml")
    assert not (company / _OLD).exists()


def test_who_was_deleted_after_a_move_comes_back_to_the_last_place(crmfs: Type, company: Path, git: Git) -> None:
    then = git("rev-parse", "HEAD")
    _renumbered(git, company)
    assert crmfs("delete", "CUST009", "--whole", "--reason", "重复").code == 0
    assert crmfs("restore", f"CUST001@{then}").code == 0
    assert _text(company, f"{_NEW}/{_NOTE}") == "第一版\n"
    assert "id: CUST009  #" in _text(company, f"{_NEW}/customer.yaml")
    assert crmfs("validate").code == 0

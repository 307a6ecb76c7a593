"""`review`: a quarter's full review, who is how far, and customers ticked off by several people at once."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typing_at import Said, Type

from crmfs.cli import main
from tests.conftest import Once


@pytest.fixture
def team(crmfs: Type, company: Path, once: Once) -> None:
    """王芳 (management), 李强 and 赵敏 of sales with a customer each; one customer of somebody who has left."""
    once(_made, crmfs, company)


def _made(crmfs: Type, company: Path) -> None:
    crmfs("member", "add", "李强", "--role", "sales", "--team", "east")
    crmfs("member", "add", "赵敏", "--role", "sales", "--team", "west")
    there = (company / "members.yaml").read_bytes()
    crmfs("member", "add", "孙离", "--role", "sales", "--team", "west", "--id", "E009")
    for named, owner, area in (
        ("甲甲科技", "E002", "east"),
        ("乙乙物流", "E003", "west"),
        ("丙丙贸易", "E009", "west"),
    ):
        crmfs(
            "new", "customer", f"company={named}", "name=张三", f"mobile=1380000{owner[1:]}1", "status=potential",
            f"owner={owner}", f"team={area}", "status_date=2026-02-01",
        )  # fmt: skip
    (company / "members.yaml").write_bytes(there)
    subprocess.run(["git", "-C", str(company), "-c", "core.hooksPath=/dev/null", "commit", "-qam", "x"], check=True)


@pytest.fixture
def as_member(crmfs: Type, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Said]:
    """`as_member("E002", "list")` runs a command line as a member."""

    def run(who: str, *typed: str) -> Said:
        with monkeypatch.context() as patched:
            patched.setenv("CRMFS_ACTOR", who)
            return crmfs(*typed)

    return run


def _status(crmfs: Type, *typed: str) -> list[dict[str, Any]]:
    said = crmfs("review", "status", *typed, "--json")
    assert said.code == 0, said.err
    return said.objects


def _head(company: Path) -> str:
    return subprocess.check_output(["git", "-C", str(company), "rev-parse", "HEAD"], text=True)


@pytest.mark.usefixtures("team")
def test_a_review_says_who_has_to_look_at_what(crmfs: Type) -> None:
    summary = crmfs("review", "start", "2026Q1", "--json").objects[-1]["summary"]
    assert summary == {"total": 3, "owners": 3, "wrong": 3}
    *owners, told = _status(crmfs)
    assert [(one["id"], one["name"], one["total"], one["done"]) for one in owners] == [
        ("E002", "李强", 1, 0), ("E003", "赵敏", 1, 0), ("E009", None, 1, 0),
    ]  # fmt: skip
    assert told["summary"]["findings"] == {"incomplete": 3, "stale": 0, "duplicate": 0, "owner_left": 1}
    items = {one["company"]: one for one in _status(crmfs, "--list")[:-1]}
    assert items["丙丙贸易"]["findings"] == ["incomplete", "owner_left"]
    assert items["甲甲科技"]["missing"] == ["industry", "source", "email", "next_follow_up"]
    for lang, word in (("zh", "负责员工已离开"), ("en", "the owner has left")):
        assert word in crmfs("review", "status", "--list", "--lang", lang).out


@pytest.mark.usefixtures("team")
def test_starting_it_again_changes_nothing_and_new_customers_join(crmfs: Type, company: Path) -> None:
    assert crmfs("review", "start", "2026年第1季度").code == 0
    head = _head(company)
    crmfs("review", "start", "2026-q1")
    assert _head(company) == head
    crmfs("new", "customer", "company=丁丁食品", "name=*经理", "owner=E002")
    assert _status(crmfs)[-1]["summary"]["total"] == 4
    assert crmfs("review", "start", "2026Q1", "--scope", "owner:E002").code == 2


@pytest.mark.usefixtures("team")
def test_a_scope_and_what_to_look_at_are_kept_with_it(crmfs: Type, company: Path) -> None:
    typed = ("--scope", "负责员工:李强", "--look-at", "stale", "--due", "2026-03-20")
    head = _head(company)
    assert crmfs("review", "start", "2026Q1", *typed, "--dry-run").code == 0
    assert _head(company) == head
    assert crmfs("review", "start", "2026Q1", *typed).code == 0
    assert crmfs("validate", "reviews", "--json").objects[-1]["summary"]["errors"] == 0
    *owners, told = _status(crmfs)
    assert [one["id"] for one in owners] == ["E002"]
    assert (told["summary"]["due"], told["summary"]["findings"]) == ("2026-03-20", {"stale": 0})


@pytest.mark.usefixtures("team")
def test_an_owner_ticks_off_his_own_customers_alone(crmfs: Type, as_member: Callable[..., Said]) -> None:
    crmfs("review", "start", "2026Q1")
    (mine, told) = as_member("E002", "review", "status", "--list", "--json").objects
    assert (mine["owner"], told["summary"]["total"]) == ("E002", 1)  # other teams' customers are hidden from him
    assert as_member("E002", "review", "done", mine["id"], "--note", "补了行业", "--result", "已更正").code == 0
    assert as_member("E002", "review", "done", "CUST002").code == 3
    assert as_member("E002", "review", "start", "2026Q2").code == 3
    (one,) = (one for one in _status(crmfs, "--list", "--all")[:-1] if one["result"])
    assert (one["id"], one["result"], one["employee"], one["date"], one["content"]) == (
        mine["id"], "corrected", "E002", "2026-03-02", "补了行业",
    )  # fmt: skip


@pytest.mark.usefixtures("team")
def test_ticking_off_again_changes_nothing_unless_it_says_something_else(crmfs: Type, company: Path) -> None:
    crmfs("review", "start", "2026Q1")
    crmfs("review", "done", "CUST001", "CUST002")
    head = _head(company)
    crmfs("review", "done", "CUST001")
    assert _head(company) == head
    crmfs("review", "done", "CUST001", "--result", "to_archive")
    results = {one["id"]: one["result"] for one in _status(crmfs, "--list", "--all")[:-1]}
    assert results == {"CUST001": "to_archive", "CUST002": "ok", "CUST003": None}
    assert crmfs("review", "done", "CUST001", "--result", "nix").code == 2


@pytest.mark.usefixtures("team")
def test_ticking_off_again_loses_neither_result_nor_note(crmfs: Type, company: Path) -> None:
    crmfs("review", "start", "2026Q1")
    crmfs("review", "done", "CUST001", "--result", "corrected", "--note", "新地址")
    head = _head(company)
    crmfs("review", "done", "CUST001")
    assert _head(company) == head
    crmfs("review", "done", "CUST001", "--note", "新地址，新电话")
    assert {one["id"]: one["result"] for one in _status(crmfs, "--list", "--all")[:-1]}["CUST001"] == "corrected"


@pytest.mark.usefixtures("team")
def test_people_who_tick_off_at_the_same_time_are_in_no_conflict(crmfs: Type, company: Path, tmp_path: Path) -> None:
    crmfs("review", "start", "2026Q1")
    for line in (("clone", "-q", "--bare", "a", "s.git"), ("clone", "-q", "s.git", "b")):
        subprocess.run(["git", *line], cwd=tmp_path, check=True)
    subprocess.run(["git", "-C", "a", "remote", "add", "origin", "../s.git"], cwd=tmp_path, check=True)
    assert crmfs("sync").code == 0
    crmfs("review", "start", "2026Q2")
    crmfs("review", "done", "CUST001", "--period", "2026Q2")
    crmfs("review", "done", "CUST003", "--period", "2026Q1")
    other = str(tmp_path / "b")
    assert main(["-C", other, "review", "done", "CUST001", "CUST002"]) == 0
    assert main(["-C", other, "sync"]) == 0
    assert crmfs("sync").code == 0
    done = [one["id"] for one in _status(crmfs, "2026Q1", "--list", "--all")[:-1] if one["result"]]
    assert done == ["CUST001", "CUST002", "CUST003"]
    assert _status(crmfs, "2026Q2")[-1]["summary"]["done"] == 1


@pytest.mark.usefixtures("team")
def test_a_complete_review_says_how_to_end_it_and_then_takes_no_ticks(crmfs: Type) -> None:
    crmfs("review", "start", "2026Q1")
    crmfs("review", "done", "CUST001", "CUST002", "CUST003")
    said = crmfs("review", "status")
    assert "crmfs set reviews/2026-Q1.yaml" in said.err
    said = crmfs("set", "reviews/2026-Q1.yaml", "status=done", "closed=2026-03-02")
    assert (said.code, "crmfs undo" in said.err) == (0, True)
    assert crmfs("review", "done", "CUST001", "--result", "corrected").code == 1
    assert crmfs("review", "start", "2026Q1").code == 1


@pytest.mark.parametrize("typed", ["2026Q1", "2026-q1", "2026年第1季度", "２０２６Ｑ１"])
def test_a_quarter_is_known_however_it_is_written(crmfs: Type, typed: str) -> None:
    assert crmfs("review", "start", typed, "--json", "--dry-run").objects[0]["id"] == "2026-Q1"


@pytest.mark.parametrize("typed", ["2026Q5", "Q1", "26Q1", "0000Q1", "2026"])
def test_what_is_no_quarter_is_refused(crmfs: Type, typed: str) -> None:
    assert crmfs("review", "start", typed).code == 2


@pytest.mark.usefixtures("team")
def test_a_quarter_that_is_over_needs_a_day_by_when(crmfs: Type) -> None:
    said = crmfs("review", "start", "2025Q4")
    assert (said.code, "--due 2026-03-30" in said.err) == (2, True)
    assert crmfs("review", "start", "2026Q1", "--due", "2026-03-01").code == 2
    assert "--due" in crmfs("review", "start", "2026Q1", "--due", "2026-02-30").err
    assert crmfs("review", "start", "2025Q4", "--due", "2026-03-30").code == 0


@pytest.mark.usefixtures("team")
def test_starting_it_again_with_other_terms_is_refused_with_the_command_that_changes_them(crmfs: Type) -> None:
    assert "crmfs undo" in crmfs("review", "start", "2026Q1").err
    for option, value, field in (
        ("--due", "2026-03-20", "截止日期"), ("--look-at", "stale", "检查项"), ("--scope", "status:active", "审查范围"),
    ):  # fmt: skip
        said = crmfs("review", "start", "2026Q1", option, value)
        assert (said.code, f"crmfs set reviews/2026-Q1.yaml {field}=" in said.err) == (2, True)
    assert crmfs("review", "start", "2026Q1", "--due", "2026-03-31").code == 0  # as it is


@pytest.mark.usefixtures("team")
def test_what_to_look_at_and_results_are_known_by_their_labels(crmfs: Type, company: Path) -> None:
    assert crmfs("review", "start", "2026Q1", "--look-at", "资料不全、久无互动").code == 0
    assert "  - incomplete\n  - stale\n" in (company / "reviews/2026-Q1.yaml").read_text(encoding="utf-8")
    assert "无误" in crmfs("review", "done", "CUST001", "--result", "好").err


@pytest.mark.usefixtures("team")
def test_who_is_unknown_is_told_and_no_scope_is_made_of_him(crmfs: Type, company: Path) -> None:
    assert crmfs("review", "start", "2026Q1", "--scope", "owner:小明").code == 2
    assert not (company / "reviews/2026-Q1.yaml").exists()
    crmfs("review", "start", "2026Q1")
    assert "小明" in crmfs("review", "status", "--owner", "小明").err


@pytest.mark.usefixtures("team")
def test_a_customer_outside_the_scope_is_not_ticked_off(crmfs: Type) -> None:
    crmfs("review", "start", "2026Q1", "--scope", "owner:李强")
    said = crmfs("review", "done", "CUST001", "CUST002")
    assert (said.code, "CUST002" in said.err) == (1, True)
    assert _status(crmfs)[-1]["summary"]["done"] == 0
    assert crmfs("review", "done", "CUST001").code == 0


@pytest.mark.usefixtures("team")
def test_who_sees_a_part_is_told_that_it_is_one(crmfs: Type, as_member: Callable[..., Said]) -> None:
    crmfs("review", "start", "2026Q1")
    for typed in (("review", "status"), ("dedupe",), ("lifecycle", "run", "--dry-run"), ("quality",)):
        assert "只包括您能看到的" in as_member("E002", *typed).err
        assert "只包括您能看到的" not in crmfs(*typed).err


def test_what_is_no_quarter_or_no_review_is_told(crmfs: Type) -> None:
    assert "crmfs review start 2026Q1" in crmfs("review", "status").err  # that of today
    assert crmfs("review", "status").code == 3
    assert crmfs("review", "status", "2026Q1").code == 3
    assert crmfs("review", "start", "2026Q5").code == 2
    assert crmfs("review", "start", "2026Q1", "--look-at", "nix").code == 2
    assert crmfs("review", "start", "2026Q1").code == 0
    assert "没有" in crmfs("review", "status").err


@pytest.mark.parametrize("typed", [("review", "done", "CUST001"), ("dedupe", "distinct", "CUST001", "CUST002")])
@pytest.mark.usefixtures("team")
def test_rules_older_than_the_fields_are_told_with_the_way_out(
    crmfs: Type, company: Path, typed: tuple[str, ...]
) -> None:
    crmfs("review", "start", "2026Q1")
    schema = company / "schema/base/customer.schema.json"
    rules = json.loads(schema.read_text(encoding="utf-8"))
    for name in ("reviews", "distinct"):
        del rules["properties"][name]
    schema.write_text(json.dumps(rules), encoding="utf-8")
    said = crmfs(*typed)
    assert (said.code, "crmfs upgrade" in said.err) == (5, True)

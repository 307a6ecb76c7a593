"""`dedupe`: doubles are found through the reader's eyes, two customers become one in one commit, or are told apart."""

import subprocess
from pathlib import Path
from typing import Any

import pytest
from typing_at import Said, Type

from tests.conftest import Once

TWO = "CUST001", "CUST002"


@pytest.fixture
def doubles(crmfs: Type, company: Path, once: Once, tmp_path: Path) -> Path:
    """Two customers of one company, the second with files of its own, and a third that names it."""
    once(_made, crmfs, company, tmp_path)
    return company


def _made(crmfs: Type, company: Path, tmp_path: Path) -> None:
    crmfs(
        "new",
        "customer",
        "company=未來科技股份有限公司",
        "name=张三",
        "mobile=13912345678",
        "tags=重点",
        "status=potential",
    )
    crmfs(
        "new", "customer", "company=上海未来科技有限公司", "name=李四", "mobile=13912345678", "tags=新", "need=库存",
        "address=中山路 1 号", "status=potential", "level=key",
    )  # fmt: skip
    crmfs("new", "customer", "company=海河物流", "name=*经理", "extra.partner=CUST002", "notes=由 CUST002 介绍")
    person = crmfs("show", "CUST002/contacts", "--json").objects[0]["data"]["contacts"][0]["id"]
    crmfs("new", "interaction", "CUST002", "type=call", "content=谈话", f"contact={person}", "date=2026-01-05")
    crmfs("new", "order", "CUST002", "amount=100", "date=2026-01-06")
    for customer in TWO:
        (tmp_path / "报价单.txt").write_text(customer)
        crmfs("attach", customer, str(tmp_path / "报价单.txt"), "--category", "quotes")
    (company / "searches/伙伴.yaml").write_text("description: x\nquery: customer:CUST002 -CUST0021\n", encoding="utf-8")
    _git(company, "add", "-A")
    _git(company, "-c", "core.hooksPath=/dev/null", "commit", "-qm", "x")


def _git(company: Path, *line: str) -> str:
    return subprocess.run(["git", "-C", str(company), *line], check=True, capture_output=True, text=True).stdout


def _merge(crmfs: Type, *more: str) -> Said:
    return crmfs("dedupe", "merge", *TWO, *more)


def _record(crmfs: Type, name: str = "CUST001") -> dict[str, Any]:
    found: dict[str, Any] = crmfs("show", name, "--json").objects[0]["data"]
    return found


@pytest.mark.usefixtures("doubles")
def test_a_pair_is_shown_with_its_evidence(crmfs: Type) -> None:
    pair, summary = crmfs("dedupe", "--json").objects
    assert (pair["id"], pair["other"], pair["strength"]) == ("CUST001", "CUST002", "strong")
    assert [one["kind"] for one in pair["evidence"]] == ["name_place", "phone"]
    assert summary == {"summary": {"pairs": 1, "groups": 1, "weaker": 0}}
    assert "13912345678" not in crmfs("dedupe").out
    for lang, word in (("zh", "电话相同"), ("en", "same phone number")):
        assert word in crmfs("dedupe", "--lang", lang).out
    assert crmfs("dedupe", "company:海河", "--json").objects[0]["summary"]["pairs"] == 0
    assert crmfs("dedupe", "need:库存", "--json").objects[-1]["summary"]["pairs"] == 1


def test_nothing_twice_is_no_error(crmfs: Type) -> None:
    said = crmfs("dedupe")
    assert (said.code, said.out) == (0, "")
    assert "没有" in said.err


def test_fields_that_differ_are_told_and_nothing_changes(crmfs: Type, doubles: Path) -> None:
    before = _git(doubles, "rev-parse", "HEAD")
    said = _merge(crmfs, "--json")
    assert said.code == 4
    assert [one.get("field") for one in said.objects[:-1]] == ["company"]
    assert said.objects[0]["other"] == "上海未来科技有限公司"
    assert _git(doubles, "rev-parse", "HEAD") == before
    assert "上海未来科技有限公司" in _merge(crmfs).out


def test_gaps_are_filled_files_moved_and_references_follow_in_one_commit(crmfs: Type, doubles: Path) -> None:
    count = int(_git(doubles, "rev-list", "--count", "HEAD"))
    said = _merge(crmfs, "--take", "公司名称=A", "--reason", "一家公司")
    assert said.code == 0, said.err
    assert int(_git(doubles, "rev-list", "--count", "HEAD")) == count + 1
    record = _record(crmfs)
    assert (record["company"], record["need"], record["level"]) == ("未來科技股份有限公司", "库存", "key")
    assert record["tags"] == ["重点", "新"]
    people = _record(crmfs, "CUST001/contacts")["contacts"]
    assert [(one["name"], one.get("primary")) for one in people] == [("张三", True), ("李四", None)]
    folder = doubles / "customers/01/CUST001"
    (talk,) = folder.glob("interactions/*.yaml")
    assert people[1]["id"] in talk.read_text(encoding="utf-8")
    assert len(list(folder.glob("orders/*.yaml"))) == 1
    texts = {one.name: one.read_text(encoding="utf-8") for one in folder.glob("documents/quotes/*.txt")}
    assert texts == {"报价单.txt": "CUST001", "报价单 (CUST002).txt": "CUST002"}
    assert not (doubles / "customers/02").exists()
    assert _record(crmfs, "CUST003")["extra"]["partner"] == "CUST001"
    assert "customer:CUST001 -CUST0021" in (doubles / "searches/伙伴.yaml").read_text(encoding="utf-8")
    assert "customers/03/CUST003/customer.yaml" in said.err  # its notes still say CUST002
    assert "伙伴.yaml" not in said.err  # CUST0021 is another
    assert crmfs("validate", "--json").objects[-1]["summary"]["errors"] == 0
    assert "一家公司" in _git(doubles, "log", "-1", "--format=%B")
    log = crmfs("log", "CUST001").out
    assert "库存" in log
    assert "INT-20260105" in log
    told = crmfs("log", f"CUST001/{talk.stem}", "--json").objects
    assert len(told) == 2  # it is followed to the customer that it was of
    moved = _git(doubles, "log", "--follow", "--format=%s", "--", str(talk.relative_to(doubles)))
    assert len(moved.splitlines()) == 2


def test_a_file_whose_name_differs_in_case_or_width_alone_gets_another(
    crmfs: Type, doubles: Path, tmp_path: Path
) -> None:
    for customer, named in (("CUST001", "合同A.pdf"), ("CUST002", "合同A.PDF"), ("CUST002", "合同Ａ (CUST002).pdf")):
        (tmp_path / named).write_text(named)
        assert crmfs("attach", customer, str(tmp_path / named), "--category", "contracts").code == 0
    assert _merge(crmfs, "--take", "A").code == 0
    names = sorted(one.name for one in (doubles / "customers/01/CUST001/documents/contracts").iterdir())
    kept = [one for one in names if not one.endswith(".meta.yaml")]
    assert len(kept) == 3
    assert len({one.casefold() for one in kept}) == 3


def test_what_went_is_found_by_its_id_and_its_history_says_where_to(crmfs: Type, doubles: Path) -> None:
    assert _merge(crmfs, "--take", "A", "--reason", "一家公司").code == 0
    assert crmfs("show", "CUST002", "--json").objects[0]["data"]["id"] == "CUST001"
    for typed in (("set", "CUST002", "notes=x"), ("delete", "CUST002", "--whole", "--reason", "x")):
        said = crmfs(*typed)  # whoever goes by an old list does not change another one unasked
        assert (said.code, "请改写 CUST001。" in said.err) == (3, True)
    told = crmfs("log", "CUST002").out
    assert "新增客户 CUST002" in told
    assert "CUST002" in crmfs("restore", "CUST002@HEAD~1", "--dry-run").out  # and not CUST001 as it was
    assert "CUST002 → CUST001" in told
    assert "一家公司" in told
    assert _git(doubles, "log", "-1", "--format=%s").startswith("合并重复客户")


def test_a_chain_of_merges_is_found_by_each_id(crmfs: Type, doubles: Path) -> None:
    assert crmfs("dedupe", "merge", "CUST002", "CUST003", "--take", "A").code == 0
    assert _merge(crmfs, "--take", "A").code == 0
    for name in ("CUST002", "CUST003"):
        assert crmfs("show", name, "--json").objects[0]["data"]["id"] == "CUST001"
    assert _record(crmfs)["extra"]["former_ids"] == ["CUST003", "CUST002"]


@pytest.mark.usefixtures("doubles")
def test_an_import_does_not_make_it_anew_and_puts_its_talks_to_who_stays(crmfs: Type, tmp_path: Path) -> None:
    assert _merge(crmfs, "--take", "A").code == 0
    rows, talks = tmp_path / "客户.csv", tmp_path / "互动.csv"
    rows.write_text("客户ID,公司名称\nCUST002,上海未来科技有限公司\n", encoding="utf-8")
    said = crmfs("import", str(rows))
    assert said.code == 1
    assert "CUST001" in said.err
    assert crmfs("list", "--json").objects[-1]["id"] == "CUST003"
    assert len(crmfs("list", "--json").objects) == 2
    talks.write_text("客户ID,互动日期,互动类型,互动内容\nCUST002,2026-02-01,电话,谈续约\n", encoding="utf-8")
    assert crmfs("import", str(talks), "--kind", "interaction").code == 0
    assert crmfs("search", "谈续约", "--json").objects[0]["customer"] == "CUST001"


def test_texts_that_came_along_and_still_name_it_are_told(crmfs: Type, doubles: Path) -> None:
    crmfs("set", "CUST002", "habits=见 CUST002 的合同")
    said = _merge(crmfs, "--take", "A", "--json").objects[-1]["summary"]
    assert said["mentioned"] == ["customers/01/CUST001/customer.yaml", "customers/03/CUST003/customer.yaml"]


@pytest.mark.usefixtures("doubles")
def test_one_number_written_in_two_ways_is_no_difference(crmfs: Type) -> None:
    crmfs("set", "CUST002", "联系方式=+86 139 1234 5678", "客户姓名=张三")
    said = _merge(crmfs, "--json")
    assert [one["field"] for one in said.objects[:-1]] == ["company"]
    assert _merge(crmfs, "--take", "A").code == 0
    (person,) = _record(crmfs, "CUST001/contacts")["contacts"]
    assert person["mobile"] == "13912345678"


@pytest.mark.usefixtures("doubles")
def test_a_quarter_that_both_were_reviewed_in_stays_as_it_was_with_who_stays(crmfs: Type) -> None:
    crmfs("review", "start", "2026Q1")
    crmfs("review", "done", "CUST001", "--note", "甲")
    crmfs("review", "done", "CUST002", "--note", "乙", "--result", "corrected")
    assert _merge(crmfs, "--take", "A").code == 0
    (entry,) = _record(crmfs)["reviews"]
    assert (entry["content"], entry["result"]) == ("甲", "ok")


def test_a_merge_can_be_taken_back(crmfs: Type, doubles: Path) -> None:
    tree = _git(doubles, "rev-parse", "HEAD^{tree}")
    assert _merge(crmfs, "--take", "A").code == 0
    assert crmfs("undo", "HEAD").code == 0
    assert _git(doubles, "rev-parse", "HEAD^{tree}") == tree


def test_a_dry_run_says_what_would_be_done(crmfs: Type, doubles: Path) -> None:
    head = _git(doubles, "rev-parse", "HEAD")
    said = _merge(crmfs, "--take", "B", "--dry-run")
    assert (said.code, _git(doubles, "rev-parse", "HEAD")) == (0, head)
    assert "dry-run" in said.out
    summary = _merge(crmfs, "--take", "B", "--dry-run", "--json").objects[-1]["summary"]
    assert summary["moved"] == {"interaction": 1, "order": 1, "document": 1}
    assert summary["referring"] == ["customers/03/CUST003/customer.yaml", "searches/伙伴.yaml"]


def test_a_merge_tried_again_with_its_id_is_done_once(crmfs: Type, doubles: Path) -> None:
    op = "11112222-3333-4444-5555-666677778888"
    assert [_merge(crmfs, "--take", "A", "--op", op).code for _ in range(2)] == [0, 0]
    assert _git(doubles, "log", "--format=%B").count(op) == 1


@pytest.mark.usefixtures("doubles")
def test_a_field_is_settled_by_a_side_or_by_a_value(crmfs: Type) -> None:
    crmfs("set", "CUST001", "level=normal")
    assert _merge(crmfs, "--take", "公司名称=B").code == 4  # level is left
    assert _merge(crmfs, "--value", "公司名称=未来科技", "--take", "level=CUST002").code == 0
    assert (_record(crmfs)["company"], _record(crmfs)["level"]) == ("未来科技", "key")


@pytest.mark.usefixtures("doubles")
@pytest.mark.parametrize(
    ("kept", "gone", "after"),
    [
        ("in_use", "to_archive", "in_use"),
        ("", "to_archive", None),
        ("archived", "", "in_use"),
        ("to_archive", "archived", "to_archive"),
    ],
)
def test_the_livelier_lifecycle_counts_and_none_is_in_use(crmfs: Type, kept: str, gone: str, after: str | None) -> None:
    crmfs("set", "CUST001", f"lifecycle={kept}")
    crmfs("set", "CUST002", f"lifecycle={gone}")
    assert _merge(crmfs, "--take", "company=A").code == 0
    assert _record(crmfs).get("lifecycle") == after


@pytest.mark.usefixtures("doubles")
def test_a_status_that_changes_says_why_and_by_whom(crmfs: Type) -> None:
    crmfs("status", "CUST002", "active", "--reason", "签约", "--follow-up", "2026-03-09")
    assert _merge(crmfs, "--take", "status=B", "--take", "A", "--reason", "一家公司").code == 0
    record = _record(crmfs)
    assert (record["status"], record["status_reason"], record["status_by"]) == ("active", "一家公司", "E001")
    assert record["status_date"] == "2026-03-02"


@pytest.mark.usefixtures("doubles")
@pytest.mark.parametrize("held", TWO)
def test_what_is_on_hold_is_not_merged(crmfs: Type, held: str) -> None:
    crmfs("set", held, "hold=诉讼")
    said = _merge(crmfs, "--take", "A")
    assert (said.code, held in said.err) == (1, True)


@pytest.mark.usefixtures("doubles")
@pytest.mark.parametrize(
    "typed",
    [("--take", "x=C"), ("--take", "notes=A"), ("--take", "nix"), ("--value", "company")],
)
def test_a_decision_about_nothing_is_refused(crmfs: Type, typed: tuple[str, str]) -> None:
    assert _merge(crmfs, *typed).code == 2


@pytest.mark.usefixtures("doubles")
def test_one_customer_is_not_merged_with_itself(crmfs: Type) -> None:
    assert crmfs("dedupe", "merge", "CUST001", "CUST001").code == 2


@pytest.mark.usefixtures("doubles")
def test_who_may_not_delete_a_customer_does_not_merge_it(crmfs: Type, monkeypatch: pytest.MonkeyPatch) -> None:
    crmfs("member", "add", "李强", "--role", "sales", "--team", "east")
    crmfs("set", "--where", "id:*", "owner=E002", "team=east", "--reason", "r")
    monkeypatch.setenv("CRMFS_ACTOR", "E002")
    said = _merge(crmfs, "--take", "A")
    assert said.code == 3
    assert "crmfs dedupe merge CUST001 CUST002" in said.err  # what whoever may has to type


def test_two_that_are_told_apart_are_not_listed_again(crmfs: Type, doubles: Path) -> None:
    assert "--dry-run" in crmfs("dedupe", "distinct", *TWO, "--dry-run").err
    assert len(crmfs("dedupe", "--json").objects) == 2
    said = crmfs("dedupe", "distinct", *TWO, "--reason", "两家")
    assert "crmfs undo" in said.err
    assert crmfs("dedupe", "--json").objects[-1]["summary"]["pairs"] == 0
    head = _git(doubles, "rev-parse", "HEAD")
    assert crmfs("dedupe", "distinct", *TWO).code == 0
    assert _git(doubles, "rev-parse", "HEAD") == head
    said = _merge(crmfs, "--take", "A")
    assert (said.code, "crmfs set CUST001 非重复标记-=" in said.err) == (1, True)
    marks = [_record(crmfs, one)["distinct"] for one in TWO]
    assert marks[0] == marks[1]
    assert "CUST" not in str(marks)
    assert crmfs("set", "CUST001", f"非重复标记-={marks[0][0]}").code == 0
    assert _merge(crmfs, "--take", "A").code == 0


@pytest.mark.usefixtures("doubles")
def test_a_masked_number_is_no_evidence_for_whom_it_is_masked(crmfs: Type, monkeypatch: pytest.MonkeyPatch) -> None:
    crmfs("member", "add", "李强", "--role", "sales", "--team", "east")
    crmfs("set", "--where", "id:*", "team=east", "--reason", "r")
    crmfs("set", "CUST002", "company=乙乙乙")
    assert crmfs("dedupe", "--all", "--json").objects[-1]["summary"]["pairs"] == 1
    monkeypatch.setenv("CRMFS_ACTOR", "E002")
    assert crmfs("dedupe", "--all", "--json").objects[-1]["summary"]["pairs"] == 0

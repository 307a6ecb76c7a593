"""Every command that changes something obeys the template's policy: what each role may change, and what it is told."""

import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from typing_at import Said, Type

from crmfs.core.messages import say, text
from crmfs.core.paths import RepoPath
from crmfs.edits.birth import Wish, make_repository
from crmfs.records.yaml import read_yaml

As = Callable[..., Said]

ROOT = Path("a")
ACME = ROOT / "customers/01/CUST001"  # of 东区销售, E003
SOUTH = "CUST002"  # of the other team
MEMBERS = """\
members:
  - {id: E001, name: 王芳, emails: [wang@example.com], roles: [management], team: management}
  - {id: E002, name: 李强, emails: [e002@example.com], roles: [sales-lead], team: east}
  - {id: E003, name: 赵敏, emails: [e003@example.com], roles: [sales], team: east}
  - {id: E004, name: 陈东, emails: [e004@example.com], roles: [sales], team: south}
  - {id: E005, name: 周涛, emails: [e005@example.com], roles: [support], team: service}
  - {id: E006, name: 吴丹, emails: [e006@example.com], roles: [finance], team: finance}
  - {id: E007, name: 郑爽, emails: [e007@example.com], roles: [marketing], team: marketing}
  - {id: E008, name: 孙丽, emails: [e008@example.com], roles: [sales], team: east}
"""
CUSTOMERS = (
    ("未来科技有限公司", "E003", "east"),
    ("南方贸易有限公司", "E004", "south"),
    ("东方贸易有限公司", "E002", "east"),
)
CUSTOMER = """\
id: {id}
name: "*经理"
company: {company}
type: b2b
owner: {owner}  # 负责
team: {team}
level: normal
status: potential
lifecycle: in_use
budget: 170000  # 预算要保密
notes: 原来的备注
"""
CONTACTS = """\
contacts:
  - id: CON-1  # 决策人
    name: 张三
    title: 采购经理
    mobile: "13800001111"
    primary: true
  - id: CON-2
    name: 李四
    title: 会计
    mobile: "13800002222"
"""


def _files() -> dict[RepoPath, bytes]:
    files = {"members.yaml": MEMBERS}
    for number, (company, owner, team) in enumerate(CUSTOMERS, 1):
        folder = f"customers/{number:02d}/CUST{number:03d}"
        files[f"{folder}/customer.yaml"] = CUSTOMER.format(
            id=f"CUST{number:03d}", company=company, owner=owner, team=team
        )
        files[f"{folder}/contacts.yaml"] = CONTACTS
    files["customers/01/CUST001/finance/terms.yaml"] = "notes: 月结30天\n"
    return {RepoPath(path): data.encode() for path, data in files.items()}


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory, git_config: Path) -> Path:
    """A repository of the template with a member of each role and three customers."""
    directory = tmp_path_factory.mktemp("office") / "a"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GIT_CONFIG_GLOBAL", str(git_config))
        patch.setenv("GIT_CONFIG_NOSYSTEM", "1")
        settings = {"language": "zh", "ids": "sequence", "support": "IT 服务台 8000"}
        wish = Wish("王芳", "wang@example.com", "E001", "zh", settings, "开始", date(2026, 3, 2), _files())
        make_repository(directory, wish)
    return directory


@pytest.fixture
def as_(office: Path, crmfs: Type, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> As:
    """`as_("E003", "set", …)` runs a command in a copy of the office as a member."""
    shutil.copytree(office, tmp_path / "a", symlinks=True)

    def run(member: str, *arguments: str) -> Said:
        monkeypatch.setenv("CRMFS_ACTOR", member)
        return crmfs("-C", "a", *arguments)

    return run


def _git(*arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=ROOT, check=True, capture_output=True).stdout.decode()


def _bytes(path: str) -> str:
    return (ACME / path).read_text(encoding="utf-8")


def _people() -> list[dict[str, object]]:
    value = read_yaml((ACME / "contacts.yaml").read_bytes()).value
    assert isinstance(value, dict)
    return value["contacts"]  # type: ignore[return-value]


def _denied(said: Said, *words: str) -> None:
    assert said.code == 3, said
    assert said.out == ""
    for word in (*words, "IT 服务台 8000"):
        assert word in said.err, said.err


def test_sales_changes_what_he_looks_after_and_no_other_byte_changes(as_: As) -> None:
    before = _bytes("customer.yaml")
    assert as_("E003", "set", "CUST001", "备注=新的备注").code == 0
    assert _bytes("customer.yaml") == before.replace("原来的备注", "新的备注")


@pytest.mark.parametrize("typed", ["owner=E008", "team=south", "level=key", "region=华南", "负责员工=E008"])
def test_a_field_that_is_locked_for_sales_is_refused_with_the_rule_and_whom_to_ask(as_: As, typed: str) -> None:
    before = _bytes("customer.yaml")
    _denied(as_("E003", "set", "CUST001", typed), "sensitive-fields", "crmfs whoami")
    assert _bytes("customer.yaml") == before


def test_a_refusal_is_told_in_english_and_as_json_too(as_: As) -> None:
    said = as_("E003", "set", "CUST001", "level=key", "--lang", "en")
    assert said.code == 3
    assert "sensitive-fields" in said.err
    assert "You may not do this" in said.err
    told = as_("E003", "set", "CUST001", "level=key", "--json")
    assert '"error": "access.write_denied"' in told.err
    assert told.code == 3


def test_a_value_that_a_rule_of_data_refuses_is_no_matter_of_rights(as_: As) -> None:
    assert as_("E003", "status", "CUST001", "活跃").code == 1


def test_the_lead_changes_what_sales_may_not(as_: As) -> None:
    assert as_("E002", "set", "CUST001", "level=key", "owner=E008").code == 0
    assert "level: key" in _bytes("customer.yaml")


def test_sales_reads_a_colleagues_customer_and_changes_nothing_in_it(as_: As) -> None:
    _denied(as_("E008", "set", "CUST001", "备注=x"))
    _denied(as_("E008", "new", "interaction", "CUST001", "type=call", "content=x"))


def test_what_is_hidden_is_refused_in_the_words_for_what_is_absent(as_: As) -> None:
    for command in (
        ["set", "{}", "备注=x"],
        ["status", "{}", "流失", "--reason", "x"],
        ["delete", "{}", "--reason", "x"],
        ["new", "interaction", "{}", "type=call", "content=x"],
    ):
        hidden, absent = (as_("E003", *(word.format(one) for word in command)) for one in (SOUTH, "CUST009"))
        assert hidden.code == absent.code == 3
        assert hidden.err.replace(SOUTH, "CUST009") == absent.err


def test_a_typed_id_that_a_hidden_customer_has_is_refused_without_telling_of_it(as_: As) -> None:
    said = as_("E003", "new", "customer", f"id={SOUTH}", "公司名称=新的")
    _denied(said)
    assert "存在" not in said.err
    assert "南方" not in said.err


def test_ids_in_sequence_go_on_after_hidden_customers(as_: As) -> None:
    assert "CUST004" in as_("E004", "new", "customer", "公司名称=新的").out


def test_a_new_customer_of_sales_is_his_own_and_of_his_team(as_: As) -> None:
    assert as_("E003", "new", "customer", "公司名称=新的", "客户姓名=王五").code == 0
    shown = as_("E003", "show", "CUST004", "--json").objects[0]["data"]
    assert (shown["owner"], shown["team"]) == ("E003", "east")
    assert as_("E003", "set", "CUST004", "备注=x").code == 0
    assert as_("E004", "show", "CUST004").code == 3


@pytest.mark.parametrize("typed", ["owner=E008", "team=south"])
def test_a_new_customer_is_given_to_nobody_else(as_: As, typed: str) -> None:
    _denied(as_("E003", "new", "customer", "公司名称=新的", typed))


def test_management_gives_a_new_customer_to_whom_it_likes_and_no_team_is_made_up(as_: As) -> None:
    assert as_("E001", "new", "customer", "公司名称=新的", "owner=E004").code == 0
    assert "team" not in as_("E001", "show", "CUST004", "--json").objects[0]["data"]


def test_the_budget_is_not_written_by_who_sees_a_mask_whatever_it_is(as_: As) -> None:
    before = _bytes("customer.yaml")
    for typed in ("budget=5", "budget=170000", "budget="):
        said = as_("E005", "set", "CUST001", typed)
        _denied(said, "您看不到 “采购预算” 的内容，因此不能修改或清空它：受规则 budget 限制")
        assert "170000" not in said.err
    assert _bytes("customer.yaml") == before


def test_a_record_that_is_shown_in_part_is_changed_on_its_true_bytes(as_: As) -> None:
    before = _bytes("customer.yaml")
    assert as_("E005", "set", "CUST001", "备注=客服回访").code == 0
    assert _bytes("customer.yaml") == before.replace("原来的备注", "客服回访")


@pytest.fixture
def colleagues_may_edit(as_: As) -> As:
    """The office in which sales may edit the contacts of the whole team, and still sees masked numbers."""
    grant = (
        "  - {id: team-contacts, to: [sales], allow: [edit], paths: ['{customer}/contacts.yaml'],"
        " where: 'customer.team == me.team', why: x}\n"
    )
    file = ROOT / "access.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("grants:\n", "grants:\n" + grant, 1), encoding="utf-8")
    _git("commit", "-qam", "team-contacts", "--no-verify")
    return as_


def test_a_change_of_one_contact_keeps_the_masked_number_of_all(colleagues_may_edit: As) -> None:
    before = _bytes("contacts.yaml")
    shown = colleagues_may_edit("E008", "show", "CUST001/contacts")
    assert "138****1111" in shown.out
    assert colleagues_may_edit("E008", "set", "CUST001/contacts", "contacts[CON-2].title=财务主管").code == 0
    assert _bytes("contacts.yaml") == before.replace("会计", "财务主管")


def test_an_added_contact_goes_behind_the_true_ones(colleagues_may_edit: As) -> None:
    before = _bytes("contacts.yaml")
    assert colleagues_may_edit("E008", "new", "contact", "CUST001", "name=王五", "title=司机").code == 0
    assert _bytes("contacts.yaml").startswith(before)
    assert [person["name"] for person in _people()] == ["张三", "李四", "王五"]


def test_a_number_that_one_sees_masked_is_neither_changed_nor_given_nor_deleted(colleagues_may_edit: As) -> None:
    before = _bytes("contacts.yaml")
    _denied(colleagues_may_edit("E008", "set", "CUST001/contacts", "contacts[CON-1].mobile=13800001111"), "phones")
    _denied(colleagues_may_edit("E008", "new", "contact", "CUST001", "name=王五", "mobile=13800003333"), "phones")
    _denied(colleagues_may_edit("E008", "set", "CUST001/contacts", "contacts="))
    assert _bytes("contacts.yaml") == before


def test_a_customer_is_deleted_as_a_whole_only_by_who_sees_the_whole(as_: As) -> None:
    for customer in ("CUST001", "CUST003"):  # with files of finance and without
        said = as_("E002", "delete", customer, "--whole", "--reason", "x")
        _denied(said)
        assert "finance" not in said.err
    assert ACME.exists()
    assert as_("E001", "delete", "CUST001", "--whole", "--reason", "不再是客户").code == 0
    assert not ACME.exists()


def test_terms_are_made_by_finance_and_sales_is_not_told_whether_there_are_any(as_: As) -> None:
    there = as_("E003", "new", "terms", "CUST001", "notes=现结")
    absent = as_("E002", "new", "terms", "CUST003", "notes=现结")
    assert there.err.replace("CUST001", "CUST003") == absent.err
    _denied(there)
    assert as_("E006", "new", "terms", "CUST003", "notes=现结").code == 0


def test_a_filter_finds_nothing_by_a_value_that_is_masked(as_: As) -> None:
    asked = ("--where", "budget:170000", "备注=x", "--reason", "x", "--dry-run", "--json")
    assert len(as_("E001", "set", *asked).objects) == 3
    assert as_("E005", "set", *asked).objects == []


def test_set_where_changes_visible_customers_alone_and_all_or_nothing(as_: As) -> None:
    said = as_("E003", "set", "--where", "状态:潜在", "备注=x", "--reason", "x")
    _denied(said, "CUST003")  # a colleague's; CUST002 is not even met
    assert SOUTH not in said.err
    assert as_("E003", "set", "--where", "公司名称:未来科技有限公司", "备注=x", "--reason", "x").code == 0


def test_work_of_a_colleague_is_recorded_by_who_may_act_for_others(as_: As) -> None:
    said = as_("E003", "new", "interaction", "CUST001", "type=call", "content=x", "employee=E008", "--lang", "en")
    assert said.code == 3
    assert "record for others" in said.err
    assert as_("E002", "new", "interaction", "CUST001", "type=call", "content=x", "employee=E008").code == 0


def test_documents_go_where_the_member_may_put_them(as_: As, tmp_path: Path) -> None:
    (tmp_path / "合同.txt").write_text("x", encoding="utf-8")
    file = str(tmp_path / "合同.txt")
    assert as_("E003", "attach", "CUST001", file).code == 0
    _denied(as_("E003", "attach", "CUST001", file, "--category", "finance"))
    _denied(as_("E007", "attach", "CUST001", file, "--category", "other"))


def test_how_to_take_a_change_back_is_told_to_who_may(as_: As) -> None:
    assert "crmfs undo" in as_("E003", "set", "CUST001", "备注=x").err
    made = as_("E003", "new", "interaction", "CUST001", "type=call", "content=谈需求")
    assert made.code == 0
    assert "crmfs undo" not in made.err
    assert "管理员" in made.err
    assert "crmfs undo" in as_("E002", "new", "interaction", "CUST001", "type=call", "content=再谈").err


def test_a_draft_that_rights_refuse_is_kept(as_: As, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\necho "company: 新的\nowner: E008" >> "$1"\n', encoding="utf-8")
    editor.chmod(0o755)
    monkeypatch.setenv("EDITOR", str(editor))
    monkeypatch.delenv("VISUAL", raising=False)
    said = as_("E003", "new", "customer", "--edit")
    assert said.code in (1, 3)
    assert "草稿保存在" in said.err


def test_members_are_changed_by_management_alone(as_: As) -> None:
    for command in (["member", "add", "钱一", "--role", "management"], ["member", "set", "E003", "roles+=management"]):
        _denied(as_("E003", *command), "members.yaml")
    assert as_("E001", "member", "add", "钱一", "--role", "sales").code == 0


def test_the_last_administrator_does_not_remove_himself(as_: As) -> None:
    said = as_("E001", "member", "set", "E001", "roles-=management")
    assert said.code == 1
    assert text("access.no_administrator").zh in said.err
    assert "roles: [management]" in (ROOT / "members.yaml").read_text(encoding="utf-8")


def test_a_right_that_one_writes_oneself_on_disk_is_none(as_: As) -> None:
    members = ROOT / "members.yaml"
    members.write_text(
        members.read_text(encoding="utf-8").replace("roles: [sales], team: south", "roles: [management], team: south"),
        encoding="utf-8",
    )
    _denied(as_("E004", "set", "CUST001", "level=key"))


def test_in_a_clone_the_servers_state_says_who_may_not_what_was_just_committed(
    as_: As, crmfs: Type, monkeypatch: pytest.MonkeyPatch
) -> None:
    _git("clone", "-q", ".", "../b")

    def there(member: str, *arguments: str) -> Said:
        monkeypatch.setenv("CRMFS_ACTOR", member)
        return crmfs("-C", "b", *arguments)

    assert there("E002", "set", "CUST003", "owner=E003").code == 0
    _denied(there("E003", "set", "CUST003", "备注=x"), "CUST003")
    made = there("E003", "new", "customer", "公司名称=新的")
    assert made.code == 0, made
    assert there("E003", "set", "CUST004", "备注=x").code == 0  # not on the server yet: its first values count
    assert there("E002", "set", "CUST004", "owner=E008").code == 0
    _denied(there("E008", "set", "CUST004", "备注=y"), "CUST004")


def test_after_a_broken_policy_is_committed_the_text_says_how_to_bring_the_servers_one_back(
    as_: As, tmp_path: Path
) -> None:
    subprocess.run(["git", "clone", "-q", "--bare", str(ROOT), str(tmp_path / "server")], check=True)
    branch = _git("branch", "--show-current").strip()
    _git("remote", "add", "origin", str(tmp_path / "server"))
    _git("fetch", "-q", "origin")
    (ROOT / "access.yaml").write_text("version: 1\nroles: [\n", encoding="utf-8")
    _git("commit", "-qam", "broken", "--no-verify")
    said = as_("E003", "list")
    assert said.code == 5
    assert "git checkout origin/main -- access.yaml" in said.err
    assert "没有可用的旧版本" not in said.err
    _git("checkout", "-q", f"origin/{branch}", "--", "access.yaml")  # what the text says
    assert as_("E003", "list").code == 0


@pytest.fixture
def notes_are_hidden(as_: As) -> As:
    """The office in which interactions may be deleted by sales, whom one field of them is hidden from."""
    grant = (
        "  - {id: del, to: [sales], allow: [delete], paths: ['{customer}/interactions/**'],"
        " where: 'customer.owner == me.id', why: x}\n"
    )
    hide = (
        "  - {id: steps, only: [management], stop: [read], paths: ['{customer}/interactions/**'],"
        " fields: [next_step], show: hide, why: x}\n"
        "  - {id: other, only: [management], stop: [read], paths: ['{customer}/**'], fields: [need], why: x}\n"
    )
    file = ROOT / "access.yaml"
    text_ = file.read_text(encoding="utf-8").replace("grants:\n", "grants:\n" + grant, 1)
    file.write_text(text_.replace("restrict:\n", "restrict:\n" + hide, 1), encoding="utf-8")
    for number, more in ((1, ""), (2, "next_step: 秘密\n")):
        record = ACME / f"interactions/INT-20260301-7K3M9Q{number}.yaml"
        record.parent.mkdir(exist_ok=True)
        record.write_text(
            f"id: {record.stem}\ndate: 2026-03-01\ntype: phone\ncontent: x\nemployee: E003\n{more}", encoding="utf-8"
        )
    _git("add", "-A")
    _git("commit", "-qm", "hidden", "--no-verify")
    return as_


def test_whether_a_hidden_field_is_filled_in_is_not_told_by_whether_the_record_may_be_deleted(
    notes_are_hidden: As,
) -> None:
    told = []
    for number in (1, 2):
        name = f"CUST001/INT-20260301-7K3M9Q{number}"
        asked = notes_are_hidden("E003", "access", "explain", "E003", "delete", name)
        tried = notes_are_hidden("E003", "delete", name, "--reason", "x")
        assert tried.code == 3
        told.append([
            each.replace(f"9Q{number}", "9Q") for said in (asked, tried) for each in (said.out, said.err)
        ])  # fmt: skip
    assert told[0] == told[1]
    assert "秘密" not in str(told)


def test_a_hidden_field_that_the_record_cannot_have_keeps_nobody_from_deleting_it(notes_are_hidden: As) -> None:
    file = ROOT / "access.yaml"
    rules = file.read_text(encoding="utf-8").splitlines(keepends=True)
    file.write_text(
        "".join(line for line in rules if "id: steps" not in line and "fields: [next_step]" not in line),
        encoding="utf-8",
    )
    _git("commit", "-qam", "open", "--no-verify")
    assert notes_are_hidden("E003", "delete", "CUST001/INT-20260301-7K3M9Q1", "--reason", "x").code == 0


def test_a_number_of_the_primary_contact_is_emptied_as_it_was_set(as_: As) -> None:
    assert as_("E003", "set", "CUST001", "mobile=").code == 0
    assert "mobile" not in _people()[0]
    assert _people()[0]["name"] == "张三"
    assert _people()[1]["mobile"] == "13800002222"
    before = _bytes("contacts.yaml"), _bytes("customer.yaml")
    assert as_("E003", "set", "CUST001", "mobile=").code == 0  # is so already
    assert (_bytes("contacts.yaml"), _bytes("customer.yaml")) == before


def test_upgrading_is_for_those_who_keep_the_rules(as_: As) -> None:
    schema = ROOT / "schema/base/ticket.schema.json"
    old = schema.read_text(encoding="utf-8") + "\n"
    schema.write_text(old, encoding="utf-8")
    _git("commit", "-qam", "older", "--no-verify")
    _denied(as_("E003", "upgrade"), "ticket.schema.json")
    assert as_("E001", "upgrade").code == 0


def _import(as_: As, member: str, *lines: str, options: tuple[str, ...] = ()) -> Said:
    Path("客户.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return as_(member, "import", "客户.csv", "--kind", "customer", *options)


def test_an_import_lands_the_rows_that_the_member_may_bring(as_: As) -> None:
    said = _import(
        as_, "E003", "公司名称,备注", "未来科技有限公司,自己的", "东方贸易有限公司,同事的", "全新有限公司,新的"
    )
    assert said.code == 1
    assert "新建 1" in said.out or "1" in said.out
    assert "自己的" in _bytes("customer.yaml")
    shown = as_("E003", "show", "CUST004", "--json").objects[0]["data"]
    assert (shown["company"], shown["team"]) == ("全新有限公司", "east")
    assert "原来的备注" in (ROOT / "customers/03/CUST003/customer.yaml").read_text(encoding="utf-8")


def test_an_import_of_sales_knows_the_people_that_sales_knows(as_: As) -> None:
    rows = ("甲有限公司,E003", "乙有限公司,赵敏", "丙有限公司,e003@example.com")
    said = _import(as_, "E003", "公司名称,负责员工", *rows)
    assert said.code == 0, said
    assert [as_("E003", "show", f"CUST00{n}", "--json").objects[0]["data"]["owner"] for n in (4, 5, 6)] == ["E003"] * 3
    given = _import(as_, "E003", "公司名称,负责员工", "丁有限公司,E008")
    assert given.code == 1
    assert "您无权写入这一行" in given.err
    assert "负责员工" in given.err


def test_a_row_with_the_id_of_a_hidden_customer_is_rejected_without_telling_of_it(as_: As) -> None:
    for options in (("--dry-run",), ()):
        said = _import(as_, "E003", "客户ID,公司名称", f"{SOUTH},新的有限公司", options=options)
        assert said.code == 1
        assert "南方" not in said.err + said.out
    assert "新的有限公司" not in (ROOT / f"customers/02/{SOUTH}/customer.yaml").read_text(encoding="utf-8")


def test_an_import_never_writes_a_mask_over_a_number(colleagues_may_edit: As) -> None:
    before = _bytes("contacts.yaml")
    said = _import(colleagues_may_edit, "E008", "公司名称,客户姓名,手机", "未来科技有限公司,张三,138****1111")
    assert said.code == 0
    assert _bytes("contacts.yaml") == before


def test_a_subject_tells_no_value_that_somebody_may_not_read(as_: As) -> None:
    def subject() -> str:
        return _git("log", "-1", "--format=%s")

    assert as_("E002", "set", "CUST001", "level=key").code == 0
    assert "→" in subject()
    policy = ROOT / "access.yaml"
    said = policy.read_text(encoding="utf-8").replace("fields: [budget]", "fields: [budget, level]")
    policy.write_text(said, encoding="utf-8")
    _git("commit", "-qam", "level is masked", "--no-verify")
    assert as_("E002", "set", "CUST001", "level=low").code == 0
    assert "→" not in subject()
    Path("机密报价.txt").write_text("x", encoding="utf-8")
    assert as_("E006", "attach", "CUST001", "机密报价.txt", "--category", "finance").code == 0
    assert "机密" not in subject()


def test_what_is_hidden_is_told_in_the_same_words_in_both_languages() -> None:
    assert say("access.write_denied", "en", reasons="x") != say("access.write_denied", "zh", reasons="x")

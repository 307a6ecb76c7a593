"""`new`, `set`, `status`, `attach`, `delete`: each change one commit; refusals in both languages change nothing."""

from pathlib import Path

import pytest
from typing_at import Type

from crmfs.cli.changing import desk
from crmfs.context import Context
from crmfs.core.errors import ChangedMeanwhile
from crmfs.core.messages import Language, say
from crmfs.edits.alteration import alter
from crmfs.edits.transaction import commit_edits
from crmfs.git.repository import Repository
from tests.conftest import Once

CUSTOMER = "a/customers/01/CUST001/customer.yaml"
CONTACTS = "a/customers/01/CUST001/contacts.yaml"
CHANGE = {"id", "path", "commit", "op"}


@pytest.fixture
def company(crmfs: Type, once: Once) -> str:
    """A repository with one customer, 未来科技有限公司 or CUST001."""
    once(_made, crmfs)
    return "a"


def _made(crmfs: Type) -> None:
    assert crmfs("init", "a", "--ids", "sequence").code == 0
    said = crmfs("-C", "a", "new", "customer", "公司名称=未来科技有限公司", "客户姓名=张三", "联系方式=13800001111")
    assert said.code == 0
    assert "CUST001" in said.out
    assert "contacts.yaml" in said.err


def _commits(folder: Path) -> list[str]:
    repository = Repository.find(folder)
    return repository.git("log", "--format=%H").decode().split()


def test_new_customer_keeps_the_real_name_and_number_in_the_protected_file_alone(company: str, tmp_path: Path) -> None:
    customer = (tmp_path / CUSTOMER).read_text(encoding="utf-8")
    contacts = (tmp_path / CONTACTS).read_text(encoding="utf-8")
    assert 'name: "*' in customer
    assert "张三" not in customer
    assert "13800001111" not in customer
    assert "张三" in contacts
    assert "13800001111" in contacts
    assert len(_commits(tmp_path / company)) == 2


def test_a_number_without_a_name_is_kept_under_the_customers_mask(crmfs: Type, company: str, tmp_path: Path) -> None:
    assert crmfs("-C", company, "new", "customer", "公司名称=远方", "联系方式=13800002222").code == 0
    assert crmfs("-C", company, "new", "customer", "公司名称=近处", "客户姓名=*经理").code == 0
    assert crmfs("-C", company, "set", "CUST003", "联系方式=13800003333").code == 0
    kept = [
        crmfs("-C", company, "show", f"CUST00{n}/contacts", "--json").objects[0]["data"]["contacts"] for n in (2, 3)
    ]
    assert [(one["name"], one["mobile"]) for (one,) in kept] == [("*联系人", "13800002222"), ("*经理", "13800003333")]


def test_new_takes_codes_or_labels_and_is_one_commit_told_as_json(crmfs: Type, company: str, tmp_path: Path) -> None:
    by_label = crmfs("-C", company, "new", "互动", "未来科技", "互动类型=电话会议", "互动内容=谈需求", "--json")
    by_code = crmfs("-C", company, "new", "interaction", "CUST001", "type=visit", "content=x", "--lang", "en", "--json")
    assert (by_label.code, by_code.code) == (0, 0)
    assert _commits(tmp_path / company)[:2] == [by_code.objects[0]["commit"], by_label.objects[0]["commit"]]
    for said, kind in ((by_label, "conference_call"), (by_code, "visit")):
        (told,) = said.objects
        assert set(told) == CHANGE
        shown = crmfs("-C", company, "show", told["id"], "--json").objects[0]
        assert (shown["path"], shown["kind"]) == (told["path"], "interaction")
        assert shown["data"]["type"] == kind
        assert (shown["data"]["date"], shown["data"]["employee"]) == ("2026-03-02", "E001")


def test_an_orders_lines_are_typed_and_make_its_amount_until_somebody_says_another(crmfs: Type, company: str) -> None:
    lines = ("明细=Chai x3 @18.00", "lines=product=Aniseed Syrup quantity=2 unit_price=￥10 discount=0.5")
    order = crmfs("-C", company, "new", "order", "CUST001", *lines, "--json").objects[0]["id"]

    def stored() -> dict[str, object]:
        return dict(crmfs("-C", company, "show", order, "--json").objects[0]["data"])

    assert stored()["lines"] == [
        {"product": "Chai", "quantity": 3, "unit_price": 18},
        {"product": "Aniseed Syrup", "quantity": 2, "unit_price": 10, "discount": 0.5},
    ]
    assert stored()["amount"] == 64
    assert crmfs("-C", company, "set", order, "lines[0].quantity=5", "明细-=Aniseed Syrup").code == 0
    assert stored()["amount"] == 90
    assert crmfs("-C", company, "set", order, "amount=85", "lines+=Chang @19 x1").code == 0
    assert crmfs("-C", company, "set", order, "明细[0].数量=6").code == 0
    assert stored()["amount"] == 85


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (("customer",), ("公司名称", "company")),
        (("互动", "CUST001", "内容=谈需求"), ("互动类型”（电话、", "type (call, ")),
        (("ticket", "CUST001", "主题=坏了"), ("问题类型”（咨询、投诉", "kind (question, complaint")),
        (("联系人", "CUST001"), ("姓名", "name")),
        (("order", "CUST001"), ("订单金额、", "Amount, ")),
        (("评价", "CUST001"), ("满意度评分、", "Rating, ")),
        (("财务", "CUST001"), ("信用额度、", "Credit limit, ")),
    ],
)
def test_new_asks_for_what_is_missing_in_words(
    crmfs: Type, company: str, typed: tuple[str, ...], words: tuple[str, str]
) -> None:
    for language, word in zip(("zh", "en"), words, strict=True):
        said = crmfs("-C", company, "new", *typed, "--lang", language)
        assert said.code in (1, 2)
        assert word in said.err


def test_set_names_the_file_that_it_changed(crmfs: Type, company: str) -> None:
    assert "CUST001/contacts.yaml" in crmfs("-C", company, "set", "CUST001", "联系方式=13800002222").out
    assert "CUST001/customer.yaml" in crmfs("-C", company, "set", "CUST001", "地区=上海").out


@pytest.mark.parametrize("kind", ["互动", "订单", "工单", "问题工单", "评价", "反馈"])
def test_kinds_are_named_as_people_call_them(crmfs: Type, company: str, kind: str) -> None:
    assert "颜色" in crmfs("-C", company, "new", kind, "CUST001", "颜色=红").err  # the kind is known, the field is not


@pytest.mark.parametrize(
    ("typed", "code", "word"),
    [
        (("new", "customer", "客户姓名=李四"), 1, "crmfs new customer"),
        (("new", "customer", "颜色=红"), 2, "颜色"),
        (("new", "猫"), 2, "crmfs attach"),
        (("new", "interaction", "CUST009", "content=x"), 3, "CUST009"),
        (("new", "interaction"), 2, "crmfs"),
        (("set", "CUST001", "下次跟进日期=明年"), 1, "+7d"),
        (("set", "CUST001", "客户状态=高兴"), 1, "status"),
        (("set", "CUST001", "状态=活跃"), 1, "status.reason_missing"),
        (("set", "CUST009", "备注=x"), 3, "CUST009"),
        (("set", "CUST001"), 2, "crmfs set"),
        (("set", "--where", "状态:潜在", "备注=x"), 2, "--reason"),
        (("status", "CUST001", "活跃"), 1, "status.reason_missing"),
        (("status", "CUST001", "活跃", "--reason", "签约"), 1, "status.follow_up_missing"),
        (("attach", "CUST001", "没有.pdf"), 3, "没有.pdf"),
        (("attach", "CUST009", "a/crmfs.yaml"), 3, "CUST009"),
        (("attach", "CUST001", "a/crmfs.yaml", "--category", "nix"), 1, "nix"),
        (("delete", "CUST001"), 2, "--reason"),
        (("delete", "CUST001/INT-20231015-7K3M9Q", "--reason", "x"), 3, "INT-20231015-7K3M9Q"),
    ],
)
def test_what_cannot_be_is_refused_in_both_languages_and_nothing_changes(
    crmfs: Type, company: str, tmp_path: Path, typed: tuple[str, ...], code: int, word: str
) -> None:
    before = _commits(tmp_path / company)
    for language in ("zh", "en"):
        said = crmfs("-C", company, *typed, "--lang", language)
        assert (said.code, said.out) == (code, "")
        assert word in said.err
    assert _commits(tmp_path / company) == before
    assert Repository.find(tmp_path / company).git("status", "--porcelain") == b""


def test_set_changes_the_one_line_and_the_same_again_changes_nothing(crmfs: Type, company: str, tmp_path: Path) -> None:
    file = tmp_path / CUSTOMER
    before = file.read_text(encoding="utf-8")
    assert "CUST001" in crmfs("-C", company, "set", "CUST001", "公司名称=未来科技集团", "--reason", "更名").out
    assert file.read_text(encoding="utf-8") == before.replace("未来科技有限公司", "未来科技集团")
    commits = _commits(tmp_path / company)
    again = crmfs("-C", company, "set", "CUST001", "company=未来科技集团", "--json")
    assert again.code == 0 and again.objects[0]["commit"] is None
    assert _commits(tmp_path / company) == commits
    assert b"Reason: \xe6\x9b\xb4\xe5\x90\x8d" in Repository.find(tmp_path / company).git("log", "-1", "--format=%B")


def test_set_takes_relative_dates_lists_and_empties(crmfs: Type, company: str) -> None:
    crmfs("-C", company, "set", "CUST001", "下次跟进日期=+7d", "标签=重点,老客户", "备注=x")
    crmfs("-C", company, "set", "CUST001", "标签-=老客户", "tags+=vip", "备注=")
    data = crmfs("-C", company, "show", "CUST001", "--json").objects[0]["data"]
    assert data["next_follow_up"] == "2026-03-09"
    assert data["tags"] == ["重点", "vip"]
    assert "notes" not in data


def test_set_where_changes_all_that_match_in_one_commit(crmfs: Type, company: str, tmp_path: Path) -> None:
    crmfs("-C", company, "new", "customer", "公司名称=海蓝贸易", "客户姓名=*经理", "地区=上海")
    wish = ("-C", company, "set", "--where", "负责员工:王芳", "--where", "-地区:上海", "地区=北京", "--reason", "交接")
    before = _commits(tmp_path / company)
    dry = crmfs(*wish, "--dry-run", "--json")
    assert [(one["id"], one["commit"]) for one in dry.objects] == [("CUST001", None)]
    assert _commits(tmp_path / company) == before
    done = crmfs(*wish, "--json").objects
    assert [set(one) for one in done] == [CHANGE]
    assert _commits(tmp_path / company) == [done[0]["commit"], *before]


def test_set_leaves_a_file_with_unsaved_edits_alone(crmfs: Type, company: str, tmp_path: Path) -> None:
    with (tmp_path / CUSTOMER).open("a", encoding="utf-8") as file:
        file.write("notes: mine\n")
    said = crmfs("-C", company, "set", "CUST001", "地区=上海")
    assert said.code == 4
    assert "git commit" in said.err
    assert (tmp_path / CUSTOMER).read_text(encoding="utf-8").endswith("notes: mine\n")


def test_a_status_typed_by_hand_gets_what_it_left_out(crmfs: Type, company: str, tmp_path: Path) -> None:
    file = tmp_path / company / "customers/01/CUST001/customer.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("status: potential", "status: active"), encoding="utf-8")
    Repository.find(tmp_path / company).git("commit", "-q", "--no-verify", "-am", "by hand")
    line = ("-C", company, "status", "CUST001", "活跃", "--reason", "签约", "--follow-up", "+7d")
    assert "要撤回：crmfs undo" in crmfs(*line).err
    data = crmfs("-C", company, "show", "CUST001", "--json").objects[0]["data"]
    told = (data["status_reason"], data["status_by"], data["status_date"])
    assert told == ("签约", "E001", "2026-03-02")
    assert "没有修改" in crmfs(*line).err


def test_status_writes_reason_employee_day_and_follow_up(crmfs: Type, company: str) -> None:
    said = crmfs(
        "-C", company, "status", "未来科技", "活跃", "--reason", "客户签约成功", "--follow-up", "+1m", "--json"
    )
    assert set(said.objects[0]) == CHANGE
    data = crmfs("-C", company, "show", "CUST001", "--json").objects[0]["data"]
    assert (data["status"], data["status_reason"], data["status_by"]) == ("active", "客户签约成功", "E001")
    assert (data["status_date"], data["next_follow_up"]) == ("2026-03-02", "2026-04-02")
    assert crmfs("-C", company, "status", "CUST001", "lost", "--reason", "长期未响应").code == 0


def test_attach_stores_the_file_byte_for_byte_with_its_metadata(crmfs: Type, company: str, tmp_path: Path) -> None:
    (tmp_path / "采购合同.pdf").write_bytes(b"\x00\xff contract")
    said = crmfs("-C", company, "attach", "CUST001", "采购合同.pdf", "--expires-on", "+1y", "--json")
    (told,) = said.objects
    assert told["path"] == "customers/01/CUST001/documents/contracts/采购合同.pdf"
    assert (tmp_path / "a" / told["path"]).read_bytes() == b"\x00\xff contract"
    meta = crmfs("-C", company, "show", told["path"] + ".meta.yaml", "--json").objects[0]
    assert (meta["kind"], meta["data"]["expires_on"]) == ("meta", "2027-03-02")
    assert crmfs("-C", company, "set", told["path"], "到期日期=2027-05-01").code == 0
    meta = crmfs("-C", company, "show", told["path"] + ".meta.yaml", "--json").objects[0]
    assert meta["data"]["expires_on"] == "2027-05-01"  # the document's path stands for what is known of it
    finance = crmfs("-C", company, "attach", "CUST001", "采购合同.pdf", "--category", "finance", "--lang", "en")
    assert "customers/01/CUST001/finance/files/采购合同.pdf" in finance.out
    minutes = crmfs("-C", company, "attach", "CUST001", "采购合同.pdf", "--category", "会议纪要", "--tags", "重要,定稿")
    assert "customers/01/CUST001/documents/minutes/采购合同.pdf" in minutes.out
    assert crmfs("-C", company, "validate", "--strict").code == 0


def test_a_document_attached_again_is_replaced_told_so_and_keeps_its_metadata(
    crmfs: Type, company: str, tmp_path: Path
) -> None:
    file = tmp_path / "合同.pdf"
    file.write_bytes(b"1")
    stored = crmfs("-C", company, "attach", "CUST001", "合同.pdf", "--tags", "重要", "--json").objects[0]["path"]
    commits = _commits(tmp_path / company)
    again = crmfs("-C", company, "attach", "CUST001", "合同.pdf")
    assert (again.code, again.out, _commits(tmp_path / company)) == (0, "", commits)
    assert stored in again.err
    file.write_bytes(b"2")
    assert f"crmfs log '{stored}'" in crmfs("-C", company, "attach", "CUST001", "合同.pdf", "--title", "采购").err
    meta = crmfs("-C", company, "show", stored + ".meta.yaml", "--json").objects[0]["data"]
    assert (meta["title"], meta["tags"]) == ("采购", ["important"])


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (["a/customers"], ("文件夹", "is a folder")),
        (["13800001111.txt"], ("个人信息", "personal data")),
        (["CON.txt"], ("改名", "Rename")),
        (["合同.pdf.meta.yaml"], ("元数据", "metadata")),
        (["合同.txt", "a/../合同.txt"], ("两个文件", "Two of the files")),
        (["大.bin"], ("0.5 MiB", "0.5 MiB")),
    ],
)
def test_what_cannot_be_attached_is_refused_with_a_way_out(
    crmfs: Type, company: str, tmp_path: Path, names: list[str], words: tuple[str, str]
) -> None:
    settings = tmp_path / company / "crmfs.yaml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("max_mib: 50", "max_mib: 0.5"), encoding="utf-8")
    for name in names:
        if not (tmp_path / name).exists():
            (tmp_path / name).write_bytes(b"x" * (2**20 if name == "大.bin" else 9))
    for language, word in zip(("zh", "en"), words, strict=True):
        said = crmfs("-C", company, "attach", "CUST001", *names, "--lang", language)
        assert (said.code, said.out) == (1, "")
        assert word in said.err


def test_a_name_that_not_every_system_can_store_or_that_tells_no_category_is_told(
    crmfs: Type, company: str, tmp_path: Path
) -> None:
    (tmp_path / "a:b?.txt").write_bytes(b"x")
    said = crmfs("-C", company, "attach", "CUST001", "a:b?.txt")
    assert "documents/other/a_b_.txt" in said.out
    assert "_" in said.err
    assert "--category" in said.err


def test_every_change_tells_how_to_take_it_back(crmfs: Type, company: str, tmp_path: Path) -> None:
    child = crmfs("-C", company, "new", "interaction", "CUST001", "type=call", "content=x")
    assert "crmfs undo" in child.err
    said = crmfs("-C", company, "delete", "CUST001", "--whole", "--reason", "x", "--lang", "en").err
    assert crmfs("-C", company, *said.partition(": crmfs ")[2].split()[:2]).code == 0
    assert crmfs("-C", company, "show", "CUST001/contacts").code == 0
    back = crmfs("-C", company, "status", "CUST001", "活跃", "--reason", "签约", "--follow-up", "+7d").err
    assert "crmfs status CUST001 潜在 --reason" in back  # a status without a reason of its own cannot be pushed


def test_delete_removes_a_record_and_at_last_the_whole_customer(crmfs: Type, company: str, tmp_path: Path) -> None:
    child = crmfs("-C", company, "new", "interaction", "CUST001", "type=call", "content=x", "--json").objects[0]
    refused = crmfs("-C", company, "delete", "CUST001", "--reason", "不再是客户")
    assert refused.code == 1
    assert "--whole" in refused.err
    gone = crmfs("-C", company, "delete", child["id"], "--reason", "重复登记", "--json").objects[0]
    assert set(gone) == CHANGE
    assert (gone["id"], gone["path"]) == (child["id"], child["path"])
    assert not (tmp_path / "a" / child["path"]).exists()
    assert "CUST001" in crmfs("-C", company, "delete", "CUST001", "--whole", "--reason", "gone", "--lang", "en").out
    assert not (tmp_path / "a/customers/01/CUST001").exists()
    assert crmfs("-C", company, "show", "CUST001").code == 3


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("未来公司", "公司名称=未来公司"),
        ("未来 公司", '公司名称="未来 公司"'),
        ("未来$公司", "公司名称='未来$公司'"),
    ],
)
def test_a_bare_company_is_answered_with_a_command_that_can_be_typed_as_shown(
    crmfs: Type, company: str, typed: str, shown: str
) -> None:
    said = crmfs("-C", company, "new", "customer", typed)
    assert said.code == 2 and f"crmfs new customer {shown}\n" in said.err


def test_a_change_that_changes_nothing_tells_its_record_without_a_commit(crmfs: Type, company: str) -> None:
    crmfs("-C", company, "set", "CUST001", "备注=x")
    (told,) = crmfs("-C", company, "set", "CUST001", "备注=x", "--json").objects
    assert told == {"id": "CUST001", "path": CUSTOMER.removeprefix("a/"), "commit": None, "op": None}


def test_a_document_whose_name_tells_no_category_is_named(crmfs: Type, company: str, tmp_path: Path) -> None:
    for name in ("合同.txt", "杂项.txt"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    said = crmfs("-C", company, "attach", "CUST001", "合同.txt", "杂项.txt")
    assert "杂项.txt 看不出类别" in said.err


@pytest.mark.parametrize(("language", "field"), [("zh", "“备注”"), ("en", "“Notes”")])
def test_a_field_that_somebody_else_changed_meanwhile_is_told_by_its_label(
    crmfs: Type, company: str, tmp_path: Path, language: Language, field: str
) -> None:
    late = Context.open(tmp_path / company)
    workplace = desk(late)
    drawn = alter(workplace, late.find("CUST001", late.tip_view), ["备注=甲"])
    crmfs("-C", company, "set", "CUST001", "备注=乙")
    with pytest.raises(ChangedMeanwhile) as caught:
        commit_edits(late.repository, drawn.edits, workplace.intent, "x", workplace.rules)
    assert field in say(caught.value.code, language, **caught.value.params)


def test_the_number_of_a_customer_that_is_gone_is_given_to_no_other(crmfs: Type, company: str) -> None:
    crmfs("-C", company, "new", "customer", "公司名称=海蓝贸易", "客户姓名=*经理")
    assert crmfs("-C", company, "delete", "CUST002", "--whole", "--reason", "重复登记").code == 0
    made = crmfs("-C", company, "new", "customer", "公司名称=山河食品", "客户姓名=*经理", "--json").objects
    assert made[0]["id"] == "CUST003"

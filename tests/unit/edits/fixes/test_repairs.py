"""What each repair writes: the bytes that are wrong change, all others stay."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from thorough import examples

import crmfs
from crmfs.checks.load import load_rules
from crmfs.checks.subject import Rules
from crmfs.edits.fixes.key_order import ordered
from crmfs.edits.fixes.plan import Obstacle, Plan, Rewrite, plan_fixes
from crmfs.git.model import FILE, FOLDER
from crmfs.git.snapshot import Entry, Snapshot, absent
from crmfs.records.yaml import read_yaml

HOUSE = Path(crmfs.__file__).parents[1]
TODAY = date(2026, 3, 31)
FOLDER_PATH = "customers/01/CUST001"
CUSTOMER = f"{FOLDER_PATH}/customer.yaml"


class Held(Snapshot):
    """A snapshot of files held in memory."""

    tree = None

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.files = dict(files)

    def read(self, path: str) -> bytes:
        if path not in self.files:
            raise absent(path)
        return self.files[path]

    def entry(self, path: str) -> Entry | None:
        return Entry(path, FILE, None, len(self.files[path])) if path in self.files else None

    def entries(self, folder: str) -> list[Entry]:
        start = f"{folder}/" if folder else ""
        inside = [path.removeprefix(start) for path in self.files if path.startswith(start)]
        names = {name.partition("/")[0]: "/" in name for name in inside}
        return [Entry(start + name, FOLDER if is_folder else FILE, None) for name, is_folder in sorted(names.items())]

    def walk(self, under: str = ""):
        for path in sorted(self.files):
            if not under or path == under or path.startswith(under + "/"):
                yield Entry(path, FILE, None, len(self.files[path]))

    def subtree(self, folder: str) -> str | None:
        return None


def _base() -> dict[str, bytes]:
    schemas = {
        f"schema/{f.relative_to(HOUSE / 'schema').as_posix()}": f.read_bytes()
        for f in (HOUSE / "schema").rglob("*.json")
    }
    return {**schemas, "crmfs.yaml": b"format: 1\n", "members.yaml": b"members:\n  - {id: E001}\n"}


BASE = _base()


@pytest.fixture(scope="module")
def rules() -> Rules:
    return load_rules(Held(BASE), today=TODAY)


def _plan(files: Mapping[str, bytes | str], rules: Rules, order: bool = False) -> Plan:
    held = Held(BASE | {path: data.encode() if isinstance(data, str) else data for path, data in files.items()})
    return plan_fixes(held, rules, Path("/nowhere"), under=("customers",), order=order)


def _mended(text: str | bytes, rules: Rules, path: str = CUSTOMER, order: bool = False) -> str:
    files: dict[str, bytes | str] = {CUSTOMER: GOOD, path: text}
    plan = _plan(files, rules, order)
    assert plan.obstacles == ()
    assert [one.path for one in plan.rewrites] in ([path], [])
    return plan.rewrites[0].new.decode() if plan.rewrites else (text if isinstance(text, str) else text.decode())


GOOD = 'id: CUST001\nname: "*经理"\ncompany: 未来科技有限公司\nowner: E001\n'


def test_what_a_first_user_types_is_mended_in_one_go(rules: Rules) -> None:
    typed = (
        "# 王总介绍\r\nid: CUST001\r\nname: *经理   # 主管\r\n公司名称: '未来科技'\r\ntype: 企业客户\r\n"
        "客户状态: 活跃客户 # 2023\r\n下次跟进日期: 2023/10/15\r\nowner: E001"
    )
    assert _mended(typed, rules) == (
        "# 王总介绍\r\nid: CUST001\r\nname: \"*经理\"   # 主管\r\ncompany: '未来科技'\r\ntype: b2b\r\n"
        "status: active # 2023\r\nnext_follow_up: 2023-10-15\r\nowner: E001"
    )


@pytest.mark.parametrize(
    "typed", ["2023/10/15", "2023年10月15日", "2023.10.15", "20231015", "2023/1０/15", '"2023/10/15"', "２０２３-10-15"]
)
def test_dates_become_iso_dates_and_keep_their_quotes(typed: str, rules: Rules) -> None:
    quote = '"' if typed.startswith('"') else ""
    assert _mended(f"{GOOD}next_follow_up: {typed}  # 跟进\n", rules) == (
        f"{GOOD}next_follow_up: {quote}2023-10-15{quote}  # 跟进\n"
    )


@pytest.mark.parametrize("typed", ["明天", "10/15", "2023/13/45"])
def test_a_date_that_is_not_clear_is_left_to_the_user(typed: str, rules: Rules) -> None:
    plan = _plan({CUSTOMER: f"{GOOD}next_follow_up: {typed}\n"}, rules)
    assert plan.changes == ()
    assert [problem.code for problem in plan.left] == ["value.date"]


def test_full_width_numbers_become_numbers_and_ids_half_width(rules: Rules) -> None:
    assert _mended(GOOD.replace("CUST001", "ＣＵＳＴ００１") + "budget: ５０００．５\nsatisfaction: ４\n", rules) == (
        GOOD + "budget: 5000.5\nsatisfaction: 4\n"
    )


@pytest.mark.parametrize(("typed", "number"), [("10万", "100000"), ("100,000", "100000"), ('"1,234.50"', "1234.5")])
def test_numbers_in_people_s_own_form_become_plain_numbers(typed: str, number: str, rules: Rules) -> None:
    assert _mended(f"{GOOD}budget: {typed}  # 今年\nindustry: energy\n", rules) == (
        f"{GOOD}budget: {number}  # 今年\nindustry: energy\n"
    )


def test_a_full_width_colon_is_mended_and_then_the_label_before_it(rules: Rules) -> None:
    assert _mended(GOOD + "客户状态：活跃\n", rules) == GOOD + "status: active\n"


def test_the_schema_line_of_a_copied_template_leads_to_the_schema_again(rules: Rules) -> None:
    copied = "# yaml-language-server: $schema=../schema/customer.schema.json\r\n" + GOOD
    right = "# yaml-language-server: $schema=../../../schema/customer.schema.json\r\n" + GOOD
    assert _mended(copied, rules) == right
    assert _mended(right, rules) == right
    elsewhere = copied.replace("../schema", "https://example.com/schema")
    assert _mended(elsewhere, rules) == elsewhere


def test_text_that_may_be_full_width_stays(rules: Rules) -> None:
    text = GOOD + "notes: 预算５００万，需要Ａ级报价（急）\n"
    assert _mended(text, rules) == text


def test_labels_are_codes_in_either_language_also_below_labels(rules: Rules) -> None:
    path = f"{FOLDER_PATH}/orders/ORD-20260101-7K3M9Q.yaml"
    typed = "id: ORD-20260101-7K3M9Q\nDate: 2026/1/1\n明细:\n  - 产品: 泵\n    Quantity: 2\n"
    result = _plan({CUSTOMER: GOOD, path: typed}, rules).rewrites
    assert [one.path for one in result] == [path]
    value = read_yaml(result[0].new).value
    assert value == {"id": "ORD-20260101-7K3M9Q", "date": "2026-01-01", "lines": [{"product": "泵", "quantity": 2}]}


def test_a_label_beside_its_code_leaves_the_whole_file_alone(rules: Rules) -> None:
    plan = _plan({CUSTOMER: f"{GOOD}status: potential\n客户状态: 活跃\nnext_follow_up: 2026/4/1\n"}, rules)
    assert plan.changes == ()
    assert plan.obstacles == (Obstacle(CUSTOMER, "label.used", "yaml.edit_key_taken", {"pointer": "/客户状态"}),)


def test_a_byte_order_mark_goes_and_nothing_else(rules: Rules) -> None:
    assert _mended(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode(), rules) == GOOD.replace("\n", "\r\n")


def test_an_asterisk_is_quoted_even_where_more_is_wrong_below(rules: Rules) -> None:
    plan = _plan({CUSTOMER: GOOD.replace('"*经理"', "*经理") + "notes: a: b\n"}, rules)
    assert plan.rewrites[0].new.decode() == GOOD + "notes: a: b\n"
    assert [problem.code for problem in plan.left] == ["yaml.colon_in_value"]


def test_a_document_gets_metadata_with_its_name_as_title(rules: Rules) -> None:
    path = f"{FOLDER_PATH}/documents/contracts/销售合同 v1.2.pdf"
    plan = _plan({CUSTOMER: GOOD, path: b"%PDF"}, rules)
    assert plan.rewrites == (
        Rewrite(
            f"{path}.meta.yaml",
            None,
            "# yaml-language-server: $schema=../../../../../schema/meta.schema.json\n"
            "title: 销售合同 v1.2  # 标题\n".encode(),
            ("document.meta_missing",),
        ),
    )


def test_no_metadata_is_made_that_would_break_a_rule(rules: Rules) -> None:
    path = f"{FOLDER_PATH}/documents/contracts/张三13800001111.txt"
    plan = _plan({CUSTOMER: GOOD, path: b"x"}, rules)
    assert plan.changes == ()
    assert [(one.path, one.reason) for one in plan.obstacles] == [(path, "fix.metadata_incomplete")]


def test_keys_keep_their_order_unless_it_is_asked_for(rules: Rules) -> None:
    text = "# 文件头\n\nowner: E001\n# 名称\nname: '*经理'\nextra: {b: 1}\nid: CUST001 # 编号\ncompany: 甲\n"
    assert _mended(text, rules) == text
    assert _mended(text, rules, order=True) == (
        "# 文件头\n\nid: CUST001 # 编号\n# 名称\nname: '*经理'\ncompany: 甲\nowner: E001\nextra: {b: 1}\n"
    )


def test_keys_of_items_are_ordered_too(rules: Rules) -> None:
    data = "contacts:\n  - name: 张三\n    id: P01\n".encode()
    assert ordered(data, f"{FOLDER_PATH}/contacts.yaml", rules).decode() == "contacts:\n  - id: P01\n    name: 张三\n"


VALUES = st.sampled_from([
    "客户状态: 活跃", "status: 潜在客户", "next_follow_up: 2023/1/5", "下次跟进日期: '20230105'", "tags: [甲] # 标签",
    "satisfaction: ４", "budget: １２．５", "notes: |\n  第一行\n  *第二行", "行业类型: 科技", "level: 重点",
    "region: *东区",
])  # fmt: skip


@settings(max_examples=examples(60))
@given(lines=st.lists(VALUES, max_size=6), newline=st.sampled_from(["\n", "\r\n"]), mark=st.booleans())
def test_mending_twice_is_mending_once_and_no_error_comes_of_it(lines: list[str], newline: str, mark: bool) -> None:
    rules = load_rules(Held(BASE), today=TODAY)
    text = (GOOD + "".join(line + "\n" for line in lines)).replace("\n", newline)
    plan = _plan({CUSTOMER: (b"\xef\xbb\xbf" if mark else b"") + text.encode()}, rules)
    if plan.rewrites:
        again = _plan({CUSTOMER: plan.rewrites[0].new}, rules)
        assert again.changes == () and again.left == plan.left
        assert plan.rewrites[0].new.count(b"\r\n") == text.encode().count(b"\r\n")

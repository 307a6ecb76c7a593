"""`crmfs search` as it is typed: what is shown of a hit, how pages and counts are told, what wrong requests say."""

import shutil
import subprocess
from pathlib import Path

import pytest
from typing_at import Type

from crmfs.cli import main
from tests.conftest import Write

CUSTOMER = (
    "id: {id}\nname: '*经理'\ncompany: {company}\ntype: b2b\nstatus: {status}\nowner: E001\nindustry: {industry}\n"
    "tags: [{tags}]\nnotes: {notes}\n"
)
INTERACTION = "id: {id}\ndate: {day}\ntype: call\ncontent: {content}\nemployee: E001\n"


def _customer(number: int, company: str, status: str, notes: str, tags: str = "重点") -> tuple[str, str]:
    id_ = f"CUST00{number}"
    text = CUSTOMER.format(id=id_, company=company, status=status, industry="technology", tags=tags, notes=notes)
    return f"customers/0{number}/{id_}/customer.yaml", text


def _interaction(number: int, day: str, content: str) -> tuple[str, str]:
    id_ = f"INT-{day.replace('-', '')}-AAAAAA"
    path = f"customers/0{number}/CUST00{number}/interactions/{id_}.yaml"
    return path, INTERACTION.format(id=id_, day=day, content=content)


FILES = dict([
    _customer(1, "未来科技有限公司", "active", "客户对价格敏感，需跟进折扣"),
    _customer(2, "海蓝贸易有限公司", "potential", "等待报价"),
    _customer(3, "龍湖集團", "lost", "暂无"),
    _interaction(1, "2026-01-10", "讨论报价与折扣"),
    _interaction(1, "2026-02-20", "再次讨论报价"),
    _interaction(2, "2026-02-25", "发送报价"),
])  # fmt: skip
FILES |= {
    "customers/01/CUST001/documents/quotes/quote.txt": "Quotation for a server. " + "x " * 300 + "服务器报价 5000 元",
    "customers/01/CUST001/documents/quotes/quote.txt.meta.yaml": "title: 三月报价\ntags: [草稿]\n",
    "searches/活跃客户.yaml": "description: 合作中的客户\nquery: 状态:活跃 OR 状态:潜在\nkind: customer\nlimit: 1\n",
    "searches/最近.yaml": "query: 报价\nsort: date\n",
}


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory, git_config: Path, write: Write) -> Path:
    """A repository with three customers, its index built, to be copied by each test."""
    root = tmp_path_factory.mktemp("company") / "a"
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("GIT_CONFIG_GLOBAL", str(git_config))
        patched.setenv("GIT_CONFIG_NOSYSTEM", "1")
        assert main(["init", str(root), "--ids", "sequence"]) == 0
        write(root, FILES)
        subprocess.run(["git", "add", "-A"], cwd=root, check=True)
        subprocess.run(["git", "commit", "-qm", "x", "--no-verify"], cwd=root, check=True)
        assert main(["-C", str(root), "search", "报价", "--json"]) == 0
    return root


@pytest.fixture
def search(crmfs: Type, tmp_path: Path, company: Path) -> Type:
    """`search("报价", "--limit", "1")` searches in a copy of the repository, `a`."""
    shutil.copytree(company, tmp_path / "a", symlinks=True)
    return lambda *typed: crmfs("-C", "a", "search", *typed)


def test_a_hit_says_what_it_is_whose_and_when(search: Type) -> None:
    said = search("讨论报价与折扣")
    assert said.out.splitlines()[:2] == [
        "[讨论报价与折扣]  互动 · CUST001 未来科技有限公司 · 2026-01-10",
        "  customers/01/CUST001/interactions/INT-20260110-AAAAAA.yaml",
    ]
    assert "找到 1 条。" in said.err


def test_a_snippet_names_the_field_and_marks_the_word(search: Type) -> None:
    assert "  备注: 客户对价格敏感，需跟进[折扣]" in search("折扣").out.splitlines()
    assert "  Notes: 客户对价格敏感，需跟进[折扣]" in search("折扣", "--lang", "en").out.splitlines()


def test_a_field_of_a_contact_is_named_by_its_own_label(search: Type, write: Write) -> None:
    contacts = "contacts:\n- {id: C1, name: 李雷, title: 采购总监}\n"
    write(Path("a"), {"customers/01/CUST001/contacts.yaml": contacts})
    assert "  职务: [采购总监]" in search("采购总监", "--fresh").out.splitlines()
    assert "  联系人: [李雷]" in search("李雷", "--fresh").out.splitlines()


def test_an_order_is_titled_by_its_products_and_amount(search: Type, write: Write) -> None:
    order = "id: ORD-20260220-AAAAAA\ndate: '2026-02-20'\namount: 36000\nlines:\n- {product: 仓储管理企业版}\n"
    write(Path("a"), {"customers/01/CUST001/orders/ORD-20260220-AAAAAA.yaml": order})
    assert (
        search("仓储管理", "--fresh", "--json").objects[0]["title"] == "ORD-20260220-AAAAAA · 仓储管理企业版 · 36,000"
    )


def test_words_in_several_fields_are_each_shown(search: Type) -> None:
    (hit,) = search("重点 折扣 价格", "--json").objects[:-1]
    assert hit["snippet"] == "备注: 客户对价格敏感，需跟进折扣 · 标签: 重点"
    assert [hit["snippet"][start:end] for start, end in hit["marks"]] == ["价格", "折扣", "重点"]


@pytest.mark.parametrize(
    ("query", "marked"),
    [("龙湖", "龍湖"), ("５０００", "5000"), ("quotaton~", "Quotation"), ("quot*", "Quot"), ("服务器", "服务器")],
)
def test_a_word_is_marked_however_it_is_written(search: Type, query: str, marked: str) -> None:
    hit = search(query, "--json").objects[0]
    assert [hit["snippet"][start:end] for start, end in hit["marks"]][:1] == [marked]


def test_a_name_found_by_its_pinyin_is_marked_whole(search: Type) -> None:
    assert search("wlkj").out.startswith("[未来科技有限公司]  客户 · CUST001\n")


def test_json_has_the_keys_that_programs_rely_on(search: Type) -> None:
    *hits, last = search("报价", "--facets", "status,kind", "--json").objects
    assert {"path", "customer", "kind", "title", "snippet", "date"} <= set(hits[0])
    summary = last["summary"]
    assert (summary["total"], summary["shown"], summary["hidden_by_filters"], summary["fallback"]) == (5, 5, 0, None)
    assert summary["facets"]["status"] == {"active": 3, "potential": 2}
    assert summary["facets"]["kind"] == {"interaction": 3, "customer": 1, "document": 1}
    assert {"commit", "behind", "failed"} <= set(summary["index"])


def test_facets_are_a_table_with_labels(search: Type) -> None:
    lines = search("报价", "--facets", "状态,负责员工", "--limit", "0").out.splitlines()
    assert lines == ["客户状态", "  活跃  3", "  潜在  2", "负责员工", "  王芳 (E001)  5"]
    assert "Active" in search("报价", "--facets", "status", "--limit", "0", "--lang", "en").out


def test_the_kind_of_tickets_is_counted_apart_from_the_kind_of_record(search: Type, write: Write) -> None:
    ticket = "id: TIC-20260220-AAAAAA\nopened: '2026-02-20'\nkind: complaint\nsubject: 报价有误\nstatus: open\n"
    write(Path("a"), {"customers/01/CUST001/tickets/TIC-20260220-AAAAAA.yaml": ticket})
    *_, last = search("报价", "--facets", "种类,问题类型", "--fresh", "--json").objects
    assert last["summary"]["facets"] == {
        "kind": {"interaction": 3, "customer": 1, "document": 1, "ticket": 1},
        "ticket_kind": {"complaint": 1},
    }
    assert search("报价", "--facets", "kind", "--limit", "0").out.startswith("种类\n")
    assert search("报价 问题类型:投诉", "--fresh", "--json").objects[-1]["summary"]["total"] == 1


def test_tags_are_counted_as_they_were_written(search: Type, write: Write) -> None:
    write(Path("a"), dict([_customer(4, "华北仓储", "active", "无", "VIP, 大客户")]))
    said = search("华北仓储", "--facets", "标签", "--limit", "0", "--fresh")
    assert said.out.splitlines() == ["标签", "  VIP     1", "  大客户  1"]


def test_a_number_is_no_facet(search: Type) -> None:
    said = search("报价", "--facets", "金额")
    assert (said.code, said.out) == (2, "")
    assert "请写条件，例如 金额:10万..20万" in said.err


def test_companies_are_counted_by_their_names(search: Type) -> None:
    found = search("报价", "--facets", "公司名称", "--json").objects[-1]["summary"]["facets"]
    assert found == {"company": {"未来科技有限公司": 3, "海蓝贸易有限公司": 2}}


def test_of_many_values_the_first_twenty_are_shown_and_json_has_all(search: Type, tmp_path: Path, write: Write) -> None:
    write(
        tmp_path / "a", dict([_customer(4, "多标签公司", "active", "无", ", ".join(f"标签{n:02}" for n in range(25)))])
    )
    said = search("多标签公司", "--facets", "tags", "--limit", "0", "--fresh")
    assert said.out.splitlines()[-1] == "  还有 5 个值；--json 列出全部。"
    assert len(search("多标签公司", "--facets", "tags", "--json").objects[-1]["summary"]["facets"]["tags"]) == 25


def test_an_unknown_facet_is_refused_with_the_nearest(search: Type) -> None:
    said = search("报价", "--facets", "statsu")
    assert (said.code, said.out) == (2, "")
    assert "客户状态" in said.err


def test_a_page_says_which_hits_it_shows_and_how_to_go_on(search: Type) -> None:
    said = search("报价", "--limit", "2")
    assert "找到 5 条，显示第 1-2 条。\n接着看：加上 --offset 2\n" in said.err
    assert "接着看" not in search("报价", "--limit", "2", "--offset", "4").err


def test_pages_together_are_the_whole_in_the_same_order(search: Type) -> None:
    for sort in ("relevance", "date"):
        whole = [hit["path"] for hit in search("报价", "--sort", sort, "--json").objects[:-1]]
        pages = [search("报价", "--sort", sort, "--limit", "2", "--offset", at, "--json").objects[:-1] for at in "024"]
        assert [hit["path"] for page in pages for hit in page] == whole


def test_hits_that_fit_alike_stand_by_path(search: Type) -> None:
    paths = [hit["path"] for hit in search("kind:customer", "--json").objects[:-1]]
    assert paths == sorted(paths)


def test_the_latest_come_first_and_the_undated_last(search: Type) -> None:
    days = [hit["date"] for hit in search("报价", "--sort", "date", "--json").objects[:-1]]
    assert days == ["2026-02-25", "2026-02-20", "2026-01-10", None, None]


def test_limit_0_tells_only_the_sum(search: Type) -> None:
    said = search("报价", "--limit", "0")
    assert (said.code, said.out) == (0, "")
    assert "找到 5 条。" in said.err


@pytest.mark.parametrize("offset", ["5", "1000000000000000"])
def test_beyond_the_end_there_is_nothing_and_it_is_said(search: Type, offset: str) -> None:
    said = search("报价", "--offset", offset)
    assert (said.code, said.out) == (0, "")
    assert "共 5 条" in said.err


@pytest.mark.parametrize(
    ("since", "until", "count"),
    [("2026-02", None, 2), (None, "2026-01", 1), ("上月", "上月", 2), ("2026Q1", "today", 3), ("近7天", None, 1)],
)
def test_from_and_to_take_any_word_for_a_date(search: Type, since: str | None, until: str | None, count: int) -> None:
    typed = [*(("--from", since) if since else ()), *(("--to", until) if until else ())]
    assert search("报价", *typed, "--json").objects[-1]["summary"]["total"] == count


def test_a_wrong_date_is_told_by_its_option(search: Type) -> None:
    said = search("报价", "--from", "昨年")
    assert said.code == 2
    assert "--from 要写日期" in said.err


@pytest.mark.parametrize(
    ("options", "query"),
    [
        (("--kind", "互动"), "种类:互动"),
        (("--status", "活跃客户"), "status:active"),
        (("--owner", "王芳"), "负责员工:E001"),
        (("--tag", "重点"), "tag:重点"),
        (("--file-type", "txt"), "file:txt"),
        (("--industry", "科技"), "行业:科技"),
        (("--from", "2026-02-01"), "日期:>=2026-02-01"),
    ],
)
def test_an_option_says_the_same_as_a_condition(search: Type, options: tuple[str, ...], query: str) -> None:
    found = search("报价", *options, "--json").objects
    assert found == search("报价", query, "--json").objects
    assert found[-1]["summary"]["shown"] > 0


def test_what_filters_hide_is_counted_and_told_how_to_see(search: Type) -> None:
    said = search("报价", "状态:潜在", "--from", "2026-02-01")
    assert "另有 4 条符合关键词，但不符合筛选条件（--from、状态:潜在）" in said.err
    assert search("报价", "--status", "lost", "--json").objects[-1]["summary"]["hidden_by_filters"] == 5


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("报价 互动日期:2025-01", "互动日期:2025-01"),
        ("报价 -状态:潜在,活跃", "-状态:潜在,活跃"),
        ('报价 (状态:流失 OR 标签:"甲 乙")', '状态:流失、标签:"甲 乙"'),
        ("报价 @流失客户", "@流失客户"),
    ],
)
def test_filters_that_hide_are_told_once_and_as_they_were_typed(search: Type, typed: str, told: str) -> None:
    Path("a/searches/流失客户.yaml").write_text("query: 状态:流失\n", encoding="utf-8")
    assert f"筛选条件（{told}）" in search(typed).err


def test_an_unknown_kind_is_refused_by_the_name_of_what_all_records_have(search: Type) -> None:
    for typed in (("--kind", "高兴"), ("kind:高兴",)):
        said = search("报价", *typed)
        assert said.code == 2
        assert "字段 种类" in said.err
        assert "互动" in said.err


@pytest.mark.parametrize("symbol", ["🎉", '"🎉"', "🎉*", "🎉~"])
def test_a_symbol_that_no_index_has_counts_for_nothing_beside_words_and_is_refused_alone(
    search: Type, symbol: str
) -> None:
    assert search(f"报价 {symbol}", "--json").objects == search("报价", "--json").objects
    said = search(symbol)
    assert said.code == 2
    assert "没有可以检索的字" in said.err


def test_where_no_word_is_looked_for_none_is_hidden(search: Type) -> None:
    said = search("-折扣 状态:流失")
    assert "另有" not in said.err
    assert search("-折扣 状态:流失", "--json").objects[-1]["summary"]["hidden_by_filters"] == 0


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (("--owner", "李雷"), "没有这位员工"),
        (("报价 owner:李雷",), "没有这位员工"),
        (("-负责员工:李雷",), "没有这位员工"),
        (("--owner", "王方"), "是不是想写 王芳"),
        (("文件:合同",), "文件类型（第 4 个字符）：pdf、word"),
    ],
)
def test_whom_nobody_knows_and_what_is_no_type_of_file_is_refused(
    search: Type, typed: tuple[str, ...], told: str
) -> None:
    said = search(*typed)
    assert (said.code, said.out) == (2, "")
    assert told in said.err


def test_the_name_of_somebody_gone_whom_a_record_still_carries_is_looked_for(search: Type) -> None:
    file = Path("a/customers/03/CUST003/customer.yaml")
    file.write_text(file.read_text("utf-8").replace("owner: E001", "owner: E777"), "utf-8")
    assert "CUST003" in search("--owner", "E777", "--fresh").out


def test_where_no_word_is_sought_the_latest_come_first_and_what_has_no_day_last(search: Type) -> None:
    days = [one["date"] for one in search("customer:CUST001", "--json").objects[:-1]]
    assert days == ["2026-02-20", "2026-01-10", None, None]


@pytest.mark.parametrize(("typed", "meant"), [("pfd", "pdf"), ("dcox", "docx"), ("excell", "excel"), ("dwg", "")])
def test_a_type_of_file_that_is_nearly_a_known_one_is_suggested(search: Type, typed: str, meant: str) -> None:
    for said in (search(f"file:{typed}"), search("--file-type", typed)):
        assert said.code == 0
        assert ("可以写" in said.err) == bool(meant)
        assert f"文件类型:{meant}" in said.err or not meant


def test_a_word_that_is_a_choice_is_suggested_as_a_condition(search: Type) -> None:
    assert "客户状态:活跃" in search("活跃").err
    assert "status:active" in search("active", "--lang", "en").err
    assert search("活跃", "--json").objects[-1]["summary"]["suggestions"] == ["status:active"]


def test_a_members_name_is_suggested_as_the_owner(search: Type) -> None:
    assert "负责员工:王芳" in search("王芳").err


def test_a_company_of_nearly_that_name_is_suggested(search: Type) -> None:
    assert "是不是想找：海蓝贸易有限公司" in search("海篮贸易").err
    assert "quotation" in search("quotatoin").err


def test_uncommitted_edits_are_told_where_nothing_was_found_and_seen_with_fresh(search: Type, tmp_path: Path) -> None:
    assert search("报价").code == 0
    file = tmp_path / "a/customers/03/CUST003/customer.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("暂无", "量子计算机"), "utf-8")
    said = search("量子计算机")
    assert "有 1 个文件的修改还没有提交" in said.err
    assert "量子计算机" in search("量子计算机", "--fresh").out


@pytest.mark.parametrize("many", [1, 5])
def test_a_file_that_is_gone_since_the_index_saw_it_is_neither_shown_nor_counted(
    search: Type, tmp_path: Path, many: int
) -> None:
    folder = tmp_path / "a/customers/03/CUST003/documents/quotes"
    folder.mkdir(parents=True)
    files = [folder / f"{number}.txt" for number in range(many)]
    for file in files:
        file.write_text("报价", encoding="utf-8")
    assert search("报价", "--fresh", "--json").objects[-1]["summary"]["total"] == 5 + many
    for file in files:
        file.unlink()
    *shown, last = search("报价", "--json").objects
    assert (len(shown), last["summary"]["total"]) == (5, 5)


def test_committed_files_that_were_deleted_are_neither_shown_nor_counted(search: Type, tmp_path: Path) -> None:
    shutil.rmtree(tmp_path / "a/customers/01")
    *shown, last = search("报价", "--json", "--limit", "2").objects
    assert (len(shown), last["summary"]["total"]) == (2, 2)


def test_nothing_found_is_no_error(search: Type) -> None:
    said = search("zzzzqqqq")
    assert (said.code, said.out, said.err) == (0, "", "没有找到。\n")


def test_without_words_the_saved_searches_are_listed_with_how_to_start(search: Type) -> None:
    for typed in ((), ("",), ("　",), ("@",)):
        said = search(*typed)
        assert said.code == 0
        assert "@活跃客户" in said.out
        assert "合作中的客户" in said.out
        assert "crmfs search 未来科技 报价" in said.out
    *found, last = search("--json").objects
    assert {"path", "name", "description", "query", "kind", "sort", "limit"} == set(found[0])
    assert last["summary"]["saved"] == len(found)


def test_a_saved_search_says_its_kind_length_and_order_and_options_are_stronger(search: Type) -> None:
    *hits, last = search("@活跃客户", "--json").objects
    assert ([hit["kind"] for hit in hits], last["summary"]["total"]) == (["customer"], 2)
    assert last["summary"]["saved"] == "活跃客户"
    assert "@活跃客户：合作中的客户" in search("@活跃客户").err
    assert len(search("@活跃客户", "--limit", "9", "--json").objects) == 3
    dated = [hit["date"] for hit in search("@最近", "--json").objects[:-1]]
    assert dated[0] == "2026-02-25"
    assert [hit["date"] for hit in search("@最近", "--sort", "relevance", "--json").objects[:-1]] != dated


def test_the_kind_of_a_saved_search_holds_inside_another_query(search: Type) -> None:
    found = search("(@活跃客户 OR 龙湖) -海蓝", "--limit", "9", "--json").objects[:-1]
    assert sorted(hit["customer"] for hit in found) == ["CUST001", "CUST003"]


def test_what_a_saved_search_finds_can_be_left_out(search: Type) -> None:
    found = search("负责员工:王芳 -@活跃客户", "--json").objects[:-1]
    assert [hit["path"] for hit in found] == ["customers/03/CUST003/customer.yaml"]


def test_an_unknown_saved_search_is_not_found(search: Type) -> None:
    said = search("@活跃顾客")
    assert said.code == 3
    assert "@活跃客户" in said.err


@pytest.mark.parametrize(
    "typed", ["crmfs -C a search @活", "crmfs -C a search @ 活"], ids=["one word", "as bash cuts it"]
)
def test_a_shell_completes_the_names_of_saved_searches(
    search: Type, crmfs: Type, monkeypatch: pytest.MonkeyPatch, typed: str
) -> None:
    monkeypatch.setenv("_CRMFS_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", typed)
    monkeypatch.setenv("COMP_CWORD", str(typed.count(" ")))
    assert crmfs().out == "plain,@活跃客户\n"


def test_a_stranger_is_refused(search: Type, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CRMFS_ACTOR", "stranger@example.com")
    for typed in (("报价",), ()):
        said = search(*typed)
        assert (said.code, said.out) == (3, "")


def test_a_wrong_query_is_pointed_at(search: Type) -> None:
    said = search("报价 (折扣")
    assert (said.code, said.out) == (2, "")
    assert said.err.splitlines()[1:3] == ["  报价 (折扣", "       ^"]
    assert '"column": 4' in search("报价 (折扣", "--json").err


def test_help_is_in_both_languages(search: Type) -> None:
    for lang, words in (("zh", ("保存的搜索", "--offset", "只显示总数")), ("en", ("saved", "--offset", "how many"))):
        said = search("--help", "--lang", lang)
        assert said.code == 0
        assert all(word in said.out for word in words)


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("查" * 3500, 0),
        ("报价 " * 2500, 0),
        ("(" * 10_000, 2),
        ("(" * 40 + "报价" + ")" * 40, 0),
        ("-" * 10_000, 2),
        ('"', 2),
        ("“", 2),
        ("-", 2),
        ("AND", 2),
        (":", 2),
        ("：", 2),
        ("。！", 2),
        ("　报价　折扣　", 0),
        ("https://example.com/a?b=c&d=e#f", 0),
        ("http://", 0),
        ("C:\\Users\\x", 0),
        ("🎉👨‍👩‍👧", 2),
        ("\ud800", 2),
        ("a\x00b", 0),
        ("\x1b[31m", 0),
        ("报价~ 合同*", 0),
        ("*", 0),
        ("**", 0),
        ("x" * 25_000, 2),
    ],
    ids=range(24),
)
def test_no_query_breaks_it(search: Type, query: str, code: int) -> None:
    for typed in ((query,), (query, "--json"), (query, "--fresh", "--facets", "owner", "--sort", "date")):
        said = search("--", *typed) if query.startswith("-") and len(typed) == 1 else search(*typed)
        assert said.code in (code, 2) if query.startswith("-") else said.code == code, said.err[:300]
        assert "\x1b" not in said.out + said.err
        assert bool(said.err) or said.code == 0

"""What words, codes, parts and sentences find: the rules of matching, one example each."""

from collections.abc import Callable

import pytest
from searching import Searched

COMPANY = "id: CUST001\nname: '*经理'\ncompany: {company}\ntype: b2b\nstatus: potential\nnotes: {notes}\n"


@pytest.fixture
def company(searched: Callable[..., Searched]) -> Callable[..., Searched]:
    """`company("龙湖集团", notes="…")` is a repository with this one customer."""

    def make(company: str, notes: str = "-") -> Searched:
        return searched({"customers/01/CUST001/customer.yaml": COMPANY.format(company=company, notes=f"'{notes}'")})

    return make


@pytest.mark.parametrize(
    ("company_name", "query"),
    [
        ("深圳市未来科技有限公司", "未来科技"),  # a part of a name
        ("深圳市未来科技有限公司", "科"),  # one character
        ("龍湖集團", "龙湖集团"),  # traditional characters by simplified ones
        ("龙湖集团", "龍湖"),  # and the other way round
        ("ＥＲＰ系统", "erp系统"),  # full width
        ("SAP 的 erp-系统", "ERP系统"),  # what stands between two words does not count
        ("Café Müller GmbH", "cafe muller"),  # accents, case
        ("Quotations Limited", "quot"),  # a word's beginning
        ("未来科技有限公司", "wlkj"),  # initials
        ("未来科技有限公司", "weilaikeji"),  # full pinyin
        ("5G 基站", "5g"),
        ("हिन्दी कंपनी", "हिन्*"),  # signs that other scripts write their vowels with
    ],
)
def test_a_name_is_found_by(company: Callable[..., Searched], company_name: str, query: str) -> None:
    assert company(company_name).paths(query) == ["CUST001/customer.yaml"]


@pytest.mark.parametrize(
    ("notes", "query"),
    [
        ("合同编号 AX-2000/3", "ax2000"),
        ("合同编号 AX-2000/3", "AX2000/3"),
        ("合同编号 AX-2000/3", "AX-2000/3"),
        ("wang.wei@future-tech.com.cn", "wangwei"),
        ("wang.wei@future-tech.com.cn", "future-tech"),
        ("电话 0755-2688 1234", "26881234"),
        ("电话 0755-2688 1234", "1234"),
        ("电话 +86 138 0013 8000", "13800138000"),
        ("电话 +86-138-0013-8000", "13800138000"),
        ("电话 +8613800138000", "138-0013-8000"),
        ("电话 +86 138 0013 8000", "+8613800138000"),
        ("编号 00861234", "00861234"),  # no number of a phone
    ],
)
def test_a_code_is_found_by_a_part_of_it(company: Callable[..., Searched], notes: str, query: str) -> None:
    assert company("甲公司", notes).paths(query) == ["CUST001/customer.yaml"]


@pytest.mark.parametrize(
    ("notes", "query"),
    [
        ("合同编号 AX-2000/30", "AX-2000/3"),  # a code typed with its separators is meant whole
        ("未来的科技公司", "未来科技"),  # characters apart are no phrase
        ("contracts", "tract"),  # the inside of a word
        ("renewal", '"renew"'),  # an exact phrase takes words as they are
    ],
)
def test_what_looks_alike_is_not_found_as_it_stands(company: Callable[..., Searched], notes: str, query: str) -> None:
    answer = company("甲公司", notes).answer(query)
    assert answer.total == 0 or answer.fallback == "ranked"


def test_a_phrase_is_not_found_across_two_fields(company: Callable[..., Searched]) -> None:
    found = company("深圳未来", notes="科技园项目")
    assert found.answer('"未来科技"').fallback == "ranked"


def test_a_phrase_is_found_however_many_ways_there_are_to_go_on(searched: Callable[..., Searched]) -> None:
    found = searched({f"library/faq/{number}.md": f"合同2026{number:04d}" for number in range(120)})
    assert (found.answer("合同2026*").total, found.answer("合同20260*").total) == (120, 120)


def test_a_beginning_with_more_ways_to_go_on_than_the_engine_takes_is_found_too(
    searched: Callable[..., Searched], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("crmfs.search.engine.reader.MOST_BEGUN", 3)
    found = searched({f"library/faq/{number}.md": f"合同2026{number:04d}" for number in range(5)})
    assert [found.answer(query).total for query in ("合同2026*", "合约2026*")] == [5, 0]


def test_a_long_field_is_found_by_the_beginning_of_a_word_as_a_short_one_is(company: Callable[..., Searched]) -> None:
    found = company("甲公司", notes="很长的备注。" * 40 + "AX2000 quotation")
    assert [found.paths(query) for query in ("notes:quot", "notes:AX20")] == [["CUST001/customer.yaml"]] * 2


def test_words_nested_in_one_another_cost_no_more_than_beside_one_another(company: Callable[..., Searched]) -> None:
    query = "x"
    for _ in range(16):
        query = f"a (b OR (c -({query})))"
    assert company("甲公司").answer(query).total == 0


def test_a_sentence_falls_back_to_what_fits_best_and_says_so(company: Callable[..., Searched]) -> None:
    answer = company("甲公司", notes="客户对价格敏感，需跟进折扣").answer("这个客户对价格是不是很敏感？")
    assert (answer.fallback, answer.total) == ("ranked", 1)
    snippet = answer.hits[0].snippet
    assert [snippet.text[start:end] for start, end in snippet.marks] == ["客户对价格敏感"]


def test_a_misspelt_word_finds_what_it_may_mean(company: Callable[..., Searched]) -> None:
    answer = company("甲公司", notes="quotation sent").answer("quotaton")
    assert (answer.fallback, answer.total) == ("ranked", 1)
    assert company("乙公司", notes="quotation sent").answer("quotaton~").fallback is None


@pytest.mark.parametrize(
    ("notes", "query", "is_found"),
    [
        ("签订合同", "合铜~", True),  # sounds the same
        ("签订合同", "和同~", True),
        ("签订合同", "合作~", False),  # another word
        ("购买服务器", "服努器~", True),  # two of three are right
        ("购买服务器", "购卖服务~", True),
        ("购买服务器", "服努机~", False),
    ],
)
def test_one_character_of_a_chinese_word_may_be_wrong(
    company: Callable[..., Searched], notes: str, query: str, is_found: bool
) -> None:
    found = company("甲公司", notes)
    answer = found.answer(query)
    assert (answer.total == 1 and answer.fallback is None) == is_found
    assert found.scanned(query) == (["CUST001/customer.yaml"] if is_found else [])
    if is_found:
        snippet = answer.hits[0].snippet
        assert snippet.text[slice(*snippet.marks[0])] in notes


def test_single_characters_of_a_sentence_are_no_hit(company: Callable[..., Searched]) -> None:
    answer = company("甲公司", notes="会议纪要，需要发展").answer("展会")
    assert (answer.total, answer.fallback) == (0, None)


def test_nothing_is_found_where_nothing_fits(company: Callable[..., Searched]) -> None:
    answer = company("甲公司").answer("量子计算机")
    assert (answer.total, answer.hits) == (0, [])

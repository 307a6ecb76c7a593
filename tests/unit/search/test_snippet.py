"""Snippets: the part that shows most words, whole characters, marks that are the words."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from crmfs.core.text import fold_search
from crmfs.query.tree import And, Condition, Contains, Fuzzy, Node, Not, Or, Prefix, Word
from crmfs.search.marker import Marker
from crmfs.search.snippet import WIDTH, Snippet, joined, opening, snippet

_TEXTS = st.text(st.sampled_from("未来科技報价 ab\n\tÉe\u0301🎉👨\u200d👩‍x，1"), max_size=400).map(
    lambda text: unicodedata.normalize("NFC", text)
)


def cut(query: Node, text: str, most: int = WIDTH) -> Snippet:
    """Returns the snippet of a text that has a word of a query."""
    return snippet(text, Marker.of(query, ranked=False).places(text), most)


def marked(query: Node, text: str) -> list[str]:
    """Returns what is marked of a text."""
    return [text[start:end] for start, end, _ in Marker.of(query, ranked=False).places(text)]


@given(_TEXTS, st.sampled_from(("未来", "报价", "b", "é")), st.integers(5, 80))
def test_what_is_marked_is_the_word_and_no_character_is_cut(text: str, word: str, most: int) -> None:
    places = Marker.of(Word(word), ranked=False).places(text)
    if not places:
        return
    found = snippet(text, places, most)
    shown = [found.text[start:end] for start, end in found.marks]
    assert shown
    assert all(fold_search(one).replace(" ", "").startswith(fold_search(word)[0]) for one in shown)
    assert len(found.text) <= most + 2
    assert "\n" not in found.text
    inner = found.text.strip("…")
    assert not (inner and unicodedata.combining(inner[0])) or text.lstrip().startswith(inner[0])


@given(_TEXTS)
def test_an_opening_is_the_beginning(text: str) -> None:
    found = opening(text, 20)
    assert " ".join(text.split()).startswith(found.text.removesuffix("…").strip())


def test_the_part_with_most_different_words_is_shown() -> None:
    text = "报价 " + "无关 " * 60 + "未来科技的报价和合同 " + "无关 " * 60
    found = cut(And((Word("报价"), Word("合同"), Word("未来"))), text)
    assert [found.text[start:end] for start, end in found.marks] == ["未来", "报价", "合同"]
    assert found.text[0] == found.text[-1] == "…"


def test_runs_of_blanks_are_one() -> None:
    assert cut(Word("报价"), "第一行\r\n\r\n\t   报价\n\n结束") == Snippet("第一行 报价 结束", [(4, 6)])


def test_words_are_not_cut_where_there_is_room() -> None:
    text = "supercalifragilistic " * 3 + "the quotation of yesterday " + "considerable " * 9
    assert set(cut(Word("quotation"), text).text.strip("…").split()) <= set(text.split())


def test_a_mark_longer_than_the_snippet_is_clipped() -> None:
    found = cut(Word("长" * 100), "长" * 300, 20)
    assert found.marks[0][1] - found.marks[0][0] <= 20


def test_parts_are_joined_behind_their_labels() -> None:
    assert joined([("备注", Snippet("折扣", [(0, 2)])), ("", Snippet("报价", [(0, 2)]))]) == Snippet(
        "备注: 折扣 · 报价", [(4, 6), (9, 11)]
    )


def test_words_are_marked_as_the_index_finds_them() -> None:
    assert marked(Word("erp系统"), "ＥＲＰ-系統") == ["ＥＲＰ-系統"]
    assert marked(Word("AX2000/3"), "合同 AX-2000/3 号") == ["AX-2000/3"]
    assert marked(Fuzzy("quotaton"), "the Quotation, quota") == ["Quotation"]
    assert marked(Prefix("quot"), "Quotations") == ["Quot"]
    assert marked(Condition("notes", (Contains(("折扣",)),)), "需跟进折扣") == ["折扣"]


def test_what_was_not_wanted_is_not_marked() -> None:
    assert marked(And((Word("报价"), Not(Word("机密")))), "机密报价") == ["报价"]
    assert marked(Or((Word("报价"), Word("合同"))), "合同报价") == ["合同", "报价"]


def test_of_a_sentence_pairs_are_marked_and_single_characters_where_no_pair_is() -> None:
    marker = Marker.of(Word("价格敏感吗"), ranked=True)
    assert [place[:2] for place in marker.places("对价格敏感")] == [(1, 3), (2, 4), (3, 5)]
    assert marker.places("感谢") == []
    assert marker.weaker is not None
    assert marker.weaker.places("感谢") != []

"""Words: a Chinese character is one, letters and digits are one as long as they run."""

from hypothesis import given
from hypothesis import strategies as st

from crmfs.core.text import fold_search
from crmfs.search import words
from crmfs.search.engine import words_of
from crmfs.search.words import codes_of, spaced

MIXED = st.text(st.sampled_from("中文々〇𠀀aé1９Ｗ東-_，。 \n"), max_size=300)


def test_each_chinese_character_is_a_word_and_letters_run() -> None:
    assert list(words_of("未来科技erp2.0（上海）")) == ["未", "来", "科", "技", "erp2", "0", "上", "海"]


@given(MIXED)
def test_long_texts_are_cut_as_short_ones_are(text: str) -> None:
    short, words._SHORT = words._SHORT, 10**6
    try:
        expected = spaced(text).split()
    finally:
        words._SHORT = short
    assert spaced(text).split() == expected


@given(MIXED)
def test_long_texts_are_folded_as_short_ones_are(text: str) -> None:
    assert fold_search(text * 100) == fold_search(text) * 100


def test_codes_are_what_has_a_digit_or_a_separator() -> None:
    assert list(codes_of("型号 ax-2000/3 与 erp，mail wang.wei@example.com")) == ["ax20003", "wangweiexamplecom"]


def test_numbers_with_gaps_are_codes_as_a_whole_too() -> None:
    assert "02126881234" in list(codes_of("电话 (021) 2688 1234"))

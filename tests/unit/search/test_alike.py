"""Words that are one another misspelt."""

import pytest

from crmfs.search.alike import fuzzy_distance, is_alike


@pytest.mark.parametrize(
    ("word", "other", "letters"),
    [("quotation", "quotation", 0), ("quotaton", "quotation", 1), ("quotatoin", "quotation", 1),
     ("server", "servers", 1), ("kat", "cat", 1), ("abcd", "badc", 2)],
)  # fmt: skip
def test_letters_wrong_missing_added_and_swapped_count_as_one(word: str, other: str, letters: int) -> None:
    assert is_alike(word, other, letters)
    assert not letters or not is_alike(word, other, letters - 1)


def test_longer_words_may_have_two_wrong_letters() -> None:
    assert [fuzzy_distance(word) for word in ("quota", "quotas")] == [1, 2]

"""Check digits of identity cards, bank cards and credit codes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmfs.checks.checksums import CREDIT_CHARACTERS, is_bank_card, is_credit_code, is_id_card, is_old_id_card


@pytest.mark.parametrize("number", ["11010519491231002X", "11010519491231002x", "34052419800101001X"])
def test_a_right_identity_card(number: str) -> None:
    assert is_id_card(number)


@pytest.mark.parametrize(
    "number",
    ["110105194912310021", "11010519490231002X", "99010519491231002X", "1101051949123100", "11010518991231002X"],
)
def test_a_wrong_check_digit_birth_date_province_or_length_is_no_identity_card(number: str) -> None:
    assert not is_id_card(number)


def test_an_old_identity_card_needs_a_province_and_a_birth_date() -> None:
    assert is_old_id_card("110105491231002")
    assert not is_old_id_card("110105491331002")


@pytest.mark.parametrize("code", ["91350100M000100Y43", "91110000802100433B"])
def test_a_right_credit_code(code: str) -> None:
    assert is_credit_code(code)


@given(st.integers(0, 17), st.sampled_from(CREDIT_CHARACTERS))
def test_one_wrong_character_of_a_credit_code_is_found(place: int, char: str) -> None:
    right = "91350100M000100Y43"
    wrong = right[:place] + char + right[place + 1 :]
    assert is_credit_code(wrong) == (wrong == right)


@given(st.text("0123456789", min_size=12, max_size=18))
def test_exactly_one_of_ten_endings_is_a_bank_card(start: str) -> None:
    assert sum(is_bank_card(start + digit) for digit in "0123456789") == 1

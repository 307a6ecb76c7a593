"""Which texts may be phone numbers: a warning must not annoy where people write numbers in their own way."""

import pytest

from crmfs.checks.phones import is_likely


@pytest.mark.parametrize(
    "typed",
    [
        "95588",
        "12345",
        "110",
        "010-62345678",
        "(010) 62345678",
        "62345678",
        "13800001111",
        "138 0000 1111",
        "+86 138 0000 1111",
        "+49 30 0074321",
        "(206) 555-9857",
        "030-0074321",
        "400-800-1234 转 2",
        "0571-88888888 ext 12",
        "*",
        "138****1111",
        "13800001111 / 010-62345678",
        "１３８００００１１１１",
        "86 13800001111",
    ],
)
def test_what_can_be_dialled(typed: str) -> None:
    assert is_likely(typed)


@pytest.mark.parametrize("typed", ["1380000111", "138000011112", "电话", "12", "微信同号", "1" * 20, "a@b.cn"])
def test_what_cannot_be_dialled(typed: str) -> None:
    assert not is_likely(typed)


def test_a_mobile_number_has_eleven_digits_and_a_known_start() -> None:
    assert not is_likely("12345678901", mobile=True)
    assert not is_likely("95588", mobile=True)
    assert is_likely("+65 9123 4567", mobile=True)

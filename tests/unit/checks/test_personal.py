"""Personal data in text: what is found, what is free, and that finding it takes linear time."""

from itertools import pairwise
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from thorough import examples

from crmfs.checks.personal import find_personal, may_hold_personal

ID_CARD = "11010519491231002X"  # the sample of GB 11643
CARD = "6222021234567890128"


def sorts(text: str, about: str = "") -> list[str]:
    return [personal.sort for personal in find_personal(text, about)]


@pytest.mark.parametrize(
    "text",
    [
        "13800001111",
        "手机13800001111微信同号",
        "138-0000-1111",
        "138 0000 1111",
        "138.0000.1111",
        "138 000 01111",
        "1380 000 1111",
        "+8613800001111",
        "008613800001111",
        "(86)13800001111",
        "１３８００００１１１１",
        "wx13800001111",
        "138\u200b00001111",
        "13800001111、13900002222"[:11],
    ],
)
def test_a_mobile_number_is_found_however_it_is_spaced(text: str) -> None:
    assert sorts(text) in (["mobile"], ["international"])


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("010-62345678", ""),
        ("(010) 62345678", ""),
        ("0755 8888 9999", ""),
        ("电话 01062345678", ""),
        ("电话：62345678", ""),
        ("Tel. 6234-5678", ""),
        ("62345678", "联系电话"),
        ("030-0074321", "Fax"),
        ("0571-88888888 转 801", ""),
    ],
)
def test_a_landline_is_found_by_its_area_code_or_a_word_beside_it(text: str, about: str) -> None:
    assert sorts(text, about) == ["landline"]


@pytest.mark.parametrize("text", ["+1 415 555 2671", "+49 30 12345678", "+442071234567", "(206) 555-9857"])
def test_a_foreign_number_is_found(text: str) -> None:
    assert sorts(text) == ["international"]


@pytest.mark.parametrize(
    "text", ["zhang@corp.com", "发到zhang.san+x@mail.corp.com.cn。", "ｚ zhang＠corp.com", "z@corp.com.pdf"]
)
def test_an_email_address_is_found(text: str) -> None:
    assert sorts(text) == ["email"]


def test_identity_and_bank_cards_are_found() -> None:
    assert sorts(f"身份证{ID_CARD}") == ["id_card"]
    assert sorts("110105 19491231 002x") == ["id_card"]
    assert sorts("身份证 110105491231002") == ["id_card"]
    assert sorts(f"银行卡号：{CARD}") == ["bank_card"]
    assert sorts("6222 0212 3456 7890 128", "账号") == ["bank_card"]


@pytest.mark.parametrize(
    "text",
    [
        "138****1111",
        "*",
        "95588",
        "12345",
        "400-800-1234",
        "2023-10-15",
        "20231015",
        "电话会议 20231015",
        "INT-20231015-7K3M9Q",
        "CUST-7K3M9QXA",
        "SO13812345678",
        "91350100M000100Y43",
        "913501000001001433",
        "name@example.com",
        "a@sub.example.org",
        "a@host.test",
        "z***@corp.com",
        "logo@2x.png",
        "git@github.com:team/repository",
        "actions/checkout@v4",
        "注册资本15000000000元",
        "¥13812345678",
        "0.13812345678",
        "13812345678.50",
        "+1-415-555-0123",
        "110105194912310021",
        "110105491231002",
        CARD,
        "a13812345678f9",
        "138123456789",
        "2026-03-31T08:30:00+08:00",
        "192.168.100.200",
    ],
)
def test_masks_services_dates_ids_amounts_and_samples_are_free(text: str) -> None:
    assert sorts(text) == []


def test_a_service_number_or_date_under_a_phone_key_is_free() -> None:
    assert [sorts(text, "电话") for text in ("95588", "400-800-1234", "20231015", "*")] == [[], [], [], []]


def test_places_are_those_of_the_text_as_it_stands() -> None:
    text = "来电１３８００００１１１１，请回复"
    (found,) = find_personal(text)
    assert text[found.start : found.end] == "１３８００００１１１１"


@given(
    st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True),
    st.sampled_from(["", "-", " ", "\u00a0", " - "]),
    st.text("客户来电，。 ", max_size=5),
)
@settings(max_examples=examples(200))
def test_every_mobile_number_is_found(number: str, gap: str, around: str) -> None:
    text = around + number[:3] + gap + number[3:7] + gap + number[7:] + around
    assert sorts(text) == ["mobile"]
    assert may_hold_personal(text.encode())


PIECES = st.sampled_from(
    [
        "13800001111",
        "010-62345678",
        "电话",
        "62345678",
        "@",
        "corp.com",
        "zhang",
        ID_CARD,
        CARD,
        "卡号",
        "+49",
        "30",
        "(206)",
        *["555-9857", " ", "-", ".", ":", "客户", "2023-10-15", "1", "86", "０", "x", "\\", "a", "Tel", "fax", "，"],
    ]
)


@given(st.lists(PIECES, max_size=12).map("".join))
@settings(max_examples=examples(1000))
def test_the_quick_look_misses_nothing(text: str) -> None:
    if find_personal(text):
        assert may_hold_personal(text.encode())


@given(st.lists(PIECES, max_size=6).map("".join), st.sampled_from(["电话", "账号", "Phone"]))
@settings(max_examples=examples(500))
def test_the_quick_look_misses_nothing_under_a_key(text: str, key: str) -> None:
    if find_personal(text, key):
        assert may_hold_personal(f"{key}: {text}".encode())


@given(st.lists(PIECES, max_size=12).map("".join))
@settings(max_examples=examples(300))
def test_findings_are_in_order_and_apart(text: str) -> None:
    found = find_personal(text)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(0 <= personal.start < personal.end <= len(text) for personal in found)


@pytest.mark.parametrize(
    "unit", ["1", "13", "a@", "0-", "a.", "+1 ", "1 ", "138-0000-111 ", "电话", "(2", "19491231", "@a-.b"]
)
def test_time_grows_with_length_only(unit: str) -> None:
    def seconds(size: int) -> float:
        text = (unit * size)[:size]
        data = text.encode()
        best = 9.0
        for _ in range(3):
            start = process_time()
            find_personal(text)
            may_hold_personal(data)
            best = min(best, process_time() - start)
        return best

    assert seconds(160_000) < 30 * max(
        seconds(20_000), 0.001
    )  # eight times the text; a square would take 64 times as long

"""Plain texts: the encoding is told by the bytes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from thorough import examples

from crmfs.extract.decode import decoded
from crmfs.extract.reading import extract
from crmfs.extract.types import Extracted

ZH = "未来科技有限公司与甲方签订采购合同，金额为人民币壹佰万元整。联系人：王经理，交货日期二〇二六年三月。"
TW = "未來科技有限公司與甲方簽訂採購合同，金額為新臺幣壹佰萬元整。聯絡人：王經理。"
EN = "The quick brown fox, société générale, naïve café."
FREQUENT = [bytes((lead, trail)).decode("gb2312") for lead in range(0xB0, 0xD7) for trail in range(0xA1, 0xFF)]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
@pytest.mark.parametrize("text", [ZH, ZH * 50, "客户，报价\n", "a,b\n客户,1\n", "编号,公司\r\nC1,未来科技\r\n"])
def test_chinese_in_every_encoding_it_is_saved_in(text: str, encoding: str) -> None:
    assert decoded(text.encode(encoding)) == text


def test_traditional_chinese_and_western_texts() -> None:
    assert decoded(TW.encode("big5")) == TW
    assert decoded(EN.encode("cp1252")) == EN
    assert decoded("价格 €5 “好” 𠀀".encode("gb18030")) == "价格 €5 “好” 𠀀"


@settings(max_examples=examples(60))
@given(st.lists(st.sampled_from(FREQUENT), min_size=12, max_size=80), st.sampled_from(["utf-8", "gb18030"]))
def test_any_dozen_of_frequent_characters(characters: list[str], encoding: str) -> None:
    text = "".join(characters)
    assert decoded(text.encode(encoding)) == text


def test_a_text_with_a_broken_character_is_not_another_encoding() -> None:
    data = ("日志 " + ZH).encode()
    assert decoded(data + b"\xff" + data) == f"日志 {ZH}�日志 {ZH}"
    assert decoded(data[:-1]).startswith("日志 未来")


def test_a_declared_encoding_is_taken_as_programs_mean_it_and_only_if_it_fits() -> None:
    assert decoded("镕".encode("gbk"), "gb2312") == "镕"
    assert decoded(ZH.encode("gbk"), "utf-8") == ZH
    assert decoded(ZH.encode(), "no-such") == ZH
    assert decoded(ZH.encode(), "base64") == ZH


@given(
    st.binary(max_size=200),
    st.sampled_from(["a.txt", "a.csv", "a.html", "a.eml", "a.rtf", "a.pdf", "a.docx", "a", "a.xls"]),
)
@settings(max_examples=examples(100))
def test_any_bytes_give_text_or_a_problem_never_an_error(data: bytes, name: str) -> None:
    found = extract(name, data)
    assert found.text.isprintable() or all(char.isprintable() or ord(char) > 8 for char in found.text)
    found.text.encode()


@pytest.mark.parametrize(
    "name", ["a.txt", "a.md", "a.csv", "a.json", "a.yaml", "a.xml", "a.log", "a.ini", "a", "a.unknown"]
)
def test_texts_by_any_name(name: str) -> None:
    assert extract(name, "# 未来\r\n科技\r行".encode()) == Extracted("# 未来\n科技\n行")


def test_an_empty_text_is_no_problem_an_empty_pdf_is() -> None:
    assert extract("a.txt", b"") == extract("a", b"") == Extracted("")
    assert extract("a.pdf", b"") == extract("a.docx", b"") == Extracted("", "extract.damaged")


def test_what_no_program_reads_text_out_of_is_no_problem() -> None:
    for name in ("a.zip", "a.mp4", "a.bin", "a"):
        assert extract(name, b"\x00\x01\x02\x03" * 100) == Extracted("")
    assert extract("a.txt", bytes(range(256)) * 20) == Extracted("", "extract.damaged")


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n123", b"\xff\xd8\xff\xe0", b"GIF89a", b"BM\0\0", b"RIFF1234WEBP"])
def test_a_picture_has_no_text(data: bytes) -> None:
    assert extract("a.png", data) == extract("a.pdf", data) == Extracted("", "extract.no_text")


def test_long_texts_end_at_the_limit_at_a_whole_character() -> None:
    found = extract("a.txt", ("未来" * 1_000_000).encode())
    assert found.truncated and found.problem is None
    assert set(found.text) == {"未", "来"}
    assert 5 * 2**20 - 3 < len(found.text.encode()) <= 5 * 2**20

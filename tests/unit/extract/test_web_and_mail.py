"""Text out of web pages and mail: what a browser or a mail program shows."""

from email.message import EmailMessage
from email.policy import SMTP

import pytest
from packed import paragraph, word

from crmfs.extract.reading import extract
from crmfs.extract.types import Extracted


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<html><head><title>报价</title><style>p{}</style></head><body><p>一</p><p>二</p></body>", "报价\n一\n二"),
        ("<p>未<b>来</b>科<span>技</span></p>", "未来科技"),
        ("<table><tr><td>甲</td><td>乙</td></tr></table>", "甲\n乙"),
        ("<script>var x='<p>no</p>'</script><p>yes<br>next", "yes\nnext"),
        ("<p>5 &lt; 6 &amp; 7 &#x672A;&nbsp;x", "5 < 6 & 7 未 x"),
        ("<ruby>漢<rt>かん<rt>x</ruby>字<p>後", "漢字\n後"),
        ("<!-- no -->text<template>no</template>", "text"),
        ("<div>" * 20_000 + "deep", "deep"),
        ("<p>open <b>tag</i> end", "open tag end"),
        ("a\n  b\t c", "a b c"),
    ],
)
def test_pages(page: str, expected: str) -> None:
    assert extract("a.html", page.encode()).text == expected


@pytest.mark.parametrize("encoding", ["gb2312", "gbk", "utf-8", "big5"])
def test_a_page_in_the_encoding_that_it_names(encoding: str) -> None:
    page = f'<html><meta http-equiv="Content-Type" content="text/html; charset={encoding}"><p>未科技有限公司'
    assert extract("a.htm", page.encode(encoding)).text == "未科技有限公司"


def test_a_page_under_another_name_is_still_a_page() -> None:
    for name in ("a.xls", "a.doc", "a.pdf", "a"):
        assert extract(name, "<!DOCTYPE html><html><p>导出</p></html>".encode()) == Extracted("导出")


def mail(subject: str, text: str = "正文") -> EmailMessage:
    message = EmailMessage(policy=SMTP)
    message["Subject"], message["From"], message["To"] = subject, "王芳 <wang@example.com>", "li@example.com"
    message.set_content(text)
    return message


def test_a_mail_with_an_office_attachment() -> None:
    message = mail("关于未来科技的报价" * 5)
    message.add_attachment(
        word(paragraph("附件里")), maintype="application", subtype="octet-stream", filename="报价单.docx"
    )
    message.add_attachment(b"\x89PNG\r\n\x1a\n", maintype="image", subtype="png", filename="logo.png")
    found = extract("a.eml", message.as_bytes())
    assert found.problem is None
    for said in ("关于未来科技的报价" * 5, "王芳 <wang@example.com>", "正文", "报价单.docx\n附件里", "logo.png"):
        assert said in found.text


def test_of_two_forms_of_a_mail_one_is_read() -> None:
    message = mail("s", "纯文本")
    message.add_alternative("<p>网页</p>", subtype="html")
    assert "纯文本" in extract("a.eml", message.as_bytes()).text
    assert "网页" not in extract("a.eml", message.as_bytes()).text
    only = mail("s", "")
    only.add_alternative("<p>网页<b>文</b></p>", subtype="html")
    assert "网页文" in extract("a.eml", only.as_bytes()).text


def test_a_mail_of_chinese_programs_headers_and_text_in_gb2312() -> None:
    raw = (
        b"From: =?GB2312?B?zfW3vA==?= <w@example.com>\r\nSubject: =?gb2312?Q?=E9F=D5=AE?=\r\n =?gb2312?B?zrTAtA==?=\r\n"
        b'Content-Type: text/plain; charset="gb2312"\r\nContent-Transfer-Encoding: 8bit\r\n\r\n'
    ) + "镕基，您好".encode("gbk")
    text = extract("a.eml", raw).text
    assert "王芳" in text and "未来" in text and "镕基，您好" in text


def test_headers_in_raw_bytes_are_read() -> None:
    raw = b"From: x@example.com\nSubject: " + "未来科技报价合同".encode("gb18030") + b"\n\nbody"
    assert "未来科技报价合同" in extract("a.eml", raw).text


def test_mails_in_mails_are_read_three_levels_deep() -> None:
    message = mail("第五封")
    for subject in ("第四封", "第三封", "第二封", "第一封"):
        outer = mail(subject)
        outer.add_attachment(message)
        message = outer
    found = extract("a.eml", message.as_bytes())
    assert [name in found.text for name in ("第一封", "第二封", "第三封", "第四封")] == [True, True, True, False]
    assert found.problem == "extract.too_large"


def test_what_is_wrong_with_an_attachment_is_told_and_the_rest_is_read() -> None:
    message = mail("s")
    message.add_attachment(b"%PDF-1.4 broken", maintype="application", subtype="pdf", filename="a.pdf")
    message.add_attachment("后面".encode(), maintype="text", subtype="plain", filename="b.txt")
    found = extract("a.eml", message.as_bytes())
    assert found.problem == "extract.damaged"
    assert "正文" in found.text and "后面" in found.text


def test_a_mail_nested_without_end_is_no_crash() -> None:
    raw = b"".join(b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (n, n) for n in range(3000))
    assert extract("a.eml", b"Subject: s\n" + raw).problem in ("extract.damaged", "extract.too_large", None)

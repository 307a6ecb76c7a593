"""`crmfs export --format pdf`: a book of customers, sealed by default, with all its fields, whoever made it named."""

import io
import json

import pikepdf
import pypdfium2
import pytest
from import_company import Company

from crmfs.exchange import export_pdf
from tests.conftest import Once

PASSWORD = "客户册-2026"


@pytest.fixture
def company(office: Company, once: Once) -> Company:
    once(_brought, office)
    return office


def _brought(company: Company) -> None:
    company.table("pw", PASSWORD + "\n")
    company.table(
        "客户.csv",
        "公司名称,客户姓名,行业,来源,手机,客户状态,备注\n"
        "未来科技有限公司,*经理,technology,referral,13900001234,active,#set page(fill: red) *不是标记* $x$\n"
        "蓝海贸易有限公司,*总监,foreign_trade,website,,potential,\n",
    )
    assert company.bring(company.desk / "客户.csv").code == 0


def _text(data: bytes, password: str | None = None) -> str:
    with pypdfium2.PdfDocument(data, password=password) as document:
        return "\n".join(document[page].get_textpage().get_text_bounded() for page in range(len(document)))


def _exported(company: Company, *words: str, name: str = "册.pdf") -> bytes:
    file = company.desk / name
    done = company.run("export", "--format", "pdf", "-o", file, *words)
    assert done.code == 0, done.err
    return file.read_bytes()


def test_it_is_sealed_with_aes_256_and_opens_with_its_password_alone(company: Company) -> None:
    data = _exported(company, "--password-file", str(company.desk / "pw"))
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(io.BytesIO(data), password="客户册-2025")
    with pikepdf.open(io.BytesIO(data), password=PASSWORD) as opened:
        assert (opened.encryption.R, opened.encryption.bits) == (6, 256)
    assert "未来科技有限公司" in _text(data, PASSWORD)


def test_the_book_has_every_field_and_takes_no_value_for_markup(company: Company) -> None:
    text = _text(_exported(company, "--plain", "--reason", "r"))
    for word in ("客户资料", "共 2 位客户", "未来科技有限公司", "13900001234", "*经理", "活跃", "外贸", "王芳 (E001)"):
        assert word in text
    assert "#set page(fill: red) *不是标记* $x$" in text
    assert "Industry" in _text(_exported(company, "--plain", "--reason", "r", "--lang", "en", name="b.pdf"))


def test_the_record_of_exports_has_it(company: Company) -> None:
    _exported(company, "状态:活跃", "--plain", "--reason", "会议")
    assert "pdf" in company.run("audit", "exports").out


def test_no_customer_is_said_on_the_page(company: Company) -> None:
    assert "共 0 位客户" in _text(_exported(company, "status:lost", "--plain", "--reason", "r"))


def test_a_book_goes_by_the_names_of_companies_chinese_ones_by_pinyin(company: Company) -> None:
    table = company.table("more.csv", "公司名称\n阿里山茶业\n张江电子\nBeta Ltd\n")
    assert company.bring(table).code == 0
    text = _text(_exported(company, "--plain", "--reason", "r"))
    names = ["Beta Ltd", "阿里山茶业", "蓝海贸易有限公司", "未来科技有限公司", "张江电子"]
    assert sorted(names, key=text.index) == names


def test_a_long_book_is_set_in_parts_whose_pages_are_counted_on(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export_pdf, "AT_A_TIME", 1)
    with pypdfium2.PdfDocument(_exported(company, "--plain", "--reason", "r")) as document:
        texts = [document[page].get_textpage().get_text_bounded() for page in range(len(document))]
    assert [text.split()[-3:] for text in texts] == [["1", "/", "2"], ["2", "/", "2"]]
    assert all("王芳 (E001)" in text for text in texts)
    assert ["共 2 位客户" in text for text in texts] == [True, False]


@pytest.mark.parametrize(
    ("words", "code"),
    [((), 2), (("--plain",), 2), (("--password-file", "short"), 1), (("--password-file", "none"), 2)],
)
def test_without_a_password_or_reason_nothing_is_written(company: Company, words: tuple[str, ...], code: int) -> None:
    company.table("short", "abc\n")
    file = company.desk / "册.pdf"
    given = [str(company.desk / word) if word in ("short", "none") else word for word in words]
    assert company.run("export", "--format", "pdf", "-o", file, *given).code == code
    assert not file.exists()


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (("贸易",), {"蓝海贸易有限公司"}),
        (("有限公司", "状态:活跃"), {"未来科技有限公司"}),
        (("有限公司 -贸易",), {"未来科技有限公司"}),
        (("茶叶",), set()),
        (("@活跃客户",), {"未来科技有限公司"}),
    ],
)
def test_words_that_are_no_filters_are_searched_for(company: Company, words: tuple[str, ...], found: set[str]) -> None:
    searches = company.root / "searches"
    searches.mkdir()
    (searches / "活跃客户.yaml").write_text("query: 状态:活跃 有限公司\n", encoding="utf-8")
    file = company.desk / "a.json"
    done = company.run("export", *words, "--format", "json", "--plain", "--reason", "r", "-o", file)
    assert done.code == 0, done.err
    assert {json.loads(line)["company"] for line in file.read_text("utf-8").splitlines()} == found
    (noted, *_) = company.run("audit", "exports", "--json").objects
    assert "贸易" not in json.dumps(noted, ensure_ascii=False)


def test_a_mistyped_filter_is_refused_and_not_searched_for(company: Company) -> None:
    file = company.desk / "a.json"
    done = company.run("export", "staus:active", "--format", "json", "--plain", "--reason", "r", "-o", file)
    assert (done.code, file.exists()) == (2, False)

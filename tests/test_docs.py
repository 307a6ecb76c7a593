"""docs/ says what the program does: the same pages in both languages; commands, options, rules, fields, paths real."""

import json
import re
import shlex
from contextlib import suppress
from pathlib import Path

import click
import pytest
from doc_tables import DOCS, commands, context_of, made_anew, pages

from crmfs.core.messages import LANGUAGES, Language
from crmfs.core.release import template_files
from crmfs.exchange.mapping import read_map
from crmfs.records.kinds import CHILDREN, DOCUMENT_CATEGORIES, KINDS, LIBRARY_SECTIONS, is_protected, locate
from crmfs.records.schema import load_schemas

ROOT = DOCS.parent
PAGES = [page for language in LANGUAGES for page in pages(language)]
_BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_INLINE = re.compile(r"`(crmfs\s[^`]+)`")
_LINK = re.compile(r"\]\(([^)#]+)[^)]*\)")
_PATH_ROW = re.compile(r"^\| `([^`]+)`[^|]*\|[^|]*\| *(\S*) *\|$", re.MULTILINE)
_STANDS_FOR = {
    "末两位": "01", "last two": "01", "客户ID": "CUST001", "customer id": "CUST001", "类别": "contracts",
    "category": "contracts", "文件": "合同.pdf", "file": "合同.pdf", "编号": "INT-20231015-7K3M9Q",
    "id": "INT-20231015-7K3M9Q", "栏目": "faq", "section": "faq", "种类": "customer", "kind": "customer",
}  # fmt: skip


def _name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def _text(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def _blocks(page: Path, language: str) -> list[str]:
    return [body for kind, body in _BLOCK.findall(_text(page)) if kind == language]


def _typed(page: Path) -> list[str]:
    """Returns every command line of crmfs in a page's blocks."""
    return [line for block in _blocks(page, "sh") for line in block.splitlines() if line.startswith("crmfs ")]


def _mentioned(page: Path) -> list[str]:
    """Returns every command of crmfs in a page's running text, with or without what it needs."""
    prose = _BLOCK.sub("", re.sub(r"<!-- table.*?<!-- end -->", "", _text(page), flags=re.DOTALL))
    return [" ".join(found.split()) for found in _INLINE.findall(prose)]


def test_both_languages_have_the_same_pages_with_the_same_sections() -> None:
    names = {language: [page.name for page in pages(language)] for language in LANGUAGES}
    assert names["zh"] == names["en"]
    for name in names["zh"]:
        zh, en = (re.findall(r"^#+ ", _text(DOCS / language / name), re.MULTILINE) for language in LANGUAGES)
        assert zh == en, name


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_tables_are_those_of_the_program(page: Path) -> None:
    language: Language = "zh" if page.parent.name == "zh" else "en"
    assert made_anew(_text(page), language) == _text(page), "run: python tests/doc_tables.py"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_has_a_section_with_all_its_options(language: Language) -> None:
    page = _text(DOCS / language / "commands.md")
    assert re.findall(r"^## crmfs (.+)$", page, re.MULTILINE) == list(commands())
    assert re.findall(r"^<!-- table: options: (.+?) -->$", page, re.MULTILINE) == list(commands())


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_every_command_line_is_one_that_the_program_takes(page: Path) -> None:
    for line in _typed(page):
        context_of(shlex.split(line, comments=True)[1:])
    for line in _mentioned(page):
        with suppress(click.MissingParameter, click.exceptions.Exit):  # `crmfs new` alone, `crmfs new --help`
            context_of(shlex.split(line)[1:])


@pytest.mark.parametrize("page", [*PAGES, ROOT / "README.md", ROOT / "README.zh.md"], ids=_name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in _LINK.findall(_text(page)):
        assert (page.parent / target).exists(), target


@pytest.mark.parametrize("language", LANGUAGES)
def test_paths_are_where_records_live_and_are_protected_as_told(language: Language) -> None:
    page = _text(DOCS / language / "files-and-fields.md")
    told = _PATH_ROW.findall(page.split("\n## ")[1])
    kinds = set()
    for shown, protected in told:
        path = re.sub(r"<([^>]+)>", lambda match: _STANDS_FOR[match[1]], shown)
        place = locate(path)
        assert place.known, shown
        assert is_protected(path) == bool(protected), shown
        assert place.kind or place.document or any(name.startswith(path) for name in template_files()), shown
        kinds |= {place.kind.name} if place.kind else set()
    assert kinds == set(KINDS)
    assert all(f"`{name}`" in page for name in (*DOCUMENT_CATEGORIES, *LIBRARY_SECTIONS))
    assert all(f"`{kind.prefix}-`" in page for kind in CHILDREN)


@pytest.mark.parametrize("language", LANGUAGES)
def test_examples_of_schemas_and_maps_can_be_used(language: Language, tmp_path: Path) -> None:
    files = {path: data for path, data in template_files().items() if path.startswith("schema/")}
    team = json.loads(files["schema/customer.schema.json"])
    for example in _blocks(DOCS / language / "schema.md", "json"):
        team["properties"] |= json.loads(example)["properties"]
    fields = load_schemas(files | {"schema/customer.schema.json": json.dumps(team).encode()}).fields("customer")
    assert fields["channel_manager"].label == ("渠道经理", "Channel manager")
    assert {choice.code for choice in fields["industry"].choices} == {"technology", "space"}
    (example,) = _blocks(DOCS / language / "import.md", "yaml")
    (tmp_path / "map.yaml").write_text(example, encoding="utf-8")
    said = read_map(tmp_path / "map.yaml").files
    assert said["orders.csv"].columns == {
        "OrderID": "id", "CustomerID": "parent", "OrderDate": "date", "Freight": None,
    }  # fmt: skip
    assert said["order_details.csv"].kind == "order_line"

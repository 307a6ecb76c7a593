"""What every command keeps: one way to ask for JSON, plain usage lines, words for what is not there."""

import json
from pathlib import Path

import pytest
from typing_at import Type

from tests.conftest import Once


@pytest.fixture
def company(crmfs: Type, once: Once) -> str:
    """A repository with two customers."""
    once(_made, crmfs)
    return "a"


def _made(crmfs: Type) -> None:
    assert crmfs("init", "a", "--ids", "sequence").code == 0
    assert crmfs("-C", "a", "new", "customer", "公司名称=未来科技有限公司", "客户姓名=*经理").code == 0
    assert crmfs("-C", "a", "new", "customer", "公司名称=Acme, Ltd.", "客户姓名=*manager").code == 0


@pytest.mark.parametrize(
    "typed", [("list", "--format", "json"), ("--format", "json", "list"), ("show", "CUST001", "--format", "json")]
)
def test_format_json_means_json_for_every_command_before_and_after_it(
    crmfs: Type, company: str, typed: tuple[str, ...]
) -> None:
    plain = tuple(word for word in typed if word not in ("--format", "json"))
    assert crmfs("-C", company, *typed).out == crmfs("-C", company, *plain, "--json").out


def test_format_json_before_validate_is_not_overruled_by_its_own_format(crmfs: Type, company: str) -> None:
    assert crmfs("-C", company, "--format", "json", "validate").out == crmfs("-C", company, "validate", "--json").out
    assert crmfs("-C", company, "list", "--format", "sarif").code == 2


@pytest.mark.parametrize(
    ("command", "usage"),
    [
        (("set",), "crmfs set [ID] FIELD=VALUE… [OPTIONS]"),
        (("list",), "crmfs list [FILTER…] [OPTIONS]"),
        (("attach",), "crmfs attach ID FILE… [OPTIONS]"),
    ],
)
def test_a_usage_line_marks_once_what_may_be_repeated_or_left_out(
    crmfs: Type, command: tuple[str, ...], usage: str
) -> None:
    assert crmfs(*command, "--help", "--lang", "en").out.splitlines()[0] == f"Usage: {usage}"


@pytest.mark.parametrize("typed", [("set", "CUST001", "xyzzy=1"), ("list", "xyzzy:1"), ("tree", "--by", "xyzzy")])
def test_an_unknown_field_near_to_none_is_told_without_a_nearest_one(
    crmfs: Type, company: str, typed: tuple[str, ...]
) -> None:
    for language in ("zh", "en"):
        said = crmfs("-C", company, *typed, "--lang", language)
        assert (said.code, said.out) == (2, "")
        assert "xyzzy" in said.err
        assert "schema doc" in said.err
        assert "nearest" not in said.err
        assert "最接近" not in said.err


def test_an_unknown_field_near_to_one_is_told_with_it(crmfs: Type, company: str) -> None:
    said = crmfs("-C", company, "set", "CUST001", "compny=1", "--json")
    assert json.loads(said.err)["error"] == "field.misspelt"
    assert "company" in said.err


@pytest.mark.parametrize("typed", ["..", "../../x", "-", "（）"])
def test_punctuation_names_no_customer(crmfs: Type, company: str, typed: str, tmp_path: Path) -> None:
    said = crmfs("-C", company, "show", "--json", "--", typed)
    assert (said.code, said.out) == (3, "")
    assert json.loads(said.err)["error"] == "record.not_found"


def test_a_number_of_thousands_of_digits_is_a_refused_value_and_no_bug(crmfs: Type, company: str) -> None:
    said = crmfs("-C", company, "set", "CUST001", "budget=" + "9" * 5000, "--json")
    assert (said.code, json.loads(said.err)["error"]) == (1, "field.number_invalid")


@pytest.mark.parametrize(
    ("settings", "field", "word"),
    [
        ("format: [\n", None, "2"),
        ("format: 1\nlanguage: klingon\n", "language", "zh | en"),
        ("limits: 3\n", "limits", "{"),
    ],
)
def test_broken_settings_are_told_with_what_to_write_instead(
    crmfs: Type, company: str, tmp_path: Path, settings: str, field: str | None, word: str
) -> None:
    (tmp_path / company / "crmfs.yaml").write_text(settings, encoding="utf-8")
    for typed in (("list",), ("validate", "crmfs.yaml")):
        said = crmfs("-C", company, *typed)
        assert (said.code, said.out) == (5, "")
        assert word in said.err
        assert (field or "crmfs.yaml") in said.err
        assert "crmfs validate" not in said.err  # it cannot run either


def test_a_source_id_with_a_slash_names_its_customer(crmfs: Type, company: str, tmp_path: Path) -> None:
    sheet = tmp_path / "old.csv"
    sheet.write_text("客户ID,公司名称,客户姓名\nA/7 b,海蓝贸易,*经理\n", encoding="utf-8")
    assert crmfs("-C", company, "import", str(sheet)).code == 0
    found = crmfs("-C", company, "show", "A/7 b", "--json").objects[0]
    assert found["data"]["source_ref"] == {"system": "import", "id": "A/7 b"}


def test_a_record_that_is_not_committed_is_told_so_where_it_would_be_changed(
    crmfs: Type, company: str, tmp_path: Path
) -> None:
    folder = tmp_path / company / "customers" / "09" / "CUST009"
    folder.mkdir(parents=True)
    (folder / "customer.yaml").write_text('id: CUST009\nname: "*x"\ncompany: 手写公司\n', encoding="utf-8")
    assert crmfs("-C", company, "show", "手写公司").code == 0
    for language in ("zh", "en"):
        for typed in (("set", "CUST009", "level=vip"), ("set", "手写公司", "level=vip"), ("new", "互动", "CUST009")):
            said = crmfs("-C", company, *typed, "--lang", language)
            assert (said.code, said.out) == (4, "")
            assert "git add customers/09/CUST009" in said.err


def test_before_the_first_commit_changes_are_refused_and_reading_works(
    crmfs: Type, company: str, tmp_path: Path
) -> None:
    repository = tmp_path / company
    head = repository / ".git" / "HEAD"
    head.write_text("ref: refs/heads/unborn\n", encoding="utf-8")
    assert crmfs("-C", company, "show", "CUST001").code == 0
    for typed in (("set", "CUST001", "level=vip"), ("new", "customer", "公司名称=x", "客户姓名=*x")):
        said = crmfs("-C", company, *typed, "--json")
        assert (said.code, json.loads(said.err)["error"]) == (5, "git.no_commit")


def test_a_list_says_which_customers_it_could_not_read(crmfs: Type, company: str, tmp_path: Path) -> None:
    broken = "customers/02/CUST002/customer.yaml"
    for typed in (("list",), ("list", "--json"), ("list", "--table"), ("tree", "--by", "type")):
        assert "customer.yaml" not in crmfs("-C", company, *typed).err
    (tmp_path / company / broken).write_text("id: [\n", encoding="utf-8")
    for typed in (("list",), ("list", "--json"), ("list", "--table"), ("tree", "--by", "type")):
        for _ in range(2):  # the second time from what is kept
            said = crmfs("-C", company, *typed)
            assert said.code == 0
            assert "CUST001" in said.out
            assert broken in said.err


@pytest.mark.parametrize(
    "typed", [("import", "no.csv"), ("import", "a/crmfs.yaml", "--map", "no.yaml"), ("attach", "CUST001", "no.pdf")]
)
def test_a_file_that_is_not_there_is_not_found(crmfs: Type, company: str, typed: tuple[str, ...]) -> None:
    said = crmfs("-C", company, *typed)
    assert (said.code, said.out) == (3, "")
    assert "no." in said.err


def test_the_tree_as_json_has_codes_in_every_language(crmfs: Type, company: str) -> None:
    told = [crmfs("-C", company, "tree", "--by", "type,level", "--json", "--lang", lang).out for lang in ("zh", "en")]
    assert told[0] == told[1]
    assert json.loads(told[0].splitlines()[0])["groups"] == ["b2b", None]

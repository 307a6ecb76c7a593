"""The page on the query language: its queries can be asked, its periods are known, its saved search can be read."""

import re
from datetime import date

import pytest
from doc_tables import DOCS

from crmfs.core.messages import LANGUAGES, Language
from crmfs.core.paths import RepoPath
from crmfs.core.release import template_files
from crmfs.query.names import Names
from crmfs.query.parser import DEEPEST, LONGEST, parse_query
from crmfs.query.periods import typed_period
from crmfs.query.saved import MOST_HITS, read_saved
from crmfs.query.tree import And
from crmfs.records.schema import load_schemas
from crmfs.search.names import searched_fields

TODAY = date(2026, 3, 31)
NAMES = Names.over(searched_fields(load_schemas(template_files())), TODAY)
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def _page(language: Language) -> str:
    return (DOCS / language / "query-language.md").read_text(encoding="utf-8")


def _blocks(language: Language, kind: str) -> list[str]:
    return [body for found, body in _BLOCK.findall(_page(language)) if found == kind]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_query_can_be_asked(language: Language) -> None:
    queries = [line for block in _blocks(language, "query") for line in block.splitlines()]
    assert len(queries) > 40
    assert all(parse_query(query, NAMES) != And() for query in queries)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_period_is_known(language: Language) -> None:
    (table,) = re.findall(r"^\| (?:日期可以写|Dates) .*?\n\n", _page(language), re.MULTILINE | re.DOTALL)
    periods = re.findall(r"`([^`]+)`", table)
    assert len(periods) > 15
    assert [period for period in periods if typed_period(period, TODAY) is None] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_saved_search_can_be_used(language: Language) -> None:
    (example,) = _blocks(language, "yaml")
    saved = read_saved(RepoPath("searches/x.yaml"), example.encode())
    assert parse_query(saved.query, NAMES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_bounds_are_those_of_the_program(language: Language) -> None:
    assert all(str(bound) in _page(language) for bound in (DEEPEST, LONGEST, MOST_HITS))

"""Saved searches are judged as they will be run: one that cannot be is a problem, never a crash."""

from datetime import date
from pathlib import Path

import pytest

from crmfs.checks.saved_searches import check_text
from crmfs.checks.subject import Rules
from crmfs.query.parser import LONGEST
from crmfs.records.schema import load_schemas
from crmfs.records.settings import Settings

HOUSE = Path(__file__).parents[3]
SCHEMAS = load_schemas({f.relative_to(HOUSE).as_posix(): f.read_bytes() for f in (HOUSE / "schema").rglob("*.json")})
RULES = Rules(SCHEMAS, Settings(), frozenset({"E001"}), date(2026, 3, 31), "default")


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("query: 状态:活跃\n", None),
        ("query: '@本周到期 状态:活跃'\n", None),  # the other one is judged by itself
        ("query: '(活跃'\n", "search.saved_query"),
        (f"query: {'字' * (LONGEST + 1)}\n", "search.saved_query"),
        ("query: 活跃\nkind: 活跃\n", "search.saved_query"),
        ("querry: 活跃\n", "search.saved_invalid"),
        ("query: [\n", "search.saved_invalid"),
    ],
)
def test_a_saved_search_that_nobody_could_run_is_a_problem(said: str, code: str | None) -> None:
    found = [problem.code for problem in check_text("searches/x.yaml", said.encode(), RULES)]
    assert found == ([code] if code else [])

"""Types of files as they are typed: a code, an ending, a pattern; a topic is none."""

import pytest
from asking import parsed

from crmfs.core.errors import QueryRefused
from crmfs.core.messages import text
from crmfs.extract.types import known_types
from crmfs.query.tree import Condition, Equal


@pytest.mark.parametrize("typed", ["pdf", "PDF", ".pdf", ".PDF", "*.pdf", '"*.pdf"', "ｐｄｆ", "＊.pdf"])
def test_a_type_may_be_typed_as_an_ending(typed: str) -> None:
    assert parsed(f"file:{typed}") == Condition("file", (Equal(("pdf",)),))


@pytest.mark.parametrize("typed", ["合同", "a b", "pdf文件"])
def test_what_is_no_ending_is_refused(typed: str) -> None:
    with pytest.raises(QueryRefused) as refused:
        parsed(f'file:"{typed}"')
    assert refused.value.code == "query.file_type_unknown"


def test_the_types_that_are_named_then_are_known() -> None:
    named = text("query.file_type_unknown").en.partition(": ")[2].partition(", or an")[0].split(", ")
    assert len(named) > 5
    assert set(named) <= known_types()

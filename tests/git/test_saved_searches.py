"""Saved searches of a repository, by name."""

from collections.abc import Callable

import pytest

from crmfs.access.view import View
from crmfs.core.errors import NotFound
from crmfs.git.repository import Repository
from crmfs.query.saved import saved_names, saved_search, saved_text

MakeRepository = Callable[..., Repository]
FILES = {
    "searches/本周到期.yaml": "query: 下次跟进日期:本周\n",
    "searches/Due-This-Week.yaml": "query: next_follow_up:this-week\n",
    "searches/older/x.yaml": "query: x\n",
    "searches/README.md": "x",
}


def test_saved_searches_are_listed_and_found(make_repository: MakeRepository) -> None:
    view = View.whole(make_repository(FILES).snapshot("HEAD"))
    assert saved_names(view) == ["Due-This-Week", "本周到期"]
    assert saved_search(view, "本周到期").query == "下次跟进日期:本周"
    assert saved_search(view, "due this week").name == "Due-This-Week"


def test_an_unknown_one_is_not_found_with_the_nearest(make_repository: MakeRepository) -> None:
    view = View.whole(make_repository(FILES).snapshot("HEAD"))
    with pytest.raises(NotFound) as near:
        saved_search(view, "本周到齐")
    assert near.value.params["suggestion"] == "本周到期"
    with pytest.raises(NotFound) as far:
        saved_search(view, "x")
    assert far.value.code == "query.saved_unknown"


def test_a_mail_domain_is_a_word(make_repository: MakeRepository) -> None:
    text = saved_text(View.whole(make_repository(FILES).snapshot("HEAD")))
    assert text("本周到期") == "下次跟进日期:本周"
    assert text("example.com") is None
    with pytest.raises(NotFound):
        text("下周")

import re

import pytest

from crmfs.core.regex import regex


def test_a_regex_is_all_that_a_compiled_pattern_is() -> None:
    lazy, compiled = regex(r"(\d+)-x", re.I), re.compile(r"(\d+)-x", re.I)
    for text in ("12-X", "a 3-x", "x", ""):
        for ask in ("match", "search", "fullmatch", "findall", "split"):
            assert repr(getattr(lazy, ask)(text)) == repr(getattr(compiled, ask)(text))
    assert (lazy.pattern, lazy.flags, lazy.sub("-", "1-x2-X")) == (compiled.pattern, compiled.flags, "--")


def test_a_regex_is_compiled_at_its_first_use() -> None:
    wrong = regex("(")
    with pytest.raises(re.error):
        wrong.search("")

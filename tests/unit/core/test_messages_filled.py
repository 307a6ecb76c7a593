"""Messages with their placeholders filled: English counts one thing and several."""

from string import Formatter

import pytest

from crmfs.core.messages import Rule, every_code, fill, say


@pytest.mark.parametrize(
    ("count", "said"), [(1, "1 file is"), (2, "2 files is"), (0, "0 files is"), ("1", "1 files is")]
)
def test_what_is_counted_agrees_with_its_number(count: object, said: str) -> None:
    assert fill("{count:file|files} is", {"count": count}) == said


def test_other_placeholders_and_bars_stay_as_they_are() -> None:
    assert (
        fill("crmfs fix | less {path} {count:file|files}", {"path": "a|b", "count": 3})
        == "crmfs fix | less a|b 3 files"
    )


def test_chinese_needs_no_plural() -> None:
    told = [
        text.zh for entry in every_code().values() for text in ([entry.text] if isinstance(entry, Rule) else [entry])
    ]
    assert [text for text in told if any(counted for _, _, counted, _ in Formatter().parse(text))] == []


def test_one_customer_is_not_several() -> None:
    assert say("show.customers", "en", count=1) == "1 customer"
    assert say("show.customers", "zh", count=1) == "1 个客户"

"""With `--as` an administrator sees what the member sees, and nothing else; a shell completes what the member sees."""

import pytest
from sharing import ASKING
from stock import ADMINISTRATOR, MEMBERS, canaries
from telling import Tell, Twins
from thorough import FULL

LINES: tuple[tuple[str, ...], ...] = (
    ("list", "--json"), ("show", "CUST002"), ("show", "CUST003"), ("show", "CUST002/contacts", "--json"),
    ("tree", "--by", "team"), ("search", "报价", "--facets", "owner"), ("validate", "--json"), ("index", "status"),
    ("doctor", "--json"), ("member", "list"), ("open", "--print", "CUST001"), ("search",),
)  # fmt: skip


@pytest.mark.parametrize("who", ASKING, ids=MEMBERS.get)
def test_an_administrator_sees_through_other_eyes_what_they_see(twins: Twins, tell: Tell, who: str) -> None:
    tell(twins.whole, ADMINISTRATOR, "index", "rebuild")
    for line in LINES if FULL else LINES[ASKING.index(who) % 2 :: 2]:
        assert tell(twins.whole, ADMINISTRATOR, "--as", who, *line) == tell(twins.whole, who, *line), line


@pytest.mark.parametrize(
    "words", ["crmfs search @", "crmfs show CUST", "crmfs search 绯", "crmfs --as E", "crmfs member set "]
)
def test_a_shell_completes_nothing_hidden(
    twins: Twins, tell: Tell, monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    monkeypatch.setenv("_CRMFS_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", words)
    monkeypatch.setenv("COMP_CWORD", str(len(words.split(" ")) - 1))
    for who in ("E002", "E008"):
        told = tell(twins.whole, who)
        assert not any(word in told.all for word in canaries(who))
        assert told == tell(twins.without_hidden(who), who)

"""The reverse: everything that a member may read is found by listing, by showing and by searching."""

import json

import pytest
from stock import MEMBERS, files_for, words
from telling import Tell, Twins

_NOT_SOUGHT = {"鲸落底价", "qzsecretfloor"}  # comments
_UNREAD = {
    "qzbroken",
    "qzbrokenyaml",
    "qzunknown",
    "绯鱼",
}  # in files that cannot be read; in a field that no schema knows


def _paths(out: str) -> set[str]:
    return {one["path"] for one in map(json.loads, out.splitlines()) if "path" in one}


@pytest.mark.parametrize("who", MEMBERS, ids=MEMBERS.get)
def test_every_visible_customer_is_listed_and_no_other(twins: Twins, tell: Tell, who: str) -> None:
    visible = {path for path in files_for(who) if path.endswith("/customer.yaml") and "CUST005" not in path}
    assert _paths(tell(twins.whole, who, "list", "--json").out) == visible
    folders = {path.removesuffix("/customer.yaml") for path in visible}
    assert _paths(tell(twins.whole, who, "tree", "--json").out) == folders


@pytest.mark.parametrize("who", MEMBERS, ids=MEMBERS.get)
def test_every_visible_file_is_shown(twins: Twins, tell: Tell, who: str) -> None:
    for path in files_for(who):
        told = tell(twins.whole, who, "show", path)
        assert told.code == (1 if "CUST005" in path else 0), path


@pytest.mark.parametrize("who", MEMBERS, ids=MEMBERS.get)
def test_every_visible_word_is_found(twins: Twins, tell: Tell, who: str) -> None:
    missed = []
    for path, word in words(who):
        if word in _NOT_SOUGHT | _UNREAD or not path.startswith(("customers/", "library/")):
            continue
        found = _paths(tell(twins.whole, who, "search", f'"{word}"', "--json", "--limit", "100").out)
        if path.removesuffix(".meta.yaml") not in found:
            missed.append((path, word))
    assert missed == []

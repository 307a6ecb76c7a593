"""A mask counts as no value: it is found, filtered, grouped and sorted by nowhere, and shown as what it is."""

import json

import pytest
from telling import Tell, Twins

SALES, FINANCE = "E002", "E007"  # CUST001 is the sales person's own customer, CUST002 a colleague's


def _ids(out: str) -> list[str]:
    return [one["id"] for one in map(json.loads, out.splitlines()) if "id" in one]


@pytest.mark.parametrize(
    ("who", "filters", "found"),
    [
        (SALES, "budget:*", ["CUST001"]),
        (SALES, "-budget:*", ["CUST002"]),
        (SALES, "budget:>0", ["CUST001"]),
        (SALES, "phone:138", ["CUST001"]),
        (SALES, "email:example.com", ["CUST001"]),
        (FINANCE, "phone:138", []),
        (FINANCE, "budget:>0", ["CUST001", "CUST002", "CUST003"]),
    ],
)
def test_a_list_is_filtered_by_no_mask(twins: Twins, tell: Tell, who: str, filters: str, found: list[str]) -> None:
    assert _ids(tell(twins.whole, who, "list", "--json", filters).out) == found


def test_a_tree_has_no_group_of_masks(twins: Twins, tell: Tell) -> None:
    said = tell(twins.whole, SALES, "tree", "--by", "budget,phone", "--json").out.splitlines()
    groups = {one["id"]: one["groups"] for one in map(json.loads, said) if "id" in one}
    assert groups == {"CUST001": [7351901, "13871335601"], "CUST002": [None, None]}
    assert "***" not in tell(twins.whole, SALES, "tree", "--by", "budget").out


def test_a_folder_of_links_has_visible_customers_alone_and_no_group_of_masks(twins: Twins, tell: Tell) -> None:
    target = twins.whole.parent / "links"
    assert tell(twins.whole, SALES, "tree", "--by", "budget", "--links", str(target)).code == 0
    links = sorted(path.relative_to(target).as_posix() for path in target.rglob("*") if path.is_symlink())
    assert links == ["7351901/蓝鲸科技有限公司 (CUST001)", "（未填）/青岩设备有限公司 (CUST002)"]


@pytest.mark.parametrize("typed", ["***", "'***'"])
def test_no_record_is_named_by_a_mask(twins: Twins, tell: Tell, typed: str) -> None:
    assert tell(twins.whole, SALES, "show", typed).code == 3


def test_a_mask_is_shown_with_a_word_on_it_and_bare_in_json(twins: Twins, tell: Tell) -> None:
    assert "***（已遮蔽）" in tell(twins.whole, SALES, "show", "CUST002").out
    assert "*** (masked for you)" in tell(twins.whole, SALES, "show", "CUST002", "--lang", "en").out
    assert "138****1234（已部分遮蔽）" in tell(twins.whole, SALES, "show", "CUST002/contacts").out
    assert "遮蔽" not in tell(twins.whole, SALES, "show", "CUST001").out
    assert json.loads(tell(twins.whole, SALES, "show", "CUST002", "--json").out)["data"]["budget"] == "***"


def test_a_version_tag_is_made_of_what_was_shown(twins: Twins, tell: Tell) -> None:
    shown = [tell(twins.whole, who, "show", "CUST002", "--json").out for who in (SALES, "E005", FINANCE)]
    tags = [json.loads(one)["tag"] for one in shown]
    assert tags[0] == tags[1] != tags[2]


def test_a_report_has_masks_as_one_group_and_in_no_number(twins: Twins, tell: Tell) -> None:
    said = tell(twins.whole, SALES, "report", "distribution", "--by", "budget", "--json").out.splitlines()
    *groups, last = map(json.loads, said)
    assert [(one["budget"], one["customers"]) for one in groups] == [(7351901, 1), ("***", 1)]
    assert last["summary"]["masked"] == ["budget"]

"""A file that two people changed: merged by its fields, refused by the field where they contradict."""

import pytest

from crmfs.core.errors import ChangedMeanwhile
from crmfs.edits.merging import merge_or_refuse

PATH = "customers/01/CUST001/customer.yaml"
BASE = b"id: CUST001\nstatus: potential  # \xe7\x8a\xb6\xe6\x80\x81\nnotes: old\ntags: [a]\n"


def test_different_fields_are_both_kept_with_their_comments() -> None:
    ours = BASE.replace(b"potential", b"active")
    theirs = BASE.replace(b"old", b"new")
    assert merge_or_refuse(PATH, BASE, ours, theirs, None) == theirs.replace(b"potential", b"active")


def test_the_same_field_with_different_values_is_a_conflict() -> None:
    with pytest.raises(ChangedMeanwhile) as caught:
        merge_or_refuse(PATH, BASE, BASE.replace(b"old", b"mine"), BASE.replace(b"old", b"theirs"), None)
    assert caught.value.params["pointer"] == "/notes"


def test_the_same_value_on_both_sides_is_none() -> None:
    both = BASE.replace(b"old", b"same")
    theirs = both.replace(b"[a]", b"[a, b]")
    assert merge_or_refuse(PATH, BASE, both, theirs, None) == theirs


def test_added_and_deleted_fields_are_carried_over() -> None:
    ours = BASE.replace(b"notes: old\n", b"") + b"level: key\n"
    theirs = BASE.replace(b"[a]", b"[b]")
    assert merge_or_refuse(PATH, BASE, ours, theirs, None) == theirs.replace(b"notes: old\n", b"") + b"level: key\n"


def test_an_added_field_lands_where_its_own_side_put_it() -> None:
    ours = BASE.replace(b"notes:", b"region: east\nnotes:")
    theirs = BASE.replace(b"[a]", b"[b]")
    assert merge_or_refuse(PATH, BASE, ours, theirs, None) == theirs.replace(b"notes:", b"region: east\nnotes:")


@pytest.mark.parametrize("theirs", [None, b"status: [broken\n"])
def test_a_deleted_or_broken_file_is_a_conflict(theirs: bytes | None) -> None:
    with pytest.raises(ChangedMeanwhile):
        merge_or_refuse(PATH, BASE, BASE.replace(b"old", b"mine"), theirs, None)


def test_two_made_files_of_one_name_are_a_conflict() -> None:
    with pytest.raises(ChangedMeanwhile):
        merge_or_refuse(PATH, None, b"a: 1\n", b"a: 2\n", None)

"""Of two versions that a merge kept of a document, who may edit both chooses one; the mark is no way round deletion."""

import pytest
from office import Office, Refused

from tests.conftest import Once

FOLDER = "customers/02/CUST002/documents/quotes"  # 李强 of sales looks after it, and may delete nothing
NAME, COPY = f"{FOLDER}/报价.txt", f"{FOLDER}/报价 (李强 2026-03-02).txt"
MARKED = "title: 报价\nextra:\n  conflict_of: 报价.txt\n"


def _lands(team: Office) -> None:
    done = team.push()
    assert done.returncode == 0, done.stderr


@pytest.fixture
def two(team: Office, once: Once) -> Office:
    """李强 has pushed what a merge kept: his version beside the server's."""
    once(_pushed, team)
    return team


def _pushed(team: Office) -> None:
    team.commit_unchecked({NAME: "王的\n", f"{NAME}.meta.yaml": "title: 报价\n"})
    team.commit_unchecked({COPY: "李的\n", f"{COPY}.meta.yaml": MARKED})
    _lands(team)


def _remove(team: Office, *paths: str) -> None:
    for path in paths:
        (team.clone / path).unlink()
    team.commit_unchecked({})


@pytest.mark.parametrize("kept", ["王的\n", "李的\n"])
def test_the_version_that_was_not_chosen_goes(two: Office, kept: str) -> None:
    two.write({NAME: kept})
    _remove(two, COPY, f"{COPY}.meta.yaml")
    _lands(two)


def test_of_all_other_documents_none_goes(two: Office, denied: Refused) -> None:
    _remove(two, NAME, f"{NAME}.meta.yaml")
    assert "access.delete_not_granted" in denied()


def test_half_of_a_version_does_not_go(two: Office, denied: Refused) -> None:
    _remove(two, COPY)
    assert "access.delete_not_granted" in denied()


def test_the_last_version_does_not_go(two: Office, denied: Refused) -> None:
    _remove(two, COPY, f"{COPY}.meta.yaml", NAME, f"{NAME}.meta.yaml")
    assert "access.delete_not_granted" in denied()


@pytest.mark.parametrize("other", ["报价.txt", "无.txt", "../quotes/报价.txt"])
def test_a_document_that_is_there_is_made_no_version_by_who_may_not_delete_it(
    two: Office, denied: Refused, other: str
) -> None:
    contract = f"{FOLDER}/合同.txt"
    two.commit_unchecked({contract: "合同\n", f"{contract}.meta.yaml": "title: 合同\n"})
    _lands(two)
    two.commit_unchecked({f"{contract}.meta.yaml": MARKED.replace("报价.txt", other)})
    marked = two.head()
    _remove(two, contract, f"{contract}.meta.yaml")
    said = denied()
    assert "access.delete_not_granted" in said or marked[:10] in said
    if other == "报价.txt":
        two.git("reset", "-q", "--hard", marked)
        assert "access.copy_claimed" in denied()


def test_metadata_that_a_document_lacked_does_not_bring_the_mark(two: Office, denied: Refused) -> None:
    two.commit_unchecked({f"{FOLDER}/合同.txt": "合同\n"})
    _lands(two)
    two.commit_unchecked({f"{FOLDER}/合同.txt.meta.yaml": MARKED})
    assert "access.copy_claimed" in denied()


def test_what_was_kept_for_good_is_no_version_again(two: Office, denied: Refused) -> None:
    two.commit_unchecked({f"{COPY}.meta.yaml": "title: 报价\n"})
    _lands(two)
    two.commit_unchecked({f"{COPY}.meta.yaml": MARKED})
    assert "access.copy_claimed" in denied()


def test_a_restriction_on_deleting_holds_for_versions_too(two: Office, denied: Refused) -> None:
    policy = (two.clone / "access.yaml").read_text(encoding="utf-8")
    rule = (
        'restrict:\n  - {id: hold, only: [management], stop: [delete], paths: ["{customer}/documents/**"], why: hold}\n'
    )
    two.sit_down("王芳", "wang@example.com")
    two.commit_unchecked({"access.yaml": policy.replace("restrict:\n", rule, 1)})
    _lands(two)
    two.sit_down("李强", "li@example.com")
    _remove(two, COPY, f"{COPY}.meta.yaml")
    assert "access.delete" in denied()


def test_who_may_not_edit_a_document_chooses_nothing(two: Office, denied: Refused) -> None:
    two.sit_down("孙丽", "sun@example.com")
    _remove(two, COPY, f"{COPY}.meta.yaml")
    assert "access.out_of_reach" in denied()

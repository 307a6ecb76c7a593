"""`fix` works on the repository itself: it mends what its user may edit, and tells of nothing that he may not see."""

from pathlib import Path

import pytest
from typing_at import Said, Type

from tests.conftest import Once

ACME = Path("d/customers/03/CUST003/customer.yaml")  # of E003
SOUTH = Path("d/customers/01/CUST001/customer.yaml")  # of the other team


@pytest.fixture
def demo(crmfs: Type, once: Once) -> None:
    """The demo, with a label for a code in a customer of either team."""
    once(_made, crmfs)


def _made(crmfs: Type) -> None:
    assert crmfs("demo", "d").code == 0
    for file in (ACME, SOUTH):
        text = file.read_text(encoding="utf-8")
        assert "type: b2b" in text
        file.write_text(text.replace("type: b2b", "type: 企业客户"), encoding="utf-8")


def _fix(crmfs: Type, monkeypatch: pytest.MonkeyPatch, member: str, *options: str) -> Said:
    monkeypatch.setenv("CRMFS_ACTOR", member)
    return crmfs("-C", "d", "fix", *options)


@pytest.mark.usefixtures("demo")
def test_only_what_one_may_edit_is_mended_and_the_hidden_is_not_named(
    crmfs: Type, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = _fix(crmfs, monkeypatch, "E003")
    assert said.code == 0, said
    assert "CUST001" not in said.out + said.err
    assert "type: b2b" in ACME.read_text(encoding="utf-8")
    assert "企业客户" in SOUTH.read_text(encoding="utf-8")
    told = _fix(crmfs, monkeypatch, "E003", "--json")
    assert [one["summary"]["left"] for one in told.objects] == [0]
    assert _fix(crmfs, monkeypatch, "E001").code == 0
    assert "企业客户" not in SOUTH.read_text(encoding="utf-8")


@pytest.mark.usefixtures("demo")
def test_what_one_sees_and_may_not_edit_is_left_alone_and_said_so(crmfs: Type, monkeypatch: pytest.MonkeyPatch) -> None:
    said = _fix(crmfs, monkeypatch, "E006")
    assert said.code == 1
    assert "没有改动" in said.err
    assert "whoami" in said.err
    assert "企业客户" in ACME.read_text(encoding="utf-8")


@pytest.mark.usefixtures("demo")
def test_of_a_file_that_one_sees_in_part_no_line_is_shown(crmfs: Type, monkeypatch: pytest.MonkeyPatch) -> None:
    said = _fix(crmfs, monkeypatch, "E005")
    assert said.code == 0, said
    assert "budget" not in said.out
    assert "CUST003" in said.out
    assert "type: b2b" in ACME.read_text(encoding="utf-8")


@pytest.mark.usefixtures("demo")
def test_an_unquoted_mask_is_mended_by_who_may_not_edit_every_field(
    crmfs: Type, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = ACME.read_text(encoding="utf-8")
    name = next(line for line in text.splitlines() if line.startswith("name:"))
    ACME.write_text(text.replace(name, name.replace('"', "")), encoding="utf-8")
    assert _fix(crmfs, monkeypatch, "E003").code == 0
    assert name in ACME.read_text(encoding="utf-8")


@pytest.mark.usefixtures("demo")
def test_a_hidden_path_and_id_read_like_absent_ones(crmfs: Type, monkeypatch: pytest.MonkeyPatch) -> None:
    for hidden, absent in (
        (["customers/01/CUST001"], ["customers/98/CUST998"]),
        (["--renumber", "CUST001"], ["--renumber", "CUST998"]),
    ):
        one, other = _fix(crmfs, monkeypatch, "E003", *hidden), _fix(crmfs, monkeypatch, "E003", *absent)
        assert one.code == other.code == 3
        assert one.err == other.err.replace("98/CUST998", "01/CUST001").replace("CUST998", "CUST001")

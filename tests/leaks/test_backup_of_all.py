"""A backup holds everything: who may not see everything makes none, and what is said of one names nothing hidden."""

from pathlib import Path

import pytest
from stock import ADMINISTRATOR, LESS, canaries
from telling import Tell, Twins


@pytest.mark.parametrize("who", LESS)
def test_who_sees_less_makes_no_backup_and_no_trace_of_one(twins: Twins, tell: Tell, tmp_path: Path, who: str) -> None:
    depot = str(tmp_path / "depot")
    refused = [
        tell(twins.whole, who, "backup", "create", depot, "--json"),
        tell(twins.whole, who, "backup", "drill", depot),
    ]
    assert [told.code for told in refused] == [3, 3]
    assert "backup.needs_all" in refused[0].err
    assert not Path(depot).exists()


def test_what_is_said_of_a_backup_names_no_file_no_customer_and_no_value(
    twins: Twins, tell: Tell, tmp_path: Path
) -> None:
    depot = str(tmp_path / "depot")
    lines = (
        ("create", depot), ("create", depot, "--full", "--json"), ("verify", depot), ("verify", depot, "--json"),
        ("drill", depot), ("drill", depot, "--json"), ("restore", depot, str(tmp_path / "again"), "--json"),
    )  # fmt: skip
    said = "".join(tell(twins.whole, ADMINISTRATOR, "backup", *line).all for line in lines)
    written = "".join(file.read_text(encoding="utf-8") for file in Path(depot).rglob("*.json"))
    hidden = {word for who in LESS for word in canaries(who)}
    assert [word for word in hidden if word in said or word in written] == []
    assert "customers/" not in said + written


def test_a_damaged_backup_is_told_by_its_own_files(twins: Twins, tell: Tell, tmp_path: Path) -> None:
    depot = tmp_path / "depot"
    assert tell(twins.whole, ADMINISTRATOR, "backup", "create", str(depot)).code == 0
    (bundle,) = depot.glob("*/objects.bundle")
    data = bytearray(bundle.read_bytes())
    data[len(data) // 2] ^= 1
    bundle.write_bytes(data)
    for who in (ADMINISTRATOR, "E002"):
        told = tell(twins.whole, who, "backup", "verify", str(depot))
        assert (told.code, "customers/" in told.all) == (1, False)

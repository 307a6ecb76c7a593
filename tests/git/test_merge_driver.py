"""`git merge` in a repository of crmfs: records are merged by field, by the real git with the real driver."""

import subprocess
import sys
from pathlib import Path

from office import CUSTOMER, GOOD_CUSTOMER, Office

from crmfs.core.messages import say
from crmfs.git.driver import MERGE_DRIVER

LINE = "status: potential"


def _branches(office: Office, ours: str, theirs: str) -> None:
    """Two branches on which other lines stand for the customer's status; main is checked out."""
    office.git("switch", "-q", "-c", "other")
    office.commit_unchecked({CUSTOMER: GOOD_CUSTOMER.replace(LINE, theirs)})
    office.git("switch", "-q", "main")
    office.commit_unchecked({CUSTOMER: GOOD_CUSTOMER.replace(LINE, ours)})


def _text(office: Office) -> str:
    return (office.clone / CUSTOMER).read_text(encoding="utf-8")


def test_fields_side_by_side_are_merged_and_the_commit_says_whose_they_are(office: Office) -> None:
    _branches(office, f"{LINE}\nregion: 华东", f"{LINE}\nneed: 库存管理")
    done = office.git("merge", "--no-edit", "other")
    assert done.returncode == 0, done.stderr
    text = _text(office)
    assert "region: 华东\n" in text
    assert "need: 库存管理\n" in text
    message = office.git("log", "-1", "--format=%B").stdout
    assert say("merge.settled", "zh", count=1) in message
    assert f"- {CUSTOMER}: 本方的 region; 对方的 need" in message


def test_a_conflict_is_gits_own_with_marks_around_the_field_alone(office: Office) -> None:
    _branches(office, "status: active\nregion: 华东", "status: lost\nneed: 库存管理")
    done = office.git("merge", "--no-edit", "other")
    assert done.returncode == 1
    assert "冲突：CUST001 的 客户状态 (status)" in done.stderr
    assert "crmfs resolve CUST001#status --mine" in done.stderr
    text = _text(office)
    assert f"<<<<<<< ours\nstatus: active\n||||||| base\n{LINE}\n=======\nstatus: lost\n>>>>>>> theirs\n" in text
    assert text.count("region: 华东\n") == text.count("need: 库存管理\n") == 1
    assert office.git("status", "--porcelain").stdout.startswith("UU ")


def test_both_versions_stay_where_the_program_fails(office: Office) -> None:
    office.git("config", MERGE_DRIVER, office.git("config", MERGE_DRIVER).stdout.strip() + " too many arguments")
    _branches(office, "status: active", "status: lost")
    assert office.git("merge", "--no-edit", "other").returncode != 0
    assert office.git("status", "--porcelain").stdout.startswith("UU ")


def test_a_clone_without_the_driver_gets_it_by_the_first_command(office: Office, tmp_path: Path) -> None:
    office.git("clone", "-q", str(office.clone), str(tmp_path / "fresh"))
    fresh = Office(tmp_path / "fresh", office.server)
    assert fresh.git("config", MERGE_DRIVER).stdout == ""
    subprocess.run([sys.executable, "-m", "crmfs", "list"], cwd=fresh.clone, capture_output=True, check=True)
    assert "merge-driver %O %A %B %P" in fresh.git("config", MERGE_DRIVER).stdout

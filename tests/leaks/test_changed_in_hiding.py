"""Changes of what is hidden: the index, doctor, the hooks and a watcher tell nothing of them."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from stock import canaries
from telling import Tell, Twins

from tests.conftest import Write

SALES = "E002"
HIDDEN, BROKEN = "customers/03/CUST003/customer.yaml", "customers/03/CUST003/documents/quotes/绯绡.pdf"
VISIBLE = "customers/01/CUST001/customer.yaml"
SECRET = "绯绮"  # comes with a change
_READY_SECONDS = 60.0


@pytest.fixture(scope="module")
def changed(own_twins: Twins, write: Write) -> Twins:
    """The repository with an uncommitted edit, a file that nobody can read, and a repository inside, all hidden."""
    text = (own_twins.whole / HIDDEN).read_text(encoding="utf-8")
    write(
        own_twins.whole,
        {HIDDEN: f"{text}notes: {SECRET}\n", BROKEN: "%PDF-1.4 x", "customers/03/CUST003/绯绢/.keep": ""},
    )
    subprocess.run(["git", "init", "-q", own_twins.whole / "customers/03/CUST003/绯绢"], check=True)
    return own_twins


@pytest.mark.parametrize(
    "line",
    [
        ("index", "rebuild"), ("index", "status"), ("index", "verify"), ("search", "*", "--fresh", "--limit", "0"),
        ("index", "status"), ("doctor",), ("validate",), ("validate", "--new-only"), ("search", SECRET),
        ("fix", "--dry-run"),
    ],
    ids=" ".join,
)  # fmt: skip
def test_what_changes_in_hiding_is_told_nowhere(changed: Twins, tell: Tell, line: tuple[str, ...]) -> None:
    for way in ((), ("--json",)):
        told = tell(changed.whole, SALES, *line, *way)
        assert "绯" not in told.all
        assert told == tell(changed.without_hidden(SALES), SALES, *line, *way)


@pytest.mark.parametrize(
    "line",
    [
        ("new", "customer", "公司名称=绯桃贸易有限公司", "客户姓名=*经理", "来源=referral"),
        ("new", "customer", "公司名称=绯桃贸易有限公司", "客户姓名=*经理", "来源=referral", "id=CUST777"),
        ("attach", "CUST001", "../绯红报价.txt"),
        ("set", "CUST001", "备注=绯燕备注", "--reason", "r"),
    ],
    ids=" ".join,
)
def test_what_is_made_anew_is_not_told_to_be_there_already(changed: Twins, tell: Tell, line: tuple[str, ...]) -> None:
    places = (changed.whole, changed.without_hidden(SALES))
    for place in places:
        (place.parent / "绯红报价.txt").write_text("qzquote 报价", encoding="utf-8")
    whole, twin = (tell(place, SALES, *line, "--json") for place in places)
    assert whole == twin
    assert "CUST003" not in whole.all


def test_a_commit_that_the_hook_refuses_names_nothing_hidden(changed: Twins) -> None:
    file = changed.whole / HIDDEN
    file.write_text(file.read_text(encoding="utf-8") + f"level: {SECRET}\n", encoding="utf-8")
    subprocess.run(["git", "add", HIDDEN], cwd=changed.whole, check=True)
    done = subprocess.run(
        ["git", "commit", "-m", "x"], cwd=changed.whole, capture_output=True, env=_as(SALES), text=True
    )
    subprocess.run(["git", "reset", "-q", "--", HIDDEN], cwd=changed.whole, check=True)
    said = done.stdout + done.stderr
    assert [
        word for word in (SECRET, *canaries(SALES)) if word in said.replace(HIDDEN, "")
    ] == []  # typed by who commits


def test_a_watcher_tells_of_visible_files_alone_and_counts_none(changed: Twins) -> None:
    command = [sys.executable, "-m", "crmfs", "watch", "--json"]
    with subprocess.Popen(
        command, cwd=changed.whole, env=_as(SALES), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as watcher:
        assert watcher.stdout
        lines = [json.loads(watcher.stdout.readline())]
        for path in (HIDDEN, VISIBLE):
            _touch(changed.whole / path)
            time.sleep(0.3)  # each in a batch of its own
        end = time.monotonic() + _READY_SECONDS
        while lines[-1]["path"] != VISIBLE and time.monotonic() < end:
            lines.append(json.loads(watcher.stdout.readline()))
        watcher.terminate()
        rest = watcher.stdout.read()
    assert lines[0]["action"] == "ready"
    assert not any("count" in line or "added" in line for line in lines)
    assert {line["path"] for line in lines} <= {"", VISIBLE}
    assert "CUST003" not in rest


def _touch(file: Path) -> None:
    file.write_text(file.read_text(encoding="utf-8") + "# x\n", encoding="utf-8")


def _as(who: str) -> dict[str, str]:
    return {**os.environ, "CRMFS_ACTOR": who, "CRMFS_TODAY": "2026-03-02"}

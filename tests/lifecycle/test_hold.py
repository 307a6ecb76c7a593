"""What is on hold stays: no command and no push deletes anything of it before the hold was ended by itself."""

import subprocess
from pathlib import Path

import pytest
from typing_at import Type

HELD = "record.held"


@pytest.fixture
def held(crmfs: Type, company: Path, tmp_path: Path) -> str:
    """A customer on hold with an interaction and a document; returns the interaction's id."""
    crmfs("new", "customer", "company=甲", "name=*经理", "hold=诉讼期间保留")
    talk = crmfs("new", "interaction", "CUST001", "type=call", "content=x", "--json").objects[0]["id"]
    (tmp_path / "合同.txt").write_text("x")
    crmfs("attach", "CUST001", str(tmp_path / "合同.txt"), "--category", "contracts")
    return str(talk)


def _git(company: Path, *line: str) -> str:
    git = ["git", "-C", str(company), "-c", "core.hooksPath=/dev/null"]
    return subprocess.run([*git, *line], check=True, capture_output=True, text=True).stdout


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_nothing_of_it_is_deleted(crmfs: Type, company: Path, held: str, lang: str) -> None:
    head = _git(company, "rev-parse", "HEAD")
    for what in (("CUST001", "--whole"), (held,), ("customers/01/CUST001/documents/contracts/合同.txt",)):
        said = crmfs("delete", *what, "--reason", "r", "--lang", lang)
        assert said.code == 1
        assert HELD in said.err
        assert f"crmfs set CUST001 {'保留原因' if lang == 'zh' else 'hold'}=" in said.err
    assert _git(company, "rev-parse", "HEAD") == head
    assert "诉讼" not in crmfs("delete", "CUST001", "--whole", "--reason", "r").err


@pytest.mark.usefixtures("held")
def test_it_may_be_changed_added_to_and_put_into_order(crmfs: Type, company: Path) -> None:
    assert crmfs("set", "CUST001", "industry=technology").code == 0
    assert crmfs("new", "interaction", "CUST001", "type=call", "content=y").code == 0
    (company / "customers/99").mkdir()
    _git(company, "mv", "customers/01/CUST001", "customers/99/CUST001")
    assert (
        crmfs("validate", "--staged", "--new-only", "--json").objects[-1]["summary"]["errors"] == 1
    )  # its place alone
    _git(company, "mv", "customers/99/CUST001", "customers/01/CUST001")
    folder = "customers/01/CUST001/documents"
    (company / folder / "quotes").mkdir()
    for ending in ("", ".meta.yaml"):
        _git(company, "mv", f"{folder}/contracts/合同.txt{ending}", f"{folder}/quotes/合同.txt{ending}")
    assert crmfs("validate", "--staged", "--new-only", "--json").objects[-1]["summary"]["errors"] == 0


@pytest.mark.usefixtures("held")
def test_it_is_deleted_once_the_hold_was_ended(crmfs: Type) -> None:
    assert crmfs("set", "CUST001", "hold=").code == 0
    assert crmfs("delete", "CUST001", "--whole", "--reason", "r").code == 0


@pytest.mark.usefixtures("held")
def test_a_push_that_ends_the_hold_and_deletes_is_refused_and_in_two_it_lands(
    crmfs: Type, company: Path, tmp_path: Path
) -> None:
    subprocess.run(["git", "clone", "-q", "--bare", str(company), str(tmp_path / "s.git")], check=True)
    assert crmfs("-C", str(tmp_path / "s.git"), "hooks", "install", "--server").code == 0
    _git(company, "remote", "add", "origin", str(tmp_path / "s.git"))
    branch = _git(company, "branch", "--show-current").strip()
    customer = company / "customers/01/CUST001/customer.yaml"
    customer.write_text(
        customer.read_text(encoding="utf-8").replace("hold: 诉讼期间保留", "notes: x"), encoding="utf-8"
    )
    _git(company, "commit", "-qam", "x")
    ended = _git(company, "rev-parse", "HEAD").strip()
    _git(company, "rm", "-qr", "customers/01/CUST001")
    _git(company, "commit", "-qm", "x")
    push = ["git", "-C", str(company), "push", "-q", "origin"]
    refused = subprocess.run([*push, branch], capture_output=True, text=True, check=False)
    assert refused.returncode != 0
    assert HELD in refused.stderr
    for commit in (ended, branch):
        done = subprocess.run([*push, f"{commit}:refs/heads/{branch}"], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr

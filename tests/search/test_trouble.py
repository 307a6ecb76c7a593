"""An index that cannot be made, read or written: said, answered from the files where they are few, mended next time."""

import io
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest
from searching import Searched

from crmfs.cli import main
from crmfs.git.repository import Repository
from crmfs.search.damage import damaged
from crmfs.search.opened import opened
from crmfs.search.place import IndexPlace
from tests.conftest import Git, Write

CUSTOMER = "id: CUST001\nname: '*经理'\ncompany: 未来科技\ntype: b2b\nstatus: active\n"
FILES = {
    "customers/01/CUST001/customer.yaml": CUSTOMER,
    "customers/01/CUST001/documents/quotes/报价.txt": "仓储系统报价",
}


@pytest.fixture
def root(searched: Callable[..., Searched]) -> Path:
    found = searched(FILES).repository.root
    assert found
    return found


@pytest.fixture
def folder(root: Path) -> Path:
    found = IndexPlace(Repository.find(root)).current()
    assert found
    return found


class Told:
    """What a command said; one with a limit on the size of files runs as a process of its own."""

    def __init__(self, root: Path, *command: str, most_bytes: int | None = None) -> None:
        arguments = ["-C", str(root), *command, "--json", "--lang", "en"]
        self.code, out, self.said = _here(arguments) if most_bytes is None else _limited(arguments, most_bytes)
        assert "Traceback" not in self.said, self.said
        self.lines = [json.loads(line) for line in out.splitlines()]

    @property
    def summary(self) -> dict[str, object]:
        found: dict[str, object] = self.lines[-1]["summary"]
        return found

    @property
    def trouble(self) -> object:
        index = self.summary["index"]
        assert isinstance(index, dict)
        return index["trouble"]


def _here(arguments: list[str]) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = main(arguments)
    return code, out.getvalue(), err.getvalue()


def _limited(arguments: list[str], most_bytes: int) -> tuple[int, str, str]:
    command = (
        f"import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, ({most_bytes}, {most_bytes}));"
        " from crmfs.cli import main; sys.exit(main(sys.argv[1:]))"
    )
    done = subprocess.run([sys.executable, "-c", command, *arguments], capture_output=True, text=True, check=False)
    return done.returncode, done.stdout, done.stderr


def is_well(root: Path) -> bool:
    told = Told(root, "search", "仓储系统")
    return told.code == 0 and told.summary["total"] == 1 and Told(root, "index", "verify").code == 0


@pytest.mark.parametrize("name", ["meta.json", ".managed.json", "*.term", "*.idx", "*.pos", "*.store"])
@pytest.mark.parametrize("how", ["gone", "empty", "half", "one byte"])
def test_a_damaged_index_is_built_anew_by_the_search_that_meets_it(
    folder: Path, root: Path, name: str, how: str
) -> None:
    (file, *_) = sorted(folder.glob(name))
    data = file.read_bytes()
    if how == "gone":
        file.unlink()
    elif how == "one byte":
        file.write_bytes(data[:9] + bytes([data[9] ^ 255]) + data[10:])
    else:
        file.write_bytes(data[: len(data) // 2 if how == "half" else 0])
    repository = Repository.find(root)
    if how == "one byte" and name.startswith("*"):
        assert damaged(folder) == [file.name]
        assert Told(root, "index", "verify").code == 1
        Told(root, "index", "rebuild")
    else:
        Told(root, "search", "仓储系统")
    found = opened(IndexPlace(repository))
    assert found
    assert damaged(found.folder) == []
    assert is_well(root)


@pytest.mark.parametrize("command", [(), ("--json",)])
def test_a_search_that_meets_a_damaged_dictionary_mends_the_index_and_says_so(
    folder: Path, root: Path, command: tuple[str, ...], capfd: pytest.CaptureFixture[str]
) -> None:
    for file in folder.glob("*.term"):
        data = file.read_bytes()
        file.write_bytes(bytes(byte ^ 0x5A for byte in data[:-200]) + data[-200:])
    assert Told(root, "index", "status").summary["state"] == "unreadable"
    assert Told(root, "index", "verify").code == 1
    assert main(["-C", str(root), "search", "仓储系统", "--lang", "en", *command]) == 0
    told = capfd.readouterr()
    assert "报价.txt" in told.out
    assert "has just been built anew" in told.err
    assert "panicked" not in told.err  # the engine's own words are nobody's matter
    assert Told(root, "index", "status").summary["state"] == "ready"
    assert is_well(root)


@pytest.mark.parametrize("what", ["nothing", "a file", "foreign", "pointer"])
def test_whatever_lies_in_the_indexs_place_is_no_hindrance(folder: Path, root: Path, what: str) -> None:
    place = folder.parent
    if what == "nothing":
        shutil.rmtree(root / ".git" / "crmfs")
    elif what == "a file":
        shutil.rmtree(folder)
        folder.write_text("x", encoding="utf-8")
    elif what == "foreign":
        (place / "current").write_bytes(b"\xff\xfe")
        (place / "17").write_text("x", encoding="utf-8")
    else:
        (place / "current").write_text("99", encoding="utf-8")
    assert is_well(root)


def test_without_a_place_for_an_index_the_files_are_looked_through(folder: Path, root: Path) -> None:
    place = folder.parents[1]
    shutil.rmtree(place)
    place.write_text("in the way", encoding="utf-8")
    told = Told(root, "search", "仓储系统")
    assert [line["path"] for line in told.lines[:-1]] == ["customers/01/CUST001/documents/quotes/报价.txt"]
    assert (told.code, told.trouble) == (0, "index.not_writable")
    assert (told.summary["total"], told.summary["facets"]) == (None, None)
    assert "the 2 files themselves were looked through" in told.said
    assert Told(root, "index", "rebuild").code == 74
    assert Told(root, "index", "status").summary["state"] == "none"
    assert Told(root, "index", "verify").code == 1
    place.unlink()
    assert is_well(root)


@pytest.mark.parametrize(
    ("query", "count"),
    [("未来科技 报价", 1), ("CUST001 (仓储 OR 没有)", 1), ("未来科技", 1), ("未来科技 CUST001", 1)],
)
def test_without_an_index_too_a_word_beside_others_may_name_the_customer(
    folder: Path, root: Path, query: str, count: int
) -> None:
    assert Told(root, "search", query).summary["shown"] == count
    place = folder.parents[1]
    shutil.rmtree(place)
    place.write_text("in the way", encoding="utf-8")
    assert Told(root, "search", query).summary["shown"] == count


def test_without_an_index_a_large_repository_is_not_searched(folder: Path, root: Path, write: Write, git: Git) -> None:
    write(root, {f"library/faq/{number}.md": "x" for number in range(2001)})
    git(root, "add", "-A")
    git(root, "commit", "-qm", "many")
    place = folder.parents[1]
    shutil.rmtree(place)
    place.write_text("in the way", encoding="utf-8")
    told = Told(root, "search", "仓储系统")
    assert (told.code, told.lines) == (74, [])
    assert "nothing was searched" in told.said


def test_a_full_disk_leaves_the_index_as_it_was(folder: Path, root: Path, write: Write, git: Git) -> None:
    before = sorted(folder.iterdir())
    write(root, {f"library/faq/{n}.md": " ".join(str(n * m) for m in range(3000)) for n in range(30)})
    git(root, "add", "-A")
    git(root, "commit", "-qm", "more than fits")
    told = Told(root, "search", "仓储系统", most_bytes=20_000)
    assert (told.code, len(told.lines)) == (0, 2)
    assert told.trouble in ("index.disk_full", "index.write_failed")
    assert told.summary["total"] is None
    assert "results are those of an earlier commit" in told.said
    assert sorted(file for file in folder.iterdir() if not file.name.startswith(".")) == [
        file for file in before if not file.name.startswith(".")
    ]
    assert Told(root, "index", "rebuild", most_bytes=20_000).code == 74
    assert IndexPlace(Repository.find(root)).current() == folder
    assert is_well(root)


def test_without_an_index_nothing_is_said_of_counts_that_nobody_made(
    folder: Path, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = folder.parents[1]
    shutil.rmtree(place)
    place.write_text("in the way", encoding="utf-8")
    main(["-C", str(root), "search", "仓储系统", "--facets", "status", "--lang", "en"])
    assert "(not counted, for want of an index)" in capsys.readouterr().out
    place.unlink()
    main(["-C", str(root), "search", "仓储系统", "--facets", "source", "--lang", "en"])
    assert "(no values)" in capsys.readouterr().out


def test_what_verify_says_takes_edits_in_does(
    root: Path, folder: Path, write: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    write(root, {"customers/01/CUST001/customer.yaml": CUSTOMER + "notes: 新\n"})
    assert main(["-C", str(root), "index", "verify", "--lang", "en"]) == 0
    command = re.search(r"(?<=crmfs )search .+ --fresh.*(?= takes them in)", capsys.readouterr().out)
    assert command
    assert main(["-C", str(root), *shlex.split(command[0])]) == 0
    assert Told(root, "index", "verify").summary["state"] == "right"


def test_an_index_that_is_behind_a_commit_is_not_wrong(root: Path, folder: Path, write: Write, git: Git) -> None:
    write(root, {"customers/01/CUST001/customer.yaml": CUSTOMER + "notes: 新\n"})
    git(root, "commit", "-qam", "note")
    told = Told(root, "index", "verify")
    assert (told.code, told.summary["state"]) == (0, "behind")
    assert all(line["behind"] for line in told.lines[:-1])
    assert is_well(root)


def test_a_file_whose_name_is_no_text_is_left_out_and_all_others_are_found(root: Path) -> None:
    (root / os.fsdecode(b"customers/01/CUST001/documents/quotes/\xff.txt")).write_text("仓储系统", encoding="utf-8")
    told = Told(root, "search", "仓储系统", "--fresh")
    assert (told.code, told.summary["total"], told.trouble) == (0, 1, None)
    assert Told(root, "index", "rebuild").code == 0
    assert is_well(root)


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is read-only for root")
def test_an_index_that_may_not_be_written_is_not_needed(folder: Path, root: Path) -> None:
    for path in (*folder.iterdir(), folder, folder.parent):
        path.chmod(0o500)
    try:
        told = Told(root, "search", "仓储系统")
        assert (told.code, len(told.lines)) == (0, 2)
    finally:
        for path in (folder.parent, folder):
            path.chmod(0o700)
    assert is_well(root)


def test_while_another_process_builds_the_first_index_the_files_are_looked_through(
    root: Path, monkeypatch: pytest.MonkeyPatch, searched: Callable[..., Searched]
) -> None:
    from crmfs.search.current import current

    repository = Repository.find(root)
    place = IndexPlace(repository)
    shutil.rmtree(place.folder)
    monkeypatch.setattr("crmfs.search.sync.Sync.run.__defaults__", (0.05,))
    with place.writing():
        found = current(repository, "rules")
    assert found.opened is None
    assert found.trouble is not None
    assert found.trouble.code == "index.busy"


def test_a_record_that_cannot_be_read_is_found_and_named(root: Path, write: Write) -> None:
    path = "customers/01/CUST001/customer.yaml"
    write(root, {path: "name: *经理\ncompany: 未来科技\n"})
    told = Told(root, "search", "未来科技", "--fresh")
    assert [line["path"] for line in told.lines[:-1]] == [path]
    index = told.summary["index"]
    assert isinstance(index, dict)
    assert index["failed"] == 1
    status = Told(root, "index", "status")
    assert {line["path"]: line["code"] for line in status.lines[:-1] if line["state"] == "failed"} == {
        path: "index.record_unreadable"
    }
    assert status.summary["edits"] == 1


@pytest.mark.parametrize(
    ("asked", "is_told"),
    [
        (("没有这个词",), True),
        (("仓储系统",), True),
        (("仓储系统", "--kind", "document"), True),
        (("仓储系统", "--kind", "order"), False),
        (("仓储系统", "--limit", "1"), False),
        (("未来科技", "--limit", "1"), False),
    ],
)
def test_files_that_could_not_be_read_are_told_where_one_may_be_what_is_looked_for(
    root: Path, write: Write, git: Git, capsys: pytest.CaptureFixture[str], asked: tuple[str, ...], is_told: bool
) -> None:
    write(root, {"customers/01/CUST001/documents/quotes/scan.pdf": "%PDF-1.4 cut off"})
    git(root, "add", "-A")
    git(root, "commit", "-qm", "a file that is damaged")
    assert main(["-C", str(root), "search", *asked, "--lang", "en"]) == 0
    assert ("could not be read in full" in capsys.readouterr().err) == is_told
    index = Told(root, "search", *asked).summary["index"]
    assert isinstance(index, dict)
    assert index["failed"] == 1  # a program is told always

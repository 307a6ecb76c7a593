"""Texts of files: got out once, kept by blob; a bomb, a crash or a kill fails one file and nothing else."""

import os
import signal
import sys
import time
import zipfile
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

import pytest

from crmfs.core.errors import NotFound
from crmfs.exchange.samples.files import docx, pdf, xlsx
from crmfs.extract.kept import kept_texts
from crmfs.extract.pool import Pool
from crmfs.extract.texts import Texts
from crmfs.extract.types import Extracted
from crmfs.git.derived import Derived
from crmfs.git.model import object_id
from crmfs.git.repository import init_repository

FILES = {
    "合同.docx": docx(["未来科技"]),
    "报价.xlsx": xlsx("报价", [["AX2000"]]),
    "单.pdf": pdf(["一页"]),
    "说明.txt": "文字".encode("gb18030"),
    "旧.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000),
    "坏.docx": docx(["x"])[:300],
    "片.zip": b"PK\x05\x06" + bytes(18),
}
EXPECTED = {
    "合同.docx": Extracted("未来科技"),
    "报价.xlsx": Extracted("报价\nAX2000"),
    "单.pdf": Extracted("一页"),
    "说明.txt": Extracted("文字"),
    "旧.doc": Extracted("", "extract.not_read"),
    "坏.docx": Extracted("", "extract.damaged"),
    "片.zip": Extracted(""),
}


@pytest.fixture
def derived(tmp_path: Path) -> Derived:
    return Derived(init_repository(tmp_path / "repository"))


class Source:
    """Files by name; counts how often each was read."""

    def __init__(self, files: dict[str, bytes]) -> None:
        self.files = files
        self.read_names: list[str] = []

    def items(self):
        return [(name, object_id("blob", data), lambda name=name: self.read(name)) for name, data in self.files.items()]

    def read(self, name: str) -> bytes:
        self.read_names.append(name)
        return self.files[name]

    def by_name(self, found: Iterable[tuple[str, Extracted]]) -> dict[str, Extracted]:
        names = {object_id("blob", data): name for name, data in self.files.items()}
        return {names[oid]: extracted for oid, extracted in found}


def refuse() -> bytes:
    raise AssertionError("a kept text is not read again")


def zipped(name: str, size: int, entries: int = 1) -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(entries):
            with archive.open(f"{number}{name}" if number else name, "w") as part:
                for _ in range(size >> 20):
                    part.write(b"<p><t>a</t></p>" * 69_905)
    return packed.getvalue()


def test_every_type_is_read_once_and_then_kept(derived: Derived) -> None:
    source = Source(FILES)
    with Texts(derived, workers=2) as texts:
        assert source.by_name(texts.get(source.items())) == EXPECTED
    assert sorted(source.read_names) == sorted(FILES)
    with Texts(derived) as texts:
        items = [(name, oid, refuse) for name, oid, _ in source.items()]
        assert source.by_name(texts.get(items)) == EXPECTED
        assert texts.one(*items[0]) == EXPECTED["合同.docx"]
    asked = [(name, oid) for name, oid, _ in source.items()]
    assert kept_texts(derived, [*asked, ("x.txt", "0" * 40)]) == {
        (name, oid): EXPECTED[name] for name, oid in asked
    }  # fmt: skip


def test_one_blob_under_two_names_has_the_text_of_each_type(derived: Derived) -> None:
    page = b"<p>a</p>"
    oid = object_id("blob", page)
    with Texts(derived) as texts:
        assert texts.one("a.txt", oid, lambda: page).text == "<p>a</p>"
        assert texts.one("a.html", oid, lambda: page).text == "a"
        assert [found.text for _, found in texts.get([("a.txt", oid, refuse), ("b.txt", oid, refuse)])] == [
            "<p>a</p>"
        ] * 2


def test_a_purged_blob_takes_its_text_with_it(derived: Derived) -> None:
    source = Source({"合同.docx": FILES["合同.docx"]})
    ((name, oid, read),) = source.items()
    with Texts(derived) as texts:
        texts.one(name, oid, read)
    assert derived.purge(oid) == 1
    assert kept_texts(derived, [(name, oid)]) == {}


def test_another_set_of_libraries_reads_again(derived: Derived, monkeypatch: pytest.MonkeyPatch) -> None:
    source = Source({"单.pdf": FILES["单.pdf"]})
    for libraries in ("", "pypdfium2", "pypdfium2"):
        monkeypatch.setattr("crmfs.extract.kept._libraries", lambda libraries=libraries: libraries)
        with Texts(derived) as texts:
            list(texts.get(source.items()))
    assert len(source.read_names) == 2


def test_a_file_that_vanishes_or_changes_while_it_is_read_is_not_kept(derived: Derived) -> None:
    def vanish() -> bytes:
        raise NotFound("git.path_absent", path="x")

    data = FILES["合同.docx"]
    oid = object_id("blob", data)
    with Texts(derived) as texts:
        assert texts.one("a.docx", oid, vanish) == Extracted("", "extract.unreadable")
        assert texts.one("a.docx", oid, lambda: docx(["今天的"])) == Extracted("今天的")
        assert kept_texts(derived, [("a.docx", oid)]) == {}
        assert texts.one("a.docx", oid, lambda: data) == Extracted("未来科技")


def test_one_text_can_be_asked_for_while_others_are_read(derived: Derived) -> None:
    source = Source({f"{number}.docx": docx([f"第{number}号"]) for number in range(20)})
    other = docx(["别的"])
    seen = {}
    with Texts(derived, workers=2) as texts:
        for oid, extracted in texts.get(source.items()):
            seen[oid] = extracted.text
            assert texts.one("b.docx", object_id("blob", other), lambda: other).text == "别的"
    assert sorted(seen.values()) == sorted(f"第{number}号" for number in range(20))


def test_what_was_read_before_an_interruption_is_kept(derived: Derived) -> None:
    source = Source(FILES)
    with Texts(derived, workers=1) as texts:
        found = texts.get(source.items())
        next(found)
        found.close()
    assert [key for _, key in kept_texts(derived, [(name, oid) for name, oid, _ in source.items()])] != []


def test_bombs_are_told_and_harm_no_other_file(derived: Derived) -> None:
    deep = BytesIO()
    with zipfile.ZipFile(deep, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<p>" * 3_000_000)
    bombs = {
        "bomb.docx": zipped("word/document.xml", 300 << 20),
        "deep.docx": deep.getvalue(),
        "many.docx": zipped("word/document.xml", 0, entries=30_000),
        "swollen.xlsx": zipped("xl/workbook.xml", 40 << 20),
    }
    source = Source({**bombs, **FILES})
    with Texts(derived, workers=2) as texts:
        found = source.by_name(texts.get(source.items()))
    assert {name: found[name] for name in bombs} == dict.fromkeys(bombs, Extracted("", "extract.too_large"))
    assert {name: found[name] for name in FILES} == EXPECTED


def test_a_child_that_is_killed_fails_its_file_only_and_the_next_run_reads_it(derived: Derived) -> None:
    rows = [[f"行{number}"] for number in range(5_000)]
    slow = xlsx("大", rows)
    source = Source({"slow.xlsx": slow, **FILES})
    with Texts(derived, workers=1) as texts:
        found = texts.get(source.items())
        texts._pool.give = _killing(texts._pool)
        by_name = source.by_name(found)
    assert by_name == {**EXPECTED, "slow.xlsx": Extracted("", "extract.crashed")}
    with Texts(derived, workers=1) as texts:
        again = source.by_name(texts.get(source.items()))
    assert again["slow.xlsx"].text.startswith("大\n行0\n")


def _killing(pool: Pool):
    """Kills the child as soon as it has the first file."""
    give, killed = pool.give, []

    def give_and_kill(job, name: str, data: bytes) -> None:
        give(job, name, data)
        if not killed:
            killed.append(name)
            os.kill(pool._children[0].process.pid, signal.SIGKILL)

    return give_and_kill


@pytest.fixture
def reader_that(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    """`reader_that(body)` makes children read plain pages by a function of this body instead."""

    def install(body: str) -> None:
        boot = (
            "import json, sys; sys.path[:] = json.loads(sys.argv[1])\n"
            "import time, os, signal, ctypes\n"
            "from crmfs.extract import reading, limits, child\n"
            f"def read(name, data):\n    if data != b'<p>bad': yield 'good'; return\n    {body}\n    yield ''\n"
            "reading.reader = lambda form: read\n"
            "child.main()"
        )
        monkeypatch.setattr("crmfs.extract.process._BOOT", boot)

    return install


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ("bytearray(2 << 30)", "extract.memory"),
        ("ctypes.string_at(0)", "extract.crashed"),
        ("os.kill(os.getpid(), signal.SIGKILL)", "extract.crashed"),
        ("os._exit(0)", "extract.crashed"),
        ("os.kill(os.getpid(), signal.SIGXCPU)", "extract.timeout"),
        ("limits.CPU_SECONDS = 0.5; limits.allow()\n    while True: pass", "extract.timeout"),
        ("limits.WALL_SECONDS = 0.5; limits.allow()\n    time.sleep(60)", "extract.timeout"),
        ("open('/tmp/crmfs-never-written', 'w').write('x' * 9999)", "extract.damaged"),
        ("print('noise', flush=True); os.write(1, b'noise'); raise KeyError", "extract.damaged"),
        ("raise RecursionError", "extract.damaged"),
    ],
)
def test_whatever_a_reader_does_is_its_files_problem_only(
    derived: Derived, reader_that, body: str, problem: str
) -> None:
    reader_that(body)
    pages = {"a.html": b"<p>bad", "b.html": b"<p>1", "c.html": b"<p>2"}
    source = Source(pages)
    with Texts(derived, workers=1) as texts:
        found = source.by_name(texts.get(source.items()))
    assert found == {"a.html": Extracted("", problem), "b.html": Extracted("good"), "c.html": Extracted("good")}


def test_no_text_is_lost_to_another_one_that_is_asked_for_meanwhile(derived: Derived, reader_that) -> None:
    reader_that("time.sleep(0.3)")
    source = Source({"quick.html": b"<p>1", "slow.html": b"<p>bad"})
    other = b"<p>2"
    seen = []
    with Texts(derived, workers=2) as texts:
        for oid, _ in texts.get(source.items()):
            seen.append((oid, Extracted("")))
            time.sleep(0.6)  # the slow one is read by now
            texts.one("other.html", object_id("blob", other), lambda: other)
    assert sorted(source.by_name(seen)) == ["quick.html", "slow.html"]


def test_a_child_may_wait_long_for_its_next_file(derived: Derived, reader_that) -> None:
    reader_that("limits.WALL_SECONDS = 0; limits.allow()")
    first, second = Source({"a.html": b"<p>bad"}), Source({"b.html": b"<p>1"})
    with Texts(derived, workers=1) as texts:
        assert first.by_name(texts.get(first.items())) == {"a.html": Extracted("")}
        time.sleep(1.3)  # an alarm is set to whole seconds
        assert second.by_name(texts.get(second.items())) == {"b.html": Extracted("good")}


@pytest.mark.parametrize("size", [10, 4 << 20])  # what a pipe takes at once, and what it does not
def test_a_child_that_died_while_it_waited_fails_one_file_only(derived: Derived, size: int) -> None:
    first, second = Source({"a.docx": docx(["一"])}), Source({"b.docx": docx(["二"]) + bytes(size)})
    with Texts(derived, workers=1) as texts:
        list(texts.get(first.items()))
        (child,) = texts._pool._children
        child.process.kill()
        child.process.wait()
        assert second.by_name(texts.get(second.items())) == {"b.docx": Extracted("", "extract.crashed")}
        assert second.by_name(texts.get(second.items()))["b.docx"].problem != "extract.crashed"


def test_a_child_that_hangs_is_ended_by_its_parent(derived: Derived, reader_that, monkeypatch) -> None:
    monkeypatch.setattr("crmfs.extract.process.WALL_SECONDS", 0.05)
    monkeypatch.setattr("crmfs.extract.process._GRACE_SECONDS", 0.5)
    reader_that("os.kill(os.getpid(), signal.SIGSTOP)")
    source = Source({"a.html": b"<p>bad", "b.html": b"<p>1"})
    with Texts(derived, workers=1) as texts:
        found = source.by_name(texts.get(source.items()))
    assert found == {"a.html": Extracted("", "extract.timeout"), "b.html": Extracted("good")}


def test_no_module_beside_the_files_is_taken_for_ours(derived: Derived, tmp_path: Path, monkeypatch) -> None:
    (tmp_path / "zipfile.py").write_text("raise SystemExit")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.path", [str(tmp_path), *sys.path])  # as `python -m crmfs` does
    source = Source({"合同.docx": FILES["合同.docx"]})
    with Texts(derived) as texts:
        assert source.by_name(texts.get(source.items())) == {"合同.docx": EXPECTED["合同.docx"]}


def test_children_end_with_the_context_and_have_nothing_of_the_parents(derived: Derived, tmp_path: Path) -> None:
    with (tmp_path / "lock").open("w") as lock, Texts(derived, workers=1) as texts:
        os.set_inheritable(lock.fileno(), True)
        texts.one("a.docx", object_id("blob", FILES["合同.docx"]), lambda: FILES["合同.docx"])
        (child,) = texts._pool._children
        folder = Path(f"/proc/{child.process.pid}/fd")
        if folder.exists():
            assert str(tmp_path) not in " ".join(str(file.readlink()) for file in folder.iterdir())
    assert child.process.returncode is not None


def test_a_store_that_cannot_be_written_costs_only_the_keeping(derived: Derived, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(Derived, "_file", tmp_path / "no" / "such" / "folder")
    source = Source(FILES)
    with Texts(derived) as texts:
        assert source.by_name(texts.get(source.items())) == EXPECTED

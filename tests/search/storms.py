"""What happens to a repository over months, in seconds and at random: edits, commits, branches, killed writers."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from crmfs.extract.texts import Texts
from crmfs.git.derived import Derived
from crmfs.git.repository import Repository
from crmfs.search import engine
from crmfs.search.engine import Reader, Writer, create_index, everything, open_index, term
from crmfs.search.opened import opened
from crmfs.search.place import IndexPlace
from crmfs.search.stamps import searched
from crmfs.search.sync import Files

WORDS = (
    "未来科技",
    "报价单",
    "退款",
    "合同编号 AX-2000/3",
    "演示文稿",
    "13800001111",
    "Müller",
    "quotation",
    "龙湖集团",
)
FIELDS = (
    engine.INHERITED, engine.CLASS, engine.ATTRIBUTE,
    *(layer + name for layer in engine.LAYERS for name in (engine.VALUE, *engine.WORDS_OF)),
)  # fmt: skip
CUSTOMER = "id: {id}\nname: '*经理'\ncompany: {company}\ntype: b2b\nstatus: {status}\n"
Content = dict[str, tuple[object, ...]]


def content_of(reader: Reader) -> Content:
    """Returns all that an index has, by path: what each entry was made from, and every term by which it is found."""
    found: Content = {}
    for path, stamp in reader.entries().items():
        only = term(engine.KEY, path)
        terms = [sorted(word for word, count in reader.terms(field, "", only).items() if count) for field in FIELDS]
        found[path] = (stamp, *map(tuple, terms))
    assert reader.count(everything()) == len(found), "an entry is there twice"
    return found


def shown(repository: Repository) -> Content:
    """Returns all that the index in use has."""
    found = opened(IndexPlace(repository))
    assert found is not None
    return content_of(found.reader)


def built_anew(repository: Repository, folder: Path) -> Content:
    """Returns all that an index has that is built from nothing, elsewhere."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    files = Files(repository)
    with Texts(Derived(repository)) as texts, Writer(create_index(folder), folder) as writer:
        for entry in files.describer(texts).entries(searched(files.snapshot)):
            writer.add(entry)
        writer.commit(b"")
    return content_of(Reader(open_index(folder)))


class Storm:
    """Changes a repository at random; the same seed does the same things.

    Args:
        root: Top of its work tree.
        git: Runs git there; failures are part of the weather.
    """

    def __init__(self, root: Path, seed: int) -> None:
        self._root = root
        self._chance = random.Random(seed)
        self._number = 0

    def blow(self) -> list[str]:
        """Does some things to files and some to branches; returns what was done."""
        done = []
        for act in self._chance.choices(self._acts(), k=self._chance.randint(1, 4)):
            act()
            done.append(act.__name__.strip("_"))
        return done

    def _acts(self) -> list[Callable[[], None]]:
        files = [
            self._add_customer, self._edit_customer, self._break_customer, self._remove_customer, self._move_shard,
            self._write_document, self._write_document, self._describe, self._rename, self._swap, self._link,
            self._remove_file, self._make_executable, self._write_elsewhere,
        ]  # fmt: skip
        return [*files, self._commit, self._commit, self._commit_some, self._switch, self._reset, self._undo,
                self._stash, self._forget_history, self._detach]  # fmt: skip

    def _git(self, *arguments: str) -> None:
        subprocess.run(["git", *arguments], cwd=self._root, capture_output=True, check=False)

    def _write(self, path: str, text: str) -> None:
        file = self._root / path
        for folder in reversed(file.relative_to(self._root).parents):
            here = self._root / folder
            if here.is_symlink() or here.is_file():
                here.unlink()
        file.parent.mkdir(parents=True, exist_ok=True)
        if file.is_symlink():
            file.unlink()
        elif file.is_dir():
            shutil.rmtree(file)
        file.write_text(text, encoding="utf-8")

    def _folders(self) -> list[Path]:
        return sorted(path for path in self._root.glob("customers/*/*") if path.is_dir() and not path.is_symlink())

    def _folder(self) -> str:
        found = self._folders()
        if not found:
            self._add_customer()
            found = self._folders()
        return self._chance.choice(found).relative_to(self._root).as_posix()

    def _files(self) -> list[Path]:
        return sorted(path for path in self._root.glob("customers/*/*/**/*") if path.is_file() or path.is_symlink())

    def _text(self) -> str:
        self._number += 1
        return f"{' '.join(self._chance.sample(WORDS, 3))} {self._number}"

    def _add_customer(self) -> None:
        id_ = f"CUST{self._chance.randint(1, 12):03d}"
        company, status = self._chance.choice(WORDS), self._chance.choice(("active", "potential", "lost"))
        self._write(
            f"customers/{id_[-2:]}/{id_}/customer.yaml", CUSTOMER.format(id=id_, company=company, status=status)
        )
        self._write(f"customers/{id_[-2:]}/{id_}/contacts.yaml", f"contacts:\n- name: {self._chance.choice(WORDS)}\n")

    def _edit_customer(self) -> None:
        folder = self._folder()
        id_ = folder.rpartition("/")[2]
        status = self._chance.choice(("active", "potential", "lost"))
        self._write(f"{folder}/customer.yaml", CUSTOMER.format(id=id_, company=self._text(), status=status))

    def _break_customer(self) -> None:
        self._write(f"{self._folder()}/customer.yaml", f"name: *{self._text()}\n")

    def _remove_customer(self) -> None:
        shutil.rmtree(self._root / self._folder())

    def _move_shard(self) -> None:
        source = self._root / self._folder()
        target = self._root / "customers" / f"{self._chance.randint(1, 12):02d}" / source.name
        if not target.exists() and not target.parent.is_file():
            target.parent.mkdir(exist_ok=True)
            source.rename(target)

    def _write_document(self) -> None:
        ending = self._chance.choice(("txt", "md", "csv", "html"))
        self._write(f"{self._folder()}/documents/other/{self._chance.randint(1, 3)}.{ending}", self._text())

    def _describe(self) -> None:
        documents = [file for file in self._files() if "/documents/" in str(file) and ".meta." not in file.name]
        if documents:
            path = self._chance.choice(documents).relative_to(self._root).as_posix()
            self._write(f"{path}.meta.yaml", f"title: {self._text()}\ntags: [{self._chance.choice(WORDS)}]\n")

    def _rename(self) -> None:
        if files := self._files():
            file = self._chance.choice(files)
            file.rename(file.with_name(f"{self._chance.randint(4, 6)}{file.suffix}"))

    def _swap(self) -> None:
        """Puts a folder where a file is, or a file where a folder is."""
        if files := self._files():
            path = self._chance.choice(files).relative_to(self._root).as_posix()
            self._write(f"{path}/inner.txt", self._text())
        else:
            self._write(self._folder(), self._text())

    def _link(self) -> None:
        if files := self._files():
            file = self._chance.choice(files)
            file.unlink()
            file.symlink_to("elsewhere.txt")

    def _remove_file(self) -> None:
        if files := self._files():
            self._chance.choice(files).unlink()

    def _make_executable(self) -> None:
        if files := [file for file in self._files() if not file.is_symlink()]:
            self._chance.choice(files).chmod(0o755)

    def _write_elsewhere(self) -> None:
        self._write(f"library/faq/{self._chance.randint(1, 3)}.md", self._text())
        self._write("README.md", self._text())

    def _commit(self) -> None:
        self._git("add", "-A")
        self._git("commit", "-q", "--no-verify", "--allow-empty", "-m", "x")

    def _commit_some(self) -> None:
        if files := self._files():
            self._git("add", "--", str(self._chance.choice(files)))
            self._git("commit", "-q", "--no-verify", "-m", "some")

    def _switch(self) -> None:
        name = self._chance.choice(("one", "two", "main"))
        self._git("checkout", "-q", "-f", *([] if self._has(name) else ["-b"]), name)

    def _has(self, branch: str) -> bool:
        asked = ["git", "rev-parse", "--verify", "-q", f"refs/heads/{branch}"]
        return subprocess.run(asked, cwd=self._root, capture_output=True, check=False).returncode == 0

    def _reset(self) -> None:
        self._git("reset", "-q", "--hard", f"HEAD~{self._chance.randint(0, 2)}")

    def _undo(self) -> None:
        self._git("checkout", "-q", "--", ".")

    def _stash(self) -> None:
        self._git("stash", "-q", "-u")
        if self._chance.random() < 0.5:
            self._git("stash", "pop", "-q")

    def _forget_history(self) -> None:
        """Leaves nothing of older commits, so that what the index shows may be gone."""
        self._git("commit", "-q", "--no-verify", "--amend", "--allow-empty", "-m", "amended")
        self._git("stash", "clear")
        self._git("reflog", "expire", "--expire=now", "--all")
        self._git("gc", "-q", "--prune=now")

    def _detach(self) -> None:
        self._git("checkout", "-q", "--detach")


def killed(root: Path, chance: random.Random) -> None:
    """Lets `crmfs` write the index as a process of its own, and kills it at one of its acts on the disk."""
    command = chance.choice((["search", "未来", "--fresh"], ["search", "x"], ["index", "rebuild"]))
    writer = subprocess.Popen(
        [sys.executable, "-m", "crmfs", *command], cwd=root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    index, acts = root / ".git" / "crmfs" / "index", chance.randint(1, 12)
    seen, changes = _listed(index), 0
    deadline = time.monotonic() + 30
    while writer.poll() is None and time.monotonic() < deadline:
        now = _listed(index)
        changes += now != seen
        seen = now
        if changes >= acts:
            time.sleep(chance.choice((0, 0, 0.001)))
            writer.send_signal(signal.SIGKILL)
    assert writer.wait(1) in (0, 3, 5, -signal.SIGKILL)


def _listed(folder: Path) -> list[tuple[str, int]]:
    found = []
    for here, _, names in os.walk(folder):
        for name in names:
            with suppress(OSError):
                found.append((name, Path(here, name).stat().st_size))
    return found

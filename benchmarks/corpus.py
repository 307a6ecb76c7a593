"""The repository that is measured: made by `crmfs init`, filled by `git fast-import`, kept for the next run.

Its records are the samples' words in ready-made text: YAML written record by record would take minutes. It makes no
file that `crmfs` would write differently; a test holds it to that.
"""

import hashlib
import json
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.records import COMMITTER, customer_files, member_file
from benchmarks.texts import document_files
from benchmarks.timing import CRMFS, environment

FILES_A_CUSTOMER = 7
_PROJECT = Path(__file__).parents[1]
_SOURCES = ("benchmarks/corpus.py", "benchmarks/records.py", "benchmarks/texts.py", "schema", "repo-template")


@dataclass(frozen=True, slots=True)
class Corpus:
    """A generated repository, clean at its base commit.

    Attributes:
        work: A clone with a work tree.
        bare: A bare clone of it.
        customers: The customers' ids.
        documents: How many attachments of 20 KB it has.
    """

    work: Path
    bare: Path
    customers: tuple[str, ...]
    base: str
    documents: int = 0

    @property
    def customer_yaml(self) -> list[str]:
        """Repository paths of every customer.yaml."""
        return [f"customers/{customer[-2:]}/{customer}/customer.yaml" for customer in self.customers]

    @property
    def files(self) -> int:
        """How many records of the complete kind it holds."""
        return len(self.customers) * FILES_A_CUSTOMER


def prepare(folder: Path, customers: int, complete: bool = True, documents: int = 0) -> Corpus:
    """Returns the repository of so many customers below a folder: the one there if of this version, else a new one.

    Args:
        complete: Seven files a customer; else customer.yaml alone, for a comparison on the same files.
        documents: Attachments of 20 KB, with their metadata.

    Raises:
        subprocess.CalledProcessError: git or `crmfs init` failed; its error is on stderr.
    """
    home = folder / f"{'all' if complete else 'basics'}-{customers}{f'-{documents}' if documents else ''}"
    note = home / "corpus.json"
    version = _version()
    if not note.exists() or json.loads(note.read_text())["version"] != version:
        shutil.rmtree(home, ignore_errors=True)
        home.mkdir(parents=True)
        built = _build(home, customers, complete, documents)
        note.write_text(json.dumps({"version": version, "base": built.base, "customers": built.customers}))
        return built
    known = json.loads(note.read_text())
    corpus = Corpus(home / "work", home / "bare.git", tuple(known["customers"]), known["base"], documents)
    git(corpus.work, "reset", "--quiet", "--hard", corpus.base)
    git(corpus.bare, "update-ref", "refs/heads/main", corpus.base)
    return corpus


def git(repository: Path, *arguments: str, input: bytes | None = None) -> str:  # noqa: A002 - subprocess's word
    """Returns what a git command prints, without its last line end."""
    command = ["git", "-C", str(repository), *arguments]
    ended = subprocess.run(command, input=input, stdout=subprocess.PIPE, check=True, env=environment())
    return ended.stdout.decode().rstrip("\n")


def forget_caches(repository: Path) -> None:
    """Removes all that crmfs keeps beside a repository, so that the next command is a cold one."""
    shutil.rmtree(Path(git(repository, "rev-parse", "--absolute-git-dir")) / "crmfs", ignore_errors=True)


def import_commit(parent: str, files: Iterable[tuple[str, bytes]], message: str) -> Iterator[bytes]:
    """Yields a `git fast-import` stream of one commit on main; `parent` is a commit id.

    Source: git-fast-import(1), inline data.
    """
    yield b"commit refs/heads/main\ncommitter %s 1793491200 +0800\n" % COMMITTER.encode()
    yield b"data %d\n%s\n" % (len(message.encode()), message.encode())
    yield b"from %s\n" % parent.encode()
    for path, data in files:
        yield b"M 100644 inline %s\ndata %d\n%s\n" % (path.encode(), len(data), data)
    yield b"done\n"


def _build(home: Path, customers: int, complete: bool, documents: int) -> Corpus:
    work, bare = home / "work", home / "bare.git"
    subprocess.run(["git", "init", "--quiet", "--initial-branch=main", work], check=True, env=environment())
    name, _, mail = COMMITTER.rstrip(">").partition(" <")
    for key, value in (("user.name", name), ("user.email", mail)):
        git(work, "config", key, value)
    subprocess.run([CRMFS, "init", work], check=True, env=environment(), stdout=subprocess.DEVNULL)
    identities: list[str] = []
    files = _files(customers, complete, documents, identities)
    stream = b"".join(import_commit(git(work, "rev-parse", "HEAD"), files, "Corpus"))
    git(work, "fast-import", "--quiet", "--done", "--force", input=stream)
    git(work, "reset", "--quiet", "--hard", "main")
    git(work, "clone", "--quiet", "--bare", str(work), str(bare))
    for key, value in (("user.name", name), ("user.email", mail)):
        git(bare, "config", key, value)
    return Corpus(work, bare, tuple(identities), git(work, "rev-parse", "HEAD"), documents)


def _files(customers: int, complete: bool, documents: int, identities: list[str]) -> Iterator[tuple[str, bytes]]:
    yield member_file()
    for number in range(customers):
        customer, files = customer_files(number)
        identities.append(customer)
        yield from files if complete else files[:1]
    for number in range(documents):
        yield from document_files(number, identities)


def _version() -> str:
    digest = hashlib.sha256()
    for source in _SOURCES:
        place = _PROJECT / source
        for file in sorted(place.rglob("*")) if place.is_dir() else [place]:
            if file.is_file():
                digest.update(file.relative_to(_PROJECT).as_posix().encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()

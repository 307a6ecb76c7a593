"""What tests of every folder share: a git identity of their own, and real repositories in a temporary folder."""

import gc
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from thorough import examples

from crmfs.git.repository import Repository, init_repository

Git = Callable[..., str]
Files = Mapping[str, bytes | str]
Write = Callable[[Path, Files], None]
MakeRepository = Callable[..., Repository]
Once = Callable[..., None]


settings.register_profile(
    "here", max_examples=examples(100), deadline=None, suppress_health_check=[HealthCheck.too_slow]
)  # a busy machine is no failure
settings.load_profile("here")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begins with what takes long, so that nobody waits for it at the end."""
    items.sort(key=lambda item: item.path.stem not in ("test_faults", "test_benchmarks"))


def pytest_collection_finish() -> None:
    """Has Python look for garbage less often: with thousands of tests in memory each look takes a third of a second."""
    gc.freeze()
    gc.set_threshold(20_000, 10, 10)


@pytest.fixture(scope="session")
def git_config(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The configuration of a user 王芳, in a file of its own."""
    file = tmp_path_factory.mktemp("git") / "config"
    file.write_text(
        "[user]\n\tname = 王芳\n\temail = wang@example.com\n[init]\n\tdefaultBranch = main\n"
        '[core]\n\tquotepath = false\n[protocol "file"]\n\tallow = always\n[advice]\n\tdetachedHead = false\n',
        encoding="utf-8",
    )
    return file


@pytest.fixture(autouse=True)
def git_identity(git_config: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No test sees the git configuration or the hook environment of who runs it."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(git_config))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    yield


@pytest.fixture
def git() -> Git:
    """`git(directory, *args, stdin=None)` returns what the git command prints; a failure fails the test."""

    def call(directory: Path, *args: str | Path, stdin: bytes | None = None) -> str:
        done = subprocess.run(["git", *map(str, args)], cwd=directory, input=stdin, capture_output=True, check=False)
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout.decode("utf-8", "surrogateescape")

    return call


@pytest.fixture(scope="session")
def write() -> Write:
    """`write(directory, files)` writes files below a folder, making the folders they need."""

    def write_files(directory: Path, files: Files) -> None:
        for path, content in files.items():
            file = directory / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content.encode() if isinstance(content, str) else content)

    return write_files


@pytest.fixture(scope="session")
def made_before(tmp_path_factory: pytest.TempPathFactory) -> dict[object, Path]:
    """Copies of what `once` has made in this session, by how it was made."""
    return {}


@pytest.fixture
def once(made_before: dict[object, Path], tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Once:
    """`once(make, *given)` calls `make(*given)` the first time in a session; after that `tmp_path` is what it was then.

    What `make` does must be all below `tmp_path`, and the same whoever asks; words in `given` may make a difference.
    """

    def call(make: Callable[..., object], *given: object) -> None:
        key = (make, *(word for word in given if isinstance(word, str)))
        if key in made_before:
            for old in tmp_path.iterdir():  # not the folder itself: who types stands in it
                shutil.rmtree(old) if old.is_dir() and not old.is_symlink() else old.unlink()
            shutil.copytree(made_before[key], tmp_path, symlinks=True, dirs_exist_ok=True)
            return
        make(*given)
        kept = tmp_path_factory.mktemp("once") / "kept"
        shutil.copytree(tmp_path, kept, symlinks=True)
        made_before[key] = kept

    return call


@pytest.fixture
def make_repository(tmp_path: Path, git: Git, write: Write) -> MakeRepository:
    """`make_repository(files, name="repository", bare=False)` makes a repository whose one commit holds the files.

    Without files there is no commit. Contents are bytes or text.
    """

    def make(
        files: Mapping[str, bytes | str] | None = None, name: str = "repository", bare: bool = False
    ) -> Repository:
        directory = tmp_path / name
        if not bare:
            repository = init_repository(directory)
            write(directory, files or {})
            if files:
                git(directory, "add", "-A")
                git(directory, "commit", "-q", "-m", "start")
            return repository
        source = make(files, name + ".source") if files else None
        repository = init_repository(directory, bare=True)
        if source and source.root:
            git(source.root, "push", "-q", directory, "main")
        return repository

    return make

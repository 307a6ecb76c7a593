"""What must hold after a fault, and after the next command: looks, tells what is wrong, changes nothing."""

import stat
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from world import BROKEN, HERE, OP, OPEN, THERE

# What may stay in the folder of local state.
_OURS = ("lock", "landed", "speaking", "audit.jsonl", "audit-head", "audit-lock")
_PREFIXES = ("derived.sqlite", "index", "search")


class Held(NamedTuple):
    """What a repository held before: its tip, git's view of the user's open work, and that work itself."""

    tip: str
    status: str
    files: dict[str, tuple[bytes, int] | None]


def held(repository: Path) -> Held:
    """Returns what a repository holds now."""
    return Held(_git(repository, "rev-parse", "HEAD").strip(), _status(repository), _files(repository))


def wrong_now(repository: Path, before: Held, *, mended: bool, fixing: bool) -> Iterator[str]:
    """Yields what is wrong after the next command.

    Args:
        mended: A command that writes has come by since: nothing of ours may be left.
        fixing: The command was `fix`, which changes a file that the user has open.
    """
    git_dir = repository / ".git" if (repository / ".git").exists() else repository
    locks = sorted(str(file.relative_to(git_dir)) for file in git_dir.rglob("*.lock"))
    ours = ["crmfs/", "objects/maintenance.lock"]  # that blocks nothing but git's tidying up, and doctor tells of it
    ours += [] if mended else ["refs/remotes/", "objects/info/"]  # these block nothing but sync
    locks = [name for name in locks if not name.startswith(tuple(ours))]
    if locks:
        yield f"locks left: {locks}"
    if mended:
        left = [
            file.name for file in (git_dir / "crmfs").iterdir()
            if file.name not in _OURS and not file.name.startswith(_PREFIXES)
        ]  # fmt: skip
        left += [str(file.relative_to(repository)) for file in repository.rglob(".crmfs-*")]
        if left or list((git_dir / "crmfs").glob("index-????????-*")):
            yield f"left over: {left}"
    if git_dir != repository:
        yield from _wrong_on_disk(repository, before, fixing)


def _wrong_on_disk(repository: Path, before: Held, fixing: bool) -> Iterator[str]:
    status, files = _status(repository), _files(repository)
    if fixing:
        status, was = ("".join(line for line in one.splitlines(True) if BROKEN not in line)
                       for one in (status, before.status))  # fmt: skip
        before = before._replace(status=was, files=before.files | {BROKEN: files[BROKEN]})
        data = files[BROKEN]
        if data is None or not data[0].endswith(b"\n") or b"\nstatus: " not in data[0]:
            yield f"half written: {data!r}"
    if status != before.status:
        yield f"status: {status!r}, before {before.status!r}"
    for name, content in files.items():
        if content != before.files[name]:
            yield f"the user's {name} was changed"


def ops(repository: Path, since: str) -> list[str]:
    """Returns the ids of operations of the commits since a tip, `""` for a commit without one."""
    form = "--format=%(trailers:key=Crmfs-Op,valueonly,separator=%x2C)"
    return _git(repository, "log", form, f"{since}..HEAD").split("\n")[:-1]


def wrong_apart(office: Path, server: Path) -> Iterator[str]:
    """Yields what is wrong with an office and its server after a sync that was told to be done."""
    tips = {_git(place, "rev-parse", "main").strip() for place in (office, server)}
    if len(tips) != 1 or not all(said in contents(server) for said in (HERE, THERE)):
        yield f"apart: {tips}"


def wrong_objects(repository: Path) -> Iterator[str]:
    """Yields what git finds wrong with a repository's objects and refs."""
    done = subprocess.run(
        ["git", "fsck", "--strict", "--no-dangling", "--no-progress"], cwd=repository, capture_output=True, check=False
    )
    if done.returncode or b"error" in done.stderr:
        yield f"fsck: {done.stdout + done.stderr!r}"


def contents(repository: Path) -> str:
    """Returns the texts of all customers in the last commit, one behind the other."""
    return _git(repository, "grep", "-h", "-I", "", "HEAD", "--", "customers")


def wrong_history(repository: Path, before: Held, *, acknowledged: bool, done: bool) -> Iterator[str]:
    """Yields what is wrong with the commits.

    Args:
        acknowledged: The command said that it was done.
        done: The command was tried again since, so that its work must be there.
    """
    found = ops(repository, before.tip)
    if found not in ([], [OP]) or ((acknowledged or done) and not found):
        yield f"commits: {found}, acknowledged {acknowledged}, done {done}"


def _files(repository: Path) -> dict[str, tuple[bytes, int] | None]:
    found: dict[str, tuple[bytes, int] | None] = {}
    for name in (*OPEN, BROKEN):
        file = repository / name
        known = file.lstat() if file.exists() else None
        found[name] = (file.read_bytes(), stat.S_IMODE(known.st_mode)) if known else None
    return found


def _status(repository: Path) -> str:
    if not (repository / ".git").exists():
        return ""
    # Without its lock: looking must not refresh the index that the next command meets.
    return _git(repository, "--no-optional-locks", "status", "--porcelain=v2", "-z").replace("\0", "\n")


def _git(repository: Path, *args: str) -> str:
    done = subprocess.run(["git", *args], cwd=repository, capture_output=True, check=False)
    if done.returncode:
        return f"git {args[0]} failed: {done.stderr.decode()}\n"
    return done.stdout.decode()

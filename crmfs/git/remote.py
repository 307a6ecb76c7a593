"""The server: what git fetches from it and pushes to it, and what it says when it refuses. Decides nothing."""

import os
import subprocess
from dataclasses import dataclass
from typing import Literal, NamedTuple

from crmfs.core.errors import ChangedMeanwhile, CrmfsError, RepositoryError, StorageError
from crmfs.core.regex import regex
from crmfs.git.command import clean_environment, disk_error
from crmfs.git.left_locks import speaking
from crmfs.git.repository import Repository

# How the user's git reaches servers: keys, passwords, certificates, proxies.
_KEPT = (
    "GIT_SSH", "GIT_SSH_COMMAND", "GIT_SSH_VARIANT", "GIT_ASKPASS", "GIT_SSL_CAINFO", "GIT_SSL_NO_VERIFY",
    "GIT_SSL_CERT", "GIT_SSL_KEY", "GIT_PROXY_COMMAND", "GIT_HTTP_USER_AGENT",
)  # fmt: skip
_FULL = "No space left on device"
_SAID = regex(r"(?m)^remote: ?(.*?)\s*$")
_DENIED = ("Authentication failed", "Permission denied", "could not read Username", "could not read Password", "403")
Outcome = Literal["pushed", "behind", "refused"]


@dataclass(frozen=True, slots=True)
class Server:
    """Where a branch is pushed to.

    Attributes:
        remote: git's name of the server, such as `origin`.
        branch: Full name of the branch there.
        tracking: Full name of the ref that says what was last seen of it.
    """

    remote: str
    branch: str
    tracking: str


class Push(NamedTuple):
    """What became of a push.

    Attributes:
        outcome: `behind`: somebody else was first; `refused`: the server's hook, or its rules, said no.
        said: What the server said, line by line.
    """

    outcome: Outcome
    said: tuple[str, ...] = ()


def server_of(repository: Repository) -> Server:
    """Returns the server of the branch checked out: the one it is set up for, else `origin`, else the only one.

    Raises:
        RepositoryError: `sync.no_server`, `sync.which_server`.
        ChangedMeanwhile: `git.detached_head`.
    """
    branch = repository.head_branch()
    known = repository.git("remote").decode("utf-8", "surrogateescape").split()
    remote = repository.config(f"branch.{branch}.remote") or ("origin" if "origin" in known else None)
    if remote is None and len(known) != 1:
        raise RepositoryError("sync.which_server" if known else "sync.no_server", branch=branch)
    there = repository.config(f"branch.{branch}.merge") or f"refs/heads/{branch}"
    remote = remote or known[0]
    return Server(remote, there, f"refs/remotes/{remote}/{there.removeprefix('refs/heads/')}")


def fetch(repository: Repository, server: Server) -> str | None:
    """Fetches the branch; returns the commit that it is at on the server, None where the server does not have it yet.

    Raises:
        StorageError: `sync.unreachable`, `sync.denied`; `git.storage_failed`: the disk is full or refuses.
        ChangedMeanwhile: `git.branch_locked`: another git keeps what was last seen of the server locked.
    """
    listed = _git(repository, "ls-remote", "--heads", "--", server.remote, server.branch)
    if listed.returncode:
        raise _unreachable(server, listed.stderr)
    if not listed.stdout.strip():
        return None
    with speaking(repository, [server.tracking]) as ended:
        done = _git(
            repository, "fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--end-of-options", server.remote,
            f"+{server.branch}:{server.tracking}",
        )  # fmt: skip
        ended(done.returncode)
    if done.returncode:
        raise _unreachable(server, done.stderr)
    return repository.ref(server.tracking)


def push(repository: Repository, server: Server, commit: str) -> Push:
    """Pushes a commit as the branch's new tip, never by force; errors as `fetch`, and `sync.server_full`."""
    with speaking(repository, [server.tracking]) as ended:
        done = _git(
            repository, "push", "--porcelain", "--no-follow-tags", "--end-of-options", server.remote,
            f"{commit}:{server.branch}",
        )  # fmt: skip
        ended(done.returncode)
    said = tuple(line for line in _SAID.findall(done.stderr) if line)
    if not done.returncode:
        return Push("pushed", said)
    lines = [line for line in done.stdout.splitlines() if line.startswith("!")]
    if not lines:
        raise _unreachable(server, done.stderr)
    if _FULL in done.stderr:
        raise StorageError("sync.server_full", server=server.remote)
    # "fetch first" and "non-fast-forward" are git's; the others come from two who push at the same moment.
    behind = ("fetch first", "non-fast-forward", "cannot lock ref", "failed to update ref", "stale info")
    is_behind = any(word in lines[0] for word in behind)
    return Push("behind" if is_behind else "refused", said or (lines[0].rpartition("\t")[2],))


def _git(repository: Repository, *args: str) -> "subprocess.CompletedProcess[str]":
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    return subprocess.run(
        ["git", *args],
        cwd=repository.root or repository.git_dir,
        env=clean_environment() | kept,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )


def _unreachable(server: Server, said: str) -> CrmfsError:
    if ".lock': File exists" in said:
        return ChangedMeanwhile("git.branch_locked", ref=server.tracking)
    disk = disk_error(said.encode("utf-8", "replace"))
    if disk:
        return StorageError("git.storage_failed", reason=disk)
    denied = any(word in said for word in _DENIED)
    return StorageError("sync.denied" if denied else "sync.unreachable", server=server.remote)

"""The git command, called with a list of arguments and a clean environment. Knows no repository and no record."""

import errno
import os
import subprocess
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from crmfs.core.errors import CrmfsError, NotFound, RepositoryError, StorageError
from crmfs.core.regex import regex

# Which configuration the user's git reads; all other GIT_* could redirect objects, refs, the index or the policy.
_KEPT = ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM")
_FIXED = {
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_PAGER": "cat",
    "GIT_EDITOR": ":",
    "LC_ALL": "C",
    # Looking at files, git notes down in its index what it saw: killed at that, it leaves a lock that blocks everybody.
    "GIT_OPTIONAL_LOCKS": "0",
}
_NOT_WRITTEN = regex(rb"(?i)(?:unable|failed) to write|could ?not write|write error")
_DISK = [os.strerror(code) for code in (errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EFBIG, errno.EROFS)]


def clean_environment() -> dict[str, str]:
    """Returns this process's environment as git may see it: no GIT_* but the choice of configuration files."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_") or name in _KEPT}
    return kept | _FIXED


def run_git(
    directory: Path, *args: str, stdin: bytes | None = None, env: Mapping[str, str] | None = None, check: bool = True
) -> bytes:
    """Returns what a git command prints on stdout.

    git's own words on stderr never reach the caller: they may quote a file's contents.

    Args:
        directory: Where git runs.
        args: Subcommand and arguments. Whatever a user typed is resolved to an id before, or stands behind
            `--end-of-options` or `--`.
        stdin: Bytes for git's standard input; none if None.
        env: Variables on top of the clean environment, such as GIT_INDEX_FILE.
        check: Whether a non-zero exit is an error; else stdout is returned as it is.

    Raises:
        RepositoryError: git is not installed, or it failed and `check` is set.
        StorageError: It failed because the disk is full or refuses.
    """
    try:
        done = subprocess.run(
            ["git", *args],
            cwd=directory,
            input=stdin,
            stdin=subprocess.DEVNULL if stdin is None else None,
            capture_output=True,
            env=clean_environment() | dict(env or {}),
            check=False,
        )
    except FileNotFoundError:
        if not directory.is_dir():
            raise NotFound("git.path_absent", path=str(directory)) from None
        raise RepositoryError("git.not_installed") from None
    except NotADirectoryError:
        raise NotFound("git.path_absent", path=str(directory)) from None
    if check and done.returncode:
        raise _failure(directory, args, done)
    return done.stdout


def run_apart(directory: Path, *args: str) -> None:
    """Starts a git command that nobody waits for and nothing ends, at low priority; a failure is silent.

    Args:
        directory: Where git runs.
        args: Subcommand and arguments, as for `run_git`.
    """
    with suppress(OSError):
        subprocess.run(  # a shell, for what it leaves behind is nobody's child
            ["sh", "-c", 'nice -n 10 "$@" &', "sh", "git", *args],
            cwd=directory,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=clean_environment(),
            start_new_session=True,
            check=False,
        )


def disk_error(said: bytes) -> str:
    """Returns what git says to be wrong with the disk, `""` if it is something else; git does not always say why."""
    reason = next((reason for reason in _DISK if reason.encode() in said), "")
    return reason or ("git" if _NOT_WRITTEN.search(said) else "")


def _failure(directory: Path, args: tuple[str, ...], done: subprocess.CompletedProcess[bytes]) -> CrmfsError:
    if b"detected dubious ownership" in done.stderr:
        return RepositoryError("git.not_owned", directory=str(directory))
    if b"not a git repository" in done.stderr:
        return RepositoryError("git.not_a_repository")
    command = next((arg for arg in args if not arg.startswith("-")), "")
    reason = disk_error(done.stderr)
    if reason:
        return StorageError("git.storage_failed", reason=reason)
    return RepositoryError("git.command_failed", command=command, status=done.returncode)

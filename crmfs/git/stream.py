"""What a git command prints, record by record while it still runs: long histories are left when enough is seen."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

from crmfs.core.errors import RepositoryError
from crmfs.git.command import clean_environment

_AT_A_TIME = 65_536  # bytes


class Stream:
    """The records that a git command prints, each ended by NUL. The command is started at once, and runs ahead.

    Args:
        directory: Where git runs.
        args: Subcommand and arguments, as for `run_git`.

    Raises:
        RepositoryError: git is not installed.
    """

    def __init__(self, directory: Path, *args: str, env: dict[str, str] | None = None) -> None:
        self._command = next((arg for arg in args if not arg.startswith("-")), "")
        try:
            self._running = subprocess.Popen(
                ["git", *args], cwd=directory, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL, env=clean_environment() | (env or {}),
            )  # fmt: skip
        except FileNotFoundError:
            raise RepositoryError("git.not_installed") from None

    def __iter__(self) -> Iterator[bytes]:
        """Yields the records; who stops early ends the command.

        Raises:
            RepositoryError: `git.command_failed`: git came to no good end.
        """
        out = self._running.stdout
        assert out is not None
        rest = b""
        try:
            while piece := out.read1(_AT_A_TIME):  # type: ignore[attr-defined]
                *whole, rest = (rest + piece).split(b"\0")
                yield from whole
            if rest:
                yield rest
            status = self._running.wait()
            if status:
                raise RepositoryError("git.command_failed", command=self._command, status=status)
        finally:
            self.close()

    def close(self) -> None:
        """Ends the command if it still runs."""
        if self._running.poll() is None:
            self._running.kill()
        self._running.wait()
        if self._running.stdout:
            self._running.stdout.close()

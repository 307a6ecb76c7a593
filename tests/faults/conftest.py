"""What the tests of faults share: the office, made once; how thorough they are; why they cannot run here."""

import os
import subprocess
import sys
from pathlib import Path

import interceptor
import pytest
from thoroughness import FULL, SEED, Script

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the office lies that the scripts copy; the first of them makes it."""
    return tmp_path_factory.mktemp("faults") / "made"


@pytest.fixture
def script() -> Script:
    """`script(name, *arguments, start=())` runs a script of this folder; what it prints is shown where it fails."""

    def run(name: str, *arguments: object, start: tuple[str, ...] = ()) -> None:
        command = [*start, sys.executable, str(HERE / name), *map(str, arguments)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{done.stdout}\n{done.stderr}\nagain: CRMFS_TEST_SEED={SEED}"
        if FULL:
            print(done.stdout)

    return run


@pytest.fixture(scope="session")
def intercepting() -> None:
    """Skips where calls to the system cannot be intercepted."""
    reason = interceptor.why_not()
    if reason:
        pytest.skip(reason)


@pytest.fixture(scope="session")
def small_disk() -> tuple[str, ...]:
    """How to start a program that has a small disk of its own at a place that its `{}` names; skips without one."""
    tried = subprocess.run(["unshare", "-rm", "mount", "-t", "tmpfs", "none", "/mnt"], capture_output=True, check=False)
    if tried.returncode:
        pytest.skip("no small disk can be mounted here, not even in a namespace of one's own")
    return ("unshare", "-rm", "sh", "-c", 'mount -t tmpfs -o size=24m none "$0" && exec "$@"')


@pytest.fixture(scope="session")
def strace() -> None:
    """Skips where strace is not there, or may trace nothing."""
    try:
        tried = subprocess.run(["strace", "-qq", "-o", os.devnull, "true"], capture_output=True, check=False)
    except FileNotFoundError:
        pytest.skip("strace is not installed")
    if tried.returncode:
        pytest.skip("strace may trace nothing here")

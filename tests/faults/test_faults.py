"""Killed, failing and crowded writers lose nothing and leave nothing half done.

A sample, another one for each CRMFS_TEST_SEED; all of it where CRMFS_TEST_FULL is 1, as in `make faults`.
"""

from pathlib import Path

import pytest
import world
from thoroughness import FULL, Script, seed_of

POINTS = 0 if FULL else 2  # where a command is struck; 0 stands for everywhere, by every fault
COMMANDS = list(world.ACTS)
TOGETHER = [[one] for one in COMMANDS] if FULL else [COMMANDS[::2], COMMANDS[1::2]]  # in one process: it starts slowly
EDITS = 150 if FULL else 4


@pytest.mark.usefixtures("intercepting")
@pytest.mark.parametrize("acts", TOGETHER, ids=", ".join)
def test_a_writer_struck_at_any_call_leaves_all_or_nothing(
    script: Script, made: Path, tmp_path: Path, acts: list[str]
) -> None:
    script("sweep.py", made, tmp_path / "world", *acts, "--points", POINTS, "--seed", seed_of(acts[0]))


@pytest.mark.usefixtures("strace")
def test_killed_by_strace_it_leaves_all_or_nothing_too(script: Script, made: Path, tmp_path: Path) -> None:
    script("traced.py", made, tmp_path / "world", "--points", 60 if FULL else 2, "--seed", seed_of("strace"))


@pytest.mark.parametrize("how", [(), ("--apart",), ("--bare",), ("--bare", "--apart")], ids=" ".join)
def test_eight_people_at_once_lose_nothing(script: Script, made: Path, tmp_path: Path, how: tuple[str, ...]) -> None:
    script("crowd.py", made, tmp_path / "crowd", "--edits", EDITS, *how)


def test_two_clones_that_push_at_once_lose_nothing(script: Script, made: Path, tmp_path: Path) -> None:
    script("clones.py", made, tmp_path / "clones", "--edits", 40 if FULL else 3)


def test_a_full_disk_is_said_and_harms_nothing(
    script: Script, made: Path, tmp_path: Path, small_disk: tuple[str, ...]
) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    script("full_disk.py", made, disk, 1 if FULL else 13, start=(*small_disk, str(disk)))

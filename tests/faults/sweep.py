"""Strikes writing commands at their calls to the system, one after the other, and looks what comes of it.

`python sweep.py MADE WORLD ACT… [--points N] [--seed S]` takes the office in MADE (made if it is not there) and strikes
its copies in WORLD: at every call by every fault, or at N of all these points of each act. Prints what is wrong, and
for each act a line of JSON with the counts.
"""

import argparse
import errno
import json
import os
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import interceptor
import loaded
import look
import world
from interceptor import KILL_ALL, KILL_ONE, LET, Call, Ended, Verdict

_TAKES_SPACE = frozenset(
    ("write", "pwrite64", "writev", "pwritev", "pwritev2", "sendfile", "copy_file_range", "fallocate", "mkdir",
     "mkdirat", "link", "linkat", "symlink", "symlinkat", "open", "openat", "creat", "fsync", "fdatasync", "syncfs")
)  # fmt: skip
_EXITS = {  # which exit codes each fault may lead to; minus 9 is the command itself being killed
    "killed": (-9,), "killed alone": (-9, 0, 5, 74), "disk full": (0, 74), "disk failing": (0, 74), "killed twice": (),
}  # fmt: skip
_SEARCHED = 0.1  # after how many strikes the index of searches is looked at too; it takes longer than all else
_READING = ("show", "CUST006")  # the next command that somebody types


class Point(NamedTuple):
    """Where and how a command is struck."""

    bare: bool
    fault: str
    call: Call

    def __str__(self) -> str:
        where = "bare" if self.bare else "work tree"
        return f"{where}, {self.fault} at {self.call.number} {self.call.name} {self.call.path}"


class Sweep:
    """One office, and the place in which its copies are struck."""

    def __init__(self, made: Path, place: Path) -> None:
        self.made, self.world, self._said = made, place, made.with_name(f"said-{os.getpid()}")
        loaded.enter(made)
        world.ready(made, loaded.COMMAND)

    def points(self, name: str) -> list[Point]:
        """Returns where a command can be struck, and by what."""
        return [
            Point(bare, fault, call)
            for bare in ((False, True) if world.ACTS[name].bare else (False,))
            for calls in [self._calls(name, bare)]
            for fault in _EXITS
            for call in _worth(name, fault, calls)
        ]

    def wrong(self, name: str, point: Point, chosen: random.Random) -> list[str]:
        """Strikes once, or a second time while the next command mends, and returns what is wrong afterwards."""
        act, repository = world.ACTS[name], self.repository(point.bare)
        fault, twice = point.fault.replace(" twice", ""), point.fault == "killed twice"
        world.copied(self.made, self.world)
        before = look.held(repository)
        ended = self.run(self.typed(name, point.bare), strike(fault, point.call.number))
        # a run may make a call less than the one that was counted: then nothing struck it
        exits = _EXITS[fault] if ended.calls > point.call.number else (0,)
        wrong = [] if twice or ended.code in exits else [f"exit {ended.code}: {self.words()}"]
        if twice:
            self.run(self.at(point.bare, *_READING), strike("killed", chosen.randrange(30)))
        said = ended.code == 0 and act.commits
        wrong += self.next(self.at(point.bare, *_READING))
        wrong += look.wrong_now(repository, before, mended=False, fixing=act.fixes)
        if not act.syncs:
            wrong += look.wrong_history(repository, before, acknowledged=said, done=False)
        elif ended.code == 0:
            wrong += look.wrong_apart(repository, self.repository(True))
        wrong += self.next(self.typed(name, point.bare))
        if act.syncs:
            wrong += look.wrong_apart(repository, self.repository(True))
            wrong += self.next(self.at(point.bare, "set", "CUST004", "备注=下一件事"))  # what writes cleans up
        wrong += look.wrong_now(repository, before, mended=act.commits or act.fixes or act.syncs, fixing=act.fixes)
        if not act.syncs:
            wrong += look.wrong_history(repository, before, acknowledged=said, done=act.commits)
        wrong += look.wrong_objects(repository)
        if name.startswith(("search", "index")) or chosen.random() < _SEARCHED:
            wrong += self.next(self.at(point.bare, "search", "谈过"))
            wrong += self.next(self.at(point.bare, "index", "verify"))
        return wrong

    def typed(self, name: str, bare: bool) -> list[str]:
        """Returns the command line of an act."""
        act = world.ACTS[name]
        return self.at(bare, *act.typed, *(["--op", world.OP] if act.commits else []))

    def at(self, bare: bool, *typed: str) -> list[str]:
        """Returns a command line at one of the two repositories."""
        return ["-C", str(self.repository(bare)), *typed]

    def repository(self, bare: bool) -> Path:
        """Returns where one of the two repositories lies."""
        return self.world / ("bare.git" if bare else "office")

    def run(self, typed: list[str], judge: Callable[[Call], Verdict] | None = None) -> Ended:
        """Runs a command line in a process of its own."""
        return interceptor.run(lambda: self._crmfs(typed), judge, Path(typed[1]))

    def next(self, typed: list[str]) -> Iterator[str]:
        """Runs a command line that must succeed; yields what is wrong."""
        code = self.run(typed).code
        if code:
            yield f"then {' '.join(typed[2:])}: exit {code}: {self.words()}"

    def words(self) -> str:
        """Returns the last that a command said."""
        return self._said.read_text(encoding="utf-8", errors="replace")[-600:]

    def _calls(self, name: str, bare: bool) -> list[Call]:
        """Returns the calls that a command makes when nothing strikes."""
        seen: list[Call] = []

        def see(call: Call) -> Verdict:
            seen.append(call)
            return LET

        world.copied(self.made, self.world)
        ended = self.run(self.typed(name, bare), see)
        assert ended.code == 0, (name, self.words())
        return seen

    def _crmfs(self, typed: list[str]) -> int:
        file = os.open(self._said, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        for stream in (1, 2):
            os.dup2(file, stream)
        os.chdir(self.repository(False))
        code = loaded.crmfs(typed)
        sys.stdout.flush()
        return code


def _worth(name: str, fault: str, calls: Sequence[Call]) -> Iterator[Call]:
    """Yields the calls at which a fault may do something that it does not do elsewhere.

    All commands write to the store of derived results in the same way: it is struck under one of them. To kill who
    makes a call is to kill all where that is the command itself; without a journal there is nothing to recover.
    """
    journals = [call.number for call in calls if call.name.startswith("rename") and call.path.endswith("/journal.json")]
    for call in calls:
        elsewhere = name != "set" and "/derived.sqlite" in call.path
        same = fault == "killed alone" and call.own
        needless = fault == "killed twice" and (not journals or call.number < journals[0])
        no_room = fault == "disk full" and call.name not in _TAKES_SPACE
        if not (elsewhere or same or needless or no_room):
            yield call


def strike(fault: str, at: int) -> Callable[[Call], Verdict]:
    """Returns what judges the calls of a command that a fault strikes at one of them, or from there on."""
    verdicts: dict[str, Verdict] = {"killed": KILL_ALL, "killed alone": KILL_ONE, "disk failing": errno.EIO}

    def judge(call: Call) -> Verdict:
        if fault == "disk full":
            return errno.ENOSPC if call.number >= at and call.name in _TAKES_SPACE else LET
        cannot_fail = call.name == "sync" and fault == "disk failing"
        return verdicts[fault] if call.number == at and not cannot_fail else LET

    return judge


def main() -> int:
    """Strikes the commands that are asked for."""
    parser = argparse.ArgumentParser()
    parser.add_argument("made", type=Path)
    parser.add_argument("world", type=Path)
    parser.add_argument("acts", nargs="+", choices=world.ACTS)
    parser.add_argument("--points", type=int, default=0)
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    chosen = random.Random(asked.seed)
    sweep = Sweep(asked.made, asked.world)
    return int(sum(_struck(sweep, name, asked.points, chosen) for name in asked.acts) > 0)


def _struck(sweep: Sweep, name: str, most: int, chosen: random.Random) -> int:
    """Strikes one command and returns how often something was wrong then."""
    start, struck, failed = time.monotonic(), Counter[str](), 0
    every = sweep.points(name)
    for point in chosen.sample(every, min(most, len(every))) if most else every:
        struck[point.fault] += 1
        wrong = sweep.wrong(name, point, chosen)
        if wrong:
            failed += 1
            print(f"{name} ({point}):", *wrong, sep="\n  ", flush=True)
    told = {"act": name, "failed": failed, "points": len(every), "struck": struck}
    print(json.dumps(told | {"seconds": round(time.monotonic() - start, 1)}), flush=True)
    return failed


if __name__ == "__main__":
    sys.exit(main())

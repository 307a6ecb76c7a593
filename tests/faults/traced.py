"""The same once more by other means: the program as people start it, killed by strace's own injection (strace(1)).

`python traced.py MADE WORLD --points N --seed S` kills `crmfs set` at N random calls; prints what is wrong.
"""

import argparse
import os
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import loaded
import look
import world

_CALLS = ("rename", "link", "unlink", "fsync", "mkdir", "ftruncate", "pwrite64", "write", "renameat")
_SHOW = ("show", "CUST006")


def main() -> int:
    """Kills and looks."""
    parser = argparse.ArgumentParser()
    parser.add_argument("made", type=Path)
    parser.add_argument("world", type=Path)
    parser.add_argument("--points", type=int, default=5)
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    chosen, office, failed = random.Random(asked.seed), asked.world / "office", 0
    world.ready(asked.made, loaded.COMMAND)
    os.environ.update(world.environment(asked.made), PYTHONPATH=str(Path(__file__).resolve().parents[2]))
    typed = [*loaded.COMMAND, "-C", str(office), *world.ACTS["set"].typed, "--op", world.OP]
    world.copied(asked.made, asked.world)
    known = _counted(typed, asked.world.with_name("trace"))
    for _ in range(asked.points):
        call = chosen.choice(sorted(known))
        number = chosen.randint(1, known[call])
        world.copied(asked.made, asked.world)
        found = [*_wrong(office, typed, f"{call}:signal=SIGKILL:when={number}")]
        if found:
            failed += 1
            print(f"{call} {number}:", *found, sep="\n  ")
    print(f"{asked.points} times killed by strace, {failed} wrong")
    return 1 if failed else 0


def _counted(typed: Sequence[str], trace: Path) -> Counter[str]:
    """Returns how often the program itself makes each of the calls."""
    done = subprocess.run(["strace", "-qq", "-o", trace, "-e", f"trace={','.join(_CALLS)}", *typed], check=False)
    assert done.returncode == 0
    lines = trace.read_text(encoding="utf-8", errors="replace").splitlines()
    return Counter(line.partition("(")[0] for line in lines if "(" in line)


def _wrong(office: Path, typed: Sequence[str], inject: str) -> Iterator[str]:
    before = look.held(office)
    traced = ["strace", "-f", "-qq", "-o", os.devnull, "-e", f"trace={','.join(_CALLS)}", "-e", f"inject={inject}"]
    done = subprocess.run([*traced, *typed], capture_output=True, check=False)
    said = done.returncode == 0
    yield from _next([*loaded.COMMAND, "-C", str(office), *_SHOW])
    yield from look.wrong_now(office, before, mended=False, fixing=False)
    yield from look.wrong_history(office, before, acknowledged=said, done=False)
    yield from _next(typed)
    yield from look.wrong_now(office, before, mended=True, fixing=False)
    yield from look.wrong_history(office, before, acknowledged=said, done=True)
    yield from look.wrong_objects(office)


def _next(typed: Sequence[str]) -> Iterator[str]:
    done = subprocess.run(typed, capture_output=True, text=True, check=False)
    if done.returncode:
        yield f"then exit {done.returncode}: {done.stdout}{done.stderr}"


if __name__ == "__main__":
    sys.exit(main())

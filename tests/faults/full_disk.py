"""Every command that writes, on a real small disk with less and less room: a clear word, nothing half done, then well.

`python full_disk.py MADE DISK EVERY` takes the office in MADE and a mounted file system DISK of 24 MiB; tries each
command with each amount of room, or every so many of these only. Prints what is wrong.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import look
import world
from sweep import Sweep

ROOM = (0, 4096, 20_480, 61_440, 131_072, 262_144)  # bytes that are left when the command begins
_SEARCH = ("search", "谈过")


def fill(disk: Path, leave: int) -> Path:
    """Fills a disk but for some bytes and returns the file that does it."""
    file = disk / "ballast"
    with file.open("wb", buffering=0) as stream:
        try:
            while True:
                stream.write(b"\0" * 65_536)
        except OSError:
            stream.truncate(max(0, stream.tell() - leave))
    return file


def wrong(sweep: Sweep, disk: Path, name: str, bare: bool, leave: int) -> Iterator[str]:
    """Yields what is wrong about one command where there is so much room."""
    typed, repository, act = sweep.typed(name, bare), sweep.repository(bare), world.ACTS[name]
    world.copied(sweep.made, sweep.world)
    before = look.held(repository)
    ballast = fill(disk, leave)
    code, words = sweep.run(typed).code, sweep.words()
    if code not in (0, 74) or (code == 74 and "磁盘" not in words):
        yield f"exit {code}: {words}"
    fixing, said = act.fixes, code == 0 and act.commits
    if not act.syncs:
        yield from look.wrong_history(repository, before, acknowledged=said, done=False)
    ballast.unlink()
    yield from sweep.next(sweep.at(bare, "show", "CUST006"))
    yield from look.wrong_now(repository, before, mended=False, fixing=fixing)
    yield from sweep.next(typed)
    yield from look.wrong_now(repository, before, mended=act.commits or act.fixes, fixing=fixing)
    if not act.syncs:
        yield from look.wrong_history(repository, before, acknowledged=said, done=act.commits)
    yield from look.wrong_objects(repository)
    yield from sweep.next(sweep.at(bare, *_SEARCH))
    yield from sweep.next(sweep.at(bare, "index", "verify"))


def main() -> int:
    """Tries every command, or with a third argument every so many tries only."""
    made, disk, every = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    sweep, failed = Sweep(made, disk / "world"), 0
    tries = [(name, leave) for name in world.ACTS for leave in ROOM][::every]
    for name, leave in tries:
        found = [*wrong(sweep, disk, name, False, leave)]
        if found:
            failed += 1
            print(f"{name}, {leave} bytes left:", *found, sep="\n  ", flush=True)
    print(f"{len(tries)} times on a full disk, {failed} wrong")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

"""Writers that the tests run as processes of their own: many at once, and one that is killed at a chosen point.

`python writers.py append REPOSITORY NAME COUNT` commits COUNT lines to a file of its own and to one that all share.
`python writers.py killed REPOSITORY STEP` kills a writer at every STEP-th of its acts on the system, from a random one
on, and looks what is left.
`python writers.py full REPOSITORY` commits a file of 1 MB where no file may grow over 300 kB; prints the code.
"""

import os
import random
import resource
import signal
import sys
import time
from pathlib import Path
from uuid import uuid4

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from crmfs.core.errors import StorageError
from crmfs.git.commit import commit
from crmfs.git.edit import FileEdit
from crmfs.git.recover import mend
from crmfs.git.repository import Repository

ORPHAN_TENTHS = 50  # of a second, for which a child of a killed writer may go on
ACTS = ("open", "os.", "subprocess.", "shutil.", "fcntl.")


def land(repository, files, op=None, message="change"):
    """Commits contents given by path (None deletes) over whatever is at the tip."""
    tip = repository.head()
    snapshot = repository.snapshot(tip) if tip else repository.empty()
    entries = {path: snapshot.entry(path) for path in files}
    edits = [FileEdit(path, entries[path].oid if entries[path] else None, data) for path, data in files.items()]
    return commit(
        repository,
        edits,
        message=message,
        trailers=[("Reason", "test")],
        author=("王芳", "wang@example.com"),
        judge=lambda old, new: None,
        merge=union,
        op=op or str(uuid4()),
    )


def union(path, base, ours, theirs):
    """Both sides append lines: keep all."""
    lines = (theirs or b"").splitlines(keepends=True)
    return b"".join(lines + [line for line in (ours or b"").splitlines(keepends=True) if line not in lines])


def append(repository, name, count):
    """Commits lines one by one, each to a file of its own and to `shared`; prints the commits."""
    for number in range(count):
        snapshot = repository.snapshot("HEAD")
        line = f"{name} {number}\n".encode()
        own = snapshot.read(f"own/{name}") if snapshot.entry(f"own/{name}") else b""
        shared = snapshot.read("shared")
        edits = [
            FileEdit(f"own/{name}", snapshot.entry(f"own/{name}").oid if own else None, own + line),
            FileEdit("shared", snapshot.entry("shared").oid, shared + line),
        ]
        done = commit(
            repository, edits, message=f"{name} {number}", trailers=[], author=(name, f"{name}@example.com"),
            judge=lambda old, new: None, merge=union, op=str(uuid4()),
        )  # fmt: skip
        print(done.commit)


def killed(repository, step):
    """Kills a writer at one act after the other; returns how many acts there are, or what was wrong after which."""
    for point in range(random.randint(1, step), 1000, step):
        before = repository.head()
        op = str(uuid4())
        content = f"{point}\n".encode()
        files = {"changed": content, "new/folder/file": content, "gone" if point % 2 else "came": None}
        files["came" if point % 2 else "gone"] = content
        child = os.fork()
        if not child:
            kill_at(point)
            land(repository, files, op)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        wrong = look(repository, before, files, op)
        if wrong:
            return f"killed at act {point}: {wrong}"
        if status == 0:
            return f"survived after {point} acts"
    return "endless"


def full(repository):
    """Returns how a commit fails on a disk that takes no more."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))
    try:
        land(repository, {"changed": b"small", "large": os.urandom(1_000_000)})
    except StorageError as error:
        return error.code
    return "landed"


def kill_at(point):
    """From now on the process dies at its `point`-th act on the system."""
    count = 0

    def act(event, _):
        nonlocal count
        if event.startswith(ACTS):
            count += 1
            if count == point:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(act)


def look(repository, before, files, op):
    """Returns what is wrong after a kill and the next writer's coming, else None."""
    mend(repository)
    tip = repository.head()
    status = repository.git("status", "--porcelain").decode()
    if status != " M dirty\nM  staged\n?? untracked\n":
        return f"status {status}"
    for _ in range(ORPHAN_TENTHS):
        leftovers = [file.name for file in repository.state_dir.iterdir() if file.name not in ("lock", "landed")]
        locks = [str(file) for file in repository.git_dir.rglob("*.lock")]
        if not leftovers and not locks:
            break
        time.sleep(0.1)  # a git that the killed writer had started ends by itself; the next writer sweeps what it left
        mend(repository)
    else:
        return f"left over: {leftovers} {locks}"
    again = land(repository, files, op)
    if again.repeated != (tip != before) or repository.git("rev-list", "--count", f"{before}..HEAD") != b"1\n":
        return f"landed {tip != before}, then {again}"
    held = {path: (repository.root / path).read_bytes() for path in files if (repository.root / path).exists()}
    if held != {path: data for path, data in files.items() if data is not None}:
        return "work tree"
    return None


if __name__ == "__main__":
    place = Repository.find(Path(sys.argv[2]))
    if sys.argv[1] == "append":
        append(place, sys.argv[3], int(sys.argv[4]))
    elif sys.argv[1] == "full":
        print(full(place))
    else:
        print(killed(place, int(sys.argv[3])))

"""Two people with a clone each push to one server at once, through its hooks; counts what was lost or not said.

`python clones.py MADE FOLDER --edits N` copies the office in MADE (made if it is not there) to a new FOLDER and makes
server and clones there. Prints a line of JSON.
"""

import argparse
import contextlib
import io
import json
import os
import re
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import loaded
import look
import world

_TRIES = 100


def git(folder: Path, *args: str) -> subprocess.CompletedProcess[str]:
    """Runs git and returns what came of it."""
    return subprocess.run(["git", *args], cwd=folder, capture_output=True, text=True, check=False)


def work(clone: Path, person: int, edits: int) -> str:
    """One person's day: an edit, then merge and push until the server takes it. Returns what went wrong."""
    refused = 0
    for number in range(edits):
        customer = world.QUIET[(person + number) % 2]
        typed = ["-C", str(clone), "new", "interaction", customer, "type=call", f"content=talk {person} {number}"]
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()) as err:
            code = loaded.crmfs([*typed, "--op", f"00000000-0000-4000-8000-{person:04d}{number:08d}"])
        if code:
            return f"exit {code}: {err.getvalue()}"
        for _ in range(_TRIES):
            pushed = git(clone, "push", "-q", "origin", "main")
            if pushed.returncode == 0:
                break
            refused += 1
            if "fetch first" not in pushed.stderr and "cannot lock" not in pushed.stderr:
                return pushed.stderr
            pulled = git(clone, "pull", "-q", "--no-rebase", "--no-edit", "origin", "main")
            if pulled.returncode:
                return pulled.stdout + pulled.stderr
        else:
            return "never got through"
    return ""


def main() -> int:
    """Lets both work and counts."""
    parser = argparse.ArgumentParser()
    parser.add_argument("made", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--edits", type=int, default=5)
    asked = parser.parse_args()
    here = asked.folder / "world"
    loaded.enter(here)
    world.ready(asked.made, loaded.COMMAND)
    world.copied(asked.made, here)
    from crmfs.edits.birth import make_server

    server, start = here / "server.git", time.monotonic()
    make_server(server)
    (server / "hooks" / "post-receive").unlink()  # builds an index in the background
    first = git(here, "clone", "-q", "bare.git", "clone-0")
    assert first.returncode == 0, first.stderr
    git(here / "clone-0", "remote", "set-url", "origin", str(server))
    pushed = git(here / "clone-0", "push", "-q", "origin", "main")
    assert pushed.returncode == 0, pushed.stderr
    git(here, "clone", "-q", "server.git", "clone-1")
    before = look.held(server)
    running = []
    for person in range(2):
        child = os.fork()
        if not child:
            wrong = work(here / f"clone-{person}", person, asked.edits)
            (here / f"wrong-{person}").write_text(wrong, encoding="utf-8")
            os._exit(0)
        running.append(child)
    for child in running:
        os.waitpid(child, 0)
    wrong = [said for person in range(2) if (said := (here / f"wrong-{person}").read_text(encoding="utf-8"))]
    landed = sorted(op for op in look.ops(server, before.tip) if op)
    wanted = sorted(
        f"00000000-0000-4000-8000-{who:04d}{number:08d}" for who in range(2) for number in range(asked.edits)
    )
    if landed != wanted:
        wrong.append(f"{len(landed)} commits, not {len(wanted)}")
    found = Counter(re.findall(r"talk \d+ \d+", look.contents(server)))
    wrong += [said for who in range(2) for n in range(asked.edits) if found[said := f"talk {who} {n}"] != 1]
    wrong += look.wrong_objects(server)
    wrong += look.wrong_now(server, before, mended=False, fixing=False)
    print(json.dumps({"edits": len(wanted), "seconds": round(time.monotonic() - start, 1), "wrong": wrong}))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())

"""Many people at one repository at once, by the commands they type; counts what was lost, doubled or not said.

`python crowd.py MADE FOLDER --people 8 --edits 150 [--bare] [--apart]` copies the office in MADE (made if it is not
there) to a new FOLDER; all work on one customer, or with --apart each on one of his own. Prints a line of JSON; the
exit code is 1 where something is wrong.
"""

import argparse
import contextlib
import io
import json
import os
import re
import sys
import time
from collections import Counter
from pathlib import Path

import loaded
import look
import world

_TRIES = 200  # how often one edit may be said to be a conflict before somebody gives up


def work(repository: Path, person: int, edits: int, customer: str, told: Path) -> None:
    """One person's edits, each tried until it is said to be done: tags, conversations, notes over others' notes."""
    lines = []
    for number in range(edits):
        op = f"00000000-0000-4000-8000-{person:04d}{number:08d}"
        typed = ["set", customer, f"tags+=tag-{person}-{number}"]
        if number % 3 == 2:
            typed = ["new", "interaction", customer, "type=call", f"content=talk {person} {number}"]
        elif number % 5 == 4:
            typed = ["set", customer, f"notes=note {person} {number}"]
        codes, reasons = [], []
        for _ in range(_TRIES):
            with contextlib.redirect_stdout(io.StringIO()) as out, contextlib.redirect_stderr(io.StringIO()) as err:
                codes.append(loaded.crmfs(["-C", str(repository), *typed, "--op", op, "--json"]))
            if codes[-1] != 4:
                break
            reasons.append(json.loads(err.getvalue().splitlines()[-1])["error"])
        said = [json.loads(line)["op"] for line in out.getvalue().splitlines()]
        lines.append(json.dumps([op, codes, said, reasons, "" if codes[-1] == 0 else err.getvalue()]))
    told.write_text("\n".join(lines) + "\n", encoding="utf-8")


def crowd(folder: Path, people: int, edits: int, *, bare: bool, apart: bool) -> dict[str, object]:
    """Lets people work at once and returns what came of it; `wrong` is empty if all is well."""
    repository = folder / "world" / ("bare.git" if bare else "office")
    before, start = look.held(repository), time.monotonic()
    files = [folder / f"said-{person}" for person in range(people)]
    running = []
    for person, told in enumerate(files):
        child = os.fork()
        if not child:
            customer = world.QUIET[person % len(world.QUIET)] if apart else world.NAMES[0]
            code = 9
            try:
                work(repository, person, edits, customer, told)
                code = 0
            finally:
                os._exit(code)
        running.append(child)
    wrong = [f"a writer ended with {code}" for child in running if (code := os.waitpid(child, 0)[1])]
    said = [json.loads(line) for told in files for line in told.read_text(encoding="utf-8").splitlines()]
    seconds = time.monotonic() - start
    wrong += [f"{op}: exit {codes[-1]} {words}" for op, codes, _, _, words in said if codes[-1] != 0]
    acknowledged = sorted(op for op, codes, *_ in said if codes[-1] == 0)
    landed = look.ops(repository, before.tip)
    if sorted(landed) != acknowledged:
        wrong.append(f"commits {len(landed)}, acknowledged {len(acknowledged)}")
    wrong += [f"op {op} not told: {told}" for op, codes, told, *_ in said if codes[-1] == 0 and told != [op]]
    wrong += _missing(repository, people, edits)
    wrong += look.wrong_objects(repository)
    wrong += look.wrong_now(repository, before, mended=True, fixing=False)
    conflicts = Counter(reason for one in said for reason in one[3])
    return {
        "edits": len(said), "conflicts": conflicts,
        "seconds": round(seconds, 1), "wrong": wrong,
    }  # fmt: skip


def _missing(repository: Path, people: int, edits: int) -> list[str]:
    """Returns what the last commit should hold once and holds otherwise."""
    held = look.contents(repository)
    wanted = [
        f"talk {person} {number}" if number % 3 == 2 else f"tag-{person}-{number}"
        for person in range(people) for number in range(edits) if number % 3 == 2 or number % 5 != 4
    ]  # fmt: skip
    found = Counter(re.findall(r"tag-\d+-\d+|talk \d+ \d+", held))
    return [f"{word}: {found[word]} times" for word in wanted if found[word] != 1]


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("made", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--people", type=int, default=8)
    parser.add_argument("--edits", type=int, default=150)
    parser.add_argument("--bare", action="store_true")
    parser.add_argument("--apart", action="store_true")
    asked = parser.parse_args()
    loaded.enter(asked.folder / "world")
    world.ready(asked.made, loaded.COMMAND)
    world.copied(asked.made, asked.folder / "world")
    told = crowd(asked.folder, asked.people, asked.edits, bare=asked.bare, apart=asked.apart)
    print(json.dumps(told, ensure_ascii=False))
    return 1 if told["wrong"] else 0


if __name__ == "__main__":
    sys.exit(main())

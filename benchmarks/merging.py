"""`python -m benchmarks.merging [--git] [COUNT]`: judges the cases, or merges so many records; prints what came of it.

Without COUNT: how many cases came out right, were asked about without need, came out clean and wrong, are there. With
it: the wall and CPU seconds of merging so many customers of which both sides changed neighbouring fields. `--git`: the
merge of lines that git does for files without a driver, by git-merge-file(1).
"""

import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from benchmarks.commits import cpu_seconds
from benchmarks.merge_cases import ASKED, CASES, CUSTOMER, Case
from crmfs.core.release import template_files
from crmfs.records.merge3 import RecordSchema, merge3
from crmfs.records.schema import load_schemas

Way = Callable[[Case], str | None]


def main(*options: str) -> None:
    """Measures."""
    counts = [option for option in options if option.isdigit()]
    with tempfile.TemporaryDirectory() as folder:
        way = _by_git(Path(folder)) if "--git" in options else _by_fields()
        if not counts:
            found = Counter(_verdict(case, way(case)) for case in CASES)
            print(found["right"], found["needless"], found["wrong"], len(CASES))
            return
        case = Case(
            "speed", "customer", CUSTOMER, CUSTOMER.replace("potential", "active"), CUSTOMER.replace("展会", "来访"), ()
        )
        way(case)
        wall, cpu = time.perf_counter(), cpu_seconds()
        for _ in range(int(counts[0])):
            way(case)
        print(time.perf_counter() - wall, cpu_seconds() - cpu)


def _verdict(case: Case, result: str | None) -> str:
    if result is None:
        return "right" if case.wanted == ASKED else "needless"
    if case.wanted == ASKED:
        return "wrong"
    return "right" if all(result.count(word) == 1 for word in case.wanted) else "wrong"


def _by_fields() -> Way:
    schemas = load_schemas({str(path): data for path, data in template_files().items()})

    def merge(case: Case) -> str | None:
        base, ours, theirs = (text.encode() for text in case[2:5])
        found = merge3(base, ours, theirs, RecordSchema(schemas, case.kind))
        return None if found.clashes or found.data is None else found.data.decode()

    return merge


def _by_git(folder: Path) -> Way:
    names = [folder / name for name in ("ours", "base", "theirs")]

    def merge(case: Case) -> str | None:
        for file, text in zip(names, (case.ours, case.base, case.theirs), strict=True):
            file.write_text(text, encoding="utf-8", newline="")
        done = subprocess.run(["git", "merge-file", "-p", *names], capture_output=True, check=False)
        return done.stdout.decode() if done.returncode == 0 else None

    return merge


if __name__ == "__main__":
    main(*sys.argv[1:])

"""Which finding is which, for machines that compare two runs. Depends on no language and no line number."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Sequence

from crmfs.core.problem import Problem

REPOSITORY_FILE = "crmfs.yaml"  # where findings about the whole repository are pinned, as hosts want a file
_MOVING = frozenset({"line", "column"})


def file_of(problem: Problem) -> str:
    """Returns the file that a host shows a finding at."""
    return problem.path or REPOSITORY_FILE


def fingerprints(problems: Sequence[Problem]) -> Iterator[str]:
    """Yields 64 hexadecimal digits a problem: the same when lines move, different even for findings that are equal.

    Made of code, path, pointer and params; equal ones are counted in the order given.
    """
    seen = Counter[str]()
    for problem in problems:
        params = {name: value for name, value in problem.params.items() if name not in _MOVING}
        parts = [problem.code, problem.path, problem.pointer, params]
        same = json.dumps(parts, sort_keys=True)
        seen[same] += 1
        yield hashlib.sha256(f"{same}#{seen[same]}".encode()).hexdigest()

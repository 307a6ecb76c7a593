"""Problems as JSON, one object a line and a summary last. Keys and codes are never translated."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from crmfs.core.problem import Problem
from crmfs.formats import Page
from crmfs.formats.counts import counts
from crmfs.formats.wording import Wording


def write(problems: Sequence[Problem], wording: Wording, page: Page) -> Iterator[str]:
    """Yields one line a problem, then `{"summary": {"errors", "warnings", "infos", "files", "checked"}}`.

    `files` counts the files with problems, `checked` those looked at (null where nobody counted).
    """
    for problem in problems:
        yield json.dumps(as_object(problem, wording), ensure_ascii=False)
    yield json.dumps({"summary": {**counts(problems)._asdict(), "checked": page.checked}}, ensure_ascii=False)


def as_object(problem: Problem, wording: Wording) -> dict[str, Any]:
    """Returns a problem as the JSON object that all doors show."""
    return {
        "code": problem.code,
        "severity": problem.severity,
        "path": problem.path,
        "line": problem.line,
        "column": problem.column,
        "pointer": problem.pointer,
        "params": dict(problem.params),
        "message": wording.message(problem),
        "remedy": wording.remedy(problem),
        "fixable": problem.fixable,
    }

"""Problems as a GitLab Code Quality report. Writes one JSON array, whatever there is to report."""

import json
from collections.abc import Iterator, Sequence

from crmfs.core.problem import Problem
from crmfs.formats import Page
from crmfs.formats.identity import file_of, fingerprints
from crmfs.formats.wording import Wording

_SEVERITIES = {"error": "major", "warning": "minor", "info": "info"}


def write(problems: Sequence[Problem], wording: Wording, page: Page) -> Iterator[str]:
    """Yields the lines of a JSON array with one finding a line.

    GitLab shows only the first of findings with equal fingerprints, so each is unique.

    Source: GitLab documentation, "Code Quality report format".
    """
    yield "["
    for number, (problem, fingerprint) in enumerate(zip(problems, fingerprints(problems), strict=True), 1):
        finding = {
            "description": f"{wording.message(problem)} {wording.remedy(problem)}",
            "check_name": problem.code,
            "fingerprint": fingerprint,
            "severity": _SEVERITIES[problem.severity],
            "location": {"path": file_of(problem), "lines": {"begin": problem.line or 1}},
        }
        yield json.dumps(finding, ensure_ascii=False) + ("," if number < len(problems) else "")
    yield "]"

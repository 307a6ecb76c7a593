"""Problems as JUnit XML: an error is a failed case, a warning or information a passed one with its words as output."""

from collections import Counter
from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

from crmfs.core.problem import Problem
from crmfs.core.text import one_line
from crmfs.formats import Page
from crmfs.formats.counts import counts
from crmfs.formats.identity import file_of
from crmfs.formats.wording import Wording


def write(problems: Sequence[Problem], wording: Wording, page: Page) -> Iterator[str]:
    """Yields the lines of one XML document with one suite; without problems it holds one passed case.

    Names are unique, because GitLab takes cases with equal class and name for one. Characters that XML cannot hold
    are shown as `\\xNN`.
    """
    total = max(1, len(problems))
    failures = counts(problems).errors
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f'<testsuites name="crmfs" tests="{total}" failures="{failures}" errors="0">'
    yield f'  <testsuite name="crmfs" tests="{total}" failures="{failures}" errors="0" skipped="0">'
    if not problems:
        yield '    <testcase classname="crmfs" name="validate"/>'
    seen = Counter[str]()
    for problem in problems:
        name = _name(problem)
        seen[name] += 1
        yield from _case(problem, name if seen[name] == 1 else f"{name} ({seen[name]})", wording)
    yield "  </testsuite>"
    yield "</testsuites>"


def _name(problem: Problem) -> str:
    parts = (one_line(file_of(problem)), problem.line, problem.column)
    return ":".join(str(part) for part in parts if part is not None)


def _case(problem: Problem, name: str, wording: Wording) -> Iterator[str]:
    said = f"{wording.message(problem)}\n{wording.remedy(problem)}"
    file = quoteattr(one_line(file_of(problem)))
    yield f"    <testcase classname={quoteattr(problem.code)} name={quoteattr(name)} file={file}>"
    if problem.severity == "error":
        message = quoteattr(wording.message(problem))
        yield f"      <failure type={quoteattr(problem.code)} message={message}>{escape(said)}</failure>"
    else:
        yield f"      <system-out>{escape(f'{wording.severity(problem)}: {said}')}</system-out>"
    yield "    </testcase>"

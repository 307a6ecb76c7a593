"""Problems as GitHub workflow commands, which become annotations. A value never ends or starts a command."""

from collections.abc import Iterator, Sequence

from crmfs.core.problem import Problem
from crmfs.core.text import one_line
from crmfs.formats import Page
from crmfs.formats.wording import Wording

_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}


def write(problems: Sequence[Problem], wording: Wording, page: Page) -> Iterator[str]:
    """Yields `::error file=…,line=…,col=…,title=…::place: message` a problem, the remedy in the message's second line.

    The place stands in the message again, because the job's log shows nothing of the properties.

    Source: "Workflow commands for GitHub Actions" (escaping: actions/toolkit, command.ts).
    """
    for problem in problems:
        file = one_line(problem.path) or None
        places = {"file": file, "line": problem.line, "col": problem.column, "title": problem.code}
        properties = ",".join(f"{name}={_property(str(value))}" for name, value in places.items() if value is not None)
        yield f"::{_COMMANDS[problem.severity]} {properties}::{_message(_words(problem, wording))}"


def _words(problem: Problem, wording: Wording) -> str:
    place = ":".join(str(part) for part in (one_line(problem.path), problem.line, problem.column) if part)
    message = wording.message(problem)
    return f"{place}: {message}\n{wording.remedy(problem)}" if place else f"{message}\n{wording.remedy(problem)}"


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")

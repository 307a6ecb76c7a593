"""report.definition_*: reports of a team that nobody could run, as for a field that is not there. Runs none."""

from collections.abc import Iterator

from crmfs.checks.subject import Rules
from crmfs.core.problem import Problem

_FOLDER, _SUFFIX = "reports/", ".yaml"


def check_text(path: str, data: bytes, rules: Rules) -> Iterator[Problem]:
    """Finds the first thing that is wrong in a definition of a report."""
    if not (path.startswith(_FOLDER) and path.endswith(_SUFFIX) and path.count("/") == 1):
        return
    from crmfs.query.definitions import definition_in  # most of what is checked is no report

    found = definition_in(path, data, rules.schemas, rules.today)
    if isinstance(found, Problem):
        yield found

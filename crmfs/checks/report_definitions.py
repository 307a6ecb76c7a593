"""report.definition_*: reports of a team that nobody could run, as for a field that is not there. Runs none."""

from collections.abc import Iterator

from crmfs.checks.subject import Rules
from crmfs.core.problem import Problem

_FOLDER, _SUFFIX = "reports/", ".yaml"


def check_text(path: str, data: bytes, rules: Rules) -> Iterator[Problem]:
    """Finds the first thing that is wrong in a definition of a report."""
    if not (path.startswith(_FOLDER) and path.endswith(_SUFFIX) and path.count("/") == 1):
        return
    from crmfs.query.definitions import Definition, definition_in  # most of what is checked is no report

    found = definition_in(path, data, rules.schemas, rules.today)
    if isinstance(found, Definition):
        return
    fault, line = found
    yield Problem(fault.code, path, line, pointer=fault.pointer, params=fault.params)

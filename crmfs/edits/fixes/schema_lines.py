"""record.schema_line: the line that names the schema to an editor gets the right path. Changes nothing else."""

from crmfs.checks.schema_line import SCHEMA_LINE
from crmfs.checks.subject import Rules
from crmfs.core.problem import Problem


def mend(data: bytes, problem: Problem, rules: Rules) -> bytes:
    """Returns the file with the path that leads to the schema of its kind."""
    expected = str(problem.params["expected"]).encode()
    return SCHEMA_LINE.sub(lambda found: found[1] + expected, data, count=1)

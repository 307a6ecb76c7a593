"""yaml.bom: the mark at the file's start goes. Changes nothing else."""

from crmfs.checks.subject import Rules
from crmfs.core.problem import Problem
from crmfs.records.yaml.mending import strip_bom


def mend(data: bytes, problem: Problem, rules: Rules) -> bytes:
    """Returns the file without its byte order mark."""
    return strip_bom(data)

"""yaml.fullwidth_colon_key: `状态：活跃` gets a plain colon and a space. Mends the text, not yet readable."""

from crmfs.checks.subject import Rules
from crmfs.core.problem import Problem
from crmfs.records.yaml.mending import narrow_colons


def mend(data: bytes, problem: Problem, rules: Rules) -> bytes:
    """Returns the file with plain colons after its keys, up to the next other thing that is wrong."""
    return narrow_colons(data)

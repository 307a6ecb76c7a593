"""yaml.asterisk_unquoted: `name: *经理` gets its quotes. Mends the text, for no reader understands the file yet."""

from crmfs.checks.subject import Rules
from crmfs.core.problem import Problem
from crmfs.records.yaml.mending import quote_asterisks


def mend(data: bytes, problem: Problem, rules: Rules) -> bytes:
    """Returns the file with every value that begins with `*` in quotes, up to the next other thing that is wrong."""
    return quote_asterisks(data)

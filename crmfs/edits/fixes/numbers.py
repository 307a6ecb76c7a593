"""value.number_form: `10万` becomes 100000 and `100,000` too. Guesses no number."""

from crmfs.checks.meant import meant_number
from crmfs.checks.subject import Rules
from crmfs.checks.values import field_at, value_at
from crmfs.core.problem import Problem
from crmfs.edits.fixes.fields import fields_of
from crmfs.records.yaml import read_yaml
from crmfs.records.yaml.editor import set_value


def mend(data: bytes, problem: Problem, rules: Rules) -> bytes:
    """Returns the file with the number in plain digits; errors as `set_value`."""
    field = field_at(fields_of(problem.path, rules), problem.pointer)
    meant = meant_number(field, value_at(read_yaml(data).value, problem.pointer)) if field else None
    return data if meant is None else set_value(data, problem.pointer, meant)

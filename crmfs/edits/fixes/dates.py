"""value.date_format: `2023/10/15`, 2023年10月15日 and 20231015 become `2023-10-15`. Guesses no date."""

from crmfs.checks.meant import meant_date
from crmfs.checks.subject import Rules
from crmfs.checks.values import value_at
from crmfs.core.problem import Problem
from crmfs.records.yaml import read_yaml
from crmfs.records.yaml.editor import set_value


def mend(data: bytes, problem: Problem, rules: Rules) -> bytes:
    """Returns the file with the date as ISO 8601 writes it; errors as `set_value`."""
    meant = meant_date(value_at(read_yaml(data).value, problem.pointer))
    return data if meant is None else set_value(data, problem.pointer, meant)

"""value.fullwidth: `５００` becomes 500 and `ＣＵＳＴ001` CUST001. Changes only what the schema refuses as it is."""

from crmfs.checks.meant import narrow
from crmfs.checks.subject import Rules
from crmfs.checks.values import field_at, value_at
from crmfs.core.problem import Problem
from crmfs.edits.fixes.fields import fields_of
from crmfs.records.typed import typed_number
from crmfs.records.yaml import Value, read_yaml
from crmfs.records.yaml.editor import set_value


def mend(data: bytes, problem: Problem, rules: Rules) -> bytes:
    """Returns the file with a text in half-width characters, a number as a number.

    Raises:
        ValueRefused: `field.number_invalid`; else as `set_value`.
    """
    typed = value_at(read_yaml(data).value, problem.pointer)
    field = field_at(fields_of(problem.path, rules), problem.pointer)
    meant: Value = narrow(typed)
    if field and isinstance(meant, str) and field.type in ("integer", "number"):
        meant = typed_number(field, meant)
    return data if meant == typed else set_value(data, problem.pointer, meant)

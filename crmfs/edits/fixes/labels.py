"""label.used: 客户状态 becomes `status`, 活跃 becomes `active`. Takes the code that the rule found, guesses none."""

from crmfs.checks.subject import Rules
from crmfs.checks.values import field_at
from crmfs.core.problem import Problem
from crmfs.edits.fixes.fields import fields_of
from crmfs.records.yaml.editor import rename_key, set_value


def mend(data: bytes, problem: Problem, rules: Rules) -> bytes:
    """Returns the file with the code in place of the label, of a key or a value.

    Raises:
        EditRefused: `yaml.edit_key_taken`: the code is a key there already; else as the editor's functions.
    """
    code = str(problem.params["code"])
    if field_at(fields_of(problem.path, rules), problem.pointer) is None:
        return rename_key(data, problem.pointer, code)
    return set_value(data, problem.pointer, code)

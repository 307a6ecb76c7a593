"""Whether an access.yaml may be in force: all that refuses the whole file. Decides about nobody."""

from crmfs.access.condition import Condition
from crmfs.access.locks import unlocked_fields
from crmfs.access.own_tests import failed_tests
from crmfs.access.policy import Policy
from crmfs.access.policy_reader import PATH, policy_of
from crmfs.core.problem import Problem
from crmfs.records.kinds import ACCESS
from crmfs.records.record import Record, read_record


def accepted_policy(data: bytes) -> Policy | list[Problem]:
    """Returns the policy that the bytes of access.yaml say, or all that refuses the file.

    That is: what cannot be read or understood, a condition on a field that is not locked, an own test that fails.
    """
    record = read_record(PATH, ACCESS, data)
    return accepted(record) if isinstance(record, Record) else [record]


def accepted(record: Record) -> Policy | list[Problem]:
    """Returns the policy of a record of kind access, or all that refuses it."""
    policy = policy_of(record)
    if not isinstance(policy, Policy):
        return policy
    problems = [
        record.problem("access.condition_unlocked", _naming(policy, name), field=name)
        for name in unlocked_fields(policy)
    ]
    problems += [
        record.problem(
            "access.test_failed",
            f"/tests/{failed.number}",
            expected=failed.expected,
            got=failed.got,
            by=", ".join(failed.by) or "-",
        )
        for failed in failed_tests(policy)
    ]
    return problems or policy


def _naming(policy: Policy, field: str) -> str:
    """Returns where a field is first named in a condition."""
    for number, allowance in enumerate(policy.allowances):
        if _names(allowance.where, field):
            return f"/grants/{number}/where"
    for number, restriction in enumerate(policy.restrictions):
        if _names(restriction.unless, field):
            return f"/restrict/{number}/unless"
    return ""


def _names(condition: Condition | None, field: str) -> bool:
    return condition is not None and any(term.field.partition(".")[0] == field for term in condition.terms)

"""The policy's own tests, run against the policy itself. Reads no file."""

from collections.abc import Iterator
from typing import NamedTuple

from crmfs.access.grant import Grant
from crmfs.access.policy import Policy


class FailedTest(NamedTuple):
    """One of the policy's own tests that did not come out as expected; `number` counts from 0.

    Attributes:
        by: Ids of the rules that made it so: the restrictions that stop, else the grants that match; none for no rule.
    """

    number: int
    expected: str
    got: str
    by: tuple[str, ...]


def failed_tests(policy: Policy) -> Iterator[FailedTest]:
    """Returns the policy's own tests that fail, in their order."""
    for number, test in enumerate(policy.tests):
        grant = Grant(policy, test.who)
        found = grant.rights(test.path, grant.truth(test.customer)).decide(test.action, test.field)
        if found.verdict != test.expect:
            yield FailedTest(number, test.expect, found.verdict, found.stopped_by or found.grants)

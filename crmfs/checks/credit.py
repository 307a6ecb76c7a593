"""credit.invalid: a unified social credit code with a wrong check character."""

from collections.abc import Iterator

from crmfs.checks.checksums import CREDIT_CHARACTERS, is_credit_code
from crmfs.checks.subject import Rules
from crmfs.core.problem import Problem
from crmfs.records.kinds import CUSTOMER
from crmfs.records.record import Record

_CHARACTERS = frozenset(CREDIT_CHARACTERS)


def check(record: Record, rules: Rules) -> Iterator[Problem]:
    """Finds codes that were mistyped; their length and alphabet are the schema's business."""
    if record.kind is not CUSTOMER:
        return
    code = record.text("credit_code")
    if len(code) == 18 and set(code) <= _CHARACTERS and not is_credit_code(code):
        yield record.problem("credit.invalid", "/credit_code")

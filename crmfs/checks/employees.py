"""reference.unknown_employee: records that name somebody who does not stand in members.yaml."""

from collections.abc import Callable, Iterator, Sequence

from crmfs.checks.facts import Facts
from crmfs.checks.named_members import members_named
from crmfs.checks.subject import Folder, Rules
from crmfs.core.problem import Problem
from crmfs.records.yaml import pointer_parts


def check(facts: Sequence[Facts], rules: Rules, open_folder: Callable[[str], Folder]) -> Iterator[Problem]:
    """Finds unknown owners and employees: an error, but a warning on imported records, whose people may have left."""
    for fact in facts:
        if rules.members.issuperset(fact.employees):
            continue
        for record in open_folder(fact.folder).records():
            imported = "source_ref" in record.value
            code = "reference.unknown_employee_imported" if imported else "reference.unknown_employee"
            for pointer, employee in members_named(record, rules.schemas):
                if employee not in rules.members:
                    yield record.problem(code, pointer, field=_field(pointer))


def _field(pointer: str) -> str:
    return next(part for part in reversed(pointer_parts(pointer)) if not part.isdigit())

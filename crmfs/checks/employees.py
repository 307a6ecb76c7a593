"""reference.unknown_employee: records that name somebody who does not stand in members.yaml."""

from collections.abc import Callable, Iterator, Sequence

from crmfs.checks.facts import Facts, employees_of
from crmfs.checks.subject import Folder, Rules
from crmfs.core.problem import Problem


def check(facts: Sequence[Facts], rules: Rules, open_folder: Callable[[str], Folder]) -> Iterator[Problem]:
    """Finds unknown owners and employees: an error, but a warning on imported records, whose people may have left."""
    for fact in facts:
        if rules.members.issuperset(fact.employees):
            continue
        for record in open_folder(fact.folder).records():
            imported = "source_ref" in record.value
            code = "reference.unknown_employee_imported" if imported else "reference.unknown_employee"
            for field, employee in employees_of(record):
                if employee not in rules.members:
                    yield record.problem(code, f"/{field}", field=field)

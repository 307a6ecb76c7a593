"""What is kept of a check is what a check without any store finds, whatever changed in between, on any day."""

from datetime import date

from example_cases import base_files

from crmfs.checks.load import load_rules
from crmfs.checks.run import check_counted
from crmfs.core.problem import in_order
from crmfs.git.derived import Derived

ONE, TWO = "customers/01/CUST001/customer.yaml", "customers/02/CUST002/customer.yaml"
CUSTOMER = 'id: {id}\nname: "*经理"\ncompany: {company}\nowner: {owner}\nstatus: active\nnext_follow_up: 2026-05-01\n'
FILES = {
    ONE: CUSTOMER.format(id="CUST001", company="未来科技有限公司", owner="E001"),
    TWO: CUSTOMER.format(id="CUST002", company="未来科技", owner="E001"),
}
STEPS = (
    {TWO: CUSTOMER.format(id="CUST002", company="海蓝贸易", owner="E001")},
    {TWO: CUSTOMER.format(id="CUST002", company="海蓝贸易", owner="E404")},
    {"README.md": "13800001111\n"},
    {ONE: CUSTOMER.format(id="CUST001", company="海蓝贸易有限公司", owner="E001"), "README.md": "fine\n"},
)


def _same_with_and_without_a_store(snapshot, derived):
    for today in (date(2026, 4, 1), date(2026, 6, 1), date(2028, 1, 1)):
        rules = load_rules(snapshot, today=today)
        fresh = check_counted(snapshot, rules)
        for _ in range(2):
            kept = check_counted(snapshot, rules, derived)
            assert in_order(kept.problems) == in_order(fresh.problems)
            assert kept.files == fresh.files
    return {problem.code for problem in fresh.problems}


def test_kept_findings_are_those_of_a_fresh_look(make_repository, git, write):
    repository = make_repository({**base_files(), **FILES})
    derived = Derived(repository)
    seen = _same_with_and_without_a_store(repository.worktree(), derived)
    for step in STEPS:
        write(repository.root, step)
        seen |= _same_with_and_without_a_store(repository.worktree(), derived)
        git(repository.root, "add", "-A")
        git(repository.root, "commit", "-qm", "step")
        seen |= _same_with_and_without_a_store(repository.worktree(), derived)
    assert {"company.duplicate", "reference.unknown_employee", "freshness.follow_up_overdue"} <= seen

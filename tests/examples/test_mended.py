"""Every problem that a rule calls fixable is gone after `crmfs fix`, and none has come: on the bad examples."""

from pathlib import Path

import pytest
from example_cases import TODAY, base_files, examples, expectation, files_below

from crmfs.checks.load import load_rules
from crmfs.checks.run import check_snapshot
from crmfs.cli import main
from crmfs.core.messages import Rule, every_code, rule
from crmfs.edits.fixes import IN_FILES, MOVES, NEW_FILES
from crmfs.edits.fixes.plan import readable
from crmfs.git.repository import Repository

FIXABLE = [
    example
    for example in examples("bad")
    if rule(example.name.partition(",")[0]).fixable and expectation(example).get("fix") != "refused"
]


def _found(repository: Repository) -> set[tuple[str, str]]:
    snapshot = repository.worktree()
    rules = load_rules(readable(snapshot), today=TODAY)
    return {(problem.code, problem.path) for problem in check_snapshot(snapshot, rules)}


def test_every_fixable_rule_has_a_repair_and_an_example() -> None:
    fixable = {code for code, entry in every_code().items() if isinstance(entry, Rule) and entry.fixable}
    assert fixable == {*IN_FILES, *NEW_FILES, *MOVES}
    assert fixable == {example.name.partition(",")[0] for example in FIXABLE}


@pytest.mark.parametrize("example", FIXABLE, ids=lambda path: path.name)
def test_the_problem_is_gone_and_none_has_come(
    example: Path, make_repository, write, git, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CRMFS_TODAY", TODAY.isoformat())
    repository: Repository = make_repository(base_files())
    assert repository.root
    write(repository.root, files_below(example / "repository"))
    code, before, head = example.name.partition(",")[0], _found(repository), repository.head()
    assert code in {found for found, _ in before}
    assert main(["-C", str(repository.root), "fix"]) == 0
    after = _found(Repository.find(repository.root))
    assert code not in {found for found, _ in after}
    assert {found for found, _ in after} <= {found for found, _ in before}
    assert main(["-C", str(repository.root), "fix", "--dry-run"]) == 0
    assert repository.head() == head
    assert git(repository.root, "diff", "--cached", "--name-only") == ""

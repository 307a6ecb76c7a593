"""Example repositories, good and bad: each is laid over the template of a repository, committed and checked whole.

An example is a folder below `good/` or `bad/`: `repository/` holds its files, `expect.yaml` the problems that must be
found (none is left out, none more is found). With `before/`, the step from there to `repository/` is judged; with
`message.txt`, a commit message is. `fix: refused` says that something stands in the way of the repair. What a checkout
cannot hold is built in `test_built.py`.
"""

from pathlib import Path

import pytest
from example_cases import PERSONAL, TODAY, base_files, examples, expectation, files_below, told

from crmfs.checks.load import load_rules
from crmfs.checks.run import check_snapshot
from crmfs.core.problem import Problem
from crmfs.gate.introduced import introduced
from crmfs.gate.judge import judge_message
from crmfs.git.change import changes_between
from crmfs.git.repository import Repository


def judged(example: Path, make_repository) -> list[Problem]:
    """Returns the problems of an example."""
    wanted = expectation(example)
    base = base_files(masked=wanted.get("profile") == "no-pii")
    profile = str(wanted.get("profile", "default"))
    after: Repository = make_repository({**base, **files_below(example / "repository")}, "after")
    snapshot = after.snapshot("HEAD")
    rules = load_rules(snapshot, today=TODAY, profile=profile)
    message = example / "message.txt"
    if message.exists():
        return judge_message(message.read_text(encoding="utf-8"), rules)
    if not (example / "before").exists():
        return check_snapshot(snapshot, rules)
    before = make_repository({**base, **files_below(example / "before")}, "before").snapshot("HEAD")
    return introduced(before, snapshot, changes_between(before, snapshot), rules)


@pytest.mark.parametrize("example", examples("good"), ids=lambda path: path.name)
def test_a_good_repository_has_no_problem(example: Path, make_repository) -> None:
    assert told(judged(example, make_repository)) == []


@pytest.mark.parametrize("example", examples("bad"), ids=lambda path: path.name)
def test_a_bad_repository_has_exactly_the_expected_problems(example: Path, make_repository) -> None:
    wanted = expectation(example)["problems"]
    assert isinstance(wanted, list)
    expected = sorted(((p["code"], p["path"], p["line"]) for p in wanted), key=str)
    problems = judged(example, make_repository)
    assert told(problems) == expected
    said = " ".join(str(value) for problem in problems for value in problem.params.values())
    assert [word for word in PERSONAL if word in said] == []


@pytest.mark.parametrize("example", examples("bad"), ids=lambda path: path.name)
def test_a_bad_example_is_named_by_a_problem_it_has(example: Path) -> None:
    wanted = expectation(example)["problems"]
    assert isinstance(wanted, list)
    assert example.name.partition(",")[0] in {problem["code"] for problem in wanted}

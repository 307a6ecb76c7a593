"""`crmfs access check`: the policy, its own tests and the linter. Judges nothing itself."""

import json

import click

from crmfs.access.authority import Authority, is_administrator
from crmfs.access.configuration import MEMBERS_PATH
from crmfs.access.own_tests import failed_tests
from crmfs.access.policy import Policy
from crmfs.access.policy_reader import PATH, read_policy
from crmfs.checks.load import load_rules
from crmfs.checks.policy import judge_policy, unused
from crmfs.checks.run import check_counted
from crmfs.cli import output
from crmfs.cli.exits import OK, PROBLEMS
from crmfs.cli.frame import command
from crmfs.cli.progress import waiting
from crmfs.cli.session import open_context, wording
from crmfs.context import Context
from crmfs.core.errors import Denied
from crmfs.core.messages import Text, say
from crmfs.core.problem import Problem, in_order
from crmfs.formats import writer
from crmfs.formats.json import as_object


@command(
    help=Text(
        zh="检查 access.yaml 和 members.yaml：写法、不起作用的规则、没人有的角色，并运行策略自带的检查。管理员使用。",
        en="Checks access.yaml and members.yaml: how they are written, rules without effect, roles that nobody has; "
        "runs the policy's own tests. For administrators.",
    ),
    examples=("crmfs access check", "crmfs access check --json"),
)
@click.pass_context
def check(ctx: click.Context) -> int:
    """Checks the policy."""
    context = open_context(ctx)
    member, authority = context.known_actor, context.authority
    # where nobody is one any more, whoever made it so is to be told
    if member and authority.administrators() and not is_administrator(authority.grant(member)):
        raise Denied("access.administrators_only")
    snapshot, rules = context.snapshot, load_rules(context.snapshot)
    with waiting(say("access.checking", context.lang)):
        judged = judge_policy(snapshot, rules.schemas)
        found = check_counted(snapshot, rules, context.derived, under=[PATH, MEMBERS_PATH])
        gone = [] if snapshot.entry(PATH) else [Problem("access.policy_gone", PATH)]
        problems = in_order([*found.problems, *unused(snapshot, judged), *gone])
        passed, tests, count = _tests(context, judged.policy)
    administrators = len(Authority(judged.members, judged.policy).administrators())
    if ctx.obj.json:
        output.objects(as_object(problem, wording(context)) for problem in problems)
        summary = {
            "rules": count,
            "tests": tests,
            "passed": passed,
            "administrators": administrators,
            "errors": sum(problem.severity == "error" for problem in problems),
            "warnings": sum(problem.severity == "warning" for problem in problems),
        }
        output.lines([json.dumps({"summary": summary}, ensure_ascii=False)])
    else:
        if problems:
            output.lines(writer("text")(problems, wording(context), output.page(checked=found.files)))
        said = "access.checked" if judged.policy else "access.not_in_force"
        counts = {"rules": count, "tests": tests, "passed": passed, "administrators": administrators}
        output.lines([say(said, context.lang, **counts)])
    return PROBLEMS if any(problem.severity == "error" for problem in problems) else OK


def _tests(context: Context, accepted: Policy | None) -> tuple[int, int, int]:
    """Returns how many of the policy's own tests pass, how many there are, and how many rules it has."""
    entry = context.snapshot.entry(PATH)
    policy: Policy | list[Problem] | None = accepted
    if policy is None and entry and entry.is_file:
        policy = read_policy(context.snapshot.content(entry))
    if not isinstance(policy, Policy):
        return 0, 0, 0
    tests = len(policy.tests)
    failed = 0 if accepted else len(list(failed_tests(policy)))
    return tests - failed, tests, len(policy.allowances) + len(policy.restrictions)

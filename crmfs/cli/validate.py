"""`crmfs validate`: data quality of the work tree, the index, a revision or a range."""

from collections.abc import Sequence
from pathlib import Path

import click

from crmfs.access.configuration import schema_files
from crmfs.access.view import View, path_of
from crmfs.access.visible import visible_problems
from crmfs.checks.load import load_rules
from crmfs.checks.run import Checked, check_counted, check_schema_files, is_asked
from crmfs.checks.subject import PROFILES
from crmfs.cli import output
from crmfs.cli.exits import CONFIG, OK, PROBLEMS
from crmfs.cli.frame import command
from crmfs.cli.options import argument, format_option, option
from crmfs.cli.progress import meter
from crmfs.cli.session import open_context, wording
from crmfs.context import Context
from crmfs.core.errors import NotFound, UsageError
from crmfs.core.messages import Text, say
from crmfs.core.problem import Problem, in_order
from crmfs.formats import writer
from crmfs.gate.introduced import transitions
from crmfs.git.change import changes_between
from crmfs.git.history import first_parent
from crmfs.git.snapshot import Snapshot
from crmfs.records.schema import SchemaRefused


@command(
    help=Text(
        zh="检查数据质量：文件、字段、编号、引用、过程、隐私、时效。默认检查磁盘上的文件。",
        en="Checks data quality: files, fields, ids, references, process, privacy, freshness. By default on disk.",
    ),
    examples=(
        "crmfs validate",
        "crmfs validate customers/01/CUST001",
        "crmfs validate --staged --new-only",
        "crmfs validate --range origin/main..HEAD --format sarif",
    ),
)
@argument("paths", nargs=-1, metavar="[PATH…]", help=Text("只检查这些文件或文件夹。", "Only these files or folders."))
@option(
    "--staged", is_flag=True, help=Text("检查已暂存、将要提交的内容。", "Check what is staged for the next commit.")
)
@option("--rev", default=None, metavar="REV", help=Text("检查一个版本。", "Check a revision."))
@option(
    "--range",
    "range_",
    default=None,
    metavar="A..B",
    help=Text("检查一段提交，每个都查。", "Check a range of commits, each of them."),
)
@option(
    "--new-only",
    is_flag=True,
    help=Text("只看改动新带来的问题，与钩子所见相同。", "Only problems that the change introduces: the hook's view."),
)
@option(
    "--profile",
    type=click.Choice(PROFILES),
    default=None,
    metavar="|".join(PROFILES),
    help=Text("no-pii：任何地方都不许有个人信息。", "no-pii: no personal data anywhere."),
)
@option("--strict", is_flag=True, help=Text("有警告也以 1 退出。", "Exit 1 on warnings, too."))
@format_option()
@click.pass_context
def validate(
    ctx: click.Context,
    paths: tuple[str, ...],
    staged: bool,
    rev: str | None,
    range_: str | None,
    new_only: bool,
    profile: str | None,
    strict: bool,
    format: str,  # noqa: A002 - the option's word
) -> int:
    """Checks data quality."""
    if sum((staged, rev is not None, range_ is not None)) > 1:
        raise UsageError("validate.one_source")
    context = open_context(ctx)
    old, new = _sides(context, staged, rev, range_)
    seen = context.told_view(new)
    under = [_repository_path(context, seen or View.whole(new), path, ctx.obj.directory) for path in paths]
    try:
        found, code = _found(context, old, new, under, range_, new_only, profile), OK
    except SchemaRefused as refused:
        found, code = Checked(list(refused.problems), len(schema_files(new))), CONFIG
    problems = in_order(visible_problems(found.problems, seen))
    checked = found.files if seen and seen.is_whole else _visible_files(seen, under)
    output.lines(writer(format)(problems, wording(context), output.page(checked=checked)))
    severities = {problem.severity for problem in problems}
    return code or (PROBLEMS if "error" in severities or (strict and "warning" in severities) else OK)


def _sides(context: Context, staged: bool, rev: str | None, range_: str | None) -> tuple[Snapshot | None, Snapshot]:
    """Returns what is checked and what it is compared with."""
    repository = context.repository
    if range_ is not None:
        start, dots, end = range_.partition("..")
        if not dots or end.startswith("."):
            raise UsageError("validate.range_malformed", range=range_)
        return repository.snapshot(start or "HEAD"), repository.snapshot(end or "HEAD")
    if rev is not None:
        parent = first_parent(repository, repository.resolve(rev))
        return (repository.snapshot(parent) if parent else None), repository.snapshot(rev)
    return context.tip, repository.staged() if staged else context.snapshot


def _visible_files(seen: View | None, under: Sequence[str]) -> int:
    """Returns how many of the files checked their reader may see: a count of all would tell how many are hidden."""
    if seen is None:
        return 0
    return sum(1 for folder in under or [""] for _ in seen.walk(folder))


def _repository_path(context: Context, seen: View, typed: str, directory: Path) -> str:
    root, file = context.repository.root, directory / typed
    path = path_of(typed)
    if root and file.resolve().is_relative_to(root):
        path = path_of(file.resolve().relative_to(root).as_posix().removeprefix("."))
    if path and not seen.has(path):
        raise NotFound("validate.path_absent", path=typed)
    return path


def _found(
    context: Context,
    old: Snapshot | None,
    new: Snapshot,
    under: Sequence[str],
    range_: str | None,
    new_only: bool,
    profile: str | None,
) -> Checked:
    if new_only:
        looked_at = [one for one in changes_between(old, new) if one.new and is_asked(one.path, under or [""])]
        found = Checked(_introduced(context, old, new, range_, profile), len(looked_at))
    else:
        rules = load_rules(new, profile=profile)
        problems = check_schema_files(new, context.derived)
        if any(problem.severity == "error" for problem in problems):
            raise SchemaRefused(problems)  # without rules every record would be a problem
        progress = meter(say("validate.checking", context.lang))
        found = check_counted(new, rules, context.derived, under=under, progress=progress)
        problems += found.problems
        problems += transitions(old, new, changes_between(old, new), rules) if old else []
        problems += _only_in_commits(context, range_, problems, profile)
        found = Checked(problems, found.files)
    return Checked([problem for problem in found.problems if is_asked(problem.path, under or [""])], found.files)


def _introduced(
    context: Context, old: Snapshot | None, new: Snapshot, range_: str | None, profile: str | None
) -> list[Problem]:
    from crmfs.gate.judge import judge_change, judge_range  # slow to load, and a look at all files needs none

    if range_ is None:
        return judge_change(old, new, profile=profile, derived=context.derived)
    start, _, end = range_.partition("..")
    resolve = context.repository.resolve
    return judge_range(context.repository, resolve(start or "HEAD"), resolve(end or "HEAD"), profile=profile)


def _only_in_commits(
    context: Context, range_: str | None, found: Sequence[Problem], profile: str | None
) -> list[Problem]:
    """Returns what a range brings that its end doesn't show any more: it stays in history."""
    if range_ is None:
        return []
    from crmfs.gate.judge import judge_range

    seen = {(problem.code, problem.path, problem.pointer) for problem in found}
    start, _, end = range_.partition("..")
    resolve = context.repository.resolve
    judged = judge_range(context.repository, resolve(start or "HEAD"), resolve(end or "HEAD"), profile=profile)
    return [problem for problem in judged if (problem.code, problem.path, problem.pointer) not in seen]

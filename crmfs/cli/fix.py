"""`crmfs fix`: mends what is safe to mend in the files on disk. What that takes is in `crmfs.edits.fixes`."""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from shlex import quote
from typing import Any

import click

from crmfs.access.view import path_of
from crmfs.checks.load import load_rules
from crmfs.checks.subject import Rules
from crmfs.cli import output
from crmfs.cli.anywhere import open_repository
from crmfs.cli.exits import OK, PROBLEMS
from crmfs.cli.frame import command
from crmfs.cli.globals import Globals
from crmfs.cli.options import argument, option
from crmfs.cli.progress import meter
from crmfs.cli.session import finish_interrupted
from crmfs.core.errors import Denied, NotFound, UsageError
from crmfs.core.messages import Language, Text, say
from crmfs.core.paths import customer_folder, name
from crmfs.core.text import one_line
from crmfs.edits.fixes.landing import land
from crmfs.edits.fixes.permitted import Mender
from crmfs.edits.fixes.plan import Move, Plan, Rewrite, plan_fixes, readable, result, with_left
from crmfs.edits.fixes.renumber import plan_renumbering
from crmfs.formats import writer
from crmfs.formats.differences import difference
from crmfs.formats.wording import Wording
from crmfs.git.derived import Derived
from crmfs.git.repository import Repository
from crmfs.git.snapshot import Snapshot
from crmfs.records.fields import Field
from crmfs.records.kinds import CUSTOMER, customer_of, locate

FILES_SHOWN = 30  # on a terminal; more scroll away before anybody has read them
LEFT_SHOWN = 30  # errors that are left; more are counted
PATHS_NAMED = 4  # in the command that comes next
_YES = ("", "y", "yes", "是", "好")


@command(
    help=Text(
        zh="改正可以安全改正的问题：没加引号的 *、写成名称的代码、日期写法、全角字符、BOM、放错位置的客户文件夹、"
        "写错的文件名、缺少的文档说明。\n先显示要改什么，再问是否写入（不在终端里时直接写入）。只改磁盘上的文件，不暂存、不提交；"
        "除了错处，一个字节也不变。\n还有错误要手工改正、选择不写入，或 --dry-run 有可改的，退出码为 1。",
        en="Mends what can be mended safely: unquoted *, labels for codes, forms of dates, full-width characters,"
        " byte order marks, customers' folders in the wrong place, misnamed files, missing metadata.\n"
        "Shows what would change, then asks (writes at once where there is no terminal). Changes files on disk only,"
        " stages and commits nothing; no byte changes but what is wrong.\n"
        "Exit code 1 where errors are left, to be mended by hand, you said no, or --dry-run found something.",
    ),
    examples=(
        "crmfs fix",
        "crmfs fix customers/01/CUST001 --dry-run",
        "crmfs fix --order --yes",
        "crmfs fix --renumber CUST001",
    ),
)
@argument("paths", nargs=-1, metavar="PATH", required=False, help=Text("只改这些文件或文件夹。", "Only these."))
@option("--dry-run", is_flag=True, help=Text("只显示会改什么，不写入。", "Show what would change and write nothing."))
@option("--yes", "-y", is_flag=True, help=Text("不询问，直接写入。", "Write without asking."))
@option(
    "--order",
    is_flag=True,
    help=Text(
        "也把字段排成 schema 的顺序，注释跟着走；不加就不排。", "Put keys in the schema's order, too, with comments."
    ),
)
@option(
    "--renumber",
    default=None,
    metavar="ID",
    help=Text(
        "给 ID 重复、还没有推送的客户或记录换一个新 ID。",
        "Give a customer or record, not pushed yet, whose id is there twice, a new one.",
    ),
)
@click.pass_context
def fix(ctx: click.Context, paths: tuple[str, ...], dry_run: bool, yes: bool, order: bool, renumber: str | None) -> int:
    """Mends the files on disk."""
    asked: Globals = ctx.obj
    if asked.as_member is not None:
        raise Denied("access.as_reads_only")
    if renumber is not None and (paths or order):
        raise UsageError("fix.renumber_alone")
    repository, lang = open_repository(ctx)
    finish_interrupted(repository)
    snapshot, root = repository.worktree(), repository.root or Path()
    rules = load_rules(readable(snapshot))
    mender = Mender(repository, snapshot, os.environ.get("CRMFS_ACTOR", ""), repository.user()[1])
    if renumber is not None:
        typed = _inside(repository, renumber, asked.directory)
        whole = plan_renumbering(repository, snapshot, rules, typed, mender.may_see)
        plan = mender.permitted(whole)
        if plan.changes != whole.changes:
            raise Denied("fix.not_yours")
        under = [plan.moves[0].path]
        plan = with_left(plan, snapshot, None, rules, None, None, under)
    else:
        under = [_existing(repository, snapshot, path, asked.directory, mender) for path in paths]
        plan = _planned(repository, snapshot, rules, under, order, lang, mender)
    plan = replace(plan, left=tuple(mender.told(plan.left, result(snapshot, plan))))
    show = not asked.json
    if show and plan.changes:
        output.lines(_shown(plan, lang, sys.stdout.isatty() and not dry_run, mender))
    write = bool(plan.changes) and not dry_run and (yes or not show or _agreed(plan, lang, renumber is not None))
    if write:
        land(repository, root, plan)
    if show:
        _tell(plan, Wording(lang, _fields(rules)), root, write, dry_run, renumber is not None)
    else:
        output.objects(_objects(plan))
    return OK if not plan.obstacles and not plan.left and (write or not plan.changes) else PROBLEMS


def _planned(
    repository: Repository,
    snapshot: Snapshot,
    rules: Rules,
    under: Sequence[str],
    order: bool,
    lang: Language,
    mender: Mender,
) -> Plan:
    head = repository.head()
    return plan_fixes(
        snapshot,
        rules,
        repository.root or Path(),
        tip=repository.snapshot(head) if head else None,
        derived=Derived(repository),
        under=under,
        order=order,
        progress=meter(say("validate.checking", lang)),
        permitted=mender.permitted,
    )


def _inside(repository: Repository, typed: str, directory: Path) -> str:
    """Returns a typed path as a repository path; what lies nowhere below the repository stays as typed."""
    file = Path(os.path.normpath(directory.resolve() / typed))
    if repository.root and file.is_relative_to(repository.root) and (file.exists() or file.is_symlink()):
        return "/".join(file.relative_to(repository.root).parts)
    return path_of(typed)


def _existing(repository: Repository, snapshot: Snapshot, typed: str, directory: Path, mender: Mender) -> str:
    path = _inside(repository, typed, directory)
    for found in (path, customer_folder(path)):
        if not found or ((snapshot.entry(found) or snapshot.children(found)) and mender.may_see(found)):
            return found
    raise NotFound("validate.path_absent", path=typed)


def _fields(rules: Rules) -> Callable[[str, str], Field | None]:
    def field_of(path: str, field: str) -> Field | None:
        kind = locate(path).kind
        return rules.schemas.fields(kind.name).get(field) if kind else None

    return field_of


def _shown(plan: Plan, lang: Language, fold: bool, mender: Mender) -> Iterator[str]:
    colours = output.page().colours
    shown = plan.rewrites[:FILES_SHOWN] if fold else plan.rewrites
    for rewrite in shown:
        if rewrite.old is None:
            yield say("fix.make", lang, path=one_line(rewrite.path))
        if mender.shows_all(rewrite.path):
            yield from difference(rewrite.path, rewrite.old, rewrite.new, colours=colours)
        else:
            yield say("fix.mend_unshown", lang, path=one_line(rewrite.path))
    if len(plan.rewrites) > len(shown):
        yield say("fix.more", lang, count=len(plan.rewrites) - len(shown))
    for move in plan.moves:
        yield say("fix.move", lang, old=one_line(move.path), new=one_line(move.to))


def _counts(plan: Plan) -> dict[str, Any]:
    return {"fixed": plan.fixed, "files": len(plan.changes), "id": _new_id(plan.moves[0]) if plan.moves else ""}


def _agreed(plan: Plan, lang: Language, renumbers: bool) -> bool:
    """Asks whoever sits at the terminal, also where the diff goes to a pager; elsewhere nobody could answer."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return True
    question = say("fix.ask_renumber" if renumbers else "fix.ask", lang, **_counts(plan))
    sys.stdout.flush()
    print(question, end=" ", file=sys.stderr, flush=True)
    answer = sys.stdin.readline()
    if not answer:
        raise click.Abort
    return answer.strip().casefold() in _YES


def _tell(plan: Plan, wording: Wording, root: Path, written: bool, dry_run: bool, renumbered: bool) -> None:
    lang, counts = wording.language, _counts(plan)
    if not plan.changes:
        said = "fix.nothing"
    elif dry_run:
        said = "fix.would_renumber" if renumbered else "fix.would"
    elif written:
        said = "fix.renumbered" if renumbered else "fix.done"
    else:
        said = "fix.declined"
    output.note(say(said, lang, **counts))
    for obstacle in plan.obstacles:
        reason = say(obstacle.reason, lang, **obstacle.params)
        output.note(say("fix.left_alone", lang, path=one_line(obstacle.path), reason=reason))
    unfinished = _tell_left(plan, wording) or bool(plan.obstacles)
    if written:
        said = "fix.next_then" if unfinished else "fix.next"
        output.note(say(said, lang, command=_next_command(plan, root)))


def _tell_left(plan: Plan, wording: Wording) -> bool:
    """Tells the errors that are left, those in the files to be mended first; says whether there were any."""
    told = {(obstacle.path, obstacle.code) for obstacle in plan.obstacles}
    left = [problem for problem in plan.left if (problem.path, problem.code) not in told]
    if not left:
        return False
    tops = {change.to if isinstance(change, Move) else change.path for change in plan.changes}
    left.sort(key=lambda problem: not any((problem.path + "/").startswith(top + "/") for top in tops))
    output.note(say("fix.left", wording.language, count=len(left)))
    for line in writer("text")(left[:LEFT_SHOWN], wording, output.page(sys.stderr)):
        output.note(line)
    if len(left) > LEFT_SHOWN:
        output.note(say("fix.left_more", wording.language, count=len(left) - LEFT_SHOWN))
    return True


def _next_command(plan: Plan, root: Path) -> str:
    """Returns what stages the mended, by customers' folders; for many of them, and moves, the folders at the top."""
    paths = list(dict.fromkeys(customer_of(change.path) or change.path for change in plan.rewrites))
    if plan.moves or len(paths) > PATHS_NAMED:
        tops = {change.path.partition("/")[0] for change in plan.changes}
        paths = ["."] if any("/" not in move.path for move in plan.moves) else sorted(tops)
    here = Path.cwd()
    if not here.is_relative_to(root):
        git = f"git -C {quote(str(root))}"
        return f"{git} add {' '.join(map(quote, paths))} && {git} commit"
    near = [os.path.relpath(root / path, here) for path in paths]
    return f"git add {' '.join(map(quote, near))} && git commit"


def _objects(plan: Plan) -> Iterator[dict[str, Any]]:
    for change in plan.changes:
        known = {"id": _new_id(change), "path": change.path, "commit": None, "op": None, "codes": list(change.codes)}
        yield known | ({"to": change.to} if isinstance(change, Move) else {})
    refused = [{"path": one.path, "code": one.code, "reason": one.reason} for one in plan.obstacles]
    summary = {"fixed": plan.fixed, "files": len(plan.changes), "left": len(plan.left), "refused": refused}
    yield {"summary": summary}


def _new_id(change: Rewrite | Move) -> str:
    """Returns the id of the record that a change is about, after it; its path where it has none."""
    path = change.to if isinstance(change, Move) else change.path
    if isinstance(change, Move) and path.count("/") == 2:
        return name(path)
    place = locate(path)
    if not place.id:
        return path
    return place.id if place.kind is CUSTOMER else f"{place.customer}/{place.id}"

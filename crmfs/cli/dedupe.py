"""`crmfs dedupe`: customers that may be there twice; says which, makes one of two. What is alike, `lifecycle` knows."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from crmfs.cli import output
from crmfs.cli.changing import desk, intent_of, repeatable, rules_of, take_back_told
from crmfs.cli.dedupe_told import merged_told, objects_of, pairs_told
from crmfs.cli.differences_decided import decisions
from crmfs.cli.exits import CONFLICT
from crmfs.cli.frame import Group, group
from crmfs.cli.options import FILTERS, argument, option
from crmfs.cli.progress import progress, waiting
from crmfs.cli.rows import matching
from crmfs.cli.session import note_part, note_strangers, open_context
from crmfs.context import Context
from crmfs.core.errors import UsageError
from crmfs.core.messages import Text, say
from crmfs.core.paths import RepoPath, name
from crmfs.edits.transaction import commit_edits, rehearse
from crmfs.git.commit import Committed
from crmfs.git.naming import files_naming
from crmfs.lifecycle.apart import told_apart
from crmfs.lifecycle.likeness import find_pairs
from crmfs.lifecycle.nearness import nearness
from crmfs.lifecycle.traits import traits_of_all
from crmfs.lifecycle.union import union_of

if TYPE_CHECKING:
    from crmfs.query.stranger import Stranger

_KEPT = Text("留下的客户。", "The customer that stays.")
_GONE = Text("并入的客户，合并后就没有了。", "The customer that is merged into it, and is gone then.")


class _Dedupe(Group):
    """`crmfs dedupe` and `crmfs dedupe FILTER` are `crmfs dedupe find`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parses, with `find` put before what names no command."""
        is_help = any(one in ("-h", "--help") for one in args)
        return super().parse_args(ctx, args if is_help or self.commands.keys() & set(args) else ["find", *args])


@group(
    help=Text(
        zh="重复的客户：查找、合并，或记下不是重复。\ncrmfs dedupe 等于 crmfs dedupe find。",
        en="Customers that are there twice: find them, merge them, or say that they are two.\n"
        "crmfs dedupe is crmfs dedupe find.",
    ),
    cls=_Dedupe,
)
def dedupe() -> None:
    """Groups the commands on double customers."""


@dedupe.command(
    name="find",
    help=Text(
        zh="找出可能重复的客户，附依据。\n"
        "比较名称（不计公司类型、地名、繁简、全半角）、信用代码、电话、邮箱、网站和地址。\n"
        "大家都用的邮箱域名（如 qq.com）不算依据；只看得到您有权看的内容。",
        en="Finds customers that may be there twice, with the evidence.\n"
        "Compared are names (legal form, place, traditional characters and width not counted), credit codes, phones,"
        " mail, websites, addresses.\n"
        "Mail domains that everybody uses (such as gmail.com) count for nothing; only what you may see is compared.",
    ),
    examples=("crmfs dedupe", "crmfs dedupe 负责员工:王芳", "crmfs dedupe --all --json"),
    context_settings=FILTERS,
)
@argument(
    "filters",
    nargs=-1,
    metavar="[FILTER…]",
    help=Text("只列有一方符合的：字段:值。", "Only pairs of which one matches: field:value."),
)
@option("--all", "weak", is_flag=True, help=Text("依据较弱的也列出。", "List those on weak evidence, too."))
@click.pass_context
def find(ctx: click.Context, filters: tuple[str, ...], weak: bool) -> None:
    """Finds customers that may be there twice."""
    context = open_context(ctx)
    ratio = nearness()
    strangers: list[Stranger] = []
    wanted = _wanted(context, filters, strangers)
    known = list(progress(traits_of_all(context.view, context.derived), say("dedupe.reading", context.lang)))
    with waiting(say("dedupe.comparing", context.lang)):
        pairs = [p for p in find_pairs(known, ratio) if wanted is None or {p.one.path, p.other.path} & wanted]
    shown = [pair for pair in pairs if weak or pair.strength != "possible"]
    if ctx.obj.json:
        output.objects(objects_of(shown, len(pairs) - len(shown)))
        return
    pairs_told(context, shown)
    if len(shown) < len(pairs):
        output.note(say("dedupe.weaker", context.lang, count=len(pairs) - len(shown)))
    note_part(context)
    note_strangers(context, strangers)


def _wanted(context: Context, filters: Sequence[str], strangers: "list[Stranger]") -> set[str] | None:
    if not filters:
        return None
    return {str(one.path) for one, _ in matching(context, context.view, filters, [], (), strangers)}


@dedupe.command(
    name="merge",
    help=Text(
        zh="把两个客户合成一个。\n"
        "B 的内容补进 A 的空白，文件、互动、订单、工单移到 A，所有引用改指 A，B 的文件夹删除；一次提交，可以撤回。\n"
        "两边都有而不同的字段逐个决定（--take、--value），没有决定之前什么也不改。写了保留原因的不合并。",
        en="Makes one of two customers.\n"
        "What A lacks is filled in from B, files, interactions, orders and tickets go to A, all references to B name A,"
        " the folder of B goes; one commit, which can be undone.\n"
        "Fields that both have and that differ are decided one by one (--take, --value); until then nothing changes."
        " What is on hold is not merged.",
    ),
    examples=(
        "crmfs dedupe merge CUST001 CUST002 --dry-run",
        "crmfs dedupe merge CUST001 CUST002 --take 负责员工=B --take A",
        "crmfs dedupe merge CUST001 CUST002 --value 公司名称=未来科技有限公司 --reason 同一家公司",
    ),
)
@argument("kept", metavar="A", help=_KEPT)
@argument("gone", metavar="B", help=_GONE)
@option(
    "--take",
    multiple=True,
    metavar=Text("字段=A|B", "FIELD=A|B"),
    help=Text(
        "不同的字段用哪一方的；只写 A 或 B 表示其余都用它的。", "Whose value to take; A or B alone for all the rest."
    ),
)
@option(
    "--value",
    "values",
    multiple=True,
    metavar=Text("字段=值", "FIELD=VALUE"),
    help=Text("不同的字段用这个新值。", "Another value for a field that differs."),
)
@option("--reason", default="", help=Text("原因，记入提交。", "Why; kept in the commit."))
@option("--dry-run", is_flag=True, help=Text("只说会怎样，不写入。", "Only say what would be done."))
@repeatable
@click.pass_context
def merge(
    ctx: click.Context, kept: str, gone: str, take: tuple[str, ...], values: tuple[str, ...], reason: str, dry_run: bool
) -> int:
    """Makes one of two customers."""
    context = open_context(ctx)
    stays, goes = _two(context, kept, gone)
    subject = say("dedupe.subject", context.settings.language, gone=name(goes), kept=name(stays))
    workplace = desk(context, reason or subject)
    where = f"{subject} · {reason}" if reason else subject  # for who asks `log` what became of it
    intent = replace(workplace.intent, reason=where)
    naming = files_naming(context.repository, context.repository.head() or "", name(goes))
    chosen = decisions(context, take, values, (name(stays), name(goes)))
    with waiting(say("dedupe.comparing", context.lang)):
        found = union_of(workplace, stays, goes, {}, naming)
        decided = chosen.of(found.differences)
        found = union_of(workplace, stays, goes, decided, naming) if decided else found
    if not found.differences:
        act = rehearse if dry_run else commit_edits
        done = act(context.repository, found.edits, intent, subject, rules_of(context))
        merged_told(ctx, context, found, (stays, goes), done)
        return 0
    merged_told(ctx, context, found, (stays, goes), None)
    return CONFLICT


@dedupe.command(
    name="distinct",
    help=Text(
        zh="记下两个客户不是重复。\n以后不再列出。两边各记一个相同的标记，不写对方的编号。",
        en="Says that two customers are two.\nThey are not listed again. Both get one mark; neither names the other.",
    ),
    examples=("crmfs dedupe distinct CUST001 CUST002 --reason 两家分公司",),
)
@argument("one", metavar="ID", help=Text("一个客户。", "One customer."))
@argument("other", metavar="ID", help=Text("另一个客户。", "The other one."))
@option("--reason", default="", help=Text("原因，记入提交。", "Why; kept in the commit."))
@option("--dry-run", is_flag=True, help=Text("只说会怎样，不写入。", "Only say what would be done."))
@repeatable
@click.pass_context
def distinct(ctx: click.Context, one: str, other: str, reason: str, dry_run: bool) -> None:
    """Says that two customers are two."""
    context = open_context(ctx)
    folders = _two(context, one, other)
    names = {"one": name(folders[0]), "other": name(folders[1])}
    workplace = desk(context, reason)
    edits = told_apart(workplace, folders)
    done: Committed | None = None
    if edits:
        subject = say("dedupe.subject_apart", context.settings.language, **names)
        act = rehearse if dry_run else commit_edits
        done = act(context.repository, edits, workplace.intent, subject, rules_of(context))
    if ctx.obj.json:
        output.objects(_apart_object(folder, done) for folder in folders)
        return
    code = "dedupe.apart_already" if not edits else "dedupe.would_apart" if dry_run else "dedupe.apart"
    output.note(say(code, context.lang, **names))
    if done and context.repository.root:
        output.note(take_back_told(context, done))


def _apart_object(folder: RepoPath, done: Committed | None) -> dict[str, Any]:
    commit, op = (done.commit, done.op) if done else (None, None)
    return {"id": name(folder), "path": f"{folder}/customer.yaml", "commit": commit, "op": op}


def _two(context: Context, one: str, other: str) -> tuple[RepoPath, RepoPath]:
    intent_of(context)  # a stranger is told so before anything else
    found = context.find_customer(one, context.tip_view), context.find_customer(other, context.tip_view)
    if found[0] == found[1]:
        raise UsageError("dedupe.same_customer", id=name(found[0]))
    return found

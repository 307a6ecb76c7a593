"""`crmfs new`: a new customer, or what belongs to one."""

from collections.abc import Sequence
from shlex import quote

import click

from crmfs.access.overview import overviews
from crmfs.cli import output
from crmfs.cli.changing import carry_out, desk, repeatable
from crmfs.cli.editing import make_in_editor
from crmfs.cli.frame import command
from crmfs.cli.globals import audience_of
from crmfs.cli.needed import demand_required, demand_something
from crmfs.cli.options import argument, option
from crmfs.cli.session import open_context
from crmfs.context import Context
from crmfs.core.errors import UsageError
from crmfs.core.messages import Text, say
from crmfs.core.text import one_line
from crmfs.edits.creation import Desk, Draft, new_child, new_contact, new_customer, new_single
from crmfs.query.lookup import MOST_NAMED, named_alike
from crmfs.records.kind_names import SHORT, kind_code
from crmfs.records.kinds import CHILDREN, CONTACTS, CUSTOMER, KINDS, Kind


@command(
    help=Text(
        zh="新建客户，或客户的互动、订单、工单、评价、联系人、财务条款。每次新建是一次提交。",
        en="Makes a customer, or an interaction, order, ticket, feedback, contact or terms of one. Each is a commit.",
    ),
    examples=(
        "crmfs new customer 公司名称=未来科技有限公司 客户姓名=张三 联系方式=13800001111",
        "crmfs new interaction CUST001 type=call content=讨论产品需求",
        'crmfs new order CUST001 明细="库存管理系统 x3 @299.5" 明细="产品=上门培训 数量=1 单价=2000"',
        "crmfs new customer --edit",
    ),
)
@argument(
    "kind",
    metavar="KIND",
    help=Text(
        "客户、互动、订单、工单、评价、联系人、财务条款，或其代码 customer、interaction、order、ticket、feedback、"
        "contacts、terms。",
        "customer, interaction, order, ticket, feedback, contacts or terms.",
    ),
)
@argument(
    "words",
    nargs=-1,
    metavar="[CUSTOMER] FIELD=VALUE…",
    help=Text(
        "客户（新建客户时不写），然后是 字段=值；字段和选项写代码或中文名都可以。订单明细每项写一个 "
        '明细="产品 x数量 @单价"，或 明细="产品=… 数量=… 单价=…"；没写金额就是明细之和。',
        "The customer (not for a new one), then FIELD=VALUE; fields and choices by code or label. An order's lines are "
        'one lines="PRODUCT xQUANTITY @PRICE" each, or lines="product=… quantity=…"; they make its amount if none is '
        "given.",
    ),
)
@option("--reason", default="", help=Text("原因，记入提交。", "Why; kept in the commit."))
@option("--edit", is_flag=True, help=Text("在编辑器里填写模板。", "Fill in a template in your editor."))
@repeatable
@click.pass_context
def new(ctx: click.Context, kind: str, words: tuple[str, ...], reason: str, edit: bool) -> int:
    """Makes a record."""
    context = open_context(ctx)
    wanted = _kind(context, kind)
    workplace = desk(context, reason)
    folder, typed = _addressed(context, workplace, wanted, words)
    if not edit:
        demand_something(context, workplace.fields(wanted), typed)
    draft = _draft(workplace, wanted, folder, typed)
    if not edit:
        demand_required(context, wanted, kind, draft)

    twins = named_alike(overviews(workplace.view, context.derived), draft.company) if draft.company else []

    def made(filled_in: Draft) -> int:
        code = carry_out(ctx, context, [filled_in], workplace.intent, "edit.created")
        if twins:
            output.note(say("edit.company_known", context.lang, ids=", ".join(twins[:MOST_NAMED])))
        return code

    return make_in_editor(context, workplace, wanted, draft, audience_of(ctx), made) if edit else made(draft)


def _kind(context: Context, typed: str) -> Kind:
    found = kind_code(typed, (kind.name for kind in SHORT), context.schemas.label)
    if found is None:
        known = Text("、".join(name.zh for name in SHORT.values()), ", ".join(kind.name for kind in SHORT))
        raise UsageError("edit.kind_unknown", kind=typed, known=known)
    return KINDS[found]


def _addressed(context: Context, workplace: Desk, kind: Kind, words: Sequence[str]) -> tuple[str, Sequence[str]]:
    if kind is CUSTOMER:
        if words and "=" not in words[0] and "＝" not in words[0]:
            name = _as_typed(one_line(words[0]))
            raise UsageError("edit.company_bare", example=Text(f"公司名称={name}", f"company={name}"))
        return "", words
    if not words or "=" in words[0] or "＝" in words[0]:
        raise UsageError("edit.customer_missing", kind=kind.name)
    return context.find_customer(words[0], workplace.view), words[1:]


def _as_typed(value: str) -> str:
    """Returns a value as any shell takes it: bare, in double quotes, where these do not do in single ones."""
    if value.isalnum():
        return value
    return quote(value) if any(mark in value for mark in '"$`\\!') else f'"{value}"'


def _draft(workplace: Desk, kind: Kind, folder: str, typed: Sequence[str]) -> Draft:
    if kind is CUSTOMER:
        return new_customer(workplace, typed)
    if kind in CHILDREN:
        return new_child(workplace, kind, folder, typed)
    if kind is CONTACTS:
        return new_contact(workplace, folder, typed)
    return new_single(workplace, kind, folder, typed)

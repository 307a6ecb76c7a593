"""`crmfs schema doc`: the fill-in rules as a table."""

import click

from crmfs.cli import output
from crmfs.cli.frame import group
from crmfs.cli.options import argument
from crmfs.cli.session import open_context
from crmfs.context import Context
from crmfs.core.errors import UsageError
from crmfs.core.messages import Text
from crmfs.records.fields import Field
from crmfs.records.kind_names import kind_code
from crmfs.records.kinds import KINDS, Kind
from crmfs.records.schema_doc import fill_in_rules


@group(help=Text(zh="团队的字段和规则。", en="The team's fields and rules."))
def schema() -> None:
    """Groups what is about schemas."""


@schema.command(
    help=Text(
        zh="把填写规范输出为 Markdown 表格：字段、类型、必填、示例、说明。",
        en="Prints the fill-in rules as Markdown tables: field, type, required, example, description.",
    )
)
@argument(
    "kinds", nargs=-1, metavar="[KIND…]", help=Text("只要这些记录，默认全部。", "Only these kinds, by default all.")
)
@click.pass_context
def doc(ctx: click.Context, kinds: tuple[str, ...]) -> None:
    """Prints the fill-in rules."""
    context = open_context(ctx)
    wanted = [_kind(context, typed) for typed in kinds] or list(KINDS.values())
    if ctx.obj.json:
        found = [_as_object(kind, field) for kind in wanted for field in context.schemas.fields(kind.name).values()]
        output.objects([*found, {"summary": {"kinds": len(wanted), "fields": len(found)}}])
        return
    output.lines([fill_in_rules(context.schemas, wanted, context.lang)])


def _kind(context: Context, typed: str) -> Kind:
    found = kind_code(typed, KINDS, context.schemas.label)
    if found is None:
        raise UsageError("edit.kind_unknown", kind=typed, known=", ".join(KINDS))
    return KINDS[found]


def _as_object(kind: Kind, field: Field) -> dict[str, object]:
    return {
        "id": f"{kind.name}.{field.name}",
        "label": field.label._asdict(),
        "type": field.type,
        "required": field.required,
        "choices": {choice.code: choice.label._asdict() for choice in field.choices},
        "example": field.example,
        "description": field.description._asdict(),
    }

"""click's usage errors as codes and parameters of our own messages. Prints nothing."""

import click

from crmfs.cli.options import FormatContradicts
from crmfs.core.errors import UsageError
from crmfs.core.messages import Language, say


def as_usage_error(error: click.ClickException) -> UsageError:
    """Returns what a usage error of click says, as one of ours."""
    ctx = error.ctx if isinstance(error, click.UsageError) else None
    if isinstance(error, FormatContradicts):
        return UsageError("cli.format_contradicts", format=error.message)
    if isinstance(error, click.exceptions.NoSuchCommand):
        return UsageError("cli.no_such_command", name=error.command_name)
    if isinstance(error, click.NoSuchOption):
        return UsageError("cli.no_such_option", name=error.option_name)
    if isinstance(error, click.BadOptionUsage):
        flag = any(param.is_flag for param in _options(ctx) if error.option_name in param.opts)
        return UsageError("cli.option_takes_none" if flag else "cli.option_takes_value", name=error.option_name)
    if isinstance(error, click.BadParameter):
        return _value_error(error, ctx)
    if error.message.startswith("Got unexpected extra argument"):
        return UsageError("cli.extra_arguments", names=error.message.partition("(")[2].removesuffix(")"))
    if ctx and error.message.startswith("Missing command"):
        return UsageError("cli.missing_command")
    return UsageError("cli.usage_invalid")


def suggestion(error: click.ClickException, language: Language) -> str:
    """Returns the names most like the one that does not exist, `""` if none is near."""
    from difflib import get_close_matches  # needed after a mistake only

    names: list[str] = []
    if isinstance(error, click.exceptions.NoSuchCommand) and error.ctx and isinstance(error.ctx.command, click.Group):
        names = get_close_matches(error.command_name, error.ctx.command.list_commands(error.ctx))
    elif isinstance(error, click.NoSuchOption):
        known = [name for param in _options(error.ctx) for name in param.opts]
        names = get_close_matches(error.option_name, known)
    return (" 或 " if language == "zh" else " or ").join(names)


def _options(ctx: click.Context | None) -> list[click.Option]:
    return [param for param in ctx.command.get_params(ctx) if isinstance(param, click.Option)] if ctx else []


def _value_error(error: click.BadParameter, ctx: click.Context | None) -> UsageError:
    param = error.param
    name = _name(param, ctx)
    if isinstance(error, click.MissingParameter):
        option = isinstance(param, click.Option)
        return UsageError("cli.missing_option" if option else "cli.missing_argument", name=name)
    kind = param.type if param else None
    if isinstance(kind, click.Choice):
        return UsageError("cli.value_choice", name=name, choices=", ".join(map(str, kind.choices)))
    if isinstance(kind, click.IntRange | click.FloatRange) and "not in the range" in error.message:
        low, high = ("" if end is None else str(end) for end in (kind.min, kind.max))
        return UsageError("cli.value_range", name=name, range=f"{low}..{high}")
    if kind is not None and kind.name.startswith(("integer", "float")):
        return UsageError("cli.value_number", name=name)
    if isinstance(kind, click.Path | click.File):
        return UsageError("cli.value_path", name=name)
    return UsageError("cli.value_invalid", name=name)


def _name(param: click.Parameter | None, ctx: click.Context | None) -> str:
    if isinstance(param, click.Argument) and ctx:
        return param.make_metavar(ctx)
    return param.opts[-1] if param else ""


def said(error: click.ClickException, language: Language) -> str:
    """Returns a usage error in words, with the nearest names."""
    ours = as_usage_error(error)
    message = say(ours.code, language, **ours.params)
    near = suggestion(error, language)
    return say("cli.did_you_mean", language, message=message, names=near) if near else message

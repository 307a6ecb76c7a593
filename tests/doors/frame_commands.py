"""Commands made for the tests of the frame: each ends in its own way."""

import errno
from collections.abc import Callable

import click

from crmfs.cli.frame import command, group
from crmfs.cli.globals import Globals, audience_of
from crmfs.cli.options import argument, format_option, option
from crmfs.core.errors import (
    ChangedMeanwhile,
    ConfigError,
    Denied,
    NotFound,
    RepositoryError,
    StorageError,
    UsageError,
    ValueRefused,
)
from crmfs.core.messages import Text

SECRET = "13800001111"


def _bug() -> BaseException:
    try:
        raise KeyError(SECRET)
    except KeyError as cause:
        error = RuntimeError(f"phone {SECRET}")
        error.__cause__ = cause
        return error


ENDS: dict[str, Callable[[], BaseException]] = {
    "refused": lambda: ValueRefused("date.typed_invalid"),
    "usage": lambda: UsageError("cli.usage_invalid"),
    "absent": lambda: NotFound("cli.rule_unknown", name="x\x1b[31m"),
    "denied": lambda: Denied("cli.rule_unknown", name="x"),
    "changed": lambda: ChangedMeanwhile("cli.rule_unknown", name="x"),
    "config": lambda: ConfigError("date.timezone_unknown"),
    "repository": lambda: RepositoryError("cli.rule_unknown", name="x"),
    "storage": lambda: StorageError("cli.disk_full"),
    "full": lambda: OSError(errno.ENOSPC, "No space left on device"),
    "readonly": lambda: OSError(errno.EROFS, "Read-only file system"),
    "io": lambda: OSError(errno.EIO, "Input/output error"),
    "bug": _bug,
    "interrupt": KeyboardInterrupt,
}


@command(
    help=Text("以某种方式结束。\n\n第二段。", "Ends in some way.\n\nSecond paragraph."), examples=("crmfs end bug",)
)
@argument("how", help=Text("怎么结束。", "In which way."))
@option("--support", help=Text("求助对象。", "Who helps."), default="")
@click.pass_context
def end(ctx: click.Context, how: str, support: str) -> int | None:
    """Raises what it is told to."""
    audience_of(ctx).support = support
    secret = SECRET  # a local variable that no log may show
    if how.isdigit():
        return int(how)
    raise ENDS[how]() if secret else AssertionError


@command(help=Text("显示通用选项。", "Shows the global options."))
@format_option()
@option("--limit", type=click.IntRange(1, 1000), default=20, show_default=True, help=Text("最多几条。", "At most."))
@option("--ratio", type=float, help=Text("比例。", "Ratio."))
@option("--from", "start", required=True, metavar=Text("日期", "DATE"), help=Text("开始日期。", "First day."))
@click.pass_obj
def told(asked: Globals, format: str, limit: int, ratio: float | None, start: str) -> None:  # noqa: A002 - the option's word
    """Prints what it got."""
    print(asked.directory, asked.as_member, asked.lang, asked.json, format, limit, ratio, start)


@group(help=Text("一组命令。", "A group of commands."))
def team() -> None:
    """Holds commands."""


@team.command(help=Text("列出成员。", "Lists members."))
@click.pass_obj
def roll(asked: Globals) -> None:
    """Prints what it got."""
    print(asked.directory, asked.json)

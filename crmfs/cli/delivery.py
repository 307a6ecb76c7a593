"""What files for others share on the command line: where to, under which password, by whom. Makes none itself."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import wraps
from pathlib import Path
from typing import Any, NamedTuple, TypeVar, cast

import click

from crmfs.cli.options import option
from crmfs.context import Context
from crmfs.core.dates import now
from crmfs.core.errors import UsageError
from crmfs.core.messages import Text, say
from crmfs.core.text import one_line
from crmfs.exchange.audit import Exported
from crmfs.exchange.export_file import demand_free
from crmfs.exchange.export_xlsx import Stamp
from crmfs.exchange.exporting import demand_sealed
from crmfs.exchange.inputs import read_password

Decorated = TypeVar("Decorated", bound=Callable[..., Any])
Kind = TypeVar("Kind", bound=str)


class Delivery(NamedTuple):
    """How a file for others is to be written, as typed.

    Attributes:
        password_file: Its first line is the password.
        prompt: Whether the password is asked for.
        plain: Whether nothing is encrypted.
        reason: Why not.
        force: Whether a file that is there is replaced.
    """

    password_file: Path | None
    prompt: bool
    plain: bool
    reason: str
    force: bool

    def password(self, context: Context, file: Path, kind: str) -> str:
        """Returns the password of a file of a format, `""` for none; refuses before any work is done.

        Raises:
            UsageError: As `demand_free`; `export.password_differs` and others.
            UsageError, ValueRefused: As `demand_sealed`.
        """
        demand_free(file, context.repository, force=self.force)
        if self.prompt and self.password_file:
            raise UsageError("export.two_passwords")
        password = _typed_password(context) if self.prompt else None
        if self.password_file:
            password = read_password(self.password_file)
        demand_sealed(kind, password, self.plain, self.reason)
        return password or ""


def delivery_options(*, required: bool) -> Callable[[Decorated], Decorated]:
    """Adds -o, --password-file, --prompt, --plain, --reason and --force; a command gets `file` and `delivery`.

    Args:
        required: Whether there is always a file.
    """
    options = (
        option(
            "-o", "--output", "file", required=required, type=click.Path(path_type=Path), metavar=Text("文件", "FILE"),
            help=Text("写到哪个文件，在仓库外面。", "The file to write, outside of the repository."),
        ),
        option(
            "--password-file", type=click.Path(path_type=Path), metavar="F",
            help=Text("第一行是文件的密码，至少 8 个字符。", "Its first line is the password: 8 characters or more."),
        ),
        option("--prompt", is_flag=True, help=Text("当场输入密码。", "Ask for the password.")),
        option("--plain", is_flag=True, help=Text("不加密；必须写 --reason。", "Do not encrypt; needs --reason.")),
        option("--reason", default="", metavar=Text("原因", "TEXT"),
               help=Text("为什么，会被记录。", "Why; it is recorded.")),
        option("--force", is_flag=True, help=Text("覆盖已有的文件。", "Replace a file that is there.")),
    )  # fmt: skip

    def add(function: Decorated) -> Decorated:
        @wraps(function)
        def delivering(*args: Any, **given: Any) -> Any:
            how = Delivery(**{name: given.pop(name) for name in Delivery._fields})
            return function(*args, delivery=how, **given)

        for one in reversed(options):
            delivering = one(delivering)
        return cast(Decorated, delivering)

    return add


def _typed_password(context: Context) -> str:
    typed, again = (
        click.prompt(say(code, context.lang), hide_input=True, default="", show_default=False, err=True)
        for code in ("export.password_prompt", "export.password_again")
    )
    if typed != again:
        raise UsageError("export.password_differs")
    return str(typed)


def format_of(file: Path, formats: Sequence[Kind], default: Kind) -> Kind:
    """Returns the format that a file's name ends in, the default for a name without an ending.

    Raises:
        UsageError: `export.ending_unknown`.
    """
    ending = file.suffix.removeprefix(".").casefold()
    if not ending:
        return default
    for kind in formats:
        if kind == ending:
            return kind
    raise UsageError("export.ending_unknown", file=str(file), formats=", ".join(formats))


def stamp_of(context: Context) -> Stamp:
    """Returns whose file it is, and when it is made."""
    actor = context.actor
    moment = now(context.settings.timezone).replace(microsecond=0)
    return Stamp(f"{one_line(actor.name)} ({actor.id})", moment, context.repository.head() or "")


def noted_of(context: Context, kind: str, filters: tuple[str, ...], *, plain: bool, reason: str) -> Exported:
    """Returns what is noted of a file, but for what is known only when it is made."""
    actor, reader = context.actor, context.reader
    return Exported(
        at=datetime.now(UTC).replace(microsecond=0).isoformat(),
        who=actor.id,
        seen_as=reader.id if reader.id != actor.id else None,
        filters=filters,
        format=kind,
        records=0,
        masked=(),
        sha256="",
        plain=plain,
        reason=reason.strip() or None,
        commit=context.repository.head(),
    )

"""The program: its commands, and the one place where what happens in them becomes an exit code. Does nothing else."""

import atexit
import gc
import os
import sys
from collections.abc import Sequence
from itertools import pairwise, takewhile

from crmfs import __version__
from crmfs.cli import language
from crmfs.cli.commands import COMMANDS, SECTIONS
from crmfs.cli.errors import report
from crmfs.cli.exits import OK, exit_code
from crmfs.cli.frame import Root
from crmfs.cli.globals import Audience
from crmfs.cli.options import version_option
from crmfs.cli.terminal import prepare_streams
from crmfs.core.messages import Text

_ABOUT = Text(
    zh="客户资料就是文件：每位客户一个文件夹，由 git 保存历史，由规则检查，由权限把关。",
    en="Customer files as plain files: a folder a customer, history by git, checked by rules, guarded by rights.",
)
_COMPLETE = "_CRMFS_COMPLETE"
_MADE_BEFORE_A_LOOK = 50_000  # objects; Python's own 700 are a tenth of the time where thousands of records are held


def root(audience: Audience) -> Root:
    """Returns the program's commands, speaking to somebody."""
    return Root(COMMANDS, SECTIONS, audience, help=_ABOUT, params=[version_option(__version__)])


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command line and returns its exit code.

    Args:
        arguments: What stands behind the program's name; by default this process's own.
    """
    args = [*(sys.argv[1:] if arguments is None else arguments)]  # `list` here is the command's module once imported
    atexit.register(gc.freeze)  # else Python looks through all that is loaded once more before it ends: tens of ms
    gc.set_threshold(_MADE_BEFORE_A_LOOK)
    prepare_streams()
    audience = Audience(language.before_parsing(args, os.environ), json=_wants_json(args))
    try:
        code = _run(args, audience)
    except KeyboardInterrupt as error:
        code = report(error, audience)
    except Exception as error:  # noqa: BLE001 - the one place where an exception becomes an exit code
        if os.environ.get(_COMPLETE):
            return exit_code(error)  # somebody pressed TAB: no message may break into the line
        code = report(error, audience)
    return _ended(code, audience)


def _ended(code: int, audience: Audience) -> int:
    """Writes what is still to be written and returns the exit code; else Python would fail at its end, its own way."""
    try:
        sys.stdout.flush()
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return code or report(error, audience)
    return code


def _wants_json(args: Sequence[str]) -> bool:
    """Says whether errors found before the options are known are wanted as JSON."""
    options = [*takewhile(lambda one: one != "--", args)]
    return "--json" in options or "--format=json" in options or ("--format", "json") in pairwise(options)


def _run(args: list[str], audience: Audience) -> int:
    program = root(audience)
    instruction = os.environ.get(_COMPLETE)
    if instruction:
        from click.shell_completion import shell_complete

        return shell_complete(program, {}, "crmfs", _COMPLETE, instruction)
    with program.make_context("crmfs", args) as ctx:
        code = program.invoke(ctx)
    return code if isinstance(code, int) else OK

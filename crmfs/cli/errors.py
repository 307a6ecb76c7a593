"""The only place that turns an exception into words and an exit code. Shows no data."""

import sys
from collections.abc import Iterator, Sequence

import click

from crmfs.cli import output
from crmfs.cli.exits import BUG, DENIED, DISK_FULL, NOT_WRITABLE, PROBLEMS, exit_code
from crmfs.cli.globals import Audience
from crmfs.cli.usage import as_usage_error, said
from crmfs.core.errors import CrmfsError, QueryRefused
from crmfs.core.messages import Language, say
from crmfs.core.problem import Problem
from crmfs.core.text import one_line


def report(error: BaseException, audience: Audience) -> int:
    """Tells on stderr what went wrong and returns the exit code; stdout stays clean.

    With `--json` one line `{"error": code, "message", "exit"}`; else the message and, where it helps, who to ask.
    Problems behind the error are told before it.
    """
    code = exit_code(error)
    if isinstance(error, click.exceptions.Exit | BrokenPipeError):
        return code
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        print(error.message, file=sys.stderr)
        return code
    if isinstance(error, CrmfsError) and error.problems:
        tell_problems(error.problems, audience)
    name, message = _words(error, audience)
    if audience.json:
        import json  # most errors are told in words

        said = {"error": name, "message": message, "exit": code}
        if isinstance(error, QueryRefused):
            said["column"] = error.column
        print(json.dumps(said, ensure_ascii=False), file=sys.stderr)
        return code
    print(say("cli.error", audience.language, message=message), file=sys.stderr)
    for line in _advice(error, code, audience):
        print(line, file=sys.stderr)
    return code


def tell_problems(problems: Sequence[Problem], audience: Audience) -> None:
    """Tells problems behind a refusal: as text on stderr, with `--json` as objects on stdout like `validate`."""
    from crmfs.formats import writer  # most errors come without problems
    from crmfs.formats.wording import Wording

    stream = sys.stdout if audience.json else sys.stderr
    write = writer("json" if audience.json else "text")
    for line in write(problems, Wording(audience.language, audience.field_of), output.page(stream)):
        print(line, file=stream)


def _words(error: BaseException, audience: Audience) -> tuple[str, str]:
    """Returns an error's code and message."""
    language = audience.language
    if isinstance(error, CrmfsError):
        shown = {name: one_line(value) if isinstance(value, str) else value for name, value in error.params.items()}
        return error.code, say(error.code, language, **shown)
    if isinstance(error, click.ClickException):
        return as_usage_error(error).code, one_line(said(error, language))
    if exit_code(error) != BUG:
        name = _machine(error)
        return name, say(name, language)
    from crmfs.core.bug_log import write_log  # what it needs is slow to import

    path = write_log(error, audience.state)
    return "cli.bug", say("cli.bug", language, kind=type(error).__name__, path=path)


def _machine(error: BaseException) -> str:
    if not isinstance(error, OSError):
        return "cli.interrupted"
    if error.errno in DISK_FULL:
        return "cli.disk_full"
    return "cli.not_writable" if error.errno in NOT_WRITABLE else "cli.read_write_failed"


def _advice(error: BaseException, code: int, audience: Audience) -> Iterator[str]:
    if isinstance(error, QueryRefused):
        from crmfs.formats.pointing import pointed  # most errors have no place

        yield from ("  " + line for line in pointed(error.typed, error.column))
    if isinstance(error, click.UsageError) and error.ctx:
        yield error.ctx.get_usage()
        yield say("cli.see_help", audience.language, command=error.ctx.command_path)
    if code in (PROBLEMS, DENIED):
        yield from support_line(audience.support, audience.language)


def support_line(support: str, language: Language) -> Iterator[str]:
    """Yields who to ask, shown with every refusal, if the settings say so."""
    if support:
        yield say("cli.support", language, support=one_line(support))

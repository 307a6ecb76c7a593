"""No command and no output format is left out of the leak tests."""

from collections.abc import Iterator

import click
from typed import CHANGES, FORMATS, LINES, NEVER_TOLD

from crmfs.cli.globals import Audience
from crmfs.cli.program import root


def _commands(group: click.Group, above: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    ctx = click.Context(group)
    for name in group.list_commands(ctx):
        command = group.get_command(ctx, name)
        if isinstance(command, click.Group):
            yield from _commands(command, (*above, name))
        elif command is not None:
            yield (*above, name), command


COMMANDS = dict(_commands(root(Audience("zh"))))


def _is_typed(name: tuple[str, ...], *words: str) -> bool:
    lines = (*LINES, *(line for line, _ in CHANGES))
    return any(line[: len(name)] == name and set(words) <= set(line) for line in lines)


def test_every_command_is_typed_or_said_why_not() -> None:
    assert [name for name in COMMANDS if not _is_typed(name) and name not in NEVER_TOLD] == []
    assert [name for name in NEVER_TOLD if name not in COMMANDS or _is_typed(name)] == []


def test_every_format_is_asked_of_every_command_that_has_it() -> None:
    formats = {
        (name, choice)
        for name, command in COMMANDS.items()
        for param in command.params
        if "--format" in param.opts and isinstance(param.type, click.Choice)
        for choice in param.type.choices
    }
    assert {choice for _, choice in formats} == set(FORMATS)
    assert [one for one in formats if one[1] not in ("text", "term", "json") and not _is_typed(one[0], one[1])] == []

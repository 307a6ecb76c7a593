"""Commands and groups in two languages, imported when they run. Knows no single command and does no work."""

import sys
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from itertools import islice, takewhile
from os import environ
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import click

from crmfs.cli.exits import EXITS
from crmfs.cli.globals import Audience, audience_of, introduce
from crmfs.cli.help import Section, laid_out
from crmfs.cli.options import Argument, Option, agree_on_format, global_options, help_option, json_format
from crmfs.cli.terminal import terminal_cells
from crmfs.core.messages import Language, Text, pick, say
from crmfs.core.regex import regex
from crmfs.formats import colours

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

Decorated = TypeVar("Decorated", bound=Callable[..., Any])
_WORD = regex(r"-[^\W\d]\w")  # that begins like an option
_LETTERS = regex(r"-[^\W\d]{2}")  # `-owner:…` is no `-o` with its value behind it, `-n5` and `-o../file` are


class Entry(NamedTuple):
    """One command of the program.

    Attributes:
        target: `module:name` of its `Command` or `Group`, imported only when it runs.
        help: What it does, in a few words.
        section: Key of the section of `crmfs --help` it stands in, `""` for one that only programs call.
    """

    target: str
    help: Text
    section: str


class Command(click.Command):
    """A command whose help is in the reader's language and which takes the global options after its name."""

    def __init__(
        self,
        *args: Any,
        help: Text | None = None,  # noqa: A002 - click's word
        examples: Sequence[str | Text] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.text = help or Text("", "")
        self.examples = examples
        self.global_options = global_options()
        self.help_option = help_option()
        self.json_format = [] if any("--format" in param.opts for param in self.params) else [json_format()]

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """Returns its own parameters, then the global options, then --help."""
        return [*self.params, *self.global_options, *self.json_format, self.help_option]

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parses, and makes `--json` and `--format json` the same."""
        try:
            self._refuse_unknown(ctx, args)
            rest = super().parse_args(ctx, self._words_last(ctx, args))
        except click.UsageError as error:
            error.ctx = error.ctx or ctx  # the parser names no context for some errors
            raise
        if "format" in ctx.params:
            agree_on_format(ctx)
        return rest

    def _refuse_unknown(self, ctx: click.Context, args: Sequence[str]) -> None:
        """Refuses what begins with `--` and is no option also where `-word` is a word and no option."""
        if not ctx.ignore_unknown_options or ctx.resilient_parsing:
            return
        known = {name for param in self.get_params(ctx) for name in (*param.opts, *param.secondary_opts)}
        for typed in takewhile(lambda one: one != "--", args):
            name = typed.partition("=")[0]
            if name.startswith("--") and name not in known:
                raise click.NoSuchOption(name, ctx=ctx)

    def _words_last(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Returns the same with all words behind `--`, where `-word` is one: `-phone:*` is not `-p`, `-h` and more."""
        if not ctx.ignore_unknown_options:
            return args
        options = [param for param in self.get_params(ctx) if isinstance(param, click.Option)]
        named = {name for option in options for name in (*option.opts, *option.secondary_opts)}
        taking = {name for option in options if not (option.is_flag or option.count) for name in option.opts}
        before = [*takewhile(lambda one: one != "--", args)]
        typed, words = list[str](), list[str]()
        rest = iter(before)
        for one in rest:
            if one.startswith("--") or one in named or (one[:2] in taking and not _LETTERS.match(one)):
                typed += [one, *(islice(rest, 1) if one in taking else ())]
            else:
                words.append(one)
        return [*typed, "--", *words, *args[len(before) + 1 :]] if any(map(_WORD.match, words)) else args

    def short(self, language: Language) -> str:
        """Returns the first line of its help."""
        return pick(self.text, language).strip().partition("\n")[0]

    def get_help(self, ctx: click.Context) -> str:
        """Returns the whole help page."""
        language = audience_of(ctx).language
        return laid_out(
            self.get_usage(ctx),
            pick(self.text, language),
            self.sections(ctx, language),
            cells=terminal_cells(),
            colours=colours.are_wanted(sys.stdout.isatty(), environ),
        )

    def sections(self, ctx: click.Context, language: Language) -> list[Section]:
        """Returns the lists of its help page."""
        arguments = [param.row(ctx) for param in self.params if isinstance(param, Argument)]
        own = [param for param in self.params if isinstance(param, Option) and not param.hidden]
        options = [param.row(ctx) for param in (*own, self.help_option)]
        examples = [pick(one, language) if isinstance(one, Text) else one for one in self.examples]
        return [
            Section(say("cli.heading_arguments", language), arguments),
            Section(say("cli.heading_options", language), options),
            Section(say("cli.heading_examples", language), [(example, "") for example in examples]),
            Section(say("cli.heading_everywhere", language), [param.row(ctx) for param in self.global_options]),
            Section(
                say("cli.heading_exits", language), [(str(code), say(text, language)) for code, text in EXITS.items()]
            ),
        ]

    def get_usage(self, ctx: click.Context) -> str:
        """Returns the usage line."""
        language = audience_of(ctx).language
        names = [param.make_metavar(ctx) for param in self.params if isinstance(param, Argument)]
        return say("cli.usage", language, line=" ".join([ctx.command_path, *names, self._usage_end(language)]))

    def _usage_end(self, language: Language) -> str:
        return say("cli.usage_options", language)


class Group(Command, click.Group):
    """A command of commands, such as `crmfs access`."""

    command_class = Command

    def _usage_end(self, language: Language) -> str:
        return say("cli.usage_command", language)

    def sections(self, ctx: click.Context, language: Language) -> list[Section]:
        """Returns its commands before the lists of any command."""
        return [*self.command_sections(ctx, language), *super().sections(ctx, language)]

    def command_sections(self, ctx: click.Context, language: Language) -> list[Section]:
        """Returns its commands with what each does."""
        rows = [(name, _short(command, language)) for name, command in self.commands.items()]
        return [Section(say("cli.heading_commands", language), rows)]

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Returns the names in the order in which they were written."""
        return list(self.commands)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> "list[CompletionItem[str]]":
        """Returns names that begin so, or options."""
        from click.shell_completion import CompletionItem

        language = audience_of(ctx).language
        rows = [row for section in self.command_sections(ctx, language) for row in section.rows]
        found = [CompletionItem(name, help=said) for name, said in rows if name.startswith(incomplete)]
        return [*found, *click.Command.shell_complete(self, ctx, incomplete)]


def _short(command: click.Command, language: Language) -> str:
    return command.short(language) if isinstance(command, Command) else ""


class Root(Group):
    """The program: its commands stand in a table and are imported when they run."""

    def __init__(
        self, entries: Mapping[str, Entry], sections: Mapping[str, Text], audience: Audience, **kwargs: Any
    ) -> None:
        super().__init__("crmfs", **kwargs)
        self.entries = entries
        self.headings = sections
        self.audience = audience

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parses, with the audience known first."""
        introduce(ctx, self.audience)
        return super().parse_args(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Returns all names without importing any command."""
        return list(self.entries)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Imports one command."""
        entry = self.entries.get(cmd_name)
        if entry is None:
            return None
        module, _, name = entry.target.partition(":")
        command: click.Command = getattr(import_module(module), name)
        return command

    def command_sections(self, ctx: click.Context, language: Language) -> list[Section]:
        """Returns the commands by what they are for."""
        left = max(map(len, self.entries))
        return [
            Section(
                pick(heading, language),
                [(name, pick(entry.help, language)) for name, entry in self.entries.items() if entry.section == key],
                left,
            )
            for key, heading in self.headings.items()
        ]


def command(help: Text, *, examples: Sequence[str | Text] = (), **kwargs: Any) -> Callable[[Decorated], Command]:  # noqa: A002 - click's word
    """Makes a function a command; its first help line is what lists show. It returns its exit code, None for 0."""
    return click.command(cls=Command, help=help, examples=examples, **kwargs)


def group(help: Text, **kwargs: Any) -> Callable[[Decorated], Group]:  # noqa: A002 - click's word
    """Makes a function a command of commands; add to it by its `.command(help=…)`."""
    return click.group(help=help, **{"cls": Group, **kwargs})

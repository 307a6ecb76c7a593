"""Options and arguments in two languages, and those that many commands share. Knows no single command."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click
from click.core import ParameterSource

from crmfs.cli.globals import Globals, audience_of
from crmfs.core.messages import Language, Text, pick, say
from crmfs.core.regex import regex
from crmfs.formats import FORMATS

Decorated = TypeVar("Decorated", bound=Callable[..., Any])


_PLACEHOLDERS = {
    "CUSTOMER": "客户", "DATE": "日期", "DIR": "目录", "FIELD": "字段", "FILE": "文件",
    "FILTER": "条件", "INTEGER": "整数", "KIND": "种类", "MEMBER": "成员", "NAME": "名称",
    "PATH": "路径", "REV": "版本", "STATUS": "状态", "TEXT": "文字", "VALUE": "值",
}  # fmt: skip
FILTERS = {"ignore_unknown_options": True}  # `-状态:流失` is a filter, no option
_WORD = regex(r"[A-Z]{2,}")


def _placeholder(written: str | Text, language: Language) -> str:
    """Returns what stands for a value, in Chinese also where it is written in English capitals."""
    if isinstance(written, Text):
        return pick(written, language)
    written = written.replace("INTEGER RANGE", "INTEGER")  # click's word for a whole number with bounds
    return written if language == "en" else _WORD.sub(lambda word: _PLACEHOLDERS.get(word[0], word[0]), written)


class Option(click.Option):
    """An option whose help, and where needed its placeholder, is in both languages."""

    def __init__(self, *args: Any, help: Text | None = None, metavar: str | Text | None = None, **kwargs: Any) -> None:  # noqa: A002 - click's word
        super().__init__(*args, metavar=None if isinstance(metavar, Text) else metavar, **kwargs)
        self.text = help
        self.placeholder = metavar if isinstance(metavar, Text) else None

    def make_metavar(self, ctx: click.Context) -> str:
        """Returns the placeholder of the value."""
        return _placeholder(self.placeholder or super().make_metavar(ctx), audience_of(ctx).language)

    def row(self, ctx: click.Context) -> tuple[str, str]:
        """Returns how it is written, and what it does."""
        language = audience_of(ctx).language
        names = ", ".join(self.opts) + ("" if self.is_flag else " " + self.make_metavar(ctx))
        notes = []
        if self.required:
            notes.append(say("cli.required", language))
        if self.multiple:
            notes.append(say("cli.repeatable", language))
        if self.show_default:
            notes.append(say("cli.default", language, value=self.get_default(ctx)))
        return names, _explained(self.text, notes, language)


class Argument(click.Argument):
    """An argument with a help text in both languages."""

    def __init__(self, *args: Any, help: Text | None = None, metavar: str | Text | None = None, **kwargs: Any) -> None:  # noqa: A002 - click's word
        super().__init__(*args, metavar=None if isinstance(metavar, Text) else metavar, **kwargs)
        self.text = help
        self.placeholder = metavar if isinstance(metavar, Text) else None

    def make_metavar(self, ctx: click.Context) -> str:
        """Returns how the argument stands in the usage line: `ID`, `[ID]`, `FILE…`; as given if it has such marks."""
        written = self.placeholder or self.metavar or self.name.upper()
        placeholder = _placeholder(written, audience_of(ctx).language)
        if "…" in placeholder:
            return placeholder
        name = placeholder + ("…" if self.nargs != 1 else "")
        return name if self.required else f"[{name}]"

    def row(self, ctx: click.Context) -> tuple[str, str]:
        """Returns its name, and what it means."""
        return self.make_metavar(ctx), _explained(self.text, [], audience_of(ctx).language)


def _explained(text: Text | None, notes: Sequence[str], language: Language) -> str:
    said = pick(text, language) if text else ""
    if not notes:
        return said
    return f"{said}（{'，'.join(notes)}）" if language == "zh" else f"{said} ({', '.join(notes)})"


def _remember(field: str) -> Callable[[click.Context, click.Parameter, Any], None]:
    def remember(ctx: click.Context, _: click.Parameter, value: Any) -> None:
        known = ctx.obj if isinstance(ctx.obj, Globals) else Globals()
        if value not in (None, False):
            known = known._replace(**{field: value})
        ctx.obj = known
        if known.json:  # else it may still stand behind what is being parsed
            audience_of(ctx).json = True

    return remember


def global_options() -> list[Option]:
    """Returns fresh global options, which every command takes."""

    def made(*names: str, field: str, **attributes: Any) -> Option:
        return Option([*names, f"global_{field}"], expose_value=False, callback=_remember(field), **attributes)

    return [
        made(
            "-C",
            field="directory",
            type=click.Path(path_type=Path),
            metavar=Text("目录", "DIR"),
            help=Text("仓库目录；默认从当前目录向上查找。", "Where the repository is; by default upward from here."),
        ),
        made(
            "--as",
            field="as_member",
            metavar=Text("成员", "MEMBER"),
            help=Text(
                "以某位成员的权限查看（员工ID、邮箱或姓名）。", "See what a member sees (employee id, e-mail or name)."
            ),
        ),
        made(
            "--lang",
            field="lang",
            type=click.Choice(["zh", "en"]),
            metavar="zh|en",
            help=Text("显示语言。", "Language of what is shown."),
        ),
        made("--json", field="json", is_flag=True, help=Text("每行输出一个 JSON。", "Print one JSON object a line.")),
    ]


def json_format() -> Option:
    """Returns `--format json`, the same as `--json`, where a command has no `--format` of its own; unlisted."""
    return Option(
        ["--format", "global_json_format"],
        type=click.Choice(["json"]),
        hidden=True,
        expose_value=False,
        callback=lambda ctx, param, value: _remember("json")(ctx, param, value == "json"),
        help=Text("与 --json 相同。", "The same as --json."),
    )


def help_option() -> Option:
    """Returns `--help`, which prints the command's page and ends."""

    def show(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
        if wanted and not ctx.resilient_parsing:
            print(ctx.get_help())
            ctx.exit()

    return Option(
        ["-h", "--help", "global_help"],
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=show,
        help=Text("显示本帮助。", "Show this help."),
    )


def version_option(version: str) -> Option:
    """Returns `--version`, which prints the program's name and version and ends."""

    def show(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
        if wanted and not ctx.resilient_parsing:
            print(f"crmfs {version}")
            ctx.exit()

    return Option(
        ["--version"],
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=show,
        help=Text("显示版本。", "Show the version."),
    )


def option(*names: str, help: Text, **kwargs: Any) -> Callable[[Decorated], Decorated]:  # noqa: A002 - click's word
    """Adds an option; the other arguments are those of `click.option`, `metavar` may be a Text."""
    return click.option(*names, cls=Option, help=help, **kwargs)


def argument(name: str, *, help: Text, **kwargs: Any) -> Callable[[Decorated], Decorated]:  # noqa: A002 - click's word
    """Adds an argument; the other arguments are those of `click.argument`, `metavar` may be a Text."""
    return click.argument(name, cls=Argument, help=help, **kwargs)


class FormatContradicts(click.UsageError):
    """`--json` was given together with another format, named by the message."""


def agree_on_format(ctx: click.Context) -> None:
    """Makes `--json` and `--format json` the same for a command that has a `--format`."""
    wanted = ctx.params["format"]
    if ctx.obj.json and ctx.get_parameter_source("format") is not ParameterSource.DEFAULT and wanted != "json":
        raise FormatContradicts(wanted, ctx)
    if ctx.obj.json or wanted == "json":
        ctx.params["format"] = "json"
        ctx.obj = ctx.obj._replace(json=True)
        audience_of(ctx).json = True


def format_option(*formats: str) -> Callable[[Decorated], Decorated]:
    """Adds `--format`, by default with all formats that problems can be written in; the first is the default."""
    names = formats or FORMATS
    return option(
        "--format",
        type=click.Choice(names),
        default=names[0],
        metavar="|".join(names),
        help=Text("输出格式。", "How results are written."),
    )

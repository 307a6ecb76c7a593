"""The tables in docs/ that are made from the program: options, rules, fields, headings.

Between `<!-- table: NAME -->` and `<!-- end -->` stands what NAME gives; `python tests/doc_tables.py` writes all
of them anew. Holds no prose.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import click

from crmfs.cli.frame import Command, Group
from crmfs.cli.globals import Audience
from crmfs.cli.help import Section
from crmfs.cli.program import root
from crmfs.core.messages import Language, Rule, every_code
from crmfs.core.release import template_files
from crmfs.exchange.aliases import ALIASES
from crmfs.exchange.targets import Fields, vocabulary
from crmfs.formats.wording import SEVERITIES, in_general
from crmfs.records.fields import Field
from crmfs.records.kinds import KINDS
from crmfs.records.labels import label
from crmfs.records.schema import Schemas, load_schemas

DOCS = Path(__file__).parent.parent / "docs"
_MARKED = re.compile(r"(<!-- table: (?P<name>[a-z_:. -]+?) -->\n)(?P<made>.*?)(<!-- end -->)", re.DOTALL)
_WORDS: dict[Language, dict[str, str]] = {
    "zh": {"field": "字段", "label": "名称", "required": "必填", "yes": "是", "heading": "认识的列名"},
    "en": {"field": "Field", "label": "Label", "required": "Required", "yes": "yes", "heading": "Headings recognised"},
}
_RULE_HEADINGS: dict[Language, tuple[str, ...]] = {
    "zh": ("规则", "级别", "检查什么", "怎么处理", "`fix`"),
    "en": ("Rule", "Severity", "What is wrong", "What to do", "`fix`"),
}
_OPTION_HEADINGS: dict[Language, tuple[str, str]] = {"zh": ("写法", "作用"), "en": ("Written", "What it does")}


def commands() -> Iterator[str]:
    """Yields every command as it is typed, groups by their commands: `new`, `member add`."""
    program = root(Audience("en"))
    with click.Context(program) as ctx:
        for name in program.list_commands(ctx):
            found = program.get_command(ctx, name)
            yield from (f"{name} {sub}" for sub in found.commands) if isinstance(found, Group) else (name,)


def context_of(typed: Iterable[str], language: Language = "en") -> click.Context:
    """Returns the parsed command line, not carried out.

    Raises:
        click.UsageError: There is no such command or option, or something is missing.
    """
    program = root(Audience(language))
    ctx = program.make_context("crmfs", list(typed))
    command: click.Command = program
    while isinstance(command, click.Group) and ctx._protected_args + ctx.args:
        name, found, rest = command.resolve_command(ctx, [*ctx._protected_args, *ctx.args])
        assert found is not None
        command, ctx = found, found.make_context(name, rest, parent=ctx)
    return ctx


def _sections(name: str, language: Language) -> list[Section]:
    program = root(Audience(language))
    with program.make_context("crmfs", ["--", *name.split()], resilient_parsing=True) as ctx:
        command: click.Command = program
        inner = ctx
        for part in name.split():
            assert isinstance(command, click.Group)
            found = command.get_command(inner, part)
            assert found is not None
            command, inner = found, click.Context(found, parent=inner, info_name=part)
        assert isinstance(command, Command)
        return command.sections(inner, language)


def options(name: str, language: Language) -> str:
    """Returns a command's arguments and options as its help explains them."""
    arguments, own = _sections(name, language)[:2]
    rows = [*arguments.rows, *own.rows[:-1]]  # --help is every command's
    return _table(_OPTION_HEADINGS[language], ((f"`{written}`", does) for written, does in rows)) if rows else ""


def everywhere(_: str, language: Language) -> str:
    """Returns the options of every command, and the exit codes."""
    shared, exits = _sections("whoami", language)[-2:]
    first = _table(_OPTION_HEADINGS[language], ((f"`{written}`", does) for written, does in shared.rows))
    return first + "\n" + _table((exits.heading, ""), exits.rows)


def rules(_: str, language: Language) -> str:
    """Returns all rules."""
    rows = [
        (
            f"`{code}`",
            SEVERITIES[language][entry.severity],
            in_general(entry.text, language),
            in_general(entry.remedy, language),
            "✓" if entry.fixable else "",
        )
        for code, entry in sorted(every_code().items())
        if isinstance(entry, Rule)
    ]
    return _table(_RULE_HEADINGS[language], rows)


def fields(kind: str, language: Language) -> str:
    """Returns the fields of a kind of record in the template's schemas."""
    words = _WORDS[language]
    rows = _field_rows(schemas().fields(kind).values(), "", language)
    return _table((words["field"], words["label"], words["required"]), rows)


def _field_rows(found: Iterable[Field], above: str, language: Language) -> Iterator[tuple[str, str, str]]:
    for field in found:
        if field.name in ("source_ref", "extra"):
            continue
        yield f"`{above}{field.name}`", label(field, language), _WORDS[language]["yes"] if field.required else ""
        yield from _field_rows(
            field.items.values(), f"{above}{field.name}{'[].' if field.type == 'list' else '.'}", language
        )


def headings(kind: str, language: Language) -> str:
    """Returns by which headings an import knows the columns of a kind of table."""
    known: Fields = {name: schemas().fields(name) for name in KINDS}
    words = vocabulary(kind, known)
    rows = []
    for code, target in words.targets.items():
        names = dict.fromkeys((*target.field.label, *target.field.aliases, *ALIASES[kind].get(code, ())))
        found = [name for name in names if any(hit is target for hit in words.find(name) or ())]
        rows.append((f"`{code}`", ", ".join(found)))
    return _table((_WORDS[language]["field"], _WORDS[language]["heading"]), rows)


def schemas() -> Schemas:
    """Returns the schemas of a new repository."""
    return load_schemas({path: data for path, data in template_files().items() if path.endswith(".schema.json")})


def _table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    heads = list(heads)
    lines = [heads, ["---"] * len(heads), *rows]
    return "".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |\n" for line in lines)


_MAKERS: dict[str, Callable[[str, Language], str]] = {
    "options": options, "everywhere": everywhere, "rules": rules, "fields": fields, "headings": headings,
}  # fmt: skip


def made_anew(text: str, language: Language) -> str:
    """Returns a page with all its tables made anew."""

    def table(match: re.Match[str]) -> str:
        maker, _, name = match["name"].partition(": ")
        return match[1] + _MAKERS[maker](name, language) + match[4]

    return _MARKED.sub(table, text)


def pages(language: Language) -> list[Path]:
    """Returns the pages in one language, by name."""
    return sorted((DOCS / language).glob("*.md"))


if __name__ == "__main__":
    for each in ("zh", "en"):
        for page in pages(each):
            page.write_text(made_anew(page.read_text(encoding="utf-8"), each), encoding="utf-8")

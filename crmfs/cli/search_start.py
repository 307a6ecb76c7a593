"""A search without words: the saved searches, and how to start. Searches nothing."""

from collections.abc import Iterator

import click
from click.shell_completion import CompletionItem

from crmfs.cli import output
from crmfs.cli.globals import Globals
from crmfs.cli.pager import show_table
from crmfs.context import Context
from crmfs.core.errors import CrmfsError
from crmfs.core.messages import say
from crmfs.core.text import one_line
from crmfs.query.saved import FOLDER, SUFFIX, Saved, saved_names, saved_search

_EXAMPLES = ("search.start_words", "search.start_filter")


def write_start(context: Context, *, as_json: bool) -> None:
    """Lists the saved searches, and says how to start."""
    found = [(name, _read(context, name)) for name in saved_names(context.view)]
    if as_json:
        output.objects(_as_object(name, one) for name, one in found)
        output.objects([{"summary": {"saved": len(found)}}])
        return
    lang = context.lang
    if found:
        headings = (say("search.saved_heading", lang), say("search.saved_purpose", lang))
        show_table(headings, [(f"@{name}", _purpose(context, one)) for name, one in found], lang, whole=False)
        output.lines([""])
    output.lines([say("search.start", lang), *("  " + line for line in _starts(context, found[-1:]))])


def completed(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem[str]]:
    """Returns the saved searches whose name begins so: what a shell completes behind `@`."""
    if (ctx.params.get("query") or ("",))[-1] == "@":  # bash hands the sign over as a word of its own
        incomplete = "@" + incomplete
    if not incomplete.startswith("@"):
        return []
    asked = ctx.obj if isinstance(ctx.obj, Globals) else Globals()
    try:
        names = saved_names(Context.open(asked.directory, lang=asked.lang, as_member=asked.as_member).view)
    except CrmfsError:  # no message may break into the line
        return []
    return [CompletionItem(f"@{name}") for name in names if f"@{name}".startswith(incomplete)]


def _read(context: Context, name: str) -> Saved | CrmfsError:
    try:
        return saved_search(context.view, name)
    except CrmfsError as error:
        return error


def _purpose(context: Context, found: Saved | CrmfsError) -> str:
    if isinstance(found, Saved):
        return found.description or found.query
    return say(found.code, context.lang, **found.params)


def _as_object(name: str, found: Saved | CrmfsError) -> dict[str, object]:
    said: dict[str, object] = {"path": f"{FOLDER}/{name}{SUFFIX}", "name": name}
    if isinstance(found, CrmfsError):
        return said | {"error": found.code}
    return said | {
        "description": found.description or None, "query": found.query, "kind": list(found.kind),
        "sort": found.sort or None, "limit": found.limit or None,
    }  # fmt: skip


def _starts(context: Context, last: list[tuple[str, Saved | CrmfsError]]) -> Iterator[str]:
    yield from (say(code, context.lang) for code in _EXAMPLES)
    yield from (say("search.start_saved", context.lang, name=one_line(name)) for name, _ in last)

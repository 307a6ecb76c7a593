"""What differs in the text of a document from one version to the next, as lines for people. Extracts nothing itself."""

from collections.abc import Iterator, Sequence
from itertools import islice

from crmfs.cli import output
from crmfs.context import Context
from crmfs.core.messages import say
from crmfs.core.paths import name
from crmfs.extract.texts import Texts
from crmfs.formats.differences import difference
from crmfs.git.model import object_id
from crmfs.history.changes import FileChange
from crmfs.history.steps import State
from crmfs.records.kinds import locate

_HEADINGS = 2  # lines of a unified diff that name the files
LINES = 20  # of one document that a history shows


def text_lines(context: Context, changes: Sequence[FileChange], most: int = LINES) -> Iterator[str]:
    """Yields what differs in the text of each document that was replaced; nothing where there is no text to be had.

    Args:
        most: Lines of one document.
    """
    replaced = [one for one in changes if locate(one.path).document and one.old and one.new]
    if not replaced:
        return
    colours = output.page().colours
    with Texts(context.derived) as texts:
        for change in replaced:
            old, new = (_text(texts, state) for state in (change.old, change.new))
            found = difference(change.path, old, new or b"", colours=colours) if old or new else iter(())
            lines = list(islice(found, _HEADINGS, None))
            yield from ("    " + line for line in lines[:most])
            if len(lines) > most:
                yield "    " + say("history.more_lines", context.lang, count=len(lines) - most)


def _text(texts: Texts, state: State | None) -> bytes:
    if state is None or not state.entry.is_file:
        return b""
    data = state.data
    return texts.one(name(state.path), state.entry.oid or object_id("blob", data), lambda: data).text.encode()

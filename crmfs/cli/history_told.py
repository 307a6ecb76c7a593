"""Histories as people and programs are told them: one block, or one object, a commit. Asks no git."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from crmfs.cli import output
from crmfs.cli.history_asked import People, clock_of
from crmfs.cli.history_words import Words
from crmfs.context import Context
from crmfs.core.messages import say
from crmfs.core.text import one_line
from crmfs.formats.colours import paint
from crmfs.git.log import Revision
from crmfs.history.changes import FileChange
from crmfs.history.entries import Entry, Origin
from crmfs.history.fields import Absent, FieldChange
from crmfs.history.identity import customer_folder_of
from crmfs.history.past import Past, kind_of
from crmfs.history.versions import Versions
from crmfs.records.kinds import CUSTOMER, META_SUFFIX, locate

_FILES = 10  # of one commit that people are shown
_KIB = 1024
_COUNTED = {
    "added": "history.how_added",
    "changed": "history.how_changed",
    "moved": "history.how_moved",
    "deleted": "history.how_deleted",
}
_WHOLE = {"added": "history.added", "deleted": "history.deleted"}
_ALONG = (("status_by",), ("status_date",))


class Telling:
    """How a reader is told of changes.

    Args:
        within: The file or folder that was asked about, `""` for all: what is said of each change need not name it.
    """

    def __init__(self, context: Context, past: Past, within: str = "") -> None:
        self.context = context
        self.people = People(context)
        self.words = Words(context)
        self._past = past
        self._within = within
        self._clock = clock_of(context)
        self._versions = Versions(past)
        self._colours = output.page().colours

    def as_object(self, entry: Entry) -> dict[str, Any]:
        """Returns an entry for programs."""
        changes = [one for change in entry.changes for one in self.objects(change, entry.revision.oid)]
        return {**self.origin(Origin(entry.revision, entry.reason)), "changes": changes}

    def objects(self, change: FileChange, commit: str = "") -> Iterator[dict[str, Any]]:
        """Yields the changes of one file for programs.

        Args:
            commit: That made them, for the versions of documents; `""` for none.
        """
        if change.how == "moved" and change.old:
            yield _object(change.path, "", {"path": change.old.path}, {"path": change.path})
        for one in change.fields:
            yield _object(change.path, one.pointer, _plain(one.old), _plain(one.new))
        if change.fields or change.how == "moved":
            return
        if change.is_record:
            whole = change.how != "changed"
            old, new = (change.old_fields, change.new_fields) if whole else (None, None)
        else:
            old, new = self._content(change, commit)
        yield _object(change.path, "", old, new)

    def block(self, entry: Entry) -> Iterator[str]:
        """Yields an entry for people: who, when and why in one line, what below it."""
        yield self._head(entry)
        for _, lines in self.grouped(entry.changes, entry.revision.oid, entry.reason, indent="  ", most=_FILES):
            yield from lines

    def grouped(
        self,
        changes: Sequence[FileChange],
        commit: str = "",
        reason: str = "",
        *,
        indent: str = "",
        most: int | None = None,
    ) -> Iterator[tuple[FileChange | None, list[str]]]:
        """Yields each change with its lines, those of one customer below a line that names it.

        Args:
            commit, reason: As for `lines`.
            most: Files that are told one by one; more are counted by their kinds.
        """
        shown = sorted(
            (change for change in changes if not _is_companion(change, changes)),
            key=lambda change: (customer_folder_of(change.path), kind_of(change.path) is not CUSTOMER, change.path),
        )
        if most is not None and len(shown) > most:
            yield None, [indent + line for line in self._counted(shown)]
            return
        above = ""
        for change in shown:
            folder = "" if self._within else customer_folder_of(change.path)
            is_new, above = folder != above, folder
            lines = [indent + ("  " if folder else "") + line for line in self.lines(change, commit, reason)]
            heading = [indent + paint(self.words.customer(folder), "bold", self._colours)] if folder and is_new else []
            yield change, heading + lines

    def origin(self, origin: Origin | None) -> dict[str, Any]:
        """Returns for programs where a value is from."""
        revision = origin.revision if origin else None
        return {
            "commit": revision.oid if revision else None,
            "op": revision.op or None if revision else None,
            "date": self._clock.shown(revision.time).isoformat() if revision else None,
            "author": self.people.author(revision) if revision else None,
            "employee": self.people.employee(revision) or None if revision else None,
            "reason": origin.reason or None if origin else None,
        }

    def who(self, revision: Revision) -> str:
        """Returns for people who did what a commit holds, and where that is another, who entered it."""
        author, employee = self.people.author(revision), self.people.employee(revision)
        shown, by = (one_line(self.people.shown(who)) for who in (employee or author, author))
        return shown if shown == by else say("history.for", self.context.lang, employee=shown, author=by)

    def day(self, revision: Revision) -> str:
        """Returns the day of a commit."""
        return f"{self._clock.shown(revision.time):%Y-%m-%d}"

    def line(self, entry: Entry) -> Iterator[str]:
        """Yields an entry about one field for people, all in one line."""
        revision = entry.revision
        said = [self.who(entry.revision), self.day(revision), *self._why(entry)]
        for change in entry.changes:
            for what in self.lines(change, revision.oid, bare=True):
                yield ", ".join([what, *said]) + "  " + self._faint(revision.oid)

    def lines(self, change: FileChange, commit: str = "", reason: str = "", *, bare: bool = False) -> Iterator[str]:
        """Yields what became of one file in people's terms.

        Args:
            commit: As for `objects`.
            reason: What is told of the whole commit and need not be told again.
            bare: The record is not named.
        """
        lang, words, what = self.context.lang, self.words, self.words.what(change.path)
        if change.how == "moved" and change.old:
            old, new = _ends(change.old.path, change.path)
            yield say("history.moved", lang, what=words.kind(change.path), old=old, new=new)
        if change.fields:
            head = "" if bare or self._is_plain(change.path) else f"{what}  "
            yield from (head + words.step(change.path, one) for one in _telling(change.fields, reason))
        elif change.how in ("added", "deleted"):
            noted = "" if change.is_record else self._noted(change, commit)
            yield say(_WHOLE[change.how], lang, what=what) + noted
        elif change.how == "changed" and not change.is_record:
            yield say("history.replaced", lang, what=what) + self._noted(change, commit)
        elif change.how == "changed":
            is_layout = change.old_fields is not None and change.new_fields is not None
            yield say("history.layout" if is_layout else "history.unreadable", lang, what=what)

    def _head(self, entry: Entry) -> str:
        when = f"{self._clock.shown(entry.revision.time):%Y-%m-%d %H:%M}"
        said = [when, self.who(entry.revision), *(self._why(entry) or self._subject(entry.revision))]
        return paint("  ".join(said), "info", self._colours) + "  " + self._faint(entry.revision.oid)

    def _why(self, entry: Entry) -> list[str]:
        return [say("history.reason", self.context.lang, reason=one_line(entry.reason))] if entry.reason else []

    def _subject(self, revision: Revision) -> list[str]:
        """Returns what a commit made by plain git says of itself, for who sees everything: it may speak of anything."""
        return [one_line(revision.subject)] if self._past.is_whole and not revision.op and revision.subject else []

    def _faint(self, commit: str) -> str:
        return paint(say("history.commit", self.context.lang, commit=commit[:10]), "faint", self._colours)

    def _counted(self, changes: Sequence[FileChange]) -> Iterator[str]:
        """Yields how many of each kind came, went and changed."""
        lang = self.context.lang
        for how, code in _COUNTED.items():
            counts = Counter(self.words.sort(change.path) for change in changes if change.how == how)
            told = ("、" if lang == "zh" else ", ").join(f"{what} {count}" for what, count in counts.items())
            if told:
                yield say("history.counted", lang, how=say(code, lang), told=told)

    def _is_plain(self, path: str) -> bool:
        """Says whether the fields of a record need no other heading than the customer's, or than what was asked."""
        return path == self._within or kind_of(path) is CUSTOMER

    def _content(self, change: FileChange, commit: str) -> tuple[Any, Any]:
        """Returns what is told of a file that is no record, before and after."""
        number = self._number(change, commit)
        sides = []
        for state, version in ((change.old, number - 1 if number else None), (change.new, number)):
            sides.append({"version": version, "size": state.entry.size} if state else None)
        return sides[0], sides[1]

    def _number(self, change: FileChange, commit: str) -> int | None:
        if not commit or change.new is None or not locate(change.path).document:
            return None
        return self._versions.number(change.path, commit)

    def _noted(self, change: FileChange, commit: str) -> str:
        lang, number = self.context.lang, self._number(change, commit)
        sizes = [shown_size(state.entry.size) for state in (change.old, change.new) if state and state.entry.size]
        said = [say("history.version", lang, number=number)] if number else []
        said += [" → ".join(sizes)] if sizes else []
        if not said:
            return ""
        return f"（{'，'.join(said)}）" if lang == "zh" else f" ({', '.join(said)})"


def _telling(changes: Sequence[FieldChange], reason: str) -> list[FieldChange]:
    """Returns the changes without what goes along with one of status: by whom, when, and the reason told already."""
    if not any(change.at == ("status",) for change in changes):
        return list(changes)
    return [
        change
        for change in changes
        if change.at not in _ALONG and not (change.at == ("status_reason",) and change.new == reason)
    ]


def shown_size(size: int | None) -> str:
    """Returns a number of bytes in the unit that people read it in."""
    if size is None or size < _KIB:
        return f"{size or 0} B"
    return f"{size / _KIB:.0f} KB" if size < _KIB * _KIB else f"{size / _KIB / _KIB:.1f} MB"


def _is_companion(change: FileChange, changes: Sequence[FileChange]) -> bool:
    """Says whether a change is one of a document's metadata that came, or went, with the document."""
    document = change.path.removesuffix(META_SUFFIX)
    if document == change.path or change.how == "changed":
        return False
    return any(other.path == document and other.how == change.how for other in changes)


def _ends(old: str, new: str) -> tuple[str, str]:
    """Returns what tells two places apart."""
    parts, others = old.split("/"), new.split("/")
    same = 0
    while same < min(len(parts), len(others)) - 1 and parts[same] == others[same]:
        same += 1
    return one_line("/".join(parts[same:])), one_line("/".join(others[same:]))


def _object(path: str, pointer: str, old: object, new: object) -> dict[str, Any]:
    return {"path": path, "pointer": pointer, "old": old, "new": new}


def _plain(side: object) -> object:
    return None if isinstance(side, Absent) else side

"""Conflicts as people read them: by field, mine, theirs and before, as far as they may see it. Decides nothing."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from crmfs.access.policy import READ
from crmfs.access.view import View
from crmfs.access.visible import may_be_named
from crmfs.cli.places_told import Places, quoted
from crmfs.cli.shown_noted import note_shown
from crmfs.context import Context
from crmfs.core.messages import Language, Text, pick, say
from crmfs.core.text import one_line
from crmfs.edits.joining import Conflict
from crmfs.edits.merge_log import MergedFile
from crmfs.records.kinds import CONTACTS, CUSTOMER, is_protected, locate, typed_name
from crmfs.records.labels import label
from crmfs.records.merge3 import ABSENT, Clash, Side
from crmfs.records.yaml import Value
from crmfs.records.yaml.writer import flow_text
from crmfs.sync.leaving_out import LeftOut, Place
from crmfs.sync.synchronise import Synced

_BETWEEN = Text("、", ", ")
_LEFT = {"gone": "sync.left_gone", "back": "sync.left_back", "changed": "sync.whole"}
_LISTED = 6  # files that are named at most
_SHORT = 10  # characters of a commit's id that name it
_SIDES = (("sync.mine", "ours"), ("sync.theirs", "theirs"), ("sync.base", "base"))


class ConflictsTold:
    """Tells conflicts to the reader of a context."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._lang: Language = context.lang
        self._places = Places(context.field_of, context.lang, lambda: context.tip_view)

    @property
    def _view(self) -> View:
        """What the reader may see of the last commit: a file with git's marks in it says nobody's rights."""
        return self._context.tip_view

    def lines(self, conflicts: Iterable[Conflict]) -> Iterator[str]:
        """Yields a block of lines for each place in conflict; of hidden files only that there are some."""
        found = list(conflicts)
        seen = [conflict for conflict in found if may_be_named(conflict.path, self._view)]
        for conflict in seen:
            for clash in conflict.clashes:
                yield from self._block(conflict.path, clash)
        if len(seen) < len(found):
            yield say("sync.hidden_files", self._lang, count=len(found) - len(seen))

    def note(self, command: str, conflicts: Iterable[Conflict]) -> None:
        """Notes in the local record of which protected fields the reader is shown the values here."""
        fields, files = set[str](), set[str]()
        for path, clashes in conflicts:
            kind = locate(path).kind
            for clash in clashes if kind and may_be_named(path, self._view) else ():
                keys = [step for step in clash.at if not step.startswith("[")]
                field = self._context.field_of(path, keys[0]) if keys else None
                if kind and keys and (is_protected(path) or (field and field.protected)) and self._is_seen(path, clash):
                    fields.add(".".join([kind.name, *(keys[1:] or keys)] if kind is CONTACTS else [kind.name, *keys]))
                    files.add(path)
        note_shown(self._context, command, fields, len(files))

    def merged(self, files: Iterable[MergedFile]) -> Iterator[str]:
        """Yields a line for each file that was merged by field: whose fields, by their labels."""
        for file in files:
            sides = (("merge.ours", file.ours), ("merge.theirs", file.theirs), ("merge.both", file.both))
            told = [
                (code, [self._places.label(file.path, key) for key in keys if self._is_told(file.path, key)])
                for code, keys in sides
            ]
            said = [
                say(code, self._lang, fields=pick(_BETWEEN, self._lang).join(names)) for code, names in told if names
            ]
            if said and may_be_named(file.path, self._view):
                yield f"  {typed_name(file.path)}  {'; '.join(said)}"

    def joined_objects(self, done: Synced) -> Iterator[dict[str, Any]]:
        """Yields an object for each document kept twice, customer renumbered and file merged; none for a hidden one."""
        for copy in done.kept:
            if may_be_named(copy.copy, self._view):
                yield {"path": copy.path, "copy": copy.copy}
        yield from ({"id": one.new, "was": one.old} for one in done.renumbered)
        for file in done.merged:
            if may_be_named(file.path, self._view):
                sides = {"ours": file.ours, "theirs": file.theirs, "both": file.both}
                told = {side: [key for key in keys if self._is_told(file.path, key)] for side, keys in sides.items()}
                yield {"path": file.path, **told}

    def left_out(self, files: Iterable[LeftOut]) -> Iterator[str]:
        """Yields a line for each file that commits were left out of: which fields, by their labels."""
        found = list(files)
        seen = [file for file in found if may_be_named(file.path, self._view)]
        for file in seen:
            names = [self._places.label(file.path, key) for key in self._told_keys(file)]
            said = pick(_BETWEEN, self._lang).join(names) or say(_LEFT[file.how], self._lang)
            yield f"  {typed_name(file.path)}  {said}"
        if len(seen) < len(found):
            yield "  " + say("sync.hidden_changes", self._lang, count=len(found) - len(seen))

    def left_out_objects(self, files: Iterable[LeftOut]) -> Iterator[dict[str, Any]]:
        """Yields an object for each file that commits were left out of, none for a hidden one."""
        for file in files:
            if may_be_named(file.path, self._view):
                told = {"how": file.how, "fields": self._told_keys(file)}
                yield {"id": typed_name(file.path), "path": file.path, **told}

    def entangled(self, places: Iterable[Place]) -> Iterator[str]:
        """Yields a line for each place that later commits changed again."""
        found = list(places)
        seen = [place for place in found if may_be_named(place.conflict.path, self._view)]
        for place in seen:
            path, (clash, *_) = place.conflict
            later = pick(_BETWEEN, self._lang).join(oid[:_SHORT] for oid in place.later)
            said = say("sync.changed_later", self._lang, commits=later)
            yield f"  {typed_name(path)}  {self._places.name(path, clash.at)}: {said}"
        if len(seen) < len(found):
            yield "  " + say("sync.hidden_changes", self._lang, count=len(found) - len(seen))

    def entangled_objects(self, places: Iterable[Place]) -> Iterator[dict[str, Any]]:
        """Yields an object for each place that later commits changed again, none in a hidden file."""
        for place in places:
            path, (clash, *_) = place.conflict
            if may_be_named(path, self._view):
                yield {"id": typed_name(path), "path": path, "field": clash.address, "later": list(place.later)}

    def objects(self, conflicts: Iterable[Conflict]) -> Iterator[dict[str, Any]]:
        """Yields an object for each place in conflict: null for what the reader may not see, none for a hidden file."""
        for conflict in conflicts:
            for clash in conflict.clashes if may_be_named(conflict.path, self._view) else ():
                seen = self._is_seen(conflict.path, clash)
                values = {side: self._json(clash, side) if seen else None for _, side in _SIDES}
                yield {"id": typed_name(conflict.path), "path": conflict.path, "field": clash.address, **values}

    def _json(self, clash: Clash, side: str) -> Any:
        value: Side = getattr(clash, side)
        if isinstance(value, list) and not clash.at:
            return self._files(value)
        return None if value is ABSENT else value

    def _files(self, paths: list[Value]) -> list[str]:
        """Returns those files that a side changed of a customer and that may be named."""
        return [str(path) for path in paths if may_be_named(str(path), self._view)]

    def _block(self, path: str, clash: Clash) -> Iterator[str]:
        yield f"{typed_name(path)}  {self._places.name(path, clash.at)}"
        seen = self._is_seen(path, clash)
        names = [say(code, self._lang) for code, _ in _SIDES]
        for name, (_, side) in zip(names, _SIDES, strict=True):
            said = self._value(path, clash, side) if seen else say("sync.hidden", self._lang)
            yield f"  {name}: {said}"
        target = f"{typed_name(path)}#{clash.address}" if clash.at else typed_name(path)
        more = " | --value …" if clash.at else " | --both" if both_made(path, clash) else ""
        yield f"  crmfs resolve {quoted(target)} --mine | --theirs{more}"
        if both_made(path, clash):
            yield "  " + say("sync.both_made", self._lang)

    def _is_seen(self, path: str, clash: Clash) -> bool:
        rights = self._view.rights(path)
        if rights is None or rights.is_open:
            return True
        if clash.at and any(isinstance(getattr(clash, side), (dict, list)) for _, side in _SIDES):
            return False
        return rights.allows(READ, tuple("[]" if step.startswith("[") else step for step in clash.at))

    def _is_told(self, path: str, key: str) -> bool:
        rights = self._view.rights(path)
        return rights is None or rights.may_be_told_of((key,))

    def _told_keys(self, file: LeftOut) -> list[str]:
        return [key for key in file.keys if self._is_told(file.path, key)]

    def _value(self, path: str, clash: Clash, side: str) -> str:
        value: Side = getattr(clash, side)
        if not clash.at:
            said = say(_of_whole(clash, side), self._lang)
            names = [typed_name(path) for path in self._files(value)] if isinstance(value, list) else []
            more = " …" if len(names) > _LISTED else ""
            return f"{said} ({pick(_BETWEEN, self._lang).join(names[:_LISTED])}{more})" if names else said
        if value is ABSENT or value is None:
            return say("sync.absent", self._lang)
        field = self._places.field(path, clash.at)
        choice = next((one for one in field.choices if one.code == value), None) if field else None
        if choice:
            return one_line(label(choice, self._lang))
        return one_line(value) if isinstance(value, str) else one_line(flow_text(value))  # type: ignore[arg-type]


def both_made(path: str, clash: Clash) -> bool:
    """Says whether both sides made a customer of one id: each may stay, ours under another."""
    is_whole = not clash.at and locate(path).kind is CUSTOMER
    return is_whole and clash.base is ABSENT and ABSENT not in (clash.ours, clash.theirs)


def _of_whole(clash: Clash, side: str) -> str:
    """Returns the code of what a side made of a file, or of a customer."""
    if getattr(clash, side) is ABSENT:
        return "sync.absent" if side == "base" else "sync.deleted"
    if side == "base":
        return "sync.was_there"
    return "sync.made" if clash.base is ABSENT else "sync.changed"


def matching(conflicts: Iterable[Conflict], typed: str, path: str | None) -> Conflict | None:
    """Returns the conflict of the file that somebody typed, by path, id, or the customer whose only one it is."""
    found = list(conflicts)
    exact = [one for one in found if one.path in (typed, path) or typed == typed_name(one.path)]
    of_customer = [one for one in found if locate(one.path).customer == typed]
    return exact[0] if exact else of_customer[0] if len(of_customer) == 1 else None


def told_summary(conflicts: Iterable[Conflict], **more: Any) -> Mapping[str, Any]:
    """Returns the last object of a list of conflicts."""
    return {"summary": {**more, "conflicts": sum(len(one.clashes) for one in conflicts)}}

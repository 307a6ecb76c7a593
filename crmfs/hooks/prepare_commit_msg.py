"""prepare-commit-msg: drafts the subject and adds the trailers that repeat what the records say. Refuses nothing."""

from collections.abc import Sequence
from pathlib import Path

from crmfs.access.configuration import load_settings, load_team_schemas
from crmfs.core.errors import CrmfsError
from crmfs.core.messages import say
from crmfs.edits.merge_log import take_merged, told
from crmfs.edits.subject import subject_of
from crmfs.git.change import Change, changes_between
from crmfs.git.repository import Repository
from crmfs.git.snapshot import Snapshot
from crmfs.hooks.listener import Listener
from crmfs.hooks.pre_commit import is_crmfs, last_commit
from crmfs.records.kinds import CUSTOMER, locate
from crmfs.records.record import Record, read_record

_GIVEN = "message"  # -m and -F: the words stay, trailers are added
_MERGE = "merge"
_OTHERS = (_MERGE, "squash", "commit", "template")  # git's own words, an amended commit's, a team's template


def judge(arguments: Sequence[str], listener: Listener) -> bool:
    """Fills in the message's file; always says that git may go on.

    Args:
        arguments: The file, where the message comes from (none: an empty one), and the commit it is taken from.
    """
    source = arguments[1] if len(arguments) > 1 else ""
    repository = Repository.find(Path())
    if source == _MERGE:
        _tell_merged(repository, Path(arguments[0]))
    if source in _OTHERS or repository.in_progress():
        return True
    old, new = last_commit(repository), repository.staged()
    if not is_crmfs(old, new):
        return True
    listener.learn(old or new, repository.user()[1])
    changes = changes_between(old, new)
    file = Path(arguments[0])
    if source != _GIVEN:
        subject = _subject(changes, old, new)
        file.write_bytes(subject.encode() + b"\n" + file.read_bytes())
    _add_trailers(repository, file, _trailers(changes, old, new, listener))
    return True


def _tell_merged(repository: Repository, file: Path) -> None:
    """Adds to a merge's message what was merged by field."""
    staged, tip = repository.staged(), last_commit(repository)
    merged = take_merged(repository, [change.path for change in changes_between(tip, staged)]) if tip else []
    if not merged:
        return
    try:
        lang = load_settings(staged).language
    except CrmfsError:
        return  # what is wrong with the settings is pre-commit's to say
    lines = ["", say("merge.settled", lang, count=len(merged)), *told(merged, lang), ""]
    text = file.read_text(encoding="utf-8", errors="surrogateescape")
    head, comments = (text[: text.index("\n#")], text[text.index("\n#") :]) if "\n#" in text else (text, "")
    file.write_text(head.rstrip("\n") + "\n" + "\n".join(lines) + comments, encoding="utf-8", errors="surrogateescape")


def _subject(changes: Sequence[Change], old: Snapshot | None, new: Snapshot) -> str:
    """Returns the drafted subject in the repository's language, "" where its rules cannot be read."""
    try:
        return subject_of(changes, old, new, load_team_schemas(new), load_settings(new).language)
    except CrmfsError:
        return ""  # what is wrong with the rules is pre-commit's to say


def _trailers(
    changes: Sequence[Change], old: Snapshot | None, new: Snapshot, listener: Listener
) -> list[tuple[str, str]]:
    reasons = dict.fromkeys(filter(None, (_new_reason(change, old, new) for change in changes)))
    trailers = [("Reason", next(iter(reasons)))] if len(reasons) == 1 else []
    return [*trailers, ("Employee", listener.member.id)] if listener.member else trailers


def _new_reason(change: Change, old: Snapshot | None, new: Snapshot) -> str:
    """Returns the reason of a change of status, "" where the status stays."""
    if change.new is None or locate(change.path).kind is not CUSTOMER:
        return ""
    before, after = (_customer(snapshot, change.path) for snapshot in (old if change.old else None, new))
    if after is None or (before and before.text("status") == after.text("status")):
        return ""
    return " ".join(after.text("status_reason").split())


def _customer(snapshot: Snapshot | None, path: str) -> Record | None:
    found = read_record(path, CUSTOMER, snapshot.read(path)) if snapshot else None
    return found if isinstance(found, Record) else None


def _add_trailers(repository: Repository, file: Path, trailers: Sequence[tuple[str, str]]) -> None:
    if not trailers:
        return
    options = [option for name, value in trailers for option in ("--trailer", f"{name}: {value}")]
    filled = repository.git("interpret-trailers", "--if-exists", "doNothing", *options, stdin=file.read_bytes())
    file.write_bytes(filled)

"""`sync`: fetch, join, check, push, again while others push. Tells nobody; nothing on disk is left half done."""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from uuid import uuid4

from crmfs.core.errors import ChangedMeanwhile, ValueRefused
from crmfs.core.messages import Language, say
from crmfs.edits.intent import Intent
from crmfs.edits.joining import Conflict, Joined, Renumbered
from crmfs.edits.keeping_both import Copy
from crmfs.edits.merge_log import MergedFile, told
from crmfs.edits.transaction import commit_join
from crmfs.git.advance import advance
from crmfs.git.history import count_between, is_ancestor
from crmfs.git.landing import branch_to_move
from crmfs.git.remote import Server, fetch, push, server_of
from crmfs.git.repository import Repository
from crmfs.sync.meeting import Meeting
from crmfs.sync.pending import Pending

ATTEMPTS = 5
_LONGEST_WAIT = 0.4  # seconds before the second attempt; each later one waits up to as long again
Stage = Callable[[str], None]


class PushRefused(ValueRefused):
    """The server refused what was pushed; the local work is as it was.

    Attributes:
        said: The server's own words, line by line.
    """

    def __init__(self, said: tuple[str, ...]) -> None:
        super().__init__("sync.refused_told" if any("crmfs sync --fold" in line for line in said) else "sync.refused")
        self.said = said


@dataclass(slots=True)
class Synced:
    """What became of a sync.

    Attributes:
        commit: The tip of both sides; ours where there are conflicts.
        fetched: How many commits of others came.
        pushed: How many of ours went, merges not counted.
        merged: Files that both had changed, merged by field.
        kept: Documents that both had changed: both versions are kept.
        renumbered: Customers of ours that got another id.
        conflicts: What has to be decided first; nothing was changed and nothing pushed then.
        said: What the server said of what it took, line by line: its warnings.
    """

    commit: str = ""
    fetched: int = 0
    pushed: int = 0
    merged: list[MergedFile] = field(default_factory=list)
    kept: list[Copy] = field(default_factory=list)
    renumbered: list[Renumbered] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    said: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Synchronising:
    """One sync of the branch checked out.

    Attributes:
        intent: Who syncs.
        lang: Language of the merge's message.
        stage: Told what is being done: `fetch`, `join`, `push`.
    """

    repository: Repository
    intent: Intent
    lang: Language
    stage: Stage

    def run(self, done: Synced) -> None:
        """Brings both sides together.

        Args:
            done: Told what was done, also where it ends in an error: what was fetched and merged stays.

        Raises:
            PushRefused: The server's rules refuse our commits; what was fetched and merged stays.
            Refused: Both sides are well, and together they break a rule.
            ChangedMeanwhile: `sync.busy`: others keep pushing; unsaved edits are in the way, and as `commit`.
            RepositoryError: `sync.no_server`, `sync.which_server`, `sync.unrelated`.
            StorageError: `sync.unreachable`, `sync.denied`: nothing was changed.
        """
        branch_to_move(self.repository)  # in the middle of a merge of git's, decisions belong to that one
        server = server_of(self.repository)
        for attempt in range(ATTEMPTS):
            if attempt:
                time.sleep(random.uniform(0, _LONGEST_WAIT * attempt))
            self.stage("fetch")
            theirs = fetch(self.repository, server)
            if theirs and not self._join(theirs, done):
                return
            if self._push(server, theirs, done):
                return
        raise ChangedMeanwhile("sync.busy")

    def _join(self, theirs: str, done: Synced) -> bool:
        """Brings what the server has to our side; False where there are conflicts."""
        ours = self.repository.head()
        if ours and is_ancestor(self.repository, theirs, ours):
            return True
        self.stage("join")
        fresh = count_between(self.repository, ours, theirs)
        if ours is None or is_ancestor(self.repository, ours, theirs):
            advance(self.repository, theirs, author=self.intent.author, op=str(uuid4()))
        else:
            meeting = Meeting(self.repository, ours, theirs, f"{self.intent.member.name} {self.intent.today}")
            found = meeting.joined()
            if found.conflicts:
                done.commit, done.conflicts = ours, found.conflicts
                return False
            self._commit(meeting, found)
            done.merged += found.merged
            done.kept += found.kept
            done.renumbered += found.renumbered
            Pending(self.repository).forget()
        done.fetched += fresh
        return True

    def _commit(self, meeting: Meeting, found: Joined) -> None:
        lines = [say("sync.subject", self.lang)]
        if found.merged:
            lines += ["", say("merge.settled", self.lang, count=len(found.merged)), *told(found.merged, self.lang)]
        if found.kept:
            lines += ["", say("sync.kept_both", self.lang), *(f"- {copy.copy}" for copy in found.kept)]
        if found.renumbered:
            lines += ["", *(say("sync.renumbered", self.lang, **one._asdict()) for one in found.renumbered)]
        once = replace(self.intent, op=str(uuid4()))  # each attempt is an act of its own
        commit_join(self.repository, found.edits, once, "\n".join(lines), meeting.ours, meeting.theirs)

    def _push(self, server: Server, theirs: str | None, done: Synced) -> bool:
        """Pushes; False where somebody else was first."""
        ours = self.repository.head()
        done.commit = ours or ""
        if ours is None or ours == theirs:
            return True
        self.stage("push")
        sent = push(self.repository, server, ours)
        if sent.outcome == "refused":
            raise PushRefused(sent.said)
        if sent.outcome == "pushed":
            done.pushed, done.said = count_between(self.repository, theirs, ours), sent.said
        return sent.outcome == "pushed"

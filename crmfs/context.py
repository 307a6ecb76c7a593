"""Context: who asks, in which language, today, which view; new for each request. Nothing below the doors takes one."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from os import environ
from pathlib import Path
from typing import TYPE_CHECKING

from crmfs.access.acquainted import known_members
from crmfs.access.authority import Authority, authority_in
from crmfs.access.configuration import load_settings, load_team_schemas
from crmfs.access.grant import Grant, Reach
from crmfs.access.members import Member, Members
from crmfs.access.overview import Overview, overviews
from crmfs.access.view import View
from crmfs.access.visible import told_view, visible_problems
from crmfs.core.dates import today
from crmfs.core.errors import ChangedMeanwhile, Denied, NotFound, RepositoryError
from crmfs.core.languages import wishes
from crmfs.core.messages import Language
from crmfs.core.paths import RepoPath
from crmfs.core.problem import Problem
from crmfs.git.repository import Repository
from crmfs.git.snapshot import Snapshot
from crmfs.git.stored import Stored
from crmfs.query.lookup import Overviews, find_customer, find_record
from crmfs.records.fields import Field
from crmfs.records.kinds import CONTACTS, CUSTOMER, locate, typed_name
from crmfs.records.schema import Schemas
from crmfs.records.settings import Settings

if TYPE_CHECKING:
    from crmfs.git.derived import Derived


class Context:
    """One request's surroundings; each part is read when first asked for.

    Attributes:
        repository: The repository that is worked on.
        asked_lang: Language asked for on the command line, None for the member's, the environment's or the settings'.
        as_member: Whose eyes to look through, None for the actor's own.
        environment: Variables of the process.
        keeps: Whether what rights derive from is kept; not for who looks at the store itself.
        op: Id that the caller gave to what is to be changed, `""` where one is made.
    """

    def __init__(
        self,
        repository: Repository,
        asked_lang: str | None = None,
        as_member: str | None = None,
        environment: Mapping[str, str] = environ,
        keeps: bool = True,
        op: str = "",
    ) -> None:
        self.repository = repository
        self.asked_lang = asked_lang
        self.as_member = as_member
        self.environment = environment
        self.keeps = keeps
        self.op = op

    @classmethod
    def open(cls, directory: Path, *, lang: str | None = None, as_member: str | None = None, op: str = "") -> "Context":
        """Returns the context of the repository that a folder lies in.

        Raises:
            RepositoryError: There is none.
        """
        return cls(Repository.find(directory), lang, as_member, op=op)

    @cached_property
    def snapshot(self) -> Snapshot:
        """What readers see: the files on disk; on a bare repository the tip."""
        return self.tip if self.repository.is_bare else self.repository.worktree()

    @cached_property
    def tip(self) -> Stored:
        """The last commit, on which every change is built."""
        head = self.repository.head()
        return self.repository.snapshot(head) if head else self.repository.empty()

    @cached_property
    def settings(self) -> Settings:
        """The repository's settings; RepositoryError where it is no crmfs repository."""
        return load_settings(self.snapshot)

    @cached_property
    def schemas(self) -> Schemas:
        """The team's schemas."""
        return load_team_schemas(self.snapshot, self._store)

    @cached_property
    def authority(self) -> Authority:
        """The policy and members in force: those on disk; a policy that is broken there leaves the last commit's."""
        return authority_in(self.snapshot, lambda: self.tip, self._store)

    @cached_property
    def members(self) -> Members:
        """The people of the repository, as the reader may know them: those to be shown, and understood where typed."""
        return known_members(self.view, self.reader, self.authority.members)

    @cached_property
    def today(self) -> date:
        """The date in the repository's time zone."""
        return today(self.settings.timezone)

    @cached_property
    def derived(self) -> "Derived":
        """The store of all that is derived."""
        from crmfs.git.derived import Derived  # its library is slow to load, and not every command needs it

        return Derived(self.repository)

    @property
    def _store(self) -> "Callable[[], Derived] | None":
        """Opens the store for what rights derive from; None where that is not kept."""
        return (lambda: self.derived) if self.keeps else None

    @cached_property
    def identity(self) -> tuple[str, str]:
        """Name and e-mail address of git's user."""
        return self.repository.user()

    @cached_property
    def known_actor(self) -> Member | None:
        """The member who asks: the one in CRMFS_ACTOR, else git's user by e-mail address; None for a stranger."""
        named, members = self.environment.get("CRMFS_ACTOR"), self.authority.members
        return members.find(named) if named else members.by_email(self.identity[1])

    @property
    def actor(self) -> Member:
        """The member who asks; Denied (`access.stranger`) for a stranger."""
        if self.known_actor is None:
            raise Denied("access.stranger", email=self.environment.get("CRMFS_ACTOR") or self.identity[1] or "-")
        return self.known_actor

    @cached_property
    def reader(self) -> Member:
        """The member through whose eyes is looked: the actor, or the one named by `--as`."""
        actor = self.actor
        if self.as_member is None:
            return actor
        if self.authority.grant(actor).reach("", None) is not Reach.ALL:
            raise Denied("access.as_denied")
        found = self.authority.members.find(self.as_member)
        if found is None:
            raise NotFound("access.member_unknown", name=self.as_member)
        return found

    @cached_property
    def grant(self) -> Grant:
        """What the reader may do; Denied for a stranger, ConfigError where no policy is in force."""
        return self.authority.grant(self.reader)

    @cached_property
    def view(self) -> View:
        """What the reader may see of the files on disk; errors as `grant`."""
        return View(self.snapshot, self.grant, self._store)

    @cached_property
    def tip_view(self) -> View:
        """What the actor may see of the last commit; changes are made from it. RepositoryError where there is none."""
        if self.as_member is not None:
            raise Denied("access.as_reads_only")
        grant = self.grant
        if not self.repository.is_bare and self.repository.head() is None:
            raise RepositoryError("git.no_commit")
        return View(self.tip, grant, self._store)

    def told_view(self, snapshot: Snapshot) -> View | None:
        """Returns what who asks may be told of in a snapshot: all, where nobody is known, as in CI; see `told_view`."""
        reader = self.known_actor if self.as_member is None else self.reader
        return told_view(snapshot, self.authority, reader, self._store)

    def told(self, problems: Iterable[Problem], snapshot: Snapshot) -> list[Problem]:
        """Returns the problems of a snapshot that who asks may be told of."""
        return visible_problems(problems, self.told_view(snapshot))

    @cached_property
    def lang(self) -> Language:
        """The reader's language: asked for, the member's, CRMFS_LANG, the settings', LC_ALL, LANG, then zh."""
        member = self.known_actor.language if self.known_actor else None
        return wishes(self.asked_lang, self.environment, member=member, settings=self.settings.language)

    def overviews(self) -> Iterator[Overview]:
        """Returns the visible customers at a glance."""
        return overviews(self.view, self.derived)

    def find(self, typed: str, view: View | None = None) -> RepoPath:
        """Returns the path of the record that somebody typed; errors as `find_record`.

        Raises:
            NotFound: `record.part_of_name` too: for changing, a part of a name is not enough.
            ChangedMeanwhile: `git.not_committed`: it is on disk and not in `view`, the last commit.
        """
        return self._found(find_record, typed, view or self.view)

    def find_customer(self, typed: str, view: View | None = None) -> RepoPath:
        """Returns the folder of the customer that somebody typed; errors as `find`."""
        return self._found(find_customer, typed, view or self.view)

    def _found(self, look: Callable[[View, str, Overviews, bool], RepoPath], typed: str, view: View) -> RepoPath:
        try:
            return look(view, typed, lambda: overviews(view, self.derived), view is self.view)
        except NotFound:
            if view is self.view:
                raise
        try:
            found = look(self.view, typed, self.overviews, False)
        except NotFound:
            near = look(view, typed, lambda: overviews(view, self.derived), True)
            record = near if locate(near).kind else f"{near}/{CUSTOMER.file}"
            raise NotFound("record.part_of_name", name=typed, id=typed_name(record)) from None
        raise ChangedMeanwhile("git.not_committed", path=found)

    def member_id(self, typed: str) -> str | None:
        """Returns the id of the member that somebody typed, by id, e-mail or unique name; UsageError for several."""
        found = self.members.find(typed)
        return found.id if found else None

    @property
    def author(self) -> tuple[str, str]:
        """Name and e-mail address that the actor's commits carry."""
        name, email = self.identity
        return name or self.actor.name, email or (self.actor.emails or ("",))[0]

    def person_fields(self) -> Mapping[str, Field]:
        """Returns the fields of one contact."""
        contacts = self.schemas.fields(CONTACTS.name).get("contacts")
        return contacts.items if contacts else {}

    def field_of(self, path: str, field: str) -> Field | None:
        """Returns a field of a file's kind, None where there is none."""
        kind = locate(path).kind
        return self.schemas.fields(kind.name).get(field) if kind else None

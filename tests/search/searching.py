"""A repository that can be searched in one line: what the tests of searching type and read."""

from dataclasses import dataclass
from datetime import date

from crmfs.access.authority import authority_at
from crmfs.access.classes import Classes
from crmfs.access.configuration import load_members, load_team_schemas
from crmfs.access.grant import Grant
from crmfs.access.view import View
from crmfs.extract.texts import Texts
from crmfs.git.derived import Derived
from crmfs.git.repository import Repository
from crmfs.query.meant import with_meanings
from crmfs.query.names import Names
from crmfs.query.parser import parse_query
from crmfs.records.schema import Schemas
from crmfs.search.find import Answer, Page, Search
from crmfs.search.names import searched_fields
from crmfs.search.opened import opened
from crmfs.search.place import IndexPlace
from crmfs.search.scan import Scan
from crmfs.search.scope import scope_of
from crmfs.search.sync import Sync
from crmfs.search.written import Labels

TODAY = date(2026, 3, 31)
EVERYTHING = Page(limit=1000)


@dataclass(frozen=True)
class Searched:
    """A repository whose index is asked."""

    repository: Repository

    def sync(self) -> None:
        """Brings the index up to the files on disk."""
        Sync(self.repository).run()

    def answer(self, query: str, page: Page = EVERYTHING, grant: Grant | None = None) -> Answer:
        """Returns what a query finds in the index as it is, for the repository itself or for who has a grant."""
        snapshot, (schemas, names) = self.repository.worktree(), self._rules()
        found = opened(IndexPlace(self.repository))
        assert found is not None
        scope = scope_of(found.reader, Classes(authority_at(snapshot).policy), grant)
        with Texts(Derived(self.repository)) as texts:
            search = Search(found.reader, View(snapshot, grant), texts, Labels(schemas.fields, "zh"), scope)
            return search.answer(with_meanings(parse_query(query, names), names), page)

    def paths(self, query: str) -> list[str]:
        """Returns the paths that a query finds, below the customer's folder, in order."""
        return [hit.path.split("/", 2)[-1] for hit in self.answer(query).hits]

    def scanned(self, query: str, grant: Grant | None = None) -> list[str]:
        """Returns the paths that a query finds without an index, as `paths`."""
        snapshot, (schemas, names) = self.repository.worktree(), self._rules()
        with Texts(Derived(self.repository)) as texts:
            scan = Scan(View(snapshot, grant), schemas, texts, Labels(schemas.fields, "zh"))
            answer = scan.answer(with_meanings(parse_query(query, names), names), EVERYTHING)
        return [hit.path.split("/", 2)[-1] for hit in answer.hits]

    def _rules(self) -> tuple[Schemas, Names]:
        schemas = load_team_schemas(self.repository.worktree())
        return schemas, Names.over(searched_fields(schemas), TODAY, self._member)

    def _member(self, typed: str) -> str | None:
        found = load_members(self.repository.worktree()).find(typed)
        return found.id if found else None

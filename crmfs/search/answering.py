"""Answering: a query answered from the index where there is one, else from the files; never from nothing in silence."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from crmfs.access.grant import Grant
from crmfs.access.view import View
from crmfs.core.errors import ChangedMeanwhile, CrmfsError, RepositoryError, StorageError
from crmfs.core.messages import Language, text
from crmfs.extract.texts import Texts
from crmfs.git.repository import Repository
from crmfs.query.tree import Node, wanted
from crmfs.search.current import Current, current, is_damaged
from crmfs.search.find import Answer, Page, Search
from crmfs.search.opened import Opened
from crmfs.search.place import IndexPlace
from crmfs.search.quiet import quiet
from crmfs.search.rules import EntryRules
from crmfs.search.scope import WHOLE, Scope, scope_of
from crmfs.search.state import files_of
from crmfs.search.unread import problems
from crmfs.search.written import Labels

if TYPE_CHECKING:
    from crmfs.search.sync import Progress


class Asked(NamedTuple):
    """A query and all that it is answered from.

    Attributes:
        query: What is looked for.
        page: Which of the hits are wanted.
        view: What the reader may see.
        grant: What the reader may do: what the view is limited by.
        rules: The schemas and rights in force.
        texts: Gives the text of attachments.
        lang: Language in which snippets name fields.
    """

    query: Node
    page: Page
    view: View
    grant: Grant
    rules: EntryRules
    texts: Texts
    lang: Language = "zh"

    @property
    def labels(self) -> Labels:
        """How fields are called."""
        return Labels(self.rules.schemas.fields, self.lang)


class Answered:
    """What was found, and in what.

    Attributes:
        answer: The hits.
        index: The index; without one the files themselves were looked through.
        scanned: How many files that were.
        scope: What of the index the reader may be answered from.
    """

    __slots__ = ("answer", "index", "scanned", "scope")

    def __init__(self, answer: Answer, index: Current, scanned: int = 0, scope: Scope = WHOLE) -> None:
        self.answer = answer
        self.index = index
        self.scanned = scanned
        self.scope = scope


def answered(
    repository: Repository, asked: Asked, *, fresh: bool = False, progress: "Progress | None" = None
) -> Answered:
    """Answers a query; an index that turns out to be damaged is built anew first, once.

    Args:
        fresh: Whether uncommitted edits are looked for too.
        progress: Told how far a build is.

    Raises:
        RepositoryError: `index.engine_failed`; `index.needed` where there is no index and the files are too many.
        ChangedMeanwhile: `index.needed`, because another process keeps the index.
        StorageError: `index.needed`, because it cannot be written.
    """
    if asked.page.sort == "relevance" and not any(wanted(asked.query)):
        asked = asked._replace(page=asked.page._replace(sort="date"))  # where no word is sought all fit alike
    folder = IndexPlace(repository).current()
    try:
        index = current(repository, asked.rules.key, fresh=fresh, progress=progress)
        return _answered(repository, asked, index)
    except RepositoryError as error:
        if error.code != "index.broken":
            raise
    if not is_damaged(folder):
        raise RepositoryError("index.engine_failed")
    return _answered(repository, asked, current(repository, asked.rules.key, anew=True, progress=progress))


def _answered(repository: Repository, asked: Asked, index: Current) -> Answered:
    if index.opened is None:
        return _scanned(asked, index)
    found = _searched(repository, asked, index, index.opened)
    if found.answer.unseen and repository.root and not index.trouble:
        return _caught_up(repository, asked, found, index.opened)
    return found


def _caught_up(repository: Repository, asked: Asked, found: Answered, shown: Opened) -> Answered:
    """Returns the answer once the index knows which of its hits are gone, and what became of the edits it shows.

    Where it cannot be told, it counts as that many files behind: its sums are not true.
    """
    from crmfs.search.follow import Follower  # loads much, needed where a file that was found is gone
    from crmfs.search.hints import Batch

    paths = {*found.answer.unseen, *shown.state.edits}
    try:
        followed = Follower(repository, lambda: False).follow(Batch(paths=paths))
    except (ChangedMeanwhile, StorageError) as error:
        behind = max(found.index.behind, len(found.answer.unseen))
        return Answered(found.answer, found.index._replace(behind=behind, trouble=error))
    if followed is None or not followed.actions:
        return found  # they lie there, and this reader does not see them
    again = _searched_anew(repository, asked, found)
    if again.answer.unseen:  # more are gone than one page has
        again = _searched_anew(repository, asked, found, fresh=True)
    return again


def _searched_anew(repository: Repository, asked: Asked, found: Answered, *, fresh: bool = False) -> Answered:
    index = current(repository, asked.rules.key, fresh=fresh)._replace(mended=found.index.mended)
    if index.opened is None:
        return Answered(found.answer, index, found.scanned, found.scope)
    return _searched(repository, asked, index, index.opened)


def _searched(repository: Repository, asked: Asked, index: Current, opened: Opened) -> Answered:
    with quiet():
        scope = scope_of(opened.reader, asked.rules.classes, asked.grant)
        answer = Search(opened.reader, asked.view, asked.texts, asked.labels, scope).answer(asked.query, asked.page)
        failed = sum(problems(opened.reader, scope).values())
    behind = _seen_behind(repository, asked, index.late, opened) if index.late else 0
    return Answered(answer, index._replace(failed=failed, behind=behind), scope=scope)


def _seen_behind(repository: Repository, asked: Asked, late: Iterable[str], opened: Opened) -> int:
    """Returns how many files that an index does not show as they are the reader sees now, or saw in what it shows."""
    if asked.view.is_whole:
        return len(list(late))
    try:
        before = View(files_of(repository, opened.state.commit), asked.grant)
    except CrmfsError:  # that commit is gone: what was to be seen in it cannot be told
        return len(list(late))
    return sum(asked.view.entry(path) is not None or before.entry(path) is not None for path in late)


def _scanned(asked: Asked, index: Current) -> Answered:
    from crmfs.search.scan import MOST_FILES, Scan  # loads much, needed where there is no index

    scan = Scan(asked.view, asked.rules.schemas, asked.texts, asked.labels)
    trouble: CrmfsError = index.trouble or RepositoryError("index.broken")
    if scan.files > MOST_FILES:
        raise type(trouble)("index.needed", count=MOST_FILES, why=text(trouble.code))
    return Answered(scan.answer(asked.query, asked.page), index._replace(behind=scan.files), scan.files)

"""search.*: saved searches that nobody could run: what is none, no query, or leads back to itself. Runs none."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress

from crmfs.checks.subject import Rules
from crmfs.core.errors import ConfigError, CrmfsError, UsageError
from crmfs.core.paths import RepoPath
from crmfs.core.problem import Problem
from crmfs.core.text import fold_label
from crmfs.git.snapshot import Snapshot
from crmfs.records.yaml import read_yaml

_FOLDER, _SUFFIX = "searches/", ".yaml"
_ANYTHING = "*"  # stands for a saved search that another one names: that one is judged by itself


def check_text(path: str, data: bytes, rules: Rules) -> Iterator[Problem]:
    """Finds saved searches that cannot be used, and queries in them that cannot be understood."""
    if not _is_saved(path):
        return
    from crmfs.query.saved import read_saved  # most of what is checked is no saved search

    try:
        saved = read_saved(RepoPath(path), data)
    except ConfigError as error:
        line = error.params["line"]
        yield Problem("search.saved_invalid", path, line if isinstance(line, int) else None)
        return
    if _refused(saved.text, rules, lambda _: _ANYTHING):
        yield _of_query("search.saved_query", path, data)


def check_circles(snapshot: Snapshot, paths: Iterable[str], rules: Rules) -> Iterator[Problem]:
    """Finds saved searches that take themselves in, be it through others.

    Args:
        paths: Files of the snapshot; those elsewhere are taken in, not judged.
    """
    mine = sorted(filter(_is_saved, paths))
    if not mine:
        return
    from crmfs.access.view import View
    from crmfs.query.lexer import shape
    from crmfs.query.saved import read_saved, saved_text

    text_of = saved_text(View.whole(snapshot))
    for path in mine:
        with suppress(CrmfsError):  # it is no saved search: `check_text` says so
            data = snapshot.read(path)
            query = read_saved(RepoPath(path), data).text
            if "@" in shape(query) and _leads_back(_name(path), query, rules, text_of):
                yield _of_query("search.saved_circular", path, data)


def _leads_back(name: str, query: str, rules: Rules, text_of: Callable[[str], str | None]) -> bool:
    again = []

    def text(other: str) -> str:
        if fold_label(other) == fold_label(name):
            again.append(other)
            return _ANYTHING
        try:
            return text_of(other) or _ANYTHING
        except CrmfsError:  # there is none, or it is none: that is told where it stands
            return _ANYTHING

    _refused(query, rules, text)
    return bool(again)


def _is_saved(path: str) -> bool:
    return path.startswith(_FOLDER) and path.endswith(_SUFFIX) and path.count("/") == 1


def _name(path: str) -> str:
    return path.removeprefix(_FOLDER).removesuffix(_SUFFIX)


def _of_query(code: str, path: str, data: bytes) -> Problem:
    line, _ = read_yaml(data).position("/query")
    return Problem(code, path, line, pointer="/query", params={"name": _name(path)})


def _refused(query: str, rules: Rules, saved: Callable[[str], str]) -> UsageError | None:
    """Returns why a query cannot be understood.

    Whom it names is taken as given, for people come and go.

    Args:
        saved: Gives the text of the saved searches that it takes in.
    """
    from crmfs.query.names import Names
    from crmfs.query.parser import parse_query
    from crmfs.search.names import searched_fields

    names = Names.over(searched_fields(rules.schemas), rules.today, str, str, saved)
    try:
        parse_query(query, names)
    except UsageError as error:  # refused, or too long
        return error
    return None

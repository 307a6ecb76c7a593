"""search.*: saved searches that nobody could run: what is no saved search, or a query that is none. Runs none."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from crmfs.checks.subject import Rules
from crmfs.core.errors import ConfigError, UsageError
from crmfs.core.paths import RepoPath
from crmfs.core.problem import Problem
from crmfs.core.text import fold_label
from crmfs.records.yaml import read_yaml

if TYPE_CHECKING:
    from crmfs.query.saved import Saved

_FOLDER, _SUFFIX = "searches/", ".yaml"
_ANYTHING = "*"  # stands for a saved search that another one names: that one is judged by itself


def check_text(path: str, data: bytes, rules: Rules) -> Iterator[Problem]:
    """Finds saved searches that cannot be used, and queries in them that cannot be understood."""
    if not path.startswith(_FOLDER) or not path.endswith(_SUFFIX) or path.count("/") > 1:
        return
    from crmfs.query.saved import read_saved  # most of what is checked is no saved search

    try:
        saved = read_saved(RepoPath(path), data)
    except ConfigError as error:
        line = error.params["line"]
        yield Problem("search.saved_invalid", path, line if isinstance(line, int) else None)
        return
    refused = _refused(saved, rules)
    if refused:
        line, _ = read_yaml(data).position("/query")
        name = path.removeprefix(_FOLDER).removesuffix(_SUFFIX)
        yield Problem("search.saved_query", path, line, pointer="/query", params={"name": name})


def _refused(saved: "Saved", rules: Rules) -> UsageError | None:
    """Returns why a query cannot be understood; it may not take itself in.

    Whom it names is taken as given, for people come and go.
    """
    from crmfs.query.names import Names
    from crmfs.query.parser import parse_query
    from crmfs.search.names import searched_fields

    def query(name: str) -> str:
        return saved.text if fold_label(name) == fold_label(saved.name) else _ANYTHING

    names = Names.over(searched_fields(rules.schemas), rules.today, str, str, query)
    try:
        parse_query(saved.text, names)
    except UsageError as error:  # refused, or too long
        return error
    return None

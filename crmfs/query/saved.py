"""Saved searches: the files searches/<name>.yaml, read strictly. Runs none of them."""

import unicodedata
from collections.abc import Callable
from typing import Any, NamedTuple

from crmfs.access.view import View
from crmfs.core.errors import ConfigError, NotFound
from crmfs.core.messages import Text, text
from crmfs.core.paths import RepoPath, name
from crmfs.core.text import fold_label
from crmfs.query.near import nearest
from crmfs.records.yaml import Document, YamlError, read_yaml

FOLDER, SUFFIX = "searches", ".yaml"
SORTS = ("date", "relevance")
MOST_HITS = 1000
_KEYS = frozenset(("query", "description", "kind", "sort", "limit"))


class Saved(NamedTuple):
    """One saved search.

    Attributes:
        name: What stands after `@`: the file's name without `.yaml`.
        query: Text of the query.
        description: What it is for, in one line.
        kind: Kinds of record to look for, as typed; empty for all.
        sort: `date` or `relevance`; `""` where the file does not say.
        limit: Most hits to show; 0 where the file does not say.
    """

    name: str
    query: str
    description: str = ""
    kind: tuple[str, ...] = ()
    sort: str = ""
    limit: int = 0

    @property
    def text(self) -> str:
        """What `@name` stands for in a query: its own query, among its kinds of record alone."""
        if not self.kind:
            return self.query
        kinds = " OR ".join(f'kind:"{kind}"' for kind in self.kind)
        return f"({self.query}) ({kinds})"


def saved_names(view: View) -> list[str]:
    """Returns the names of the visible saved searches, sorted."""
    files = [name(entry.path) for entry in view.walk(FOLDER) if entry.is_file and entry.path.count("/") == 1]
    return sorted(file.removesuffix(SUFFIX) for file in files if file.endswith(SUFFIX))


def saved_search(view: View, typed: str) -> Saved:
    """Returns the saved search that somebody named, case and width not counted.

    Raises:
        NotFound: `query.saved_unknown`, `query.saved_misspelt`: nothing visible has this name.
        ConfigError: `query.saved_invalid`: the file says something else than a saved search.
    """
    names = saved_names(view)
    wanted = unicodedata.normalize("NFC", typed.strip())
    found = wanted if wanted in names else next((one for one in names if fold_label(one) == fold_label(wanted)), None)
    if found is None:
        raise _unknown(typed, names)
    path = RepoPath(f"{FOLDER}/{found}{SUFFIX}")
    return read_saved(path, view.read(path))


def saved_text(view: View, used: list[Saved] | None = None) -> Callable[[str], str | None]:
    """Returns what `Names.saved` takes: a name's query; None for a mail domain such as `@example.com`, a word.

    Args:
        used: Where each saved search goes that is taken in, the outer before those that it takes in itself.
    """

    def query(typed: str) -> str | None:
        try:
            found = saved_search(view, typed)
            if used is not None:
                used.append(found)
            return found.text
        except NotFound:
            if "." in typed and typed.isascii():
                return None
            raise

    return query


def _unknown(typed: str, names: list[str]) -> NotFound:
    folded = {fold_label(one): one for one in names}
    near = nearest(fold_label(typed), folded)
    if near:
        return NotFound("query.saved_misspelt", name=typed, suggestion=folded[near])
    known = Text("、".join(f"@{one}" for one in names), ", ".join(f"@{one}" for one in names))
    return NotFound("query.saved_unknown", name=typed, known=known if names else text("query.saved_none"))


def read_saved(path: RepoPath, data: bytes) -> Saved:
    """Returns what the bytes of searches/<name>.yaml say; ConfigError as `saved_search`. Its query is not judged."""
    try:
        document = read_yaml(data)
    except YamlError as error:
        raise ConfigError("query.saved_invalid", path=path, line=error.line or 1) from None
    value = document.value
    fields: dict[str, Any] = value if isinstance(value, dict) else {}
    wrong = next((key for key in fields if not _is_right(key, fields[key])), None)
    if wrong is not None or "query" not in fields:
        raise ConfigError("query.saved_invalid", path=path, line=_line(document, wrong))
    kind = fields.get("kind") or ()
    return Saved(
        name(path).removesuffix(SUFFIX),
        fields["query"],
        fields.get("description") or "",
        (kind,) if isinstance(kind, str) else tuple(kind),
        fields.get("sort") or "",
        fields.get("limit") or 0,
    )


def _line(document: Document, key: str | None) -> int:
    return document.position("/" + key.replace("~", "~0").replace("/", "~1"), key=True)[0] if key is not None else 1


def _is_right(key: str, value: Any) -> bool:
    if key == "query":
        return isinstance(value, str) and bool(value.strip())
    if key not in _KEYS:
        return False
    if value is None or (key == "description" and isinstance(value, str)):
        return True
    if key == "kind":
        kinds = value if isinstance(value, list) else [value]
        return all(isinstance(kind, str) and kind for kind in kinds)
    if key == "sort":
        return value in SORTS
    return key == "limit" and isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= MOST_HITS

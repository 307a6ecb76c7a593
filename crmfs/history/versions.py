"""The versions of a document: its contents one after the other, numbered from 1. Reads no content."""

from crmfs.git.glimpse import glimpse
from crmfs.history.entries import followed
from crmfs.history.past import Past


class Versions:
    """The numbers of documents' versions; the commits of each are looked at once, when first asked for."""

    def __init__(self, past: Past) -> None:
        self._past = past
        self._known: dict[str, dict[str, int]] = {}

    def number(self, path: str, commit: str) -> int | None:
        """Returns which version a document had after a commit that touched it; None where it has none.

        Args:
            path: Its place in that commit, or a later one.
        """
        if path not in self._known:
            self._known[path] = self._numbered(path)
        return self._known[path].get(commit)

    def _numbered(self, path: str) -> dict[str, int]:
        found: dict[str, int] = {}
        number, last = 0, ""
        touched = [(revision, then) for revision, then in followed(self._past, path) if self._past.is_visible(then)]
        for revision, then in reversed(touched):
            now, earlier = self._oid(revision.oid, then), [self._oid(one, then) for one in revision.parents]
            if now and now != last and (now not in earlier or not number):
                number, last = number + 1, now
            found[revision.oid] = number
        return found

    def _oid(self, commit: str, path: str) -> str:
        entry = glimpse(self._past.repository, commit).entry(path)
        return entry.oid or "" if entry else ""

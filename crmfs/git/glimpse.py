"""A commit's files, of which a few are looked for: folders on the way are searched, not read whole. Writes nothing."""

import pygit2

from crmfs.git.objects import Objects, TreeEntry
from crmfs.git.repository import Repository
from crmfs.git.stored import Stored


class Glimpse(Stored):
    """The files of one of many commits; for who looks at most of one commit's files `Stored` is faster."""

    def __init__(self, objects: Objects, tree: str) -> None:
        root = objects.opened.get(tree)
        super().__init__(objects, tree if root is not None else None)  # git stores no tree for a commit without files
        self._root = root if isinstance(root, pygit2.Tree) else None
        self._found: dict[str, TreeEntry | None] = {}

    def _find(self, path: str) -> TreeEntry | None:
        if path not in self._found:
            self._found[path] = self._look(path)
        return self._found[path]

    def _look(self, path: str) -> TreeEntry | None:
        if self._root is None:
            return None
        try:
            found = self._root[path]
        except (KeyError, ValueError):
            return None
        except UnicodeEncodeError:  # a name that is not UTF-8
            return super()._find(path)
        return path.rpartition("/")[2], int(found.filemode), str(found.id)


def glimpse(repository: Repository, commit: str) -> Glimpse:
    """Returns the files of a commit given by its full id; RepositoryError where it is no commit."""
    return Glimpse(repository.objects, repository.objects.tree_of(commit))

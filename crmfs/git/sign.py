"""Writes commit objects, signed where the user's git says so. Moves no ref."""

import time
from collections.abc import Sequence
from typing import NamedTuple

from crmfs.core.errors import RepositoryError
from crmfs.core.text import one_line
from crmfs.git.repository import Repository

_TRUE = ("true", "yes", "on", "1")


class Person(NamedTuple):
    """Who made a commit."""

    name: str
    email: str

    def __str__(self) -> str:
        return f"{self.name} <{self.email}>"


def named(author: tuple[str, str]) -> Person:
    """Returns a person whose name and e-mail address git can store.

    Raises:
        RepositoryError: `git.identity_missing`: one of them is empty.
    """
    person = Person(*map(_clean, author))
    if not all(person):
        raise RepositoryError("git.identity_missing")
    return person


def write_commit(repository: Repository, tree: str, parents: Sequence[str], message: str, author: Person) -> str:
    """Writes a commit object and returns its id.

    Raises:
        RepositoryError: `git.signing_failed` where commit.gpgSign is set and signing fails.
        OSError: The disk is full or refuses.
    """
    now, offset = int(time.time()), (time.localtime().tm_gmtoff or 0) // 60
    if (repository.config("commit.gpgsign") or "").lower() in _TRUE:
        return _signed(repository, tree, parents, message, author, f"{now} {local_zone()}")
    return repository.objects.write_commit(tree, parents, message, (author.name, author.email, now, offset))


def local_zone() -> str:
    """Returns how far local time is ahead of UTC now, as git writes it: `+0800`."""
    return time.strftime("%z")


def _signed(repository: Repository, tree: str, parents: Sequence[str], message: str, author: Person, date: str) -> str:
    env = {
        f"GIT_{who}_{what}": value
        for who in ("AUTHOR", "COMMITTER")
        for what, value in (("NAME", author.name), ("EMAIL", author.email), ("DATE", f"@{date}"))
    }
    args = ["-c", "core.fsync=committed,loose-object", "-c", "i18n.commitEncoding=UTF-8", "commit-tree", "-S"]
    args += [*(option for parent in parents for option in ("-p", parent)), "-F", "-", tree]
    try:
        found = repository.git(*args, stdin=message.encode(), env=env)
    except RepositoryError:
        raise RepositoryError("git.signing_failed") from None
    return found.decode("ascii").strip()


def _clean(text: str) -> str:
    return one_line(text).translate({ord(char): None for char in "<>"}).strip()

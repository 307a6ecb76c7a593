"""Opens a repository that may be broken, bare or empty: for the commands that install and mend. Demands no member."""

from collections.abc import Callable

import click

from crmfs.access.view import View
from crmfs.access.visible import may_be_named
from crmfs.cli.globals import Globals, audience_of
from crmfs.context import Context
from crmfs.core.errors import ConfigError, CrmfsError, RepositoryError
from crmfs.core.messages import Language
from crmfs.git.repository import Repository


def open_repository(ctx: click.Context) -> tuple[Repository, Language]:
    """Returns the repository and the reader's language, as far as it can be known there.

    Raises:
        RepositoryError: There is no git repository.
    """
    asked: Globals = ctx.obj
    repository = Repository.find(asked.directory)
    audience = audience_of(ctx)
    context = Context(repository, asked.lang, keeps=False)
    try:
        audience.language = context.lang
        audience.support = context.settings.support
    except CrmfsError:
        pass  # what is broken is told by who looks for it
    return repository, audience.language


def told_of(context: Context) -> Callable[[str], bool]:
    """Returns what says whether who asks may be told of a file or folder of the repository, there or not.

    Where members or settings cannot be read nobody is known, and nothing of customers is told.

    Raises:
        Denied: Somebody else's eyes were asked for, and the actor may not look through them.
    """
    seen = _seen(context)
    return lambda path: may_be_named(path, seen)


def sees_all(context: Context) -> bool:
    """Says whether nothing is hidden from who asks; errors as `told_of`."""
    seen = _seen(context)
    return seen is not None and seen.is_whole


def _seen(context: Context) -> View | None:
    try:
        return context.told_view(context.snapshot)
    except (ConfigError, RepositoryError):
        return None

"""Opens a repository that may be broken, bare or empty: for the commands that install and mend. Demands no member."""

import click

from crmfs.cli.globals import Globals, audience_of
from crmfs.context import Context
from crmfs.core.errors import CrmfsError
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
    context = Context(repository, asked.lang)
    try:
        audience.language = context.lang
        audience.support = context.settings.support
    except CrmfsError:
        pass  # what is broken is told by who looks for it
    return repository, audience.language

"""What every command is told from outside: the raw global options, and whom to speak to. Opens nothing."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import click

from crmfs.core.messages import Language
from crmfs.records.fields import Field, no_field

_AUDIENCE = "crmfs.audience"


class Globals(NamedTuple):
    """The global options as typed, before or after the command: `click.Context.obj`.

    Attributes:
        directory: Where to look for the repository, upward (`-C`).
        as_member: Whose eyes to look through (`--as`), None for the actor's own.
        lang: Language asked for (`--lang`), None to let member, environment and settings decide.
        json: Whether results are wanted as JSON.
        op: Id of the change that is asked for (`--op`), `""` where one is to be made.
    """

    directory: Path = Path()
    as_member: str | None = None
    lang: str | None = None
    json: bool = False
    op: str = ""


class Audience:
    """Whom errors are told to. A command that has opened a repository fills in what it learned.

    Attributes:
        language: The reader's language.
        json: Whether errors are wanted as JSON on stderr.
        support: The `support` line of the settings, shown with every refusal.
        state: Folder of local state for log files, None before a repository is open.
        field_of: Returns a field by the file's path and the field's code, None where none is known.
    """

    __slots__ = ("field_of", "json", "language", "state", "support")

    def __init__(self, language: Language, *, json: bool = False) -> None:
        self.language = language
        self.json = json
        self.support = ""
        self.state: Path | None = None
        self.field_of: Callable[[str, str], Field | None] = no_field


def introduce(ctx: click.Context, audience: Audience) -> None:
    """Makes an audience known to a context and all below it."""
    ctx.meta[_AUDIENCE] = audience


def audience_of(ctx: click.Context) -> Audience:
    """Returns whom a command speaks to."""
    found = ctx.meta.get(_AUDIENCE)
    return found if isinstance(found, Audience) else Audience("zh")

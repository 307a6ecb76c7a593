"""What commands share: the context of a request. Decides nothing."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import click

from crmfs.cli import output
from crmfs.cli.globals import Globals, audience_of
from crmfs.context import Context
from crmfs.core.messages import say
from crmfs.git.driver import lacks_driver
from crmfs.git.repository import Repository
from crmfs.git.unfinished import is_unfinished

if TYPE_CHECKING:
    from crmfs.formats.wording import Wording
    from crmfs.query.stranger import Stranger


def open_context(ctx: click.Context) -> Context:
    """Returns the context of a request; from now on errors are told in the reader's language, with the support line."""
    asked: Globals = ctx.obj
    context = Context.open(asked.directory, lang=asked.lang, as_member=asked.as_member, op=asked.op)
    finish_interrupted(context.repository)
    audience = audience_of(ctx)
    audience.state = context.repository.state_dir
    audience.language = context.lang
    audience.support = context.settings.support
    audience.field_of = context.field_of
    if lacks_driver(context.repository):
        _register_driver(context)
    return context


def finish_interrupted(repository: Repository) -> None:
    """Finishes or undoes what a crash left half done, unless somebody is at work now; costs nothing else."""
    if is_unfinished(repository.common_dir):
        from crmfs.git.recover import mend_if_idle  # after a crash only

        mend_if_idle(repository)


def _register_driver(context: Context) -> None:
    from crmfs.edits.git_settings import register_driver  # in a fresh clone only

    if not register_driver(context.repository):
        output.note(say("merge.driver_unregistered", context.lang))


def wording(context: Context) -> "Wording":
    """Returns how problems are put into words for the reader."""
    from crmfs.formats.wording import Wording  # only commands that tell of problems need it

    return Wording(context.lang, context.field_of)


def note_unread(context: Context, unread: Sequence[str]) -> None:
    """Says which customers a list lacks because their customer.yaml cannot be read: nobody is to miss them silently."""
    if unread:
        output.note(say("show.unread", context.lang, count=len(unread), path=unread[0]))


def note_part(context: Context) -> None:
    """Notes that an answer about all customers is one about those that the reader may see, where that is a part."""
    if not context.view.is_whole:
        output.note(say("show.part", context.lang))


def note_strangers(context: Context, strangers: "Iterable[Stranger]") -> None:
    """Notes whom filters name and the reader knows as no member: it says why nothing is found."""
    for one in strangers:
        refusal = one.refusal(said for member in context.members.all for said in (member.id, member.name))
        output.note(say(refusal.code, context.lang, **refusal.params))

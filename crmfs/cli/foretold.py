"""What a change would do: judged as if it were made, told, and not done. Commits nothing."""

from collections.abc import Sequence

import click

from crmfs.cli import output
from crmfs.cli.changing import rules_of, subject_line, told
from crmfs.cli.history_asked import past_of
from crmfs.cli.history_told import Telling
from crmfs.cli.options import option
from crmfs.cli.pager import show_lines
from crmfs.cli.shown_noted import note_shown, protected_changes
from crmfs.context import Context
from crmfs.core.messages import Text, say
from crmfs.edits.creation import Draft
from crmfs.edits.intent import Intent
from crmfs.edits.proposal import as_shown, proposed
from crmfs.edits.transaction import rehearse
from crmfs.history.changes import changes_of
from crmfs.history.steps import steps_between

dry_run_option = option(
    "--dry-run", is_flag=True, help=Text("只列出将修改什么，不写入。", "Only list what would change.")
)


def foretell(ctx: click.Context, context: Context, drafts: Sequence[Draft], intent: Intent) -> int:
    """Judges drafts as one change and tells field by field what it would do; errors as `commit_edits`."""
    edits = [edit for draft in drafts for edit in draft.edits]
    if edits:
        rehearse(context.repository, edits, intent, subject_line(context, edits), rules_of(context))
    if ctx.obj.json:
        output.objects(told(draft, None) for draft in drafts if draft.edits)
        return 0
    past = past_of(context)
    changes = changes_of(past, steps_between(as_shown(context.tip, edits), proposed(context.tip, edits)))
    note_shown(context, str(ctx.info_name), *protected_changes(context, changes))
    show_lines([line for _, lines in Telling(context, past).grouped(changes) for line in lines])
    output.note(say("edit.would_change", context.lang, count=len(changes)))
    return 0

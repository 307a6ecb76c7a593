"""`crmfs sync --fold`: what it joins and leaves out, told by field. What that means is in `crmfs.sync.fold`."""

from collections.abc import Sequence

from crmfs.cli import output
from crmfs.cli.changing import intent_of
from crmfs.cli.conflicts_told import ConflictsTold
from crmfs.cli.globals import Globals
from crmfs.context import Context
from crmfs.core.messages import say
from crmfs.sync.fold import Folding, folding
from crmfs.sync.leaving_out import Entangled

_SHORT = 10  # characters of a commit's id that name it


def fold_told(asked: Globals, context: Context, without: Sequence[str], reason: str, *, dry_run: bool) -> int:
    """Folds, or with `dry_run` only judges it, and tells what becomes of what; errors as `Folding`."""
    intent = intent_of(context, reason)
    told = ConflictsTold(context)
    found = folding(context.repository, without)
    try:
        lines = _left_out(context, told, found)
    except Entangled as error:
        if asked.json:
            output.objects(told.entangled_objects(error.places))
        else:
            for line in told.entangled(error.places):
                output.note(line)
        raise
    summary: dict[str, str | int] = {"folded": found.count, "left_out": len(found.without)}
    if dry_run:
        found.demand_sound(intent)
        said = say("sync.would_fold", context.lang, count=found.count)
    else:
        done = found.carried_out(intent, context.settings.language)
        summary |= {"commit": done.commit, "backup": done.backup}
        code = "sync.folded_away" if done.commit == found.base else "sync.folded"
        said = say(code, context.lang, count=done.folded, commit=done.commit[:_SHORT])
    if asked.json:
        output.objects(told.left_out_objects(found.left_out))
        output.objects([{"summary": summary}])
        return 0
    output.lines([said, *lines])
    if not dry_run:
        kept = "sync.left_out_where" if found.left_out else "sync.fold_kept"
        output.note(say(kept, context.lang, backup=summary["backup"]))
        output.note(say("sync.folded_next", context.lang))
    return 0


def _left_out(context: Context, told: ConflictsTold, found: Folding) -> list[str]:
    if not found.without:
        return []
    lines = list(told.left_out(found.left_out))
    code = "sync.left_out" if lines else "sync.left_out_nothing"
    return [say(code, context.lang, count=len(found.without)), *lines]

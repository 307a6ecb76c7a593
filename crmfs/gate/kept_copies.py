"""Of two versions kept of a document, who may edit both may choose one: what goes is no deletion. Decides no policy.

The mark that makes a document such a version comes with it, or from who may delete it: nobody else makes a document
that is there already one that may go.
"""

from collections.abc import Callable

from crmfs.access.policy import DELETE, EDIT
from crmfs.access.rights import ALLOW, Rights
from crmfs.git.snapshot import Snapshot
from crmfs.records.kept_copy import marked_name, other_version
from crmfs.records.kinds import META, META_SUFFIX, locate, meta_path
from crmfs.records.record import Record, read_record

RightsOf = Callable[[str], Rights]


def is_chosen_away(old: Snapshot | None, new: Snapshot, path: str, rights_of: RightsOf) -> bool:
    """Says whether a file that goes is a version of a document, or its metadata, that the actor may choose away.

    Both go together, the version that kept its name stays, and the actor may edit all three. What a restriction keeps
    from being deleted stays.
    """
    document = path.removesuffix(META_SUFFIX)
    sidecar = meta_path(document)
    if old is None or not locate(document).document or not old.entry(document):
        return False
    other = other_version(sidecar, _metadata(old, sidecar))
    if other is None or not locate(other).document or not (old.entry(other) and new.entry(other)):
        return False
    if new.entry(document) or new.entry(sidecar) or rights_of(other).decide_all(EDIT).verdict != ALLOW:
        return False
    return all(_may_go(rights_of(each)) for each in (document, sidecar))


def claims_copy(old: Snapshot | None, new: Snapshot, sidecar: str, rights_of: RightsOf) -> bool:
    """Says whether metadata newly says that a document, there already and not the actor's to delete, is a version."""
    document = sidecar.removesuffix(META_SUFFIX)
    if old is None or not old.entry(document):
        return False
    before, after = (
        marked_name(record.value) if record else "" for record in (_metadata(old, sidecar), _metadata(new, sidecar))
    )
    return bool(after) and after != before and rights_of(document).decide_all(DELETE).verdict != ALLOW


def _may_go(rights: Rights) -> bool:
    return rights.decide_all(EDIT).verdict == ALLOW and not rights.decide_all(DELETE).stopped_by


def _metadata(snapshot: Snapshot, sidecar: str) -> Record | None:
    entry = snapshot.entry(sidecar)
    found = read_record(sidecar, META, snapshot.content(entry)) if entry and entry.is_file else None
    return found if isinstance(found, Record) else None

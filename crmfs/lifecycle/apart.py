"""Customers that look alike and are two: a mark that both carry says so. Commits nothing.

The mark names neither: who may see one of them learns nothing of the other.
"""

from crmfs.access.view import View
from crmfs.core.errors import ConfigError
from crmfs.core.paths import RepoPath
from crmfs.edits.assignments import Assignment, apply_assignments
from crmfs.edits.creation import Desk
from crmfs.edits.permission import demand_seen
from crmfs.git.edit import FileEdit
from crmfs.records.ids import random_id
from crmfs.records.kinds import CUSTOMER

FIELD = "distinct"
_PREFIX = "DIF"


def told_apart(desk: Desk, folders: tuple[RepoPath, RepoPath]) -> list[FileEdit]:
    """Returns the edits that say of two customers that they are two, none where that is said already.

    Raises:
        NotAllowed: `access.unseen`: the marks are kept from the actor.
        ConfigError: `review.schema_old`: the rules are older than the field.
    """
    if FIELD not in desk.fields(CUSTOMER):
        raise ConfigError("review.schema_old", field=FIELD)
    paths = [f"{folder}/{CUSTOMER.file}" for folder in folders]
    mark = Assignment(FIELD, (FIELD,), "add", [random_id(_PREFIX)])
    for path in paths:
        demand_seen(desk.view, path, [mark], desk.fields(CUSTOMER), desk.schemas)
    if marks_of(desk.view, folders[0]) & marks_of(desk.view, folders[1]):
        return []
    order = tuple(desk.fields(CUSTOMER))
    return [desk.edit(RepoPath(path), apply_assignments(desk.view.read(path), [mark], order)) for path in paths]


def marks_of(view: View, folder: RepoPath) -> set[str]:
    """Returns the marks of a customer: who carries one of them, too, is another."""
    value = view.record(f"{folder}/{CUSTOMER.file}").value.get(FIELD)
    return {one for one in value if isinstance(one, str)} if isinstance(value, list) else set()

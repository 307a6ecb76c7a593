"""A customer ticked off in a review: the entry of the quarter in its `reviews`. Commits nothing."""

from crmfs.core.paths import RepoPath
from crmfs.edits.assignments import Assignment
from crmfs.edits.creation import Desk
from crmfs.edits.permission import demand_seen
from crmfs.git.edit import FileEdit
from crmfs.lifecycle.reviewing import FIELD, done_in
from crmfs.records.kinds import CUSTOMER
from crmfs.records.yaml import Value, pointer_to
from crmfs.records.yaml.editor import insert_item, set_value

_OK = "ok"


def ticked(desk: Desk, path: RepoPath, period: str, result: str, note: str) -> tuple[FileEdit, ...]:
    """Returns the edit that says of a customer what its review found, none where it says so already.

    Args:
        result: Code of the result; "" for the one that is there, or that all is in order.
        note: What was found; "" for what is there.

    Raises:
        NotAllowed: `access.unseen`: its reviews are kept from the actor.
    """
    demand_seen(desk.view, path, [Assignment(FIELD, (FIELD,), "add", [])], desk.fields(CUSTOMER), desk.schemas)
    record = desk.view.record(path)
    before = done_in(record.value, period)
    said = {"result": result or (before or {}).get("result") or _OK, "content": note or (before or {}).get("content")}
    if before is not None and all(before.get(key) == value for key, value in said.items()):
        return ()
    entry: dict[str, Value] = {"id": period, "result": said["result"], "employee": desk.intent.member.id}
    entry |= {"date": desk.intent.today.isoformat()} | ({"content": said["content"]} if said["content"] else {})
    listed = record.value.get(FIELD)
    data = record.document.data
    if not isinstance(listed, list) or not listed:
        data = set_value(data, pointer_to(FIELD), [entry], tuple(desk.fields(CUSTOMER)))
    elif before is None:
        data = insert_item(data, pointer_to(FIELD), None, entry)
    else:
        data = set_value(data, pointer_to(FIELD, next(at for at, one in enumerate(listed) if one is before)), entry)
    edit = desk.edit(path, data)
    return (edit,)

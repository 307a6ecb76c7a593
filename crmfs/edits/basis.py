"""What an edit of a file is made from: what the view shows of it. Commits nothing."""

from crmfs.access.policy import EDIT
from crmfs.access.view import View
from crmfs.git.edit import FileEdit


def edit_from(view: View, path: str, data: bytes | None) -> FileEdit:
    """Returns the edit that gives a file new content, or None to delete it, made from what a view shows of it.

    Of a file that the view shows in part the bytes that it shows go along: from them is told what was meant.
    """
    entry = view.entry(path)
    if entry is None:
        return FileEdit(path, None, data)
    return FileEdit(path, entry.oid, data, view.read(path) if entry.oid is None else None)


def may_edit(view: View, path: str, field: str) -> bool:
    """Says whether a record is there of which the member may change a field."""
    rights = view.rights(path)
    return view.entry(path) is not None and (rights is None or rights.allows(EDIT, (field,)))

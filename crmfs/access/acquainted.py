"""Whom a reader may know: members.yaml as the reader is shown it. Decides no rights."""

from crmfs.access.members import Member, Members, member_from
from crmfs.access.view import View

PATH = "members.yaml"


def known_members(view: View, reader: Member, everybody: Members) -> Members:
    """Returns the members as their reader may know them, and always the reader; a name that is masked is none.

    Args:
        view: The reader's.
        everybody: Those of the same snapshot.
    """
    if view.is_whole:
        return everybody
    if view.entry(PATH) is None:
        return Members([reader])
    listed = view.unmasked(PATH, view.fields(PATH)).get("members")
    shown = [member_from(one) for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
    return Members([reader, *(one for one in shown if one.id not in ("", reader.id))])

"""Does git know its user, and does the repository know him? On a server nobody commits."""

from collections.abc import Iterator
from os import environ

from crmfs.access.configuration import load_members
from crmfs.access.members import Members
from crmfs.core.errors import CrmfsError
from crmfs.diagnoses.finding import Diagnosis, Trouble
from crmfs.git.repository import Repository


def look(repository: Repository) -> Iterator[Trouble]:
    """Tells of a user without name or address, and of one who is no member."""
    if repository.is_bare:
        return
    name, email = repository.user()
    if not name or not email:
        yield Trouble("doctor.identity_absent", "doctor.identity_absent_remedy")
        return
    named = environ.get("CRMFS_ACTOR")
    members = _members(repository)
    meant = members.meant(named) if named else tuple(filter(None, [members.by_email(email)]))
    if len(meant) > 1:
        ids = ", ".join(member.id for member in meant)
        yield Trouble("member.ambiguous", "doctor.identity_ambiguous_remedy", {"name": named or "", "ids": ids})
    elif not meant:
        yield Trouble("doctor.identity_stranger", "doctor.identity_stranger_remedy", {"email": named or email})


def _members(repository: Repository) -> Members:
    head = repository.head()
    try:
        return load_members(repository.snapshot(head)) if head else Members()
    except CrmfsError:
        return Members()


DIAGNOSIS = Diagnosis("identity", "doctor.title_identity", look)

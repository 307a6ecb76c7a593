"""Who pushes: the member whom the server names, or the committer where it is set to trust commits. Judges nothing."""

from typing import NamedTuple

from crmfs.access.members import Member, Members
from crmfs.core.problem import Problem

TRUST_COMMITTER = "crmfs.trustCommitter"  # of the server's git configuration


class Claim(NamedTuple):
    """What the server knows of who pushes.

    Attributes:
        named: Id, e-mail address or unique name, as the server's account or key says; "" where it says nothing.
        committer: E-mail address in the pushed tip, "" where the server does not trust what a commit says of itself.
    """

    named: str = ""
    committer: str = ""


def pusher_of(members: Members, claim: Claim) -> Member | Problem:
    """Returns the member who pushes, or why nobody is known: an unknown or ambiguous name is nobody, never another."""
    if claim.named.strip():
        meant = members.meant(claim.named)
        return meant[0] if len(meant) == 1 else Problem("access.identity_unknown", "", params={"name": claim.named})
    if not claim.committer:
        return Problem("access.identity_missing", "", params={"setting": TRUST_COMMITTER})
    found = members.by_email(claim.committer)
    return found or Problem("access.identity_unknown", "", params={"name": claim.committer})


def is_person(member: Member, members: Members, email: str) -> bool:
    """Says whether an address in a commit is a member's own; one without addresses may have any that is nobody's."""
    found = members.by_email(email)
    return found == member if found or member.emails else True

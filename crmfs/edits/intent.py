"""Who changes something, why, and on which day. Values only."""

from dataclasses import dataclass, field
from datetime import date
from uuid import uuid4

from crmfs.access.members import Member
from crmfs.core.messages import Language


@dataclass(frozen=True, slots=True)
class Intent:
    """What stands behind one change.

    Attributes:
        member: Who changes.
        author: Name and e-mail address for the commit.
        today: The day of the change.
        lang: The language of the commit message's subject.
        reason: Why; "" where no rule asks for it.
        op: Id of this operation; a retry with the same id changes nothing twice.
    """

    member: Member
    author: tuple[str, str]
    today: date
    lang: Language
    reason: str = ""
    op: str = field(default_factory=lambda: str(uuid4()))

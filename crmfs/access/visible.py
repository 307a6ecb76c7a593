"""Which problems their reader may be told of: checks work on the whole repository, whoever runs them. Finds none."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from crmfs.access.authority import Authority
from crmfs.access.field_path import ITEM, FieldPath
from crmfs.access.members import Member
from crmfs.access.view import View
from crmfs.core.problem import Problem
from crmfs.git.snapshot import Snapshot
from crmfs.records.kinds import locate
from crmfs.records.yaml import pointer_parts

if TYPE_CHECKING:
    from crmfs.git.derived import Derived

_MANY = 100  # problems; for more it is quicker to look at all customers at once
_OTHER = "other"  # names a second place, or a value in the same file


def told_view(
    snapshot: Snapshot, authority: Authority, member: Member | None, derived: "Callable[[], Derived] | None" = None
) -> View | None:
    """Returns what somebody who is told of problems may see.

    Nobody is known where checks run by themselves, as in CI: they see all. Where no policy is in force a member sees
    no customer at all, but what it takes to mend the policy.

    Returns:
        None in the last case.
    """
    if member is None:
        return View.whole(snapshot)
    return View(snapshot, authority.grant(member), derived) if authority.policy else None


def may_be_named(path: str, view: View | None) -> bool:
    """Says whether somebody may be told of a file, there or not, without a word on what is in it.

    Args:
        view: Of who is told, as `told_view` returns it.
    """
    if view is None:
        return not path.startswith(("customers/", "library/"))
    rights = view.rights(path)
    return rights is None or (rights.is_readable and (rights.is_unlimited or locate(path).kind is not None))


def visible_problems(problems: Iterable[Problem], view: View | None) -> list[Problem]:
    """Returns the problems that name nothing their reader may not see, in the same order.

    Args:
        view: Of who is told, as `told_view` returns it.
    """
    if view is None:
        return [problem for problem in problems if may_be_named(problem.path, view)]
    found = [*problems]
    if len(found) > _MANY:
        view.look_at_all()
    return [problem for problem in found if _may_be_told(problem, view)]


def _may_be_told(problem: Problem, view: View) -> bool:
    if problem.path and not may_be_named(problem.path, view):
        return False
    rights = view.rights(problem.path) if problem.path and problem.pointer else None
    if rights is not None and not rights.may_be_told_of(_field(problem.pointer)):
        return False
    other = problem.params.get(_OTHER)
    return not isinstance(other, str) or other.startswith("/") or not other or view.has(other)


def _field(pointer: str) -> FieldPath:
    return tuple(ITEM if part.isdigit() else part for part in pointer_parts(pointer))

"""Places: paths that stand for all those that the rules of some policies treat alike. Decides nothing."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from crmfs.access.automaton import State
from crmfs.access.glob import ANY, DEEP, Pattern, Wildcard
from crmfs.access.policy import Policy
from crmfs.core.paths import canonical

OTHER = "\x1f"  # in a path: a name, or a part of one, that no rule knows; no YAML file can hold it

_GIT = ".git"  # files for git can lie anywhere; those at the root stand for them
_MOST = 20_000  # places of one area; a policy that tells more apart names single files
_IN_CUSTOMER = (
    ("customer", "customer.yaml"),
    ("contacts", "contacts.yaml"),
    ("interaction", "interactions/*.yaml"),
    ("order", "orders/*.yaml"),
    ("ticket", "tickets/*.yaml"),
    ("feedback", "feedback/*.yaml"),
    ("document", "documents/*/*"),
    ("document", "documents/*/*.meta.yaml"),
    ("terms", "finance/terms.yaml"),
    ("finance", "finance/files/*"),
    ("finance", "finance/files/*.meta.yaml"),
)
AREAS = (
    *((area, f"customers/*/*/{inside}") for area, inside in _IN_CUSTOMER),
    ("library", "library/*/*"),
    ("library", "library/*/*.meta.yaml"),
    ("access", "access.yaml"),
    ("members", "members.yaml"),
    ("settings", "crmfs.yaml"),
    ("schema", "schema/*"),
    ("schema", "schema/base/*"),
    ("templates", "templates/*"),
    ("searches", "searches/*"),
    ("reports", "reports/*"),
    ("review", "reviews/*.yaml"),
    ("readme", "README.md"),
    ("git", ".gitattributes"),
    ("git", ".gitignore"),
)


class PathClass(NamedTuple):
    """Paths that the same rules are about.

    Attributes:
        area: What is kept there: a kind of record, `document`, `library` or the name of a folder.
        path: One of them; OTHER stands for any name that no rule knows.
        shown: All of them as a glob.
    """

    area: str
    path: str
    shown: str

    @property
    def in_customer(self) -> bool:
        """Whether the paths belong to a customer, whose fields conditions name."""
        return self.path.startswith("customers/")


def path_classes(policies: Sequence[Policy]) -> list[PathClass]:
    """Returns a path for each set of rules, of all the policies, that a file of the repository's layout can meet."""
    alike: dict[tuple[str, tuple[frozenset[int], ...]], list[str]] = {}
    for area, glob in AREAS:
        for path in _reached(policies, tuple(glob.split("/"))):
            fit = tuple(policy.automaton.at(path).fit for policy in policies)
            alike.setdefault((area, fit), []).append(path)
    return [PathClass(area, paths[0], _together(paths)) for (area, _), paths in alike.items()]


def generic_paths(pattern: Pattern, longest: int) -> Iterator[str]:
    """Yields paths of a pattern that fit another one only if all its paths do, as many segments as `**` may need.

    Args:
        longest: Segments of the longest pattern that they are compared with.
    """
    if DEEP not in pattern:
        yield "/".join(segment.replace(ANY, OTHER) for segment in pattern)
        return
    at = pattern.index(DEEP)
    for count in range(longest + 2):
        yield from generic_paths((*pattern[:at], *[ANY] * count, *pattern[at + 1 :]), longest)


def _reached(policies: Sequence[Policy], glob: Pattern) -> Iterable[str]:
    """Returns paths of a glob, one for each way on which the rules part."""
    frontier = {tuple(policy.automaton.at("") for policy in policies): ""}
    for segment in glob:
        further: dict[tuple[State, ...], str] = {}
        for states, start in frontier.items():
            for name in _names(states, segment) if ANY in segment else (canonical(segment),):
                further.setdefault(tuple(state.step(name) for state in states), f"{start}/{name}" if start else name)
        frontier = dict(islice(further.items(), _MOST))
    return frontier.values()


def _names(states: Iterable[State], segment: str) -> Iterable[str]:
    """Returns the names to try for a segment of a glob: any other name first, then those that rules know there."""
    fits, end = Wildcard(segment).fits, segment.rpartition(ANY)[2]
    names = dict.fromkeys([segment.replace(ANY, OTHER)])
    for known in (name for state in states for name in state.named_next if not name.startswith(_GIT)):
        both = known if fits(known) else known + end  # `INT-2023*` names files of `*.yaml`, too
        if both == known or (ANY in known and fits(both) and Wildcard(known).fits(both)):
            names.setdefault(both.replace(ANY, OTHER))
    return names


def _together(paths: Sequence[str]) -> str:
    """Returns paths as one glob: the first, with the names of others that differ from it in one name only."""
    first = paths[0].split("/")
    others = [path.split("/") for path in paths[1:]]
    for position, name in enumerate(first):
        rest = [path[position] for path in others if _only_there(first, path, position)]
        if rest and OTHER not in name:
            first[position] = f"{{{','.join([name, *rest])}}}"
            break
    return "/".join(first).replace(OTHER, ANY)


def _only_there(one: Sequence[str], other: Sequence[str], position: int) -> bool:
    return len(one) == len(other) and [at for at in range(len(one)) if one[at] != other[at]] == [position]

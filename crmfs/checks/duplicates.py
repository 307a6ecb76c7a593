"""id.duplicate, company.duplicate: customers that are there twice."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from crmfs.checks.facts import Facts
from crmfs.checks.subject import Folder, Rules
from crmfs.core.problem import Problem


def check_ids(facts: Sequence[Facts], rules: Rules, open_folder: Callable[[str], Folder]) -> Iterator[Problem]:
    """Finds one id in two folders, such as the right shard and a wrong one."""
    seen: dict[str, Facts] = {}
    for fact in sorted(facts, key=lambda fact: fact.folder):
        first = seen.setdefault(fact.id, fact) if fact.id else fact
        if first is not fact:
            record = open_folder(fact.folder).record(fact.path)
            if record:
                yield record.problem("id.duplicate", "/id", other=first.path)


def check_companies(facts: Sequence[Facts], rules: Rules, open_folder: Callable[[str], Folder]) -> Iterator[Problem]:
    """Finds companies of the same name, legal form and spelling not counted; each is shown with another one."""
    groups: dict[str, list[Facts]] = defaultdict(list)
    for fact in facts:
        if fact.company:
            groups[fact.company].append(fact)
    for group in groups.values():
        for fact in group if len(group) > 1 else ():
            other = next(one for one in group if one is not fact)
            yield Problem("company.duplicate", fact.path, *fact.company_at, "/company", {"other": other.folder})

"""`python -m benchmarks.warm WORK ROUNDS`: prints percentiles of searches in one process that holds index and view.

Prints the seconds that half of the searches and 95 of 100 took at most, then the same of the first round, in which
nothing was asked before; with `--each` what each query took, longest first. Every search is one of a sales person who
sees one team's customers, and shows 20 hits with snippets; neither Python's start nor the first look at the index
counts.
"""

import sys
import time
from datetime import date
from pathlib import Path
from statistics import median, quantiles

from benchmarks.queries import warm_queries
from benchmarks.timing import TODAY
from crmfs.access.authority import authority_at
from crmfs.access.classes import Classes
from crmfs.access.configuration import load_team_schemas
from crmfs.access.view import View
from crmfs.extract.texts import Texts
from crmfs.git.derived import Derived
from crmfs.git.repository import Repository
from crmfs.query.names import Names
from crmfs.query.parser import parse_query
from crmfs.search.find import Page, Search
from crmfs.search.names import searched_fields
from crmfs.search.opened import opened
from crmfs.search.place import IndexPlace
from crmfs.search.scope import scope_of
from crmfs.search.written import Labels


def main(work: str, rounds: str, *options: str) -> None:
    """Searches for every query, so many times over."""
    repository = Repository.find(Path(work))
    snapshot = repository.snapshot("HEAD")
    authority = authority_at(snapshot)
    members = authority.members
    grant = authority.grant(next(member for member in members.all if member.roles == ("sales",)))

    def member(typed: str) -> str | None:
        found = members.find(typed)
        return found.id if found else None

    schemas = load_team_schemas(snapshot)
    names = Names.over(searched_fields(schemas), date.fromisoformat(TODAY), member)
    found = opened(IndexPlace(repository))
    if found is None:
        sys.exit("no index")
    first: list[float] = []
    taken: dict[str, list[float]] = {}
    with Texts(Derived(repository)) as texts:
        scope = scope_of(found.reader, Classes(authority.policy), grant)
        search = Search(found.reader, View(snapshot, grant), texts, Labels(schemas.fields, "zh"), scope)
        for number in range(int(rounds) + 1):
            for query in warm_queries():
                start = time.perf_counter()
                search.answer(parse_query(query, names), Page())
                kept = taken.setdefault(query, []) if number else first
                kept.append(time.perf_counter() - start)
    if "--each" in options:
        for query, times in sorted(taken.items(), key=lambda item: -median(item[1])):
            print(f"{median(times) * 1000:8.1f} ms  {query}")
    every = [seconds for times in taken.values() for seconds in times]
    for times in (every, first):
        print(median(times), quantiles(times, n=100, method="inclusive")[94])


if __name__ == "__main__":
    main(*sys.argv[1:])

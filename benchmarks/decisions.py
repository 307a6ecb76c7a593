"""`python -m benchmarks.decisions PATHS [--loop]`: prints the wall and CPU seconds of so many decisions in one process.

The rules are those of the template; each path and its customer are asked about once. With `--loop` every rule is tried
in turn, its globs as regular expressions, as a script would do it.
"""

import re
import sys
import time
from collections.abc import Iterator, Mapping

from benchmarks.timing import PROJECT
from crmfs.access.glob import ANY, DEEP, Pattern
from crmfs.access.grant import Grant
from crmfs.access.members import Member
from crmfs.access.policy import READ, Policy
from crmfs.access.verdict import accepted_policy
from crmfs.core.paths import canonical
from crmfs.records.yaml import Value

_ME = Member("E003", "王芳", roles=("sales",), team="east", attributes={"id": "E003", "team": "east"})
Asked = tuple[str, Mapping[str, Value]]


def main(count: str, *options: str) -> None:
    """Decides on every path, once to warm up and once to measure."""
    policy = accepted_policy((PROJECT / "repo-template" / "access.yaml").read_bytes())
    if not isinstance(policy, Policy):
        sys.exit("the template's policy is refused")
    asked = [*_asked(int(count))]
    way = _looped if "--loop" in options else _compiled
    way(policy, asked[: len(asked) // 10])
    wall, cpu = time.perf_counter(), time.process_time()
    way(policy, asked)
    print(time.perf_counter() - wall, time.process_time() - cpu)


def _asked(count: int) -> Iterator[Asked]:
    for number in range(count):
        customer: dict[str, Value] = {"owner": f"E{number % 300:03d}", "team": "east" if number % 3 else "west"}
        folder = f"customers/{number % 100:02d}/CUST{number:06d}"
        yield f"{folder}/interactions/INT-2026010{number % 10}-{number:06X}.yaml", customer


def _compiled(policy: Policy, asked: list[Asked]) -> int:
    grant = Grant(policy, _ME)
    return sum(grant.rights(path, grant.truth(customer)).allows(READ) for path, customer in asked)


def _looped(policy: Policy, asked: list[Asked]) -> int:
    roles = policy.roles_of(_ME)
    grants = [(rule.where, _matcher(rule.patterns)) for rule in policy.allowances if rule.to & roles]
    stops = [
        (rule.unless, _matcher(rule.patterns))
        for rule in policy.restrictions
        if not rule.only & roles and READ in rule.actions and not rule.fields
    ]
    allowed = 0
    for path, customer in asked:
        folded = canonical(path)
        allowed += any(
            matcher.fullmatch(folded) and (where is None or where.holds(customer, _ME.attributes))
            for where, matcher in grants
        ) and all(
            not matcher.fullmatch(folded) or (unless is not None and unless.holds(customer, _ME.attributes))
            for unless, matcher in stops
        )
    return allowed


def _matcher(patterns: tuple[Pattern, ...]) -> re.Pattern[str]:
    written = ["/".join(map(_segment, pattern)).replace("/(?:.*)", "(?:/.*)?") for pattern in patterns]
    return re.compile("|".join(written), re.DOTALL)


def _segment(segment: str) -> str:
    if segment == DEEP:
        return "(?:.*)"
    return "[^/]+" if segment == ANY else re.escape(segment).replace(r"\*", "[^/]*")


if __name__ == "__main__":
    main(*sys.argv[1:])

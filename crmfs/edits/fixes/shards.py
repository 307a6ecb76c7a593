"""path.wrong_shard: a customer's folder goes to the place that its id says, whole. Opens none of its files."""

from crmfs.core.paths import parent
from crmfs.core.problem import Problem
from crmfs.records.kinds import customer_of


def moved(problem: Problem) -> tuple[str, str]:
    """Returns where the customer's folder lies and where it belongs."""
    return customer_of(problem.path) or parent(problem.path), str(problem.params["expected"])

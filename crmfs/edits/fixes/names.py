"""file.misnamed: `customer.yml` gets the name that it was meant to have. Opens no file."""

from crmfs.core.problem import Problem
from crmfs.records.kinds import customer_of


def moved(problem: Problem) -> tuple[str, str]:
    """Returns where the file lies and where it belongs."""
    folder = customer_of(problem.path)
    meant = str(problem.params["suggestion"])
    return problem.path, f"{folder}/{meant}" if folder else meant

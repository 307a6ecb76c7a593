"""path.wrong_shard: a customer's folder in the wrong shard."""

from collections.abc import Iterator

from crmfs.checks.subject import Folder, Rules
from crmfs.core.paths import customer_folder, name
from crmfs.core.problem import Problem
from crmfs.records.ids import is_id


def check(folder: Folder, rules: Rules) -> Iterator[Problem]:
    """Finds a folder that does not lie below the last two characters of its id: commands would not see it."""
    if not folder.is_customer:
        return
    customer = name(folder.path)
    expected = customer_folder(customer)
    if folder.path != expected and is_id(customer):
        yield Problem("path.wrong_shard", folder.anchor, params={"expected": expected})

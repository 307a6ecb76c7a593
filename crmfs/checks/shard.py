"""path.wrong_shard: a customer's folder in the wrong shard, or in none."""

from collections.abc import Iterator

from crmfs.checks.subject import Folder, Rules
from crmfs.core.paths import customer_folder, name
from crmfs.core.problem import Problem
from crmfs.records.ids import is_id
from crmfs.records.kinds import CUSTOMER
from crmfs.records.record import Record, read_record


def check(folder: Folder, rules: Rules) -> Iterator[Problem]:
    """Finds a folder that does not lie below the last two characters of its id: commands would not see it."""
    if not folder.is_customer:
        yield from _without_shard(folder)
        return
    customer = name(folder.path)
    expected = customer_folder(customer)
    if folder.path != expected and is_id(customer):
        yield Problem("path.wrong_shard", folder.anchor, params={"expected": expected})


def _without_shard(folder: Folder) -> Iterator[Problem]:
    """Finds `customers/新公司/customer.yaml`: the id inside says where the folder belongs."""
    path = folder.customer_path
    if folder.path.count("/") != 1 or not folder.path.startswith("customers/") or path not in folder.paths:
        return
    found = read_record(path, CUSTOMER, folder.read(path))
    customer = found.text("id") if isinstance(found, Record) else ""
    expected = customer_folder(customer)
    if is_id(customer) and not expected.startswith(folder.path + "/"):
        yield Problem("path.wrong_shard", path, params={"expected": expected})

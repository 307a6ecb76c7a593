"""Facts: what checks across customers and by date need of one customer, small enough to be kept for all of them."""

from typing import NamedTuple

from crmfs.checks.named_members import members_named
from crmfs.checks.subject import Folder
from crmfs.core.text import fold_company
from crmfs.records.kinds import CUSTOMER, INTERACTION, META
from crmfs.records.record import Record
from crmfs.records.schema import Schemas


class Facts(NamedTuple):
    """What is known of one customer; a function of its folder's tree and the schemas alone.

    Attributes:
        folder: Path of its folder.
        id: The id in its customer.yaml, "" where there is none.
        company: Its folded company name, "" for persons.
        company_at: Line and column of the company's name.
        follow_up: `next_follow_up` as stored, and where it stands.
        last_interaction: Greatest date of its interactions, "" without any.
        since: The day from which silence counts when there never was an interaction: its status date.
        employees: Ids of the members that its records name.
        expiring: Documents that expire: path of the metadata, line, column, date.
    """

    folder: str
    id: str
    company: str
    company_at: tuple[int, int]
    lifecycle: str
    status: str
    follow_up: str
    follow_up_at: tuple[int, int]
    last_interaction: str
    since: str
    employees: tuple[str, ...]
    expiring: tuple[tuple[str, int, int, str], ...]

    @property
    def path(self) -> str:
        """Path of its customer.yaml."""
        return f"{self.folder}/{CUSTOMER.file}"


def facts_of(folder: Folder, schemas: Schemas) -> Facts | None:
    """Returns the facts of a customer's folder, None without a readable customer.yaml.

    Args:
        schemas: They say which fields name members.
    """
    customer = folder.record(folder.customer_path)
    if customer is None:
        return None
    last, employees, expiring = "", set[str](), []
    for record in folder.records():
        employees.update(employee for _, employee in members_named(record, schemas))
        if record.kind is INTERACTION:
            last = max(last, record.text("date"))
        elif record.kind is META and record.text("expires_on"):
            expiring.append((record.path, *record.document.position("/expires_on"), record.text("expires_on")))
    company, follow_up = company_of(customer), customer.text("next_follow_up")
    return Facts(
        folder.path,
        customer.text("id"),
        company,
        customer.document.position("/company") if company else (0, 0),
        customer.text("lifecycle"),
        customer.text("status"),
        follow_up,
        customer.document.position("/next_follow_up") if follow_up else (0, 0),
        last,
        customer.text("status_date"),
        tuple(sorted(employees)),
        tuple(expiring),
    )


def company_of(customer: Record) -> str:
    """Returns the folded name of a customer's company, "" for persons."""
    company = customer.text("company")
    return "" if company in ("个人", "") or customer.text("type") == "b2c" else fold_company(company)

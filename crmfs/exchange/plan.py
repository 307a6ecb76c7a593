"""The plan of an import: every row put to the record it speaks of, every row accounted for. Writes nothing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from crmfs.core.errors import ValueRefused
from crmfs.core.paths import parent
from crmfs.core.problem import Problem
from crmfs.exchange.archive import Archive, Register
from crmfs.exchange.customers import place_customer, settle_customer
from crmfs.exchange.drafts import Draft, Reason, RowKey, RowRefusedError, Verdict
from crmfs.exchange.ids import Ids
from crmfs.exchange.interactions import place_child
from crmfs.exchange.orders import place_line, place_order, settle_amount
from crmfs.exchange.pages import Page, Pages
from crmfs.exchange.people import place_contact, place_member, put_personal
from crmfs.exchange.work import Terms, Work
from crmfs.records.kinds import CUSTOMER, INTERACTION, ORDER
from crmfs.records.schema import Schemas

Outcome = Literal["created", "changed", "unchanged", "rejected", "held"]  # held: good, but another row is not

# What is looked for by others comes first: members before who names them, orders before their lines.
_PLACES = {
    "member": place_member,
    "customer": place_customer,
    "contact": place_contact,
    "order": place_order,
    "order_line": place_line,
    "interaction": place_child,
    "ticket": place_child,
    "feedback": place_child,
}


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import would do.

    Attributes:
        pages: The files that it makes or changes.
        outcomes: What becomes of each row.
        rejected: Why, for each row that is rejected.
        defaulted: How many new customers got a status or an owner that no row gives them.
    """

    pages: tuple[Page, ...]
    outcomes: Mapping[RowKey, Outcome]
    rejected: Mapping[RowKey, Verdict]
    defaulted: int = 0


def make_plan(
    rows: Sequence[tuple[RowKey, Draft | Reason]],
    archive: Archive,
    schemas: Schemas,
    terms: Terms,
    ids: Ids,
    refused: Mapping[RowKey, Verdict],
) -> Plan:
    """Returns the plan in which every row that can land lands.

    A row whose record would break a rule of its schema is rejected, and what hangs on it with it; the others are
    planned anew without them, until what is left is sound.

    Args:
        rows: All rows of the import, table by table.
        refused: Rows that were rejected before, by the judgement of the whole.
    """
    rejected = {**{key: said for key, said in rows if isinstance(said, Reason)}, **refused}
    drafts = [said for _, said in rows if isinstance(said, Draft)]
    while True:
        work, found = _placed([draft for draft in drafts if draft.key not in rejected], archive, terms, ids)
        touched = {row for page in work.pages.changed() for _, row in page.rows}
        again = {key for key in found if key in touched}
        faults = {} if again else _faults(work.pages.changed(), schemas)
        rejected |= found | faults
        if not again and not faults:
            pages = tuple(work.pages.changed())
            return Plan(pages, _outcomes(rows, rejected, work), rejected, work.defaulted)


def _placed(drafts: Iterable[Draft], archive: Archive, terms: Terms, ids: Ids) -> tuple[Work, dict[RowKey, Verdict]]:
    work = Work(terms, archive, Register(archive.customers), Pages(archive), ids)
    found: dict[RowKey, Verdict] = {}
    ordered = list(_PLACES)
    for draft in sorted(drafts, key=lambda draft: (ordered.index(draft.kind), draft.key)):
        try:
            _PLACES[draft.kind](work, draft)
            if draft.personal and draft.kind != "customer":
                put_personal(work, draft)
        except RowRefusedError as error:
            found[draft.key] = error.reason
        except ValueRefused as error:  # a record that is there cannot be read
            found[draft.key] = Reason(error.code, error.params)
    for page in work.pages.changed():
        if page.kind is ORDER:
            settle_amount(page)
        elif page.kind is CUSTOMER and page.old is None:
            was_met = bool(work.pages.new(INTERACTION, parent(page.path)))
            work.defaulted += settle_customer(page, terms, was_met=was_met)
    return work, found


def _faults(pages: Iterable[Page], schemas: Schemas) -> dict[RowKey, Verdict]:
    """Returns the rows that a record's schema refuses, for what was so before excepted."""
    faults: dict[RowKey, Verdict] = {}
    for page in pages:
        if schemas.is_valid(page.kind.name, page.value):
            continue
        before = {(f.code, f.pointer) for f in schemas.findings(page.kind.name, page.old.value)} if page.old else set()
        for finding in schemas.findings(page.kind.name, page.value):
            if (finding.code, finding.pointer) not in before:
                problem = Problem(finding.code, page.path, pointer=finding.pointer, params=finding.params)
                for row in page.rows_at(finding.pointer):
                    faults.setdefault(row, problem)
    return faults


def _outcomes(
    rows: Sequence[tuple[RowKey, object]], rejected: Mapping[RowKey, Verdict], work: Work
) -> dict[RowKey, Outcome]:
    landing = {row for page in work.pages.changed() for _, row in page.rows}
    outcomes: dict[RowKey, Outcome] = {}
    for key, _ in rows:
        if key in rejected:
            outcomes[key] = "rejected"
        elif key in work.made:
            outcomes[key] = "created"
        else:
            outcomes[key] = "changed" if key in work.altered and key in landing else "unchanged"
    return outcomes


def rows_to_blame(plan: Plan, problems: Iterable[Problem]) -> dict[RowKey, Problem]:
    """Returns the rows that brought problems into a judged plan, each with its first one."""
    pages = {page.path: page for page in plan.pages}
    blamed: dict[RowKey, Problem] = {}
    for problem in problems:
        for row in pages[problem.path].rows_at(problem.pointer) if problem.path in pages else ():
            blamed.setdefault(row, problem)
    return blamed

"""Rows of customers: found by id, source id or company, else made; people go to contacts.yaml."""

from crmfs.core.paths import RepoPath, customer_folder
from crmfs.edits.personal import mask_of
from crmfs.exchange.archive import PRIVATE_PERSON, Held
from crmfs.exchange.drafts import Draft, Reason, RowRefusedError
from crmfs.exchange.interactions import place_interaction_of
from crmfs.exchange.pages import Page
from crmfs.exchange.people import put_person
from crmfs.exchange.work import Terms, Work, sourced
from crmfs.records.ids import is_id
from crmfs.records.kinds import CUSTOMER, TERMS
from crmfs.records.yaml import Value


def place_customer(work: Work, draft: Draft) -> None:
    """Puts a row to its customer, a new one where none is meant."""
    own = draft.part("customer")
    held = _found(work, draft, own)
    if held is None:
        held = _made(work, draft, own)
    else:
        page = work.pages.make(f"{held.folder}/{CUSTOMER.file}", CUSTOMER)
        values = own | _status_trail(work, page.value, own)
        work.put(draft, page, values, draft.extra)
    if draft.part("contact") or draft.personal or any(part == "contact" for part, _ in draft.emptied):
        put_person(work, draft, held)
    if draft.part("terms"):
        page = work.pages.make(f"{held.folder}/{TERMS.file}", TERMS)
        work.put(draft, page, draft.part("terms"), {})
    if draft.part("interaction"):
        place_interaction_of(work, draft, held)


def settle_customer(page: Page, terms: Terms, *, was_met: bool) -> bool:
    """Gives a new customer the status, owner and team that `new` gives it, where no row says them.

    Args:
        was_met: Whether interactions with it are imported, too; else silence counts from today.

    Returns:
        Whether a status or an owner was given.
    """
    if terms.by_team and terms.member.team:
        page.value.setdefault("team", terms.member.team)
    before = len(page.value)
    for key, value in (("status", "potential"), ("owner", terms.member.id)):
        page.value.setdefault(key, value)
    is_given = len(page.value) > before
    if not was_met:
        page.value.setdefault("status_date", terms.today.isoformat())
    return is_given


def _found(work: Work, draft: Draft, own: dict[str, Value]) -> Held | None:
    wanted = draft.source.strip()
    if wanted:
        found = work.register.by_source(wanted, draft.system) or work.register.by_id.get(wanted)
        merged = None if found else work.register.by_former(wanted, draft.system)
        if merged:
            raise RowRefusedError(Reason("imports.merged", {"id": merged.id}))
        return found
    company = str(own.get("company") or "")
    if company and company != PRIVATE_PERSON:
        named = work.register.by_company(company)
    else:
        named = work.private_customers(draft.part("contact"))
    if len(named) > 1:
        raise RowRefusedError(Reason("imports.company_ambiguous"))
    return named[0] if named else None


def _made(work: Work, draft: Draft, own: dict[str, Value]) -> Held:
    person = draft.part("contact")
    if not own.get("company") and not own.get("name") and not person.get("name"):
        raise RowRefusedError(Reason("imports.company_missing"))
    own = {"name": mask_of(person.get("title"), work.terms.lang), **own}
    if not own.get("company"):
        own |= {"company": PRIVATE_PERSON, "type": own.get("type", "b2c")}
    wanted = draft.source.strip()
    if is_id(wanted):
        customer = wanted
    elif wanted and work.terms.keep_ids:
        raise RowRefusedError(Reason("imports.id_unusable"))
    else:
        customer = work.ids.customer(draft.key, work.register.by_id, lambda: set(work.register.by_id))
    held = Held(customer, RepoPath(customer_folder(customer)), str(own["company"]), draft.source, draft.system)
    work.register.add(held)
    if held.company == PRIVATE_PERSON:
        work.register.add_person(held, person)
    page = work.pages.make(f"{held.folder}/{CUSTOMER.file}", CUSTOMER)
    work.put(draft, page, {"id": customer, **own, **sourced(draft)}, draft.extra, made=True)
    return held


def _status_trail(work: Work, present: dict[str, Value], own: dict[str, Value]) -> dict[str, Value]:
    """Returns what a change of status says of itself in the record (N4, N5), but for what the row says."""
    if not own.get("status") or own["status"] == present.get("status", own["status"]):
        return {}
    before, after = (work.terms.statuses.get(str(said), str(said)) for said in (present.get("status"), own["status"]))
    trail: dict[str, Value] = {
        "status_reason": f"{work.terms.reason}: {before} → {after}",
        "status_by": work.terms.member.id,
        "status_date": work.terms.today.isoformat(),
    }
    return {key: value for key, value in trail.items() if key not in own}

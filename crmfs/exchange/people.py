"""Rows of people: contacts of customers, and members. They go to protected files only."""

from crmfs.core.regex import regex
from crmfs.core.text import fold_name
from crmfs.edits.personal import mask_of
from crmfs.exchange.archive import REACHED, Held, items_of, source_of
from crmfs.exchange.drafts import Draft, Reason, RowRefusedError
from crmfs.exchange.pages import Page
from crmfs.exchange.values import is_mask
from crmfs.exchange.work import Work, sourced
from crmfs.records.ids import is_id
from crmfs.records.kinds import CONTACTS, CUSTOMER, MEMBERS
from crmfs.records.yaml import Value, pointer_to

MEMBERS_FILE = "members.yaml"
_CONTACT_ID = regex(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}")


def put_person(work: Work, draft: Draft, held: Held) -> None:
    """Puts what a customer's row says of a person to the contact of that name, else to the primary one.

    A person of whom another row says otherwise, or who has another name in a table without ids, is one more contact:
    such a table has a company's people row by row.
    """
    said = dict(draft.part("contact"))
    page = work.pages.make(f"{held.folder}/{CONTACTS.file}", CONTACTS)
    people = items_of(page.value, "contacts")
    at = next((at for at, person in enumerate(people) if _same(person, said)), None)
    if at is None and people:
        primary = next((at for at, person in enumerate(people) if person.get("primary") is True), 0)
        at = None if _is_another(work, draft, page, primary) else primary
    new = at is None
    if at is None:
        said.setdefault("name", _mask(work, held, said))
        at = _append(page, "contacts", {"id": work.ids.contact(draft.key, {str(one.get("id")) for one in people})})
        if not people:
            said["primary"] = True
    work.put(draft, page, said, draft.personal, pointer=pointer_to("contacts", at), made=new and bool(people))


def _same(person: dict[str, Value], said: dict[str, Value]) -> bool:
    """Says whether a row means a contact: by name, without one by a number or address."""
    if said.get("name"):
        return _same_name(person, said)
    return any(said.get(key) and person.get(key) == said[key] for key in REACHED)


def _is_another(work: Work, draft: Draft, page: Page, at: int) -> bool:
    """Says whether a row speaks of somebody else than the contact that it would go to."""
    said, pointer = draft.part("contact"), pointer_to("contacts", at)
    known = str(page.item(pointer).get("name") or "")
    if said.get("name") and not draft.source.strip() and known and not is_mask(known):
        return True
    return any(key in said and work.contradicts(page, pointer, key, said[key]) for key in ("name", *REACHED))


def put_personal(work: Work, draft: Draft) -> None:
    """Puts what a row of orders and the like says of a person, in columns without a field, into the protected file."""
    held = work.customer_of(draft)
    page = work.pages.make(f"{held.folder}/{CONTACTS.file}", CONTACTS)
    page.value.setdefault("contacts", [])
    work.put(
        draft, page, {}, {f"{draft.kind} {draft.source.strip()} {key}": value for key, value in draft.personal.items()}
    )


def place_contact(work: Work, draft: Draft) -> None:
    """Puts a row of a table of contacts to its person, found by id, source id or name, or made."""
    held = work.customer_of(draft)
    said = draft.part("contact")
    page = work.pages.make(f"{held.folder}/{CONTACTS.file}", CONTACTS)
    people = items_of(page.value, "contacts")
    at = _meant(people, draft)
    if at is not None:
        work.put(draft, page, said, draft.extra, pointer=pointer_to("contacts", at))
        return
    if not said.get("name"):
        raise RowRefusedError(Reason("imports.name_missing"))
    wanted = draft.source.strip()
    taken = {str(person.get("id")) for person in people}
    fits = bool(_CONTACT_ID.fullmatch(wanted)) and wanted not in taken
    if wanted and not fits and work.terms.keep_ids:
        raise RowRefusedError(Reason("imports.id_unusable"))
    at = _append(page, "contacts", {"id": wanted if fits else work.ids.contact(draft.key, taken)})
    if not people:
        said = {**said, "primary": said.get("primary", True)}
    work.put(draft, page, {**said, **sourced(draft)}, draft.extra, pointer=pointer_to("contacts", at), made=True)


def place_member(work: Work, draft: Draft) -> None:
    """Puts a row of a table of employees to its member, found by id, source id, e-mail address or unique name."""
    said = draft.part("member")
    page = work.pages.make(MEMBERS_FILE, MEMBERS)
    members = items_of(page.value, "members")
    at = _meant(members, draft)
    if at is None and not draft.source.strip():
        at = _by_email(members, said)
    if at is not None:
        work.put(draft, page, said, draft.extra, pointer=pointer_to("members", at))
        return
    if not said.get("name"):
        raise RowRefusedError(Reason("imports.name_missing"))
    wanted = draft.source.strip()
    if wanted and not is_id(wanted) and work.terms.keep_ids:
        raise RowRefusedError(Reason("imports.id_unusable"))
    taken = {str(member.get("id")) for member in members}
    member = wanted if is_id(wanted) and wanted not in taken else work.ids.member(draft.key, taken)
    at = _append(page, "members", {"id": member})
    work.put(draft, page, {**said, **sourced(draft)}, draft.extra, pointer=pointer_to("members", at), made=True)


def _meant(items: list[dict[str, Value]], draft: Draft) -> int | None:
    """Returns the index of the item that a row means: by id or source id, without one by a name that is unique."""
    wanted = draft.source.strip()
    said = next(iter(draft.parts.values()), {})
    if wanted:
        by_source = (at for at, item in enumerate(items) if _from(item) == (draft.system, wanted))
        by_id = (at for at, item in enumerate(items) if item.get("id") == wanted)
        return next(by_source, next(by_id, None))
    named = [at for at, item in enumerate(items) if _same_name(item, said)]
    return named[0] if len(named) == 1 else None


def _from(item: dict[str, Value]) -> tuple[str, str]:
    system, source = source_of(item)
    return system, source.strip()


def _same_name(item: dict[str, Value], said: dict[str, Value]) -> bool:
    return bool(said.get("name")) and fold_name(str(item.get("name", ""))) == fold_name(str(said["name"]))


def _by_email(members: list[dict[str, Value]], said: dict[str, Value]) -> int | None:
    wanted = _folded(said.get("emails"))
    return next((at for at, member in enumerate(members) if wanted & _folded(member.get("emails"))), None)


def _folded(emails: Value) -> set[str]:
    return {fold_name(str(email)) for email in emails} if isinstance(emails, list) else set()


def _append(page: Page, key: str, item: dict[str, Value]) -> int:
    listed = page.value.get(key)
    items = listed if isinstance(listed, list) else []
    page.value[key] = items
    items.append(item)
    return len(items) - 1


def _mask(work: Work, held: Held, said: dict[str, Value]) -> str:
    page = work.pages.get(f"{held.folder}/{CUSTOMER.file}", CUSTOMER)
    name = page.value.get("name") if page else None
    return str(name) if name else mask_of(said.get("title"), work.terms.lang)

"""What belongs to a customer and happened on a day: interactions, tickets, feedback. Found again by what they say."""

from crmfs.core.text import fold_name
from crmfs.edits.records import child_defaults, day_of
from crmfs.exchange.archive import Held, items_of, source_of
from crmfs.exchange.drafts import Draft, Reason, RowRefusedError
from crmfs.exchange.pages import Page
from crmfs.exchange.values import is_mask
from crmfs.exchange.work import Work, sourced
from crmfs.records.ids import is_id
from crmfs.records.kinds import CONTACTS, CUSTOMER, INTERACTION, KINDS, Kind
from crmfs.records.yaml import Value

# What makes two records without an id of their own the same one.
_SAME = {"interaction": ("date", "type", "content"), "ticket": ("opened", "subject"), "feedback": ("date", "content")}


def place_child(work: Work, draft: Draft) -> None:
    """Puts a row of a table of interactions, tickets or feedback to its record."""
    held = work.customer_of(draft)
    kind = KINDS[draft.kind]
    said = dict(draft.part(draft.kind))
    extra = dict(draft.extra)
    if "contact" in said:
        person = _contact_id(work, held, str(said["contact"]))
        if person:
            said["contact"] = person
        else:
            extra["contact"] = said.pop("contact")
    put_child(work, draft, held, kind, said, extra)


def place_interaction_of(work: Work, draft: Draft, held: Held) -> None:
    """Puts what a customer's row says of its latest interaction to the same interaction as ever, or makes it."""
    said = dict(draft.part("interaction"))
    owner = draft.part("customer").get("owner")
    page = work.pages.get(f"{held.folder}/{CUSTOMER.file}", CUSTOMER)
    owner = owner or (page.value.get("owner") if page else None)
    if owner and not is_mask(str(owner)):
        said["employee"] = owner
    found = _same(work, held, INTERACTION, said)
    if found:
        found.rows.append(("", draft.key))
        return
    make_child(work, draft, held, INTERACTION, said, {}, own_id=False)


def put_child(
    work: Work, draft: Draft, held: Held, kind: Kind, said: dict[str, Value], extra: dict[str, Value]
) -> Page:
    """Puts values to the record that a row means, a new one where none is meant, and returns its page."""
    found = _by_id(work, held, kind, draft) if draft.source.strip() else _same(work, held, kind, said)
    if found is None:
        return make_child(work, draft, held, kind, said, extra)
    work.put(draft, found, said, extra)
    return found


def pages_of(work: Work, held: Held, kind: Kind) -> list[Page]:
    """Returns a customer's records of a kind, those of this plan included."""
    there = [work.pages.get(path, kind) for path in work.archive.children(held.folder, kind)]
    return [page for page in there if page] + work.pages.new(kind, held.folder)


def _by_id(work: Work, held: Held, kind: Kind, draft: Draft) -> Page | None:
    wanted = draft.source.strip()
    for page in pages_of(work, held, kind):
        system, source = source_of(page.value)
        if (system == draft.system and source.strip() == wanted) or page.value.get("id") == wanted:
            return page
    return None


def _same(work: Work, held: Held, kind: Kind, said: dict[str, Value]) -> Page | None:
    keys = [key for key in _SAME[kind.name] if key in said]
    for page in pages_of(work, held, kind):
        if keys and all(_text(page.value.get(key)) == _text(said[key]) for key in keys):
            return page
    return None


def _text(value: Value) -> str:
    return str(value).strip()


def make_child(
    work: Work,
    draft: Draft,
    held: Held,
    kind: Kind,
    said: dict[str, Value],
    extra: dict[str, Value],
    own_id: bool = True,
) -> Page:
    taken = work.archive.child_ids(held.folder) | work.pages.new_ids(held.folder)
    wanted = draft.source.strip() if own_id else ""
    fits = is_id(wanted) and wanted not in taken
    if wanted and not fits and work.terms.keep_ids:
        raise RowRefusedError(Reason("imports.id_unusable"))
    said = said | child_defaults(kind, said, work.terms.today, work.terms.member.id)
    child = wanted if fits else work.ids.child(draft.key, kind, day_of(kind, said, work.terms.today), taken)
    source = sourced(draft, own_id)
    page = work.pages.make(f"{held.folder}/{kind.folder}/{child}.yaml", kind)
    work.put(draft, page, {"id": child, **said, **source}, extra, made=True)
    if kind is INTERACTION:
        _unmark(work, draft, held)
    return page


def _unmark(work: Work, draft: Draft, held: Held) -> None:
    """A new interaction takes the mark `to_archive` from its customer (N6)."""
    page = work.pages.get(f"{held.folder}/{CUSTOMER.file}", CUSTOMER)
    may = page and (page.old is None or work.archive.may_edit(page.path, "lifecycle"))
    if page and may and page.value.get("lifecycle") == "to_archive":
        page.value["lifecycle"] = "in_use"
        page.rows.append(("/lifecycle", draft.key))


def _contact_id(work: Work, held: Held, wanted: str) -> str | None:
    page = work.pages.get(f"{held.folder}/{CONTACTS.file}", CONTACTS)
    for person in items_of(page.value, "contacts") if page else []:
        names = (str(person.get("id")), source_of(person)[1].strip(), str(person.get("name")))
        if fold_name(wanted) in map(fold_name, names):
            return str(person["id"])
    return None

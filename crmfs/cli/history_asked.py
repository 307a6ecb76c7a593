"""What a command on history is asked about: whose past, which record, which field, which people. Shows nothing."""

from collections.abc import Iterator
from typing import NamedTuple

from crmfs.access.field_path import ITEM, FieldPath
from crmfs.access.view import path_of
from crmfs.context import Context
from crmfs.core.errors import NotFound, UsageError
from crmfs.core.paths import customer_folder, parent
from crmfs.core.text import fold_label
from crmfs.git.log import Revision
from crmfs.history.entries import Wish, entries
from crmfs.history.moments import Clock
from crmfs.history.past import Past, kind_of
from crmfs.query.near import nearest
from crmfs.records.fields import Field
from crmfs.records.ids import is_id
from crmfs.records.kinds import CHILDREN, CONTACTS, CUSTOMER, TERMS, locate
from crmfs.records.labels import field_code, unknown_field

_PARTS = {"contacts": CONTACTS.file, "terms": TERMS.file}


class Asked(NamedTuple):
    """What of the repository is asked about.

    Attributes:
        path: A file or a folder, `""` for all.
        field: A field of the record there; none for the whole.
    """

    path: str = ""
    field: FieldPath = ()


def past_of(context: Context) -> Past:
    """Returns what the reader may see of earlier states."""
    return Past(
        context.repository,
        context.repository.head(),
        lambda: context.tip,
        context.grant,
        lambda: context.derived,
        lambda: context.snapshot,
    )


def clock_of(context: Context) -> Clock:
    """Returns the days of the repository."""
    return Clock(context.today, context.settings.timezone)


def asked_about(context: Context, past: Past, typed: str, *, whole: bool = True) -> Asked:
    """Returns what somebody means by `ID`, `ID#FIELD` or a path; what is gone is found by its id or its path.

    Args:
        whole: Whether a customer's id means all that is in the customer's folder, not customer.yaml alone.

    Raises:
        NotFound: Nothing visible has, or had, this name.
        UsageError: The record has no such field; `record.ambiguous`.
    """
    name, sign, field = typed.partition("#")
    if not name.strip():
        raise NotFound("record.not_found", name=typed)
    path = _place(context, past, name.strip(), whole=whole and not sign)
    return Asked(path, _field(context, path, field)) if sign else Asked(path)


def _place(context: Context, past: Past, name: str, *, whole: bool) -> str:
    customer = path_of(name).partition("/")[0]
    is_gone = is_id(customer) and not context.view.has_customer(customer)
    path = _gone(past, name, whole=whole) if is_gone else None  # not that of whom it was merged into
    if path is not None:
        return path
    try:
        found = context.find(name)
    except NotFound:
        path = None if is_gone else _gone(past, name, whole=whole)
        if path is None:
            raise
        return path
    is_file = path_of(name) == found
    return parent(found) if whole and not is_file and locate(found).kind is CUSTOMER else found


def _gone(past: Past, name: str, *, whole: bool) -> str | None:
    """Returns where something that is no longer there was, None where it never was."""
    return next((one for one in _former(name, whole=whole) if next(entries(past, Wish(one)), None)), None)


def _former(name: str, *, whole: bool) -> Iterator[str]:
    """Yields where something of a name, no longer there, may have been; a folder as it is written."""
    path = path_of(name)
    customer, _, child = path.partition("/")
    if not is_id(customer):
        yield path
    elif not child:
        yield customer_folder(customer) + ("" if whole else f"/{CUSTOMER.file}")
    else:
        folder = customer_folder(customer)
        yield f"{folder}/{_PARTS.get(child.casefold(), child)}"
        yield from (f"{folder}/{kind.folder}/{child}.yaml" for kind in CHILDREN if is_id(child))


def _field(context: Context, path: str, typed: str) -> FieldPath:
    kind = kind_of(path)
    fields = context.schemas.fields(kind.name) if kind else {}
    steps = [part for part in typed.strip("/").replace("[", ".").replace("]", "").replace("/", ".").split(".") if part]
    found: list[str] = []
    for step in steps:
        if step.isdigit():
            continue
        code = field_code(fields, step)
        if code is None and not found:  # contacts.yaml is one list: the fields of its items are meant by their names
            outer = next((field for field in fields.values() if field_code(field.items, step)), None)
            if outer:
                found += [outer.name, *_item(outer)]
                fields, code = outer.items, field_code(outer.items, step)
        if code is None and fields:
            raise unknown_field(fields, step)
        found += [code or step, *(_item(fields[code]) if code else ())]
        fields = fields[code].items if code else {}
    if not found:
        raise UsageError("field.no_such", field=typed)
    return tuple(found[:-1] if found[-1] == ITEM else found)


def _item(field: Field) -> tuple[str, ...]:
    return (ITEM,) if field.type == "list" else ()


class People:
    """Who is meant by the names in commits, as far as the reader knows them."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._authors: dict[str, str] = {}

    def author(self, revision: Revision) -> str:
        """Returns the member's id whose address made a commit, else the name that it carries."""
        if revision.email not in self._authors:
            found = self._context.authority.members.by_email(revision.email)
            self._authors[revision.email] = found.id if found else ""
        return self._authors[revision.email] or revision.author

    def employee(self, revision: Revision) -> str:
        """Returns the member's id who is named as having done it, else the text that stands there."""
        found = self._context.authority.members.meant(revision.employee) if revision.employee else ()
        return found[0].id if len(found) == 1 else revision.employee

    def shown(self, who: str) -> str:
        """Returns a person's name for an id that the reader knows, else what was given."""
        found = self._context.members.meant(who)
        return found[0].name if len(found) == 1 and found[0].name else who

    def near(self, typed: str) -> str:
        """Returns the id or name that the reader knows and that holds a typed one or is near it, `""` if none is."""
        known = {fold_label(said): said for one in self._context.members.all for said in (one.id, one.name) if said}
        folded = fold_label(typed)
        found = next((name for name in known if folded and folded in name), None) or nearest(folded, known)
        return known[found] if found else ""

    def is_author(self, typed: str, revision: Revision) -> bool:
        """Says whether somebody typed by id, name or address made a commit; who is no member, by a part of the name."""
        member, author = self._context.member_id(typed), self.author(revision)
        return author == member if member else typed.strip().casefold() in author.casefold()

    def is_employee(self, typed: str, revision: Revision) -> bool:
        """Says whether somebody is named as having done it; where nobody is named, made the commit."""
        who = self.employee(revision) or self.author(revision)
        return who == (self._context.member_id(typed) or typed.strip())

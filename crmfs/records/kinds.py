"""Kinds of record and where their files live. Knows paths and names, not contents."""

from functools import lru_cache
from typing import NamedTuple

from crmfs.core.paths import RepoPath, customer_folder, name, parent

DOCUMENT_CATEGORIES = ("contracts", "quotes", "product", "presentations", "mail", "minutes", "other")
LIBRARY_SECTIONS = ("service-manual", "faq", "products", "legal", "marketing", "training")
META_SUFFIX = ".meta.yaml"


class Kind(NamedTuple):
    """One kind of file that holds a record.

    Attributes:
        name: The code that users and JSON see.
        folder: For a record with an id of its own inside a customer: its folder there.
        file: For a record of which a customer has one: its path inside the customer's folder.
        prefix: Start of a generated id.
    """

    name: str
    folder: str = ""
    file: str = ""
    prefix: str = ""

    @property
    def schema_path(self) -> RepoPath:
        """The team's schema of this kind."""
        return RepoPath(f"schema/{self.name}.schema.json")


CUSTOMER = Kind("customer", file="customer.yaml", prefix="CUST")
CONTACTS = Kind("contacts", file="contacts.yaml")
TERMS = Kind("terms", file="finance/terms.yaml")
INTERACTION = Kind("interaction", folder="interactions", prefix="INT")
ORDER = Kind("order", folder="orders", prefix="ORD")
TICKET = Kind("ticket", folder="tickets", prefix="TIC")
FEEDBACK = Kind("feedback", folder="feedback", prefix="FB")
META = Kind("meta")
REVIEW = Kind("review")
SETTINGS = Kind("settings")
MEMBERS = Kind("members")
ACCESS = Kind("access")

KINDS = {
    kind.name: kind
    for kind in (
        CUSTOMER, CONTACTS, TERMS, INTERACTION, ORDER, TICKET, FEEDBACK, META, REVIEW, SETTINGS, MEMBERS, ACCESS,
    )
}  # fmt: skip
CHILDREN = (INTERACTION, ORDER, TICKET, FEEDBACK)
_CHILD_FOLDERS = {kind.folder: kind for kind in CHILDREN}
_CUSTOMER_FILES = {kind.file: kind for kind in (CUSTOMER, CONTACTS, TERMS)}
_ROOT_FILES = {"crmfs.yaml": SETTINGS, "members.yaml": MEMBERS, "access.yaml": ACCESS}


class Place(NamedTuple):
    """What a repository path means.

    Attributes:
        kind: The record's kind, None for a file that is no record.
        customer: Id of the customer in whose folder the file lies, "" outside of customers.
        id: The id that the file's name says, where the record has one of its own; for customer.yaml the customer's.
        document: The file is a document: its bytes are anybody's (below documents/, finance/files/ and library/).
        known: False for a file that has no business in a customer's folder.
    """

    kind: Kind | None = None
    customer: str = ""
    id: str = ""
    document: bool = False
    known: bool = True


_OUTSIDE = Place()


@lru_cache(maxsize=4096)
def locate(path: str) -> Place:
    """Returns what a path means by its place alone."""
    top, _, rest = path.partition("/")
    if top == "customers":
        return _in_customers(rest)
    if top == "library" and rest:
        return _document(path, "")
    if top == "reviews" and path.endswith(".yaml"):
        return Place(REVIEW)
    kind = _ROOT_FILES.get(path)
    return Place(kind) if kind else _OUTSIDE


def _in_customers(rest: str) -> Place:
    parts = rest.split("/", 2)
    if len(parts) < 3:
        return Place(known=parts[-1] == ".gitkeep")
    customer, inner = parts[1], parts[2]
    kind = _CUSTOMER_FILES.get(inner)
    if kind:
        return Place(kind, customer, customer if kind is CUSTOMER else "")
    folder, _, file = inner.partition("/")
    if folder in _CHILD_FOLDERS and file.endswith(".yaml") and "/" not in file:
        return Place(_CHILD_FOLDERS[folder], customer, file.removesuffix(".yaml"))
    if folder == "documents" and "/" in file:
        return _document(inner, customer)
    if inner.startswith("finance/files/"):
        return _document(inner, customer)
    return Place(customer=customer, known=name(inner) == ".gitkeep")


def _document(path: str, customer: str) -> Place:
    if path.endswith(META_SUFFIX):
        return Place(META, customer)
    return Place(customer=customer, document=name(path) != ".gitkeep")


def record_path(kind: Kind, customer: str, id: str = "") -> RepoPath:  # noqa: A002 - the field's word
    """Returns where a customer's record of a kind is stored."""
    folder = customer_folder(customer)
    return RepoPath(f"{folder}/{kind.file}" if kind.file else f"{folder}/{kind.folder}/{id}.yaml")


def typed_name(path: str) -> str:
    """Returns what people type for a record: `CUST001`, `CUST001/INT-1`, `CUST001/contacts`; for others the path."""
    place = locate(path)
    if place.kind is CUSTOMER:
        return place.customer
    part = place.kind.name if place.kind in (CONTACTS, TERMS) else place.id
    return f"{place.customer}/{part}" if part else path


def customer_of(path: str) -> RepoPath | None:
    """Returns the folder of the customer that a path lies in, by its place (right shard or not), else None."""
    parts = path.split("/", 3)
    return RepoPath("/".join(parts[:3])) if len(parts) == 4 and parts[0] == "customers" else None


def meta_path(document: str) -> RepoPath:
    """Returns where a document's metadata is stored."""
    return RepoPath(document + META_SUFFIX)


def is_protected(path: str) -> bool:
    """Says whether a file may hold real names, phone numbers and addresses: contacts.yaml, finance/**, members.yaml."""
    place = locate(path)
    if place.kind in (CONTACTS, TERMS, MEMBERS):
        return True
    return bool(place.customer) and "/finance/" in parent(path) + "/"

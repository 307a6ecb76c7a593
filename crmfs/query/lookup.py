"""Finds the record that somebody names: by id, path, source id or company. Sees only what the view shows."""

from collections.abc import Callable, Iterable, Mapping

from crmfs.access.overview import Overview
from crmfs.access.view import View, path_of
from crmfs.core.errors import NotFound, UsageError
from crmfs.core.paths import RepoPath, customer_folder, parent
from crmfs.core.text import fold_company, fold_label
from crmfs.records.former import former_of
from crmfs.records.ids import is_id
from crmfs.records.kinds import CHILDREN, CONTACTS, CUSTOMER, TERMS, customer_of, locate
from crmfs.records.yaml import Value

Overviews = Callable[[], Iterable[Overview]]
_PARTS = {"contacts": CONTACTS.file, "contact": CONTACTS.file, "terms": TERMS.file, "finance": TERMS.file}
MOST_NAMED = 5  # candidates that an ambiguous name lists


def find_record(view: View, typed: str, overviews: Overviews, by_part: bool = False) -> RepoPath:
    """Returns the path of the record that somebody typed.

    Args:
        typed: `CUST001`, `CUST001/INT-20231015-7K3M9Q`, `CUST001/contacts`, a path, a source id or a company's name.
        overviews: Gives all visible customers; called only when the name is no id and no path.
        by_part: Whether a part of a company's name is enough, where it fits one only, or the id of a customer that was
            merged into another: for looking, never for changing.

    Raises:
        NotFound: Nothing visible has this name.
        UsageError: `record.ambiguous`: several customers have it; names their ids.
    """
    path = path_of(typed.strip())
    if view.entry(path) is not None:
        return path
    head, _, child = path.partition("/")
    if head == "customers" and customer_of(path + "/x"):
        found = _below(view, RepoPath("/".join(path.split("/")[:3])), "/".join(path.split("/")[3:]))
    else:
        found = _named(view, typed, head, child, overviews, by_part)
    if found is None:
        raise NotFound("record.not_found", name=typed)
    return found


def _named(view: View, typed: str, head: str, child: str, overviews: Overviews, by_part: bool) -> RepoPath | None:
    try:
        found = _below(view, find_customer(view, head, overviews, by_part), child)
    except NotFound:
        found = None
    # a source id or a company's name may hold a slash itself
    return found or _below(view, find_customer(view, typed, overviews, by_part), "")


def find_customer(view: View, typed: str, overviews: Overviews, by_part: bool = False) -> RepoPath:
    """Returns the folder of the customer that somebody typed; arguments and errors as `find_record`."""
    if is_id(typed) and view.has_customer(typed):
        return customer_folder(typed)
    wanted, name = typed.strip(), fold_label(typed)  # `..` folds to nothing
    loose = fold_company(typed)
    exact, close, former = [], [], None
    fields_of = _named_by(view)
    for overview in overviews():
        fields = fields_of(overview)
        if overview.id == wanted or _source_id(fields) == wanted:
            return RepoPath(parent(overview.path))
        if by_part and wanted in (one.id for one in former_of(fields)):
            former = overview
        company = str(fields.get("company") or "")
        if company == wanted or (name and fold_label(company) == name):
            exact.append(overview)
        elif name and (fold_company(company) == loose or (by_part and name in fold_label(company))):
            close.append(overview)
    return _only([former] if former else exact or close, typed)


def named_alike(overviews: Iterable[Overview], company: str) -> list[str]:
    """Returns the ids of the customers whose company has this name, legal form and spelling not counted."""
    name = fold_company(company)
    return [one.id for one in overviews if name and fold_company(str(one.fields.get("company") or "")) == name]


def _only(candidates: list[Overview], typed: str) -> RepoPath:
    if not candidates:
        raise NotFound("record.not_found", name=typed)
    if len(candidates) > 1:
        named = ", ".join(overview.id for overview in candidates[:MOST_NAMED])
        raise UsageError("record.ambiguous", name=typed, count=len(candidates), ids=named)
    return RepoPath(parent(candidates[0].path))


def _named_by(view: View) -> Callable[[Overview], Mapping[str, Value]]:
    """Returns what gives the fields that a customer is named by: a mask is no name."""
    if not view.may_mask(("company", "source_ref", "id", "extra")):
        return lambda overview: overview.fields
    return lambda overview: view.unmasked(overview.path, overview.fields)


def _source_id(fields: Mapping[str, Value]) -> str:
    source = fields.get("source_ref")
    return str(source.get("id", "")) if isinstance(source, dict) else ""


def _below(view: View, folder: RepoPath, child: str) -> RepoPath | None:
    """Returns the record that `child` names inside a customer's folder; the customer itself for `""`."""
    if not child:
        return _present(view, f"{folder}/{CUSTOMER.file}")
    direct = _present(view, f"{folder}/{_PARTS.get(child.casefold(), child)}")
    if direct and locate(direct).kind:
        return direct
    for kind in CHILDREN:
        found = _present(view, f"{folder}/{kind.folder}/{child}.yaml")
        if found:
            return found
    return direct


def _present(view: View, path: str) -> RepoPath | None:
    return RepoPath(path) if view.entry(path) is not None else None

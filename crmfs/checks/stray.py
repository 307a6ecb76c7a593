"""path.unknown, file.misnamed: files in a customer's folder, or beside the repository's own, that nothing reads."""

from collections.abc import Iterator
from difflib import get_close_matches

from crmfs.checks.subject import Rules
from crmfs.core.paths import canonical
from crmfs.core.problem import Problem
from crmfs.git.snapshot import Entry
from crmfs.records.kinds import CHILDREN, CONTACTS, CUSTOMER, TERMS, customer_of, locate

_FILES = (CUSTOMER.file, CONTACTS.file, TERMS.file)
_FOLDERS = tuple(kind.folder for kind in CHILDREN)
_TOPS = ("customers", "library", "schema", "templates", "searches", "reports", "reviews")
_TOP_FILES = ("crmfs.yaml", "access.yaml", "members.yaml")
_TOP_ENDINGS = (".yml", ".yaml", ".json")


def check(entry: Entry, rules: Rules) -> Iterator[Problem]:
    """Finds a record that is misnamed (`customer.yml`, `Interactions/…`): an error; any other stray file: a warning."""
    if locate(entry.path).known:
        suggestion = _meant_top(entry.path)
        if suggestion:
            yield Problem("file.misnamed", entry.path, params={"suggestion": suggestion})
        return
    folder = customer_of(entry.path)
    suggestion = meant(entry.path.removeprefix(f"{folder}/")) if folder else ""
    if suggestion:
        yield Problem("file.misnamed", entry.path, params={"suggestion": suggestion})
    else:
        yield Problem("path.unknown", entry.path)


def _meant_top(path: str) -> str:
    """Returns what a top-level name was meant to be: another spelling of a name with a meaning."""
    top, slash, rest = path.partition("/")
    if slash:
        folded = canonical(top)
        return f"{folded}/{rest}" if folded != top and folded in _TOPS else ""
    folded = canonical(top)
    stem = folded.rpartition(".")[0] + ".yaml" if folded.endswith(_TOP_ENDINGS) else ""
    return stem if stem in _TOP_FILES and stem != top else ""


def meant(inner: str) -> str:
    """Returns which record's file inside a customer's folder was meant, `""` for a file that resembles none."""
    folder, _, name = canonical(inner).rpartition("/")
    if not folder or folder == "finance":
        wanted = f"{folder}/{name}" if folder else name
        return next(iter(get_close_matches(wanted, _FILES, 1, 0.8)), "")
    near = get_close_matches(folder, _FOLDERS, 1, 0.8)
    stem, _, ending = inner.rpartition("/")[2].rpartition(".")
    if near and stem and ending.casefold() in ("yml", "yaml", "json"):
        return f"{near[0]}/{stem}.yaml"
    return ""

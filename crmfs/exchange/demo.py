"""The demo: a repository of invented customers. An untouched one is used again, a changed one never."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from crmfs.core.errors import RepositoryError
from crmfs.core.messages import Language, say
from crmfs.edits.birth import FIRST_EMPLOYEE, MEMBERS, Wish, make_repository
from crmfs.edits.git_settings import configure
from crmfs.exchange.samples import sample_files
from crmfs.git.change import changes_between
from crmfs.git.repository import Repository
from crmfs.git.snapshot import Snapshot
from crmfs.records.kinds import CUSTOMER, locate
from crmfs.records.record import Record, read_record
from crmfs.records.yaml import read_yaml
from crmfs.records.yaml.editor import set_value

_MADE = "crmfs.demo"  # git setting that holds the commit which made the demo
_DOMAIN = "demo.invalid"  # RFC 2606: never a real address


@dataclass(frozen=True, slots=True)
class Demo:
    """A demo that is ready.

    Attributes:
        made: False for one that was there already.
        customer: Id of its first potential customer, to try things on.
    """

    repository: Repository
    commit: str
    made: bool
    files: int
    customers: int
    customer: str


def make_demo(directory: Path, today: date, lang: Language) -> Demo:
    """Makes a demo, or takes the untouched one that is there. Its user is an invented member, not the machine's.

    Raises:
        RepositoryError: `init.demo_changed`, `init.demo_foreign`; else as `make_repository`.
    """
    if directory.exists() and (not directory.is_dir() or any(directory.iterdir())):
        return _reused(directory)
    files = dict(sample_files(today))
    files[MEMBERS], name, email = _reachable(files[MEMBERS])
    settings = {"language": lang, "privacy": "no-pii", "ids": "sequence"}
    born = make_repository(
        directory, Wish(name, email, FIRST_EMPLOYEE, lang, settings, say("init.subject_demo", lang), today, files)
    )
    commit = born.commit or ""
    return _demo(configure(born.repository, {_MADE: commit}), commit, made=True)


def _reachable(members: bytes) -> tuple[bytes, str, str]:
    """Returns the members with invented addresses, by which git's user is known; name and address of the first."""
    value = read_yaml(members).value
    people = value["members"] if isinstance(value, dict) else []
    assert isinstance(people, list)
    for number, person in enumerate(people):
        assert isinstance(person, dict)
        members = set_value(members, f"/members/{number}/emails", [f"{str(person['id']).lower()}@{_DOMAIN}"])
    first = people[0]
    assert isinstance(first, dict)
    return members, str(first["name"]), f"{str(first['id']).lower()}@{_DOMAIN}"


def _reused(directory: Path) -> Demo:
    try:
        repository = Repository.find(directory)
    except RepositoryError:
        raise RepositoryError("init.demo_foreign", path=str(directory)) from None
    made = repository.config(_MADE)
    if not made or repository.root != directory.resolve():
        raise RepositoryError("init.demo_foreign", path=str(directory))
    if repository.head() != made or changes_between(repository.snapshot(made), repository.worktree()):
        raise RepositoryError("init.demo_changed", path=str(directory))
    return _demo(repository, made, made=False)


def _demo(repository: Repository, commit: str, *, made: bool) -> Demo:
    snapshot = repository.snapshot(commit)
    paths = [entry.path for entry in snapshot.walk()]
    customers = [path for path in paths if locate(path).kind is CUSTOMER]
    potential = (path for path in customers if _status(snapshot, path) == "potential")
    first = min((locate(path).customer for path in potential), key=lambda id_: ("-" in id_, id_))
    return Demo(repository, commit, made, len(paths), len(customers), first)


def _status(snapshot: Snapshot, path: str) -> str:
    record = read_record(path, CUSTOMER, snapshot.read(path))
    return record.text("status") if isinstance(record, Record) else ""

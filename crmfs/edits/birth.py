"""Making a repository: the release's template, its first member, the first commit, git's settings and hooks."""

import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from crmfs.access.members import Member
from crmfs.core.errors import RepositoryError, ValueRefused
from crmfs.core.messages import Language
from crmfs.core.paths import RepoPath
from crmfs.core.regex import regex
from crmfs.core.release import template_files
from crmfs.edits import hook_scripts
from crmfs.edits.git_settings import configure, identity, needed
from crmfs.edits.intent import Intent
from crmfs.edits.transaction import commit_edits
from crmfs.git.edit import FileEdit
from crmfs.git.repository import Repository, init_repository
from crmfs.records.ids import is_id
from crmfs.records.templates import schema_line
from crmfs.records.yaml import Value
from crmfs.records.yaml.editor import set_value
from crmfs.records.yaml.writer import write_yaml

SETTINGS, MEMBERS = RepoPath("crmfs.yaml"), RepoPath("members.yaml")
FIRST_EMPLOYEE = "E001"
ADMINISTRATOR = "management"  # the role to which the template's policy gives everything
_KEPT = ("README.md", "AGENTS.md", ".")  # files of these names may be the team's own; all others crmfs must have
_SEARCHES: dict[Language, tuple[str, ...]] = {
    "zh": ("searches/本周到期.yaml", "searches/逾期未跟进.yaml"),
    "en": ("searches/due-this-week.yaml", "searches/overdue.yaml"),
}
_OTHER_LANGUAGE: dict[Language, tuple[str, ...]] = {"zh": _SEARCHES["en"], "en": _SEARCHES["zh"]}
_EMAIL = regex(r"[^@\s]+@[^@\s]+")


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants of a new repository.

    Attributes:
        name, email, employee: Who makes it; name and e-mail may be "" where git knows them.
        settings: Values for crmfs.yaml by key.
        extra: Further files; they win over the template's.
        subject: First line of the commit message.
    """

    name: str
    email: str
    employee: str
    language: Language
    settings: Mapping[str, Value]
    subject: str
    today: date
    extra: Mapping[RepoPath, bytes] | None = None


@dataclass(frozen=True, slots=True)
class Born:
    """A repository just made.

    Attributes:
        commit: Its first commit of crmfs, None on a server, where there is none yet.
        member: The first administrator.
        files: How many files were committed.
        kept: Files that were there before and were left as they are.
        hooks: What became of each hook.
    """

    repository: Repository
    commit: str | None
    member: Member | None
    files: int
    kept: Sequence[str]
    hooks: Sequence[hook_scripts.Done]


def make_server(directory: Path) -> Born:
    """Makes a bare repository that judges every push, ready for the first one.

    Raises:
        RepositoryError: `init.not_empty`, `init.is_file`.
    """
    if directory.exists() and not _is_empty(directory):
        raise RepositoryError("init.not_empty", path=str(directory))
    with _undone_on_error(directory):
        repository = init_repository(directory, bare=True)
        repository = configure(repository, dict(needed(repository)) | dict(identity(repository)))
        return Born(repository, None, None, 0, (), hook_scripts.install(repository))


def make_repository(directory: Path, wish: Wish) -> Born:
    """Makes a repository in an empty or absent folder, or adds what a git repository without crmfs.yaml lacks.

    Nothing that is there is overwritten. If anything fails in a folder that was empty, it is empty again.

    Raises:
        RepositoryError: `init.not_empty`, `init.is_file`, `init.already`, `init.nested`, `init.in_the_way`,
            `init.identity_missing`.
        ValueRefused: `init.employee_invalid`, `init.email_invalid`; Refused where the first commit has errors.
    """
    if not is_id(wish.employee):
        raise ValueRefused("init.employee_invalid", id=wish.employee)
    if wish.email and not _EMAIL.fullmatch(wish.email):
        raise ValueRefused("init.email_invalid")
    _demand_place(directory)
    with _undone_on_error(directory):
        repository = init_repository(directory)
        name, email = _identity(repository, wish)
        repository = configure(repository, dict(needed(repository)) | _identity_settings(repository, name, email))
        member = Member(wish.employee, name, (email,), (ADMINISTRATOR,))
        files, kept = _missing(repository, _files(wish, member))
        edits = [FileEdit(path, None, data) for path, data in files.items()]
        intent = Intent(member, (name, email), wish.today, wish.language)
        done = commit_edits(repository, edits, intent, wish.subject)
        return Born(repository, done.commit, member, len(edits), kept, hook_scripts.install(repository))


def _demand_place(directory: Path) -> None:
    if directory.exists() and not directory.is_dir():
        raise RepositoryError("init.is_file", path=str(directory))
    if (directory / ".git").exists():
        if (directory / SETTINGS).exists():
            raise RepositoryError("init.already", path=str(directory))
    elif directory.exists() and not _is_empty(directory):
        raise RepositoryError("init.not_empty", path=str(directory))
    if any((folder / SETTINGS).exists() for folder in directory.resolve().parents):
        raise RepositoryError("init.nested", path=str(directory))


def _is_empty(directory: Path) -> bool:
    if not directory.is_dir():
        raise RepositoryError("init.is_file", path=str(directory))
    return not any(directory.iterdir())


@contextmanager
def _undone_on_error(directory: Path) -> Iterator[None]:
    """Leaves a folder that was absent or empty as it was, if making the repository fails."""
    absent = not directory.exists()
    empty = absent or _is_empty(directory)
    try:
        yield
    except BaseException:
        if empty and directory.exists():
            for child in directory.iterdir():
                shutil.rmtree(child) if child.is_dir() else child.unlink()
            if absent:
                directory.rmdir()
        raise


def _identity(repository: Repository, wish: Wish) -> tuple[str, str]:
    """Returns name and e-mail address of who makes the repository: as wished, else as git knows."""
    known_name, known_email = repository.user()
    name = wish.name or known_name
    # An address of a domain that never exists (RFC 2606) stands in for one that nobody gave.
    email = wish.email or known_email or (f"{wish.employee.lower()}@members.invalid" if wish.name else "")
    if not name or not email:
        raise RepositoryError("init.identity_missing")
    return name, email


def _identity_settings(repository: Repository, name: str, email: str) -> dict[str, str]:
    return {} if repository.user() == (name, email) else {"user.name": name, "user.email": email}


def _files(wish: Wish, founder: Member) -> dict[RepoPath, bytes]:
    person: dict[str, Value] = {
        "id": founder.id,
        "name": founder.name,
        "emails": list(founder.emails),
        "roles": list(founder.roles),
    }
    files = {path: data for path, data in template_files().items() if path not in _OTHER_LANGUAGE[wish.language]}
    files[MEMBERS] = write_yaml({"members": [person]}, head=schema_line(MEMBERS))
    for key, value in wish.settings.items():
        files[SETTINGS] = set_value(files[SETTINGS], f"/{key}", value)
    return files | dict(wish.extra or {})


def _missing(repository: Repository, files: Mapping[RepoPath, bytes]) -> tuple[dict[RepoPath, bytes], list[str]]:
    """Returns the files to add and the names of those that are there already and stay."""
    head = repository.head()
    tip = repository.snapshot(head) if head else repository.empty()
    root = repository.root or repository.git_dir
    add: dict[RepoPath, bytes] = {}
    kept: list[str] = []
    for path, data in files.items():
        if tip.entry(path) is None and not (root / path).exists():
            add[path] = data
        elif path.startswith(_KEPT) or path.endswith("/.gitkeep"):
            kept.append(path)
        else:
            raise RepositoryError("init.in_the_way", path=path)
    return add, kept

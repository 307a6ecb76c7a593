"""What belongs to a repository and is in no commit: settings, hooks, local state worth keeping. Opens no object."""

from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path

from crmfs.backups.manifest import Outside
from crmfs.backups.sealed import digest
from crmfs.edits import git_settings
from crmfs.edits.hook_scripts import state_of
from crmfs.git.lock import write_durably
from crmfs.git.repository import Repository

# Below the git folder. The rest of local state is derived, or of this moment: index, caches, locks, journal.
KEPT = ("crmfs/audit.jsonl", "crmfs/audit-head", "info/exclude", "info/attributes")
_ASIDE = "audit-[0-9]*[0-9].jsonl"  # files of the record that were full
_SECTION = "crmfs."
_KNOWN = {name.lower() for name in (*git_settings.NAMES, *git_settings.WORK_TREE, *git_settings.OBJECT_CHECKS)}


def outside_of(repository: Repository) -> Outside:
    """Returns what a repository has outside of its commits now."""
    return Outside(_config(repository), _hooks(repository), {place: digest(data) for place, data in kept(repository)})


def kept(repository: Repository) -> Iterator[tuple[str, bytes]]:
    """Yields the files of local state that are worth keeping, with their bytes."""
    aside = [f"crmfs/{file.name}" for file in repository.state_dir.glob(_ASIDE)]
    for place in (*KEPT, *sorted(aside)):
        file = repository.common_dir / place
        if file.is_file() and not file.is_symlink():
            yield place, file.read_bytes()


def is_kept(place: str) -> bool:
    """Says whether a file of local state, named by a manifest, is one that is worth keeping, and no other's."""
    return place in KEPT or (place.count("/") == 1 and fnmatchcase(place, f"crmfs/{_ASIDE}"))


def put_settings(repository: Repository, outside: Outside) -> Repository:
    """Sets the settings of git that crmfs knows, and those that it needs here.

    A manifest gives no others, as of commands, to anybody's git.
    """
    known = {name: value for name, value in outside.config.items() if _is_ours(name)}
    repository = git_settings.configure(repository, known)
    return git_settings.configure(repository, git_settings.unset(repository, git_settings.needed(repository)))


def put_state(repository: Repository, place: str, data: bytes) -> None:
    """Puts a file of local state back."""
    if not is_kept(place):
        raise ValueError(place)
    if place.startswith("crmfs/"):
        file = repository.state_dir / Path(place).name
    else:
        file = repository.common_dir / place
        file.parent.mkdir(exist_ok=True)
    write_durably(file, data)


def _config(repository: Repository) -> dict[str, str]:
    listed = repository.git("config", "--local", "--list", "-z", check=False).decode("utf-8", "surrogateescape")
    pairs = (line.partition("\n") for line in listed.split("\0") if line)
    return {name: value if sign else "true" for name, sign, value in pairs if _is_ours(name)}


def _is_ours(name: str) -> bool:
    return name.lower() in _KNOWN or name.lower().startswith(_SECTION)


def _hooks(repository: Repository) -> dict[str, str]:
    folder = repository.hooks_dir()
    names = sorted(one.name for one in folder.iterdir() if one.is_file()) if folder.is_dir() else []
    live = [name for name in names if not name.endswith(".sample")]
    return {name: "other" if state_of(repository, name) == "foreign" else "crmfs" for name in live}

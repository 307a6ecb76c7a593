"""The settings of git that a repository needs, set in its own configuration. Touches no user's file."""

import shlex
import sys
from collections.abc import Mapping

from crmfs.core.errors import RepositoryError
from crmfs.gate.pusher import TRUST_COMMITTER
from crmfs.git.driver import MERGE_DRIVER, lacks_driver
from crmfs.git.repository import Repository

NAMES = {
    "core.quotepath": "false",  # Chinese names are shown as they are, not as octal numbers
    "core.precomposeunicode": "true",  # names from macOS are stored composed, so that one name is one file
}
WORK_TREE = {  # git remembers which folders hold nothing new: at 140,000 files `git status` takes a third of the time
    "core.untrackedCache": "true",
    "status.showUntrackedFiles": "all",
    "fetch.writeCommitGraph": "true",  # what others push goes into the index with which histories are fast
}
OBJECT_CHECKS = {  # on a server: a pushed object that is damaged or hostile never gets in
    "receive.fsckobjects": "true",
    "transfer.fsckobjects": "true",
}
_TRUE = frozenset(("true", "yes", "on", "1"))
_FALSE = frozenset(("false", "no", "off", "0", ""))


def needed(repository: Repository) -> Mapping[str, str]:
    """Returns all settings that a repository needs and the values they must have."""
    return NAMES | (OBJECT_CHECKS if repository.is_bare else WORK_TREE | merge_driver())


def merge_driver() -> dict[str, str]:
    """Returns the settings with which git merges records by the crmfs running now."""
    call = f"{shlex.quote(sys.executable)} -P -m crmfs merge-driver %O %A %B %P"  # git itself quotes the path
    return {"merge.crmfs.name": "crmfs: records are merged by field", MERGE_DRIVER: call}


def register_driver(repository: Repository) -> bool:
    """Registers the merge driver in a clone that lacks it; says whether it is registered now.

    Without it git merges records as mere text, in silence.
    """
    if not lacks_driver(repository):
        return True
    try:
        configure(repository, merge_driver())
    except RepositoryError:
        return False
    return True


def unset(repository: Repository, settings: Mapping[str, str]) -> dict[str, str]:
    """Returns those of some settings that have another value or none."""
    return {name: value for name, value in settings.items() if _plain(repository.config(name)) != value}


def trusts_committer(repository: Repository) -> bool | None:
    """Says whether a server takes the committer for the pusher where no account or key names one; None: unset."""
    return None if repository.config(TRUST_COMMITTER) is None else not unset(repository, {TRUST_COMMITTER: "true"})


def identity(repository: Repository, wish: bool | None = None) -> Mapping[str, str]:
    """Returns the setting of how a server knows who pushes: as wished, else as it is, else the committer is trusted."""
    trusted = trusts_committer(repository)
    chosen = wish if wish is not None else True if trusted is None else trusted
    return {TRUST_COMMITTER: "true" if chosen else "false"} if repository.is_bare and chosen != trusted else {}


def _plain(value: str | None) -> str | None:
    """Returns a value with git's many words for true and false made one."""
    folded = value.lower() if value is not None else None
    return "false" if folded in _FALSE else "true" if folded in _TRUE else value


def configure(repository: Repository, settings: Mapping[str, str]) -> Repository:
    """Sets settings in the repository's own configuration and returns the repository that knows them."""
    for name, value in settings.items():
        repository.git("config", "--local", name, value)
    return Repository.find(repository.root or repository.git_dir)

"""Finds a repository's folders from a path upward, and what a hook's environment adds. Opens no object, runs no git."""

import os
import re
from pathlib import Path
from typing import NamedTuple

from crmfs.core.errors import RepositoryError
from crmfs.core.regex import regex

# What git tells its hooks, and only its hooks; each is kept where it points into the repository that was found.
_HOOK_PATHS = ("GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_QUARANTINE_PATH")
_ALTERNATES = "GIT_ALTERNATE_OBJECT_DIRECTORIES"
_BARE = regex(r"^\s*bare\s*(?:=\s*(?:true|yes|on|1)\s*)?$", re.MULTILINE | re.IGNORECASE)


class Place(NamedTuple):
    """Where a repository lies.

    Attributes:
        root: Top of the work tree, None where there is none.
        git_dir: The folder with HEAD and the index; of its own for each linked work tree.
        common_dir: The folder with objects and refs, shared by all work trees.
    """

    root: Path | None
    git_dir: Path
    common_dir: Path


def find_place(start: Path) -> Place:
    """Returns the repository that a folder lies in, looking upward.

    Raises:
        RepositoryError: `git.not_a_repository`.
    """
    here = start.resolve()
    for folder in (here, *here.parents):
        dot_git = folder / ".git"
        git_dir = _pointed_at(dot_git) if dot_git.is_file() else dot_git
        if _is_git_dir(git_dir):
            return _place(folder, git_dir.resolve())
        if _is_git_dir(folder):
            return _place(folder.parent if folder.name == ".git" else None, folder)
    raise RepositoryError("git.not_a_repository")


def hook_environment(place: Place) -> dict[str, str]:
    """Returns the GIT_* variables that git gave this process as a hook of this very repository, paths made absolute.

    A variable that points elsewhere was meant for another repository and is dropped.
    """
    kept = {}
    for name in _HOOK_PATHS:
        value = os.environ.get(name)
        if value:
            path = Path(value).resolve()
            if path.is_relative_to(place.common_dir) or path.is_relative_to(place.git_dir):
                kept[name] = str(path)
    if "GIT_OBJECT_DIRECTORY" in kept and _ALTERNATES in os.environ:
        kept[_ALTERNATES] = os.environ[_ALTERNATES]
    if kept:
        kept["GIT_DIR"] = str(place.git_dir)
        if place.root:
            kept["GIT_WORK_TREE"] = str(place.root)
    return kept


def _pointed_at(dot_git: Path) -> Path:
    text = dot_git.read_text(encoding="utf-8", errors="surrogateescape")
    return dot_git.parent / text.removeprefix("gitdir:").strip()


def _is_git_dir(folder: Path) -> bool:
    if not (folder / "HEAD").is_file():
        return False
    return (folder / "commondir").is_file() or ((folder / "objects").is_dir() and (folder / "refs").is_dir())


def _place(root: Path | None, git_dir: Path) -> Place:
    pointer = git_dir / "commondir"
    if pointer.is_file():
        common = (git_dir / pointer.read_text(encoding="utf-8", errors="surrogateescape").strip()).resolve()
        return Place(root or _linked_root(git_dir), git_dir, common)
    return Place(None if _says_bare(git_dir) else root, git_dir, git_dir)


def _linked_root(git_dir: Path) -> Path | None:
    pointer = git_dir / "gitdir"
    return (
        Path(pointer.read_text(encoding="utf-8", errors="surrogateescape").strip()).parent
        if pointer.is_file()
        else None
    )


def _says_bare(git_dir: Path) -> bool:
    config = git_dir / "config"
    return config.is_file() and _BARE.search(config.read_text(encoding="utf-8", errors="replace")) is not None

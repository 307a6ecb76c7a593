"""What a release brings besides code: the schemas and the template of a repository. Reads its own files only."""

from pathlib import Path

from crmfs.core.errors import ConfigError
from crmfs.core.paths import RepoPath

SCHEMA, BASE, TEMPLATE = "schema", "schema/base", "repo-template"
_PACKAGE = Path(__file__).resolve().parent.parent


def release_folder() -> Path:
    """Returns the folder that holds `schema/` and `repo-template/`: inside the installed package, or a checkout's top.

    Raises:
        ConfigError: `upgrade.release_incomplete`: neither is there.
    """
    for folder in (_PACKAGE / "_release", _PACKAGE.parent):
        if (folder / SCHEMA).is_dir() and (folder / TEMPLATE).is_dir():
            return folder
    raise ConfigError("upgrade.release_incomplete")


def template_files() -> dict[RepoPath, bytes]:
    """Returns every file of a new repository but its members, sorted by path; errors as `release_folder`."""
    folder = release_folder()
    found = _files(folder / TEMPLATE, folder / TEMPLATE) | _files(folder / SCHEMA, folder)
    return dict(sorted(found.items()))


def base_schemas() -> dict[RepoPath, bytes]:
    """Returns this release's schemas, which `upgrade` puts in place of older ones; errors as `release_folder`."""
    folder = release_folder()
    return _files(folder / BASE, folder)


def _files(under: Path, top: Path) -> dict[RepoPath, bytes]:
    return {
        RepoPath(file.relative_to(top).as_posix()): file.read_bytes()
        for file in sorted(under.rglob("*"))
        if file.is_file() and not file.is_symlink()
    }

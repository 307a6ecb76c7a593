"""How tests make backups: at moments of their own choice, of small repositories."""

import subprocess
from datetime import UTC, datetime, timedelta

from crmfs.backups.creation import Created, Wish, create
from crmfs.backups.depot import Depot
from crmfs.git.repository import Repository

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
CRMFS_YAML = "format: 1\n"

Made = tuple[Repository, Depot]


def after(**spans: int) -> datetime:
    """Returns a moment some time after the first backup."""
    return NOW + timedelta(**spans)


def backed_up(repository: Repository, depot: Depot, **wish: object) -> Created:
    """Makes a backup at a given `now`, by default that of the first one."""
    return create(repository, depot, Wish(**({"now": NOW} | wish)))  # type: ignore[arg-type]


def write_commit(repository: Repository, **files: str) -> None:
    """Commits files of the top folder, their names without `.yaml`."""
    assert repository.root
    for name, text in files.items():
        (repository.root / f"{name}.yaml").write_text(text, encoding="utf-8")
    for args in (("add", "-A"), ("commit", "-q", "-m", "more")):
        subprocess.run(["git", *args], cwd=repository.root, check=True)

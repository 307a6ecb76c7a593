"""`doctor` on backups: silent on a copy to try, loud where backups were made once, or on a server without any."""

import os
from datetime import timedelta
from pathlib import Path

from crmfs.diagnoses.backups import look
from crmfs.git.backup_record import moment_now, remember
from crmfs.git.repository import Repository
from tests.conftest import MakeRepository


def _codes(repository: Repository) -> list[str]:
    return [trouble.code for trouble in look(Repository.find(repository.git_dir))]


def _looked(repository: Repository, days: int) -> None:
    remember(repository, Path("/mnt") / str(days), looked=(moment_now() - timedelta(days=days, seconds=5)).isoformat())


def test_a_repository_that_was_never_backed_up_is_left_in_peace(make_repository: MakeRepository) -> None:
    assert _codes(make_repository({"a.yaml": "x: 1\n"})) == []


def test_the_latest_of_all_places_counts(make_repository: MakeRepository) -> None:
    repository = make_repository({"a.yaml": "x: 1\n"})
    _looked(repository, 8)
    (trouble,) = look(repository)
    assert (trouble.code, trouble.params) == ("backup.old", {"days": 8})
    _looked(repository, 7)
    assert _codes(repository) == []


def test_a_server_is_given_eight_days_for_its_first(make_repository: MakeRepository) -> None:
    server = make_repository({"a.yaml": "x: 1\n"}, bare=True)
    assert _codes(server) == []
    then = (moment_now() - timedelta(days=9)).timestamp()
    os.utime(server.git_dir / "HEAD", (then, then))
    assert _codes(server) == ["backup.never"]
    server.git("config", "crmfs.backup", "elsewhere")
    assert _codes(server) == []


def test_a_record_that_cannot_be_read_is_none(make_repository: MakeRepository) -> None:
    repository = make_repository({"a.yaml": "x: 1\n"})
    _looked(repository, 9)
    (repository.state_dir / "backups/known.json").write_text("{", encoding="utf-8")
    assert _codes(repository) == []

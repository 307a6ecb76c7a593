"""What is backed up, when in full and when not, and what a run that fails leaves."""

import json
import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from depots import Made, after, backed_up, write_commit

from crmfs.backups.contents import read_depot
from crmfs.backups.depot import Depot
from crmfs.backups.proof import prove
from crmfs.core.errors import ChangedMeanwhile, CrmfsError, RepositoryError, StorageError, UsageError
from crmfs.git.backup_record import known_of
from crmfs.git.lock import holding
from crmfs.git.repository import Repository, init_repository
from tests.conftest import Git


def _folders(depot: Depot) -> list[str]:
    return sorted(one.name for one in depot.folder.iterdir() if one.is_dir())


def test_the_first_is_full_and_later_ones_hold_what_is_new(made: Made) -> None:
    manifests = read_depot(made[1]).manifests
    assert [one.kind for one in manifests.values()] == ["full", "incremental", "incremental"]
    assert [one.counts.commits for one in manifests.values()] == [1, 2, 3]
    assert [one.counts.files for one in manifests.values()] == [2, 2, 3]
    assert [one.parent for one in manifests.values()] == [None, *list(manifests)[:2]]


def test_nothing_new_makes_none_and_notes_that_it_looked(made: Made) -> None:
    done = backed_up(*made, now=after(hours=9))
    assert (done.kind, done.why, done.manifest) == ("none", "unchanged", None)
    assert len(_folders(made[1])) == 3
    assert known_of(made[0], made[1].folder).moment == after(hours=9)


def test_a_ref_that_moves_to_a_known_commit_is_backed_up_without_a_bundle(made: Made, git: Git) -> None:
    assert made[0].root
    git(made[0].root, "branch", "again", "HEAD~1")
    done = backed_up(*made, now=after(hours=3))
    assert done.manifest is not None
    assert (done.kind, done.manifest.files) == ("incremental", ())
    assert prove(made[1]).is_good


def test_a_setting_or_a_file_outside_of_git_is_something_new(made: Made) -> None:
    made[0].git("config", "crmfs.trustCommitter", "true")
    assert backed_up(made[0], made[1], now=after(hours=3)).kind == "incremental"
    (made[0].state_dir / "audit.jsonl").write_text("{}\n", encoding="utf-8")
    done = backed_up(Repository.find(made[0].git_dir.parent), made[1], now=after(hours=4))
    assert done.manifest
    assert [file.place for file in done.manifest.files] == ["crmfs/audit.jsonl"]


def test_an_empty_repository_has_nothing_to_back_up(tmp_path: Path) -> None:
    repository = init_repository(tmp_path / "here", bare=True)
    assert backed_up(repository, Depot(tmp_path / "depot")).kind == "none"


@pytest.mark.parametrize("typed", [("commit", "--amend", "-m", "x"), ("reset", "-q", "--hard", "HEAD~1")])
def test_rewritten_history_makes_a_full_one_and_says_so(made: Made, git: Git, typed: tuple[str, ...]) -> None:
    assert made[0].root
    git(made[0].root, *typed)
    done = backed_up(*made, now=after(hours=3))
    assert (done.kind, done.why) == ("full", "rewritten")
    assert prove(made[1], every_chain=True).is_good


def test_a_deleted_branch_is_no_rewriting(made: Made, git: Git) -> None:
    assert made[0].root
    git(made[0].root, "branch", "-q", "-D", "side")
    assert backed_up(*made, now=after(hours=3)).why == "next"


@pytest.mark.parametrize("name", ["objects.bundle", "manifest.json"])
def test_an_incomplete_chain_is_not_continued(made: Made, name: str) -> None:
    (made[1].folder / _folders(made[1])[1] / name).unlink()
    write_commit(made[0], two="b: 2\n")
    assert backed_up(*made, now=after(hours=3)).why == "damaged"


def test_a_folder_of_another_repository_is_refused(made: Made, tmp_path: Path) -> None:
    other = init_repository(tmp_path / "other")
    write_commit(other, crmfs="format: 1\nlanguage: en\n")
    with pytest.raises(UsageError) as refused:
        backed_up(other, made[1], now=after(hours=3))
    assert refused.value.code == "backup.other_repository"


@pytest.mark.parametrize("inside", ["bk", ".git/bk", "."])
def test_a_folder_inside_of_the_repository_is_refused(fresh: Made, inside: str) -> None:
    assert fresh[0].root
    with pytest.raises(UsageError) as refused:
        backed_up(fresh[0], Depot(fresh[0].root / inside))
    assert refused.value.code == "backup.inside"
    assert not (fresh[0].root / "bk").exists()


def test_a_folder_of_something_else_is_refused_and_left(fresh: Made) -> None:
    fresh[1].folder.mkdir()
    (fresh[1].folder / "photo.jpg").write_bytes(b"x")
    with pytest.raises(UsageError) as refused:
        backed_up(*fresh)
    assert refused.value.code == "backup.not_empty"
    assert [one.name for one in fresh[1].folder.iterdir()] == ["photo.jpg"]


def test_a_new_file_system_is_empty(fresh: Made) -> None:
    (fresh[1].folder / "lost+found").mkdir(parents=True)
    assert backed_up(*fresh).kind == "full"


def test_a_drive_that_is_not_mounted_is_not_filled(made: Made, tmp_path: Path) -> None:
    made[1].folder.rename(tmp_path / "unmounted")
    with pytest.raises(StorageError) as refused:
        backed_up(*made, now=after(hours=3))
    assert refused.value.code == "backup.drive_absent"
    assert not made[1].folder.exists()
    assert backed_up(*made, now=after(hours=3), full=True).kind == "full"


def test_a_shallow_clone_is_refused(made: Made, git: Git, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{made[0].root}", "shallow")
    with pytest.raises(RepositoryError) as refused:
        backed_up(Repository.find(tmp_path / "shallow"), Depot(tmp_path / "elsewhere"))
    assert refused.value.code == "backup.shallow"


def test_one_writes_at_a_time(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crmfs.backups.depot._WAIT_SECONDS", 0.05)
    with holding(made[1].folder / "lock", "x", 1), pytest.raises(ChangedMeanwhile) as refused:
        backed_up(*made, now=after(hours=3))
    assert refused.value.code == "backup.busy"


def test_a_bundle_is_one_that_git_itself_takes(made: Made, git: Git, tmp_path: Path) -> None:
    assert made[0].root
    full, *more = (made[1].folder / name / "objects.bundle" for name in _folders(made[1]))
    git(tmp_path, "clone", "-q", "--mirror", full, "plain.git")
    for bundle in more:
        git(tmp_path / "plain.git", "bundle", "verify", "-q", bundle)
        git(tmp_path / "plain.git", "fetch", "-q", bundle, "+refs/*:refs/*")
    shown = ("for-each-ref", "--format=%(refname) %(objectname)")
    assert git(tmp_path / "plain.git", *shown) == git(made[0].root, *shown)


def test_uncommitted_edits_are_counted(made: Made) -> None:
    assert made[0].root
    for name in ("one.yaml", "new.yaml"):
        (made[0].root / name).write_text("x: 1\n", encoding="utf-8")
    assert backed_up(*made, now=after(hours=3)).edits == 2


def test_refs_are_those_of_one_moment_however_they_move(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    from crmfs.backups import writing

    def packing_late(*given: object) -> object:
        write_commit(made[0], three="c: 1\n")
        return packing(*given)  # type: ignore[arg-type]

    packing = writing.packing
    write_commit(made[0], two="b: 2\n")
    before = made[0].head()
    monkeypatch.setattr(writing, "packing", packing_late)
    done = backed_up(*made, now=after(hours=3))
    assert done.manifest
    assert done.manifest.refs.commit == before != made[0].head()
    assert prove(made[1]).is_good


def test_a_dry_run_writes_nothing(fresh: Made) -> None:
    assert backed_up(*fresh, dry_run=True).kind == "full"
    assert not fresh[1].folder.exists()


def test_a_full_disk_leaves_no_half_of_a_backup(made: Made) -> None:
    write_commit(made[0], two="b: 2\n")
    before = _folders(made[1])
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, limits[1]))  # no file may get larger, as if the disk were full
    try:
        with pytest.raises(StorageError) as refused:
            backed_up(*made, now=after(hours=3))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert refused.value.code == "backup.disk_full"
    assert _folders(made[1]) == before
    assert prove(made[1]).is_good


def test_a_folder_that_cannot_be_made_is_told(fresh: Made, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(StorageError) as refused:
        backed_up(fresh[0], Depot(tmp_path / "file" / "depot"))
    assert refused.value.code == "backup.not_writable"


_KILLED = """
import os, sys
from pathlib import Path
from crmfs.backups.creation import Wish, create
from crmfs.backups.depot import Depot
from crmfs.git.backup_record import moment_now
from crmfs.git.repository import Repository
left, ours = int(sys.argv[1]), (sys.argv[3], sys.argv[2] + "/.git/crmfs")
def count(event, args):
    global left
    changes = event in ("os.rename", "os.mkdir", "os.remove", "os.rmdir", "shutil.rmtree")
    changes = changes or (event == "open" and isinstance(args[2], int) and args[2] & 3)
    if changes and str(args[0]).startswith(ours):
        left -= 1
        if not left:
            os.kill(os.getpid(), 9)
repository = Repository.find(Path(sys.argv[2]))
sys.addaudithook(count)
create(repository, Depot(Path(sys.argv[3])), Wish(moment_now()))
"""
_STEPS = range(1, 16)  # as many changes of files as a run makes, and one more: that run gets through
_STRUCK = _STEPS if os.environ.get("CRMFS_TEST_FULL") else _STEPS[4:13]


@pytest.mark.parametrize("step", _STRUCK)
def test_a_run_killed_anywhere_leaves_nothing_trusted_and_the_next_one_cleans(made: Made, step: int) -> None:
    write_commit(made[0], two="b: 2\n")
    command = [sys.executable, "-c", _KILLED, str(step), str(made[0].root), str(made[1].folder)]
    ended = subprocess.run(command, check=False, capture_output=True)
    assert ended.returncode == (-9 if step < _STEPS[-1] else 0), ended.stderr.decode()
    listed = read_depot(made[1]).manifests
    assert len(listed) in (3, 4)
    assert prove(made[1], known=known_of(made[0], made[1].folder), checksums_only=True).is_good
    done = backed_up(*made, now=after(days=3650))
    assert done.kind == ("incremental" if len(listed) == 3 else "none")
    assert len(_folders(made[1])) == 4
    assert not [one for one in made[1].folder.iterdir() if one.name.startswith(".") or one.name.endswith(".new")]
    assert prove(made[1], checksums_only=True).is_good


def test_folders_and_records_are_for_their_owner_alone(made: Made) -> None:
    assert made[1].folder.stat().st_mode & 0o077 == 0
    assert all(folder.stat().st_mode & 0o077 == 0 for folder in made[1].folder.iterdir() if folder.is_dir())


def test_a_manifest_names_no_file_and_no_secret(made: Made) -> None:
    made[0].git("config", "remote.origin.url", "https://wang:qzsecret@example.com/x.git")
    made[0].git("config", "credential.helper", "store qzsecret")
    done = backed_up(made[0], made[1], now=after(hours=3), full=True)
    assert done.manifest
    text = json.dumps(json.loads(done.manifest.to_bytes()))
    assert "qzsecret" not in text
    assert "one.yaml" not in text


def test_a_damaged_catalogue_stops_everything_but_a_restore(made: Made) -> None:
    (made[1].folder / "catalogue.json").write_text("{}", encoding="utf-8")
    with pytest.raises(CrmfsError) as refused:
        backed_up(*made, now=after(hours=3))
    assert refused.value.code == "backup.edited"


def test_a_lost_or_older_catalogue_never_has_backups_removed(made: Made) -> None:
    file = made[1].folder / "catalogue.json"
    older = file.read_bytes()
    write_commit(made[0], two="b: 2\n")
    backed_up(*made, now=after(hours=3))
    kept = _folders(made[1])
    for damage in (lambda: file.unlink(), lambda: file.write_bytes(older)):
        damage()
        with pytest.raises(StorageError):
            backed_up(*made, now=after(hours=4))
        assert _folders(made[1]) == kept


def test_while_somebody_reads_backups_are_added_and_none_is_removed(made: Made) -> None:
    with made[1].reading():
        done = backed_up(*made, now=after(days=100), full=True, oldest=after(days=10))
    assert (done.kind, done.removed) == ("full", ())
    assert len(backed_up(*made, now=after(days=101), oldest=after(days=10)).removed) == 3
    assert prove(made[1]).is_good

"""What comes of a backup: the repository as it was, in an empty folder, and nothing where that fails."""

import json
import random
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from depots import Made, after, backed_up, write_commit

from crmfs.backups.chain import chain_of, newest
from crmfs.backups.contents import read_depot, salvaged
from crmfs.backups.depot import Depot
from crmfs.backups.drill import drill
from crmfs.backups.outside import KEPT
from crmfs.backups.proof import prove
from crmfs.backups.restoring import restore
from crmfs.backups.sealed import BackupDamaged, sealed, unsealed
from crmfs.core.errors import CrmfsError, UsageError
from crmfs.git.backup_record import known_of
from crmfs.git.inventory import refs_of
from crmfs.git.repository import Repository
from tests.conftest import Git

pyrage = pytest.importorskip("pyrage")


def _restored(
    depot: Depot, into: Path, at: str | None = None, *, bare: bool = False, keys: Sequence[object] = ()
) -> Repository:
    manifests = read_depot(depot).manifests
    return restore(depot, chain_of(manifests, newest(manifests, at)), into, keys, bare=bare)


@pytest.mark.parametrize("bare", [False, True])
def test_refs_head_files_settings_and_state_are_as_they_were(made: Made, tmp_path: Path, git: Git, bare: bool) -> None:
    here = made[0]
    assert here.root
    git(here.root, "config", "core.quotepath", "false")
    git(here.root, "config", "crmfs.trustCommitter", "true")
    git(here.root, "symbolic-ref", "refs/heads/also", "refs/heads/side")
    (here.git_dir / "info" / "exclude").write_text("*.tmp\n", encoding="utf-8")
    backed_up(Repository.find(here.root), made[1], now=after(hours=3))
    again = _restored(made[1], tmp_path / "again", bare=bare)
    assert again.is_bare == bare
    assert refs_of(again) == refs_of(here)
    assert again.config("crmfs.trustcommitter") == "true"
    assert (again.common_dir / "info/exclude").read_text(encoding="utf-8") == "*.tmp\n"
    assert (again.state_dir / "audit.jsonl").read_text(encoding="utf-8") == '{"who": "E001"}\n'
    if not bare:
        assert git(tmp_path / "again", "status", "--porcelain") == ""
        assert (tmp_path / "again/two.yaml").read_text(encoding="utf-8") == "b: 1\n"


@pytest.mark.parametrize("place", [*KEPT, "crmfs/audit-0001.jsonl"])
def test_each_file_of_local_state_comes_back(made: Made, tmp_path: Path, place: str) -> None:
    (made[0].common_dir / place).write_text("kept\n", encoding="utf-8")
    backed_up(made[0], made[1], now=after(hours=3))
    assert (_restored(made[1], tmp_path / "again").common_dir / place).read_text(encoding="utf-8") == "kept\n"


def test_an_earlier_day_is_as_it_was_then(made: Made, tmp_path: Path) -> None:
    again = _restored(made[1], tmp_path / "again", after(hours=1).isoformat())
    assert again.head() == made[0].resolve("HEAD~1")
    assert not (tmp_path / "again/two.yaml").exists()


def test_a_detached_head_is_restored_as_one(made: Made, tmp_path: Path, git: Git) -> None:
    assert made[0].root
    git(made[0].root, "checkout", "-q", "--detach", "HEAD~1")
    write_commit(made[0], three="c: 1\n")
    backed_up(*made, now=after(hours=3))
    again = _restored(made[1], tmp_path / "again")
    assert (again.head(), again.is_detached()) == (made[0].head(), True)


def test_nothing_is_ever_overwritten(made: Made, tmp_path: Path) -> None:
    (tmp_path / "again").mkdir()
    (tmp_path / "again/mine").write_text("x", encoding="utf-8")
    with pytest.raises(UsageError) as refused:
        _restored(made[1], tmp_path / "again")
    assert refused.value.code == "backup.target_not_empty"
    assert [one.name for one in (tmp_path / "again").iterdir()] == ["mine"]


@pytest.mark.parametrize("there", [True, False])
def test_nothing_is_left_of_a_restore_that_fails(made: Made, tmp_path: Path, there: bool) -> None:
    if there:
        (tmp_path / "again").mkdir()
    file = max(made[1].folder.glob("*/objects.bundle"))
    file.write_bytes(file.read_bytes()[:-30])
    with pytest.raises(BackupDamaged):
        _restored(made[1], tmp_path / "again")
    assert (tmp_path / "again").exists() == there
    assert not there or list((tmp_path / "again").iterdir()) == []


def test_a_full_disk_is_no_fault_of_the_backup(made: Made, tmp_path: Path) -> None:
    repository, depot = made
    write_commit(repository, big=random.Random(1).randbytes(2**20).hex())
    backed_up(repository, depot, now=after(hours=3))
    disk = tmp_path / "disk"
    disk.mkdir()
    small = ["unshare", "-rm", "sh", "-c", 'mount -t tmpfs -o size=600k none "$0" && exec "$@"', str(disk)]
    if subprocess.run([*small, "true"], capture_output=True, check=False).returncode:
        pytest.skip("no small disk can be mounted here, not even in a namespace of one's own")
    typed = [sys.executable, "-m", "crmfs", "backup", "restore", str(depot.folder), str(disk / "again"), "--json"]
    tried = subprocess.run([*small, *typed], capture_output=True, text=True, check=False)
    assert (tried.returncode, json.loads(tried.stderr)["error"]) == (74, "backup.no_room")


def test_a_manifest_sets_no_setting_that_crmfs_does_not_know(made: Made, tmp_path: Path) -> None:
    manifests = read_depot(made[1]).manifests
    last = max(made[1].folder.glob("*/manifest.json"))
    value = unsealed(last.read_bytes(), "")
    value["settings"]["config"] |= {"core.sshcommand": "touch /tmp/x", "crmfs.x": "1"}
    forged = type(manifests[newest(manifests)]).from_bytes(sealed(value), "x")
    chain = [*chain_of(manifests, newest(manifests))[:-1], forged]
    again = restore(made[1], chain, tmp_path / "again", bare=True)
    assert (again.config("crmfs.x"), again.config("core.sshcommand")) == ("1", None)


def test_where_the_catalogue_is_lost_backups_are_found_by_themselves(made: Made) -> None:
    listed = list(read_depot(made[1]).manifests)
    (made[1].folder / "catalogue.json").write_bytes(b"")
    assert list(salvaged(made[1]).manifests) == listed


def _keys() -> tuple[object, str]:
    identity = pyrage.x25519.Identity.generate()
    return identity, str(identity.to_public())


def test_an_encrypted_backup_opens_for_its_recipients_alone(fresh: Made, tmp_path: Path) -> None:
    (mine, key), (other, _) = _keys(), _keys()
    backed_up(*fresh, recipients=(key,))
    write_commit(fresh[0], one="secretword: 1\n")
    done = backed_up(*fresh, now=after(hours=1))
    assert done.manifest
    assert (done.kind, done.recipients) == ("incremental", (key,))
    assert all(file.name.endswith(".age") for file in done.manifest.files)
    assert prove(fresh[1], [mine]).is_good
    again = _restored(fresh[1], tmp_path / "again", keys=[other, mine])
    assert again.head() == fresh[0].head()
    for keys, code in (([other], "backup.identity_wrong"), ([], "backup.identity_needed")):
        with pytest.raises(UsageError) as refused:
            _restored(fresh[1], tmp_path / "not", keys=keys)
        assert refused.value.code == code
        assert not (tmp_path / "not").exists()


def test_nothing_is_ever_in_clear_in_a_folder_of_encrypted_backups(fresh: Made) -> None:
    (mine, key), (theirs, other) = _keys(), _keys()
    backed_up(*fresh, recipients=(key,))
    assert backed_up(*fresh, now=after(hours=1), full=True).recipients == (key,)
    done = backed_up(*fresh, now=after(hours=2), recipients=(other,))
    assert (done.kind, done.why) == ("none", "unchanged") or done.why == "recipients"
    assert backed_up(*fresh, now=after(hours=3), full=True, recipients=(other,)).recipients == (other,)
    assert not list(fresh[1].folder.glob("*/*.bundle"))
    assert prove(fresh[1], [mine, theirs], every_chain=True).is_good


def test_a_folder_begun_anew_stays_encrypted(fresh: Made, tmp_path: Path) -> None:
    backed_up(*fresh, recipients=(_keys()[1],))
    fresh[1].folder.rename(tmp_path / "away")
    assert backed_up(*fresh, now=after(hours=1), full=True).recipients


def test_a_drill_compares_files_and_tips_makes_the_index_and_notes_the_result(
    made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from crmfs.edits.birth import Wish as Birth
    from crmfs.edits.birth import make_repository

    (tmp_path / "t").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "t"))
    born = make_repository(tmp_path / "crm", Birth("", "", "E001", "en", {}, "start", after().date(), {}))
    repository = born.repository
    depot = Depot(tmp_path / "crm-depot")
    backed_up(repository, depot)
    write_commit(repository, note="a: 1\n")
    (tmp_path / "crm/edit.txt").write_text("x", encoding="utf-8")
    done = drill(repository, depot, after(minutes=30))
    assert (done.faults, done.files, done.tips, done.moved) == ((), 20, 1, 1)
    assert (done.rpo_seconds, done.commits, done.edits) == (1800, 1, 1)
    noted = known_of(repository, depot.folder).drilled
    assert noted
    assert (noted["passed"], noted["files"], noted["rto_seconds"]) == (True, 20, done.rto_seconds)
    assert list((tmp_path / "t").iterdir()) == []


def test_a_drill_of_a_damaged_backup_fails_and_notes_that(made: Made) -> None:
    file = max(made[1].folder.glob("*/objects.bundle"))
    file.write_bytes(file.read_bytes()[:-1])
    assert drill(*made, after(hours=3)).faults
    noted = known_of(made[0], made[1].folder).drilled
    assert noted
    assert not noted["passed"]


def test_a_backup_of_a_commit_that_the_repository_lost_still_restores(made: Made, git: Git, tmp_path: Path) -> None:
    assert made[0].root
    tip = made[0].head()
    git(made[0].root, "reset", "-q", "--hard", "HEAD~1")
    git(made[0].root, "reflog", "expire", "--expire=now", "--all")
    git(made[0].root, "gc", "-q", "--prune=now")
    with pytest.raises(CrmfsError):
        made[0].resolve(str(tip))
    assert _restored(made[1], tmp_path / "again").head() == tip


def test_stashes_tags_of_any_object_and_other_refs_are_kept(made: Made, tmp_path: Path, git: Git) -> None:
    root = made[0].root
    assert root
    (root / "one.yaml").write_text("a: 9\n", encoding="utf-8")
    git(root, "stash", "-q")
    git(root, "tag", "blob", "HEAD:one.yaml")
    git(root, "tag", "tree", "HEAD^{tree}")
    git(root, "tag", "-a", "-m", "x", "tag-of-tag", "v1")
    git(root, "update-ref", "refs/crmfs/backup/1", "HEAD~2")
    assert backed_up(*made, now=after(hours=3)).kind == "incremental"
    assert backed_up(*made, now=after(hours=4)).kind == "none"
    write_commit(made[0], two="b: 3\n")
    assert backed_up(*made, now=after(hours=5)).kind == "incremental"
    assert prove(made[1]).is_good
    assert refs_of(_restored(made[1], tmp_path / "again")) == refs_of(made[0])
    assert backed_up(*made, now=after(hours=6), full=True).kind == "full"
    assert prove(made[1]).is_good


def test_a_linked_work_tree_backs_the_same_repository_up(made: Made, tmp_path: Path, git: Git) -> None:
    assert made[0].root
    git(made[0].root, "worktree", "add", "-q", tmp_path / "linked", "side")
    backed_up(Repository.find(tmp_path / "linked"), made[1], now=after(hours=3))
    assert prove(made[1]).is_good
    again = _restored(made[1], tmp_path / "again")
    assert (again.head_branch(), again.ref("refs/heads/main")) == ("side", made[0].ref("refs/heads/main"))


def test_a_restored_clone_has_the_settings_that_it_needs(made: Made, tmp_path: Path) -> None:
    again = _restored(made[1], tmp_path / "again")
    assert (again.config("core.quotepath"), bool(again.config("merge.crmfs.driver"))) == ("false", True)

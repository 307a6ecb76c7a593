"""What a proof finds: every change of a byte, every file that is missing, exchanged or written anew."""

import json
import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from depots import Made, after, backed_up, write_commit

from crmfs.backups.depot import Depot
from crmfs.backups.manifest import Manifest
from crmfs.backups.proof import prove
from crmfs.backups.sealed import BackupDamaged, digest, sealed, unsealed
from crmfs.core.errors import CrmfsError, UsageError
from crmfs.git.backup_record import known_of

CORRUPTIONS = 240 if os.environ.get("CRMFS_TEST_FULL") else 40
_NOT_PROVED = {"lock", "readers", "README.txt"}


def _files(folder: Path) -> list[Path]:
    return sorted(file for file in folder.rglob("*") if file.is_file() and file.name not in _NOT_PROVED)


def _flip(folder: Path, chance: random.Random) -> None:
    file = chance.choice(_files(folder))
    data = bytearray(file.read_bytes())
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    file.write_bytes(data)


def _cut(folder: Path, chance: random.Random) -> None:
    file = chance.choice(_files(folder))
    file.write_bytes(file.read_bytes()[: chance.randrange(file.stat().st_size)])


def _lengthen(folder: Path, chance: random.Random) -> None:
    file = chance.choice(_files(folder))
    file.write_bytes(file.read_bytes() + chance.randbytes(chance.randrange(1, 9)))


def _lose(folder: Path, chance: random.Random) -> None:
    chance.choice(_files(folder)).unlink()


def _lose_backup(folder: Path, chance: random.Random) -> None:
    shutil.rmtree(chance.choice([one for one in folder.iterdir() if one.is_dir()]))


def _exchange(folder: Path, chance: random.Random) -> None:
    one, other = chance.sample(_files(folder), 2)
    mine, theirs = one.read_bytes(), other.read_bytes()
    one.write_bytes(theirs)
    other.write_bytes(mine)


def _exchange_backups(folder: Path, chance: random.Random) -> None:
    one, other = chance.sample([one for one in folder.iterdir() if one.is_dir()], 2)
    one.rename(folder / "x")
    other.rename(one)
    (folder / "x").rename(other)


def _edit_manifest(folder: Path, chance: random.Random) -> None:
    """Changes a manifest and makes its own checksum right again."""
    file = chance.choice(list(folder.glob("*/manifest.json")))
    value = unsealed(file.read_bytes(), "")
    value["counts"]["files"] += chance.randrange(1, 9)
    file.write_bytes(sealed(value))


def _edit_catalogue(folder: Path, chance: random.Random) -> None:
    """Takes a backup out of the list, its checksum right again."""
    file = folder / "catalogue.json"
    value = unsealed(file.read_bytes(), "")
    del value["backups"][chance.randrange(2)]
    file.write_bytes(sealed(value))


WAYS: tuple[Callable[[Path, random.Random], None], ...] = (
    _flip, _flip, _flip, _cut, _lengthen, _lose, _lose_backup, _exchange, _exchange_backups, _edit_manifest,
    _edit_catalogue,
)  # fmt: skip


@pytest.mark.parametrize("number", range(CORRUPTIONS))
def test_every_corruption_is_found(made_once: Path, tmp_path: Path, number: int) -> None:
    folder = tmp_path / "depot"
    shutil.copytree(made_once / "depot", folder)
    before = {file: file.read_bytes() for file in _files(folder)}
    WAYS[number % len(WAYS)](folder, random.Random(number))
    assert {file: file.read_bytes() for file in _files(folder)} != before
    try:
        assert not prove(Depot(folder), checksums_only=True).is_good
    except CrmfsError as error:
        assert error.code in ("backup.edited", "backup.missing", "backup.format_newer")


def test_what_is_whole_is_proved_by_a_repository_made_of_it(made: Made) -> None:
    proof = prove(made[1], known=known_of(made[0], made[1].folder), every_chain=True)
    assert proof.is_good
    assert list(proof.tried) == list(proof.contents.manifests)
    assert proof.counts == {"files": 3, "commits": 3}


def test_errors_in_the_data_are_told_and_are_no_fault_of_the_backup(made: Made) -> None:
    assert made[0].root
    proof = prove(made[1])
    assert proof.is_good
    assert proof.rules or (proof.records and proof.records["error"])


def _forged(depot: Depot, change: Callable[[dict[str, object]], None]) -> None:
    """Changes the newest manifest and makes every checksum right again."""
    file = max(depot.folder.glob("*/manifest.json"))
    value = unsealed(file.read_bytes(), "")
    change(value)
    file.write_bytes(sealed(value))
    catalogue = depot.folder / "catalogue.json"
    listed = unsealed(catalogue.read_bytes(), "")
    listed["backups"][-1]["sha256"] = digest(file.read_bytes())
    catalogue.write_bytes(sealed(listed))


@pytest.mark.parametrize("key", ["files", "commits", "objects"])
def test_a_manifest_written_anew_with_other_counts_is_found_by_the_restore(made: Made, key: str) -> None:
    _forged(made[1], lambda value: value["counts"].update({key: 77}))  # type: ignore[attr-defined]
    proof = prove(made[1])
    assert [fault.code for fault in proof.contents.faults] == ["backup.unusable"]


def test_a_manifest_written_anew_with_other_tips_is_found_by_the_restore(made: Made) -> None:
    _forged(made[1], lambda value: value["refs"].update({"refs/heads/side": "1" * 40}))  # type: ignore[attr-defined]
    assert not prove(made[1]).is_good


def test_a_manifest_written_anew_is_found_by_the_repository_that_remembers_its_own(made: Made) -> None:
    _forged(made[1], lambda value: value.update({"created": "2026-03-02T12:00:00Z"}))
    assert prove(made[1]).is_good
    proof = prove(made[1], known=known_of(made[0], made[1].folder))
    assert [fault.code for fault in proof.contents.faults] == ["backup.not_as_remembered"]


def test_a_newest_backup_that_is_gone_with_all_traces_is_found_by_the_repository(made: Made, tmp_path: Path) -> None:
    shutil.copytree(made[1].folder, tmp_path / "older")
    write_commit(made[0], two="b: 2\n")
    backed_up(*made, now=after(hours=3))
    shutil.rmtree(made[1].folder)
    (tmp_path / "older").rename(made[1].folder)
    assert prove(made[1]).is_good
    assert not prove(made[1], known=known_of(made[0], made[1].folder)).is_good


@pytest.mark.parametrize(
    "change",
    [
        {"head": {"ref": "refs/../../x", "commit": "1" * 40}},
        {"head": {"ref": "-x", "commit": "1" * 40}},
        {"refs": {"refs/heads/a\nb": "1" * 40}},
        {"refs": {"refs/heads/a": "--upload-pack=x"}},
        {"id": "../../etc"},
        {"files": [{"name": "../x", "place": "objects", "size_bytes": 1, "sha256": ""}]},
        {"counts": []},
        {"created": "soon"},
    ],
)
def test_a_hostile_manifest_is_refused_before_its_names_are_used(made: Made, change: dict[str, object]) -> None:
    file = max(made[1].folder.glob("*/manifest.json"))
    value = unsealed(file.read_bytes(), "") | change
    with pytest.raises(BackupDamaged):
        Manifest.from_bytes(sealed(value), "x")


def test_a_newer_format_is_told_as_that(made: Made) -> None:
    file = made[1].folder / "catalogue.json"
    value = json.loads(file.read_bytes())
    del value["seal"]
    file.write_bytes(sealed(value | {"format": 99}))
    with pytest.raises(CrmfsError) as refused:
        prove(made[1])
    assert refused.value.code == "backup.format_newer"


def test_nothing_temporary_stays(made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "t").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "t"))
    stale = tmp_path / "t" / "crmfs-backup-gone"
    stale.mkdir()
    (stale / "lock").touch()
    assert prove(made[1]).is_good
    assert list((tmp_path / "t").iterdir()) == []


def test_a_backup_in_clear_needs_no_key_and_an_encrypted_one_says_that_it_does(made: Made) -> None:
    pyrage = pytest.importorskip("pyrage")
    key = str(pyrage.x25519.Identity.generate().to_public())
    backed_up(*made, now=after(hours=3), recipients=(key,))
    with pytest.raises(UsageError) as refused:
        prove(made[1])
    assert refused.value.code == "backup.identity_needed"
    assert prove(made[1], checksums_only=True).is_good

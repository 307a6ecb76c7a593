"""Derived values come back under their key, are lost without harm, and go when what they derive from is purged."""

import json
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from crmfs.core.errors import RepositoryError
from crmfs.git.derived import Derived
from crmfs.git.model import object_id

BLOB, OTHER = object_id("blob", b"one"), object_id("blob", b"two")
CANARY = "13800001111"


@pytest.fixture
def repository(make_repository):
    return make_repository({"folder/inner/a": "one", "b": "two"})


@pytest.fixture
def derived(repository, monkeypatch):
    monkeypatch.setattr("crmfs.git.derived.WAIT_SECONDS", 0.2)
    return Derived(repository)


def store_bytes(repository):
    return b"".join(file.read_bytes() for file in repository.state_dir.glob("derived.sqlite*"))


def test_what_is_put_comes_back(derived, repository):
    items = {BLOB: [1, None, {"名": "值"}], f"{BLOB}:zh": "x", "": 0}
    derived.put_many("read", 1, items)
    assert Derived(repository).get_many("read", 1, [*items, "unknown"]) == items


def test_another_function_version_or_key_finds_nothing(derived):
    derived.put_many("read", 1, {BLOB: 1})
    assert derived.get_many("read", 2, [BLOB]) == {}
    assert derived.get_many("check", 1, [BLOB]) == {}
    assert derived.get_many("read", 1, [OTHER]) == {}
    assert derived.get_many("read", 1, []) == {}


def test_a_value_put_again_replaces_the_old_one(derived):
    derived.put_many("read", 1, {BLOB: 1})
    derived.put_many("read", 1, {BLOB: 2})
    assert derived.get_many("read", 1, [BLOB]) == {BLOB: 2}


def test_a_purged_blob_takes_all_with_it_that_derives_from_it(derived, repository):
    tip = repository.snapshot("HEAD")
    keys = [BLOB, f"{BLOB}:en", f"x:{OTHER}:{BLOB}", tip.subtree("folder"), tip.subtree("folder/inner"), tip.tree]
    derived.put_many("read", 1, dict.fromkeys(keys, CANARY))
    derived.put_many("check", 7, {BLOB: CANARY, OTHER: "stays", "0" * 64: "stays"})
    assert CANARY.encode() in store_bytes(repository)
    assert derived.purge(BLOB) == len(keys) + 1
    assert derived.get_many("read", 1, keys) == {}
    assert derived.get_many("check", 7, [BLOB, OTHER, "0" * 64]) == {OTHER: "stays", "0" * 64: "stays"}
    assert CANARY.encode() not in store_bytes(repository)


def test_a_purged_tree_takes_itself_and_the_trees_above_it(derived, repository):
    tip = repository.snapshot("HEAD")
    inner, folder, root = (tip.subtree(path) for path in ("folder/inner", "folder", ""))
    derived.put_many("read", 1, {inner: 1, folder: 2, root: 3, BLOB: 4})
    assert derived.purge(inner) == 3
    assert derived.get_many("read", 1, [inner, folder, root, BLOB]) == {BLOB: 4}


def test_what_derives_from_an_object_that_is_gone_is_purged_too(derived):
    derived.put_many("read", 1, {"1" * 40: "nobody can say what is in there", OTHER: 1})
    assert derived.purge(BLOB) == 1
    assert derived.get_many("read", 1, ["1" * 40, OTHER]) == {OTHER: 1}


def test_a_purge_that_cannot_be_done_is_said(derived, repository):
    derived.put_many("read", 1, {BLOB: CANARY})
    other = sqlite3.connect(repository.state_dir / "derived.sqlite", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(RepositoryError) as caught:
        derived.purge(BLOB)
    assert caught.value.code == "git.derived_busy"
    other.execute("ROLLBACK")
    other.close()
    assert derived.purge(BLOB) == 1


@pytest.mark.parametrize("junk", [b"", b"no database at all", b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_damaged_store_is_dropped_and_built_again(derived, repository, junk):
    derived.put_many("read", 1, {BLOB: 1})
    (repository.state_dir / "derived.sqlite").write_bytes(junk)
    derived.get_many("read", 1, [BLOB])
    derived.put_many("read", 1, {OTHER: 2})
    assert derived.get_many("read", 1, [BLOB, OTHER]) == {OTHER: 2}


def test_a_value_that_is_no_json_drops_the_store(derived, repository):
    derived.put_many("read", 1, {BLOB: 1})
    store = sqlite3.connect(repository.state_dir / "derived.sqlite")
    with store:
        store.execute("UPDATE entry SET value = '{'")
    store.close()
    assert derived.get_many("read", 1, [BLOB]) == {}
    derived.put_many("read", 1, {BLOB: 2})
    assert derived.get_many("read", 1, [BLOB]) == {BLOB: 2}


def test_a_store_of_another_layout_is_emptied(derived, repository):
    derived.put_many("read", 1, {BLOB: 1})
    store = sqlite3.connect(repository.state_dir / "derived.sqlite")
    store.execute("PRAGMA user_version = 99")
    store.close()
    assert derived.get_many("read", 1, [BLOB]) == {}


def test_a_locked_store_is_read_and_not_waited_for_long(derived, repository, monkeypatch):
    derived.put_many("read", 1, {BLOB: 1})
    other = sqlite3.connect(repository.state_dir / "derived.sqlite", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    derived.put_many("read", 1, {OTHER: 2})
    assert derived.get_many("read", 1, [BLOB, OTHER]) == {BLOB: 1}
    monkeypatch.setattr("crmfs.git.derived.time.time", lambda: 4_000_000_000)
    assert derived.get_many("read", 1, [BLOB]) == {BLOB: 1}
    other.execute("ROLLBACK")
    other.close()


def test_without_a_place_for_it_nothing_is_kept_and_nothing_fails(make_repository):
    repository = make_repository({"a": "1"})
    (repository.common_dir / "crmfs").write_text("a file stands in the state folder's place")
    derived = Derived(repository)
    derived.put_many("read", 1, {BLOB: 1})
    assert derived.get_many("read", 1, [BLOB]) == {}


def test_names_that_are_not_utf8_are_not_kept_and_nothing_fails(derived):
    derived.put_many("read", 1, {"\udcd6": 1, BLOB: "\udcd6"})
    assert derived.get_many("read", 1, ["\udcd6", BLOB]) == {}


def test_the_least_recently_used_go_when_the_store_is_full(repository, monkeypatch):
    derived = Derived(repository, bytes_most=500_000)
    monkeypatch.setattr("crmfs.git.derived.time.time", lambda: 1_000_000_000)
    derived.put_many("read", 1, {f"old {n}": "x" * 1000 for n in range(100)})
    monkeypatch.setattr("crmfs.git.derived.time.time", lambda: 1_000_100_000)
    derived.put_many("read", 1, {f"new {n}": "x" * 1000 for n in range(100)})
    used = ["old 7", "old 8"]
    assert len(derived.get_many("read", 1, used)) == 2
    for part in range(10):
        derived.put_many("read", 1, {f"newer {part} {n}": "x" * 1000 for n in range(30)})
    kept = derived.get_many("read", 1, [f"old {n}" for n in range(100)])
    assert set(used) <= set(kept) and len(kept) < 20
    assert (repository.state_dir / "derived.sqlite").stat().st_size < 1_000_000


def test_several_processes_write_at_once(derived, repository):
    script = (
        "import sys; from pathlib import Path; sys.path.insert(0, sys.argv[1])\n"
        "from crmfs.git.derived import Derived; from crmfs.git.repository import Repository\n"
        "derived = Derived(Repository.find(Path(sys.argv[2])))\n"
        "for n in range(20): derived.put_many('read', 1, {f'{sys.argv[3]} {n}': n})\n"
    )
    derived.put_many("read", 1, {})
    command = [sys.executable, "-c", script, str(Path(__file__).parents[2]), str(repository.root)]
    running = [subprocess.Popen([*command, str(n)]) for n in range(4)]
    assert [process.wait() for process in running] == [0] * 4
    keys = [f"{process} {n}" for process in range(4) for n in range(20)]
    assert derived.get_many("read", 1, keys) == {key: int(key.split()[1]) for key in keys}


def test_many_keys_at_once(derived):
    items = {object_id("blob", str(n).encode()): {"n": n} for n in range(5000)}
    derived.put_many("read", 1, items)
    assert derived.get_many("read", 1, items) == json.loads(json.dumps(items))


def test_one_value_takes_the_place_of_all_others_of_its_function(repository):
    derived = Derived(repository)
    derived.put_many("all", 1, {"a" * 40: 1, "b" * 40: 2})
    derived.put_many("other", 1, {"a" * 40: 3})
    derived.put_only("all", 1, "c" * 40, 4)
    assert derived.get_many("all", 1, ["a" * 40, "b" * 40, "c" * 40]) == {"c" * 40: 4}
    assert derived.get_many("other", 1, ["a" * 40]) == {"a" * 40: 3}

"""`doctor` compares what is kept of earlier computing with the truth, and changes nothing unless it is asked to."""

import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from typing_at import Type

from crmfs.checks.companies import companies
from crmfs.cli import main
from crmfs.git.derived import Derived
from crmfs.git.repository import Repository

_COMPARED = ("check_unit", "check_unit:customers", "overview", "companies", "extract_text", "schema_told")
_MADE = (
    "new",
    "customer",
    "公司名称=未来科技有限公司",
    "类型=b2b",
    "行业=科技",
    "来源=referral",
    "下次跟进=2026-04-01",
)


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory, git_config: Path) -> Path:
    """A repository in which much was computed and kept, with an index of searches."""
    folder = tmp_path_factory.mktemp("compared")
    (folder / "说明.txt").write_text("电话 13800001111\n" * 9000, encoding="utf-8")
    typed = (_MADE, ("attach", "CUST001", "../说明.txt"), ("search", "说明"), ("validate",), ("list", "行业:科技"),
             ("list", "--table"))  # fmt: skip
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GIT_CONFIG_GLOBAL", str(git_config))
        patch.setenv("GIT_CONFIG_NOSYSTEM", "1")
        patch.setenv("CRMFS_TODAY", "2026-03-02")
        patch.chdir(folder)
        assert main(["init", "a", "--ids", "sequence", "--me", "王芳"]) == 0
        patch.chdir(folder / "a")
        for one in typed:
            main(list(one))
    found = Repository.find(folder / "a")
    companies(found.snapshot("HEAD"), Derived(found))  # as the hooks do
    return folder / "a"


@pytest.fixture
def company(crmfs: Type, made_once: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """A copy of it."""
    shutil.copytree(made_once, tmp_path / "a", symlinks=True)
    monkeypatch.chdir(tmp_path / "a")
    return Repository.find(tmp_path / "a")


def _rows(repository: Repository) -> list[tuple[str, str, str]]:
    with closing(sqlite3.connect(repository.state_dir / "derived.sqlite")) as store:
        return store.execute("SELECT function, key, value FROM entry").fetchall()


def _store(crmfs: Type, *options: str) -> tuple[str, list[str]]:
    found = next(one for one in crmfs("doctor", "--json", *options).objects if one.get("id") == "store")
    return found["state"], [trouble["code"] for trouble in found["troubles"]]


def _other(value: object) -> object:
    """Returns a value of the same shape with other contents."""
    if isinstance(value, dict):
        return {key: _other(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [*map(_other, value)] if value else value
    return f"{value}x" if isinstance(value, str) else value + 1 if isinstance(value, int) else value


def test_whatever_kept_value_is_not_so_is_found_and_dropped(crmfs: Type, company: Repository) -> None:
    assert _store(crmfs) == ("ok", [])
    kept = _rows(company)
    functions = {function.partition(" ")[0] for function, _, _ in kept}
    assert set(_COMPARED) <= functions
    for function in _COMPARED:
        key, value = next((key, value) for name, key, value in kept if name == function and value not in ("[]", "{}"))
        wrong = json.dumps(_other(json.loads(value)))
        with closing(sqlite3.connect(company.state_dir / "derived.sqlite")) as store, store:
            store.execute("UPDATE entry SET value = ? WHERE function = ? AND key = ?", (wrong, function, key))
        assert _store(crmfs) == ("problem", ["doctor.store_differs"]), function
        with closing(sqlite3.connect(company.state_dir / "derived.sqlite")) as store, store:
            store.execute("UPDATE entry SET value = ? WHERE function = ? AND key = ?", (value, function, key))
    assert _store(crmfs) == ("ok", [])
    with closing(sqlite3.connect(company.state_dir / "derived.sqlite")) as store, store:
        store.execute("UPDATE entry SET value = '[]' WHERE function = 'companies'")
    assert _store(crmfs, "--fix") == ("fixed", ["doctor.store_differs"])
    assert _store(crmfs) == ("ok", [])


def test_a_store_in_which_nothing_is_kept_yet_is_well(crmfs: Type, company: Repository) -> None:
    for file in company.state_dir.glob("derived.sqlite*"):
        file.unlink()
    (company.state_dir / "derived.sqlite").touch()
    assert _store(crmfs) == ("ok", [])


def _setting(company: Repository) -> None:
    company.git("config", "core.quotepath", "true")


def _hook(company: Repository) -> None:
    (company.hooks_dir() / "pre-commit").unlink()


def _lock(company: Repository) -> None:
    (company.git_dir / "index.lock").write_bytes(b"")


def _journal(company: Repository) -> None:
    (company.state_dir / "journal.json").write_text("{", encoding="utf-8")


def _merge(company: Repository) -> None:
    (company.git_dir / "MERGE_HEAD").write_text(f"{company.head()}\n", encoding="utf-8")


def _damaged(company: Repository) -> None:
    (company.state_dir / "derived.sqlite").write_bytes(b"no database" * 1000)


def _unsearchable(company: Repository) -> None:
    for file in (company.state_dir / "index").rglob("*.term"):
        file.write_bytes(b"x" * file.stat().st_size)


def _around(company: Repository) -> None:
    assert company.root
    (company.root / "customers/01/CUST001/customer.yaml").write_text("{{{", encoding="utf-8")
    company.git("commit", "-q", "--no-verify", "-a", "-m", "x")


def _settings_file(company: Repository) -> None:
    assert company.root
    (company.root / "crmfs.yaml").write_text("{{{", encoding="utf-8")


def _open_folder(company: Repository) -> None:
    company.state_dir.chmod(0o755)


_BROKEN = (_setting, _hook, _lock, _journal, _merge, _damaged, _unsearchable, _around, _settings_file, _open_folder)


@pytest.mark.parametrize("break_", [lambda _: None, *_BROKEN], ids=["well", *(one.__name__ for one in _BROKEN)])
def test_looking_changes_no_byte_and_no_file(
    crmfs: Type, company: Repository, break_: Callable[[Repository], None]
) -> None:
    break_(company)
    assert company.root
    before = _held(company.root)
    crmfs("doctor")
    assert _held(company.root) == before


def _held(folder: Path) -> dict[str, object]:
    return {
        str(file.relative_to(folder)): (file.lstat().st_mtime_ns, file.lstat().st_mode,
                                        file.read_bytes() if file.is_file() else None)
        for file in [folder, *folder.rglob("*")]
    }  # fmt: skip

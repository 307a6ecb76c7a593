"""`backup` typed as an administrator types it, in both languages; and who may not."""

import json
from pathlib import Path
from shutil import rmtree

import pytest
from typing_at import Type

from tests.conftest import Once

pyrage = pytest.importorskip("pyrage")


@pytest.fixture
def company(crmfs: Type, once: Once) -> None:
    """A repository `a` with an administrator and a sales person."""
    once(_made, crmfs)


def _made(crmfs: Type) -> None:
    assert crmfs("init", "a", "--ids", "sequence").code == 0
    assert crmfs("-C", "a", "new", "customer", "公司名称=未来科技有限公司", "客户姓名=*经理").code == 0
    assert crmfs("-C", "a", "member", "add", "李强", "--role", "sales", "--team", "east").code == 0


@pytest.mark.usefixtures("company")
@pytest.mark.parametrize(
    ("lang", "full", "unchanged", "proved", "drilled"),
    [
        ("zh", "全量备份", "没有新内容", "已证明能恢复", "演练通过"),
        ("en", "Full backup", "Nothing is new", "Proved to restore", "Drill passed"),
    ],
)  # fmt: skip
def test_made_proved_restored_and_drilled(
    crmfs: Type, lang: str, full: str, unchanged: str, proved: str, drilled: str, tmp_path: Path
) -> None:
    typed = ("-C", "a", "--lang", lang, "backup")
    first = crmfs(*typed, "create", "bk")
    assert (first.code, full in first.out) == (0, True)
    assert "--recipient" in first.err
    assert unchanged in crmfs(*typed, "create", "bk").out
    (tmp_path / "a/x.txt").write_text("x", encoding="utf-8")
    assert "git commit" in crmfs(*typed, "create", "bk", "--full").err
    assert proved in crmfs(*typed, "verify", "bk").out
    told = crmfs(*typed, "drill", "bk")
    assert drilled in told.out
    assert ("RTO" in told.out, "RPO" in told.out) == (True, True)
    restored = crmfs("--lang", lang, "backup", "restore", "bk", "again")
    assert restored.code == 0
    assert "hooks install" in restored.out
    assert crmfs("-C", "again", "list", "--json").objects == crmfs("-C", "a", "list", "--json").objects


@pytest.mark.usefixtures("company")
def test_what_is_damaged_is_told_with_exit_code_1(crmfs: Type, tmp_path: Path) -> None:
    assert crmfs("-C", "a", "backup", "create", "bk").code == 0
    (bundle,) = (tmp_path / "bk").glob("*/objects.bundle")
    bundle.write_bytes(bundle.read_bytes()[:-1])
    for lang, word in (("zh", "截断"), ("en", "cut short")):
        said = crmfs("backup", "verify", "bk", "--lang", lang)
        assert (said.code, word in said.out, "--full" in said.out) == (1, True, True)
    found = crmfs("backup", "verify", "bk", "--json").objects
    assert found[-2]["code"] == "backup.damaged"
    assert found[-2]["path"].endswith("objects.bundle")
    assert found[-1]["summary"]["good"] is False
    assert crmfs("backup", "restore", "bk", "again").code == 74
    assert not (tmp_path / "again").exists()
    assert crmfs("-C", "a", "backup", "drill", "bk").code == 1
    (tmp_path / "bk/catalogue.json").write_text("{", encoding="utf-8")
    assert crmfs("backup", "verify", "bk").code == 1


@pytest.mark.usefixtures("company")
def test_where_an_increment_is_lost_the_last_whole_backup_is_named(crmfs: Type, tmp_path: Path) -> None:
    for member in ("李一", "李二", "李三"):
        assert crmfs("-C", "a", "backup", "create", "bk").code == 0
        assert crmfs("-C", "a", "member", "add", member, "--role", "sales").code == 0
    full, lost, last = sorted(one.name for one in (tmp_path / "bk").iterdir() if one.is_dir())
    rmtree(tmp_path / "bk" / lost)
    for lang, word in (("zh", f"能完整恢复的最后一份是 {full}"), ("en", f"that can be restored is {full}")):
        said = crmfs("backup", "restore", "bk", "again", "--lang", lang)
        assert (said.code, word in said.err) == (74, True)
    assert crmfs("backup", "restore", "bk", "again", "--at", full).code == 0
    rmtree(tmp_path / "bk" / last)
    assert f"能完整恢复的最后一份是 {full}" in crmfs("backup", "restore", "bk", "more").err
    assert not (tmp_path / "more").exists()
    (tmp_path / "bk" / full / "objects.bundle").unlink()
    assert "没有一份能完整恢复" in crmfs("backup", "restore", "bk", "more").err
    assert "error" in json.loads(crmfs("backup", "restore", "bk", "more", "--json").err)


@pytest.mark.usefixtures("company")
def test_a_lost_catalogue_keeps_nobody_from_restoring(crmfs: Type, tmp_path: Path) -> None:
    assert crmfs("-C", "a", "backup", "create", "bk").code == 0
    (tmp_path / "bk/catalogue.json").write_text("{", encoding="utf-8")
    said = crmfs("backup", "restore", "bk", "again", "--lang", "en")
    assert (said.code, "catalogue" in said.err) == (0, True)


@pytest.mark.usefixtures("company")
def test_encrypted_with_keys_from_files(crmfs: Type, tmp_path: Path) -> None:
    identity = pyrage.x25519.Identity.generate()
    (tmp_path / "key.txt").write_text(f"# created: today\n{identity}\n", encoding="utf-8")
    (tmp_path / "keys.pub").write_text(f"# IT\n{identity.to_public()}\n", encoding="utf-8")
    made = crmfs("-C", "a", "backup", "create", "bk", "--recipient", "keys.pub", "--json")
    assert made.objects[-1]["summary"]["encrypted"] is True
    assert "age -d -i" in (tmp_path / "bk/README.txt").read_text(encoding="utf-8")
    assert crmfs("backup", "verify", "bk").code == 2
    assert crmfs("backup", "verify", "bk", "--checksums").code == 0
    assert crmfs("backup", "verify", "bk", "--identity", "key.txt").code == 0
    assert crmfs("backup", "restore", "bk", "again", "--identity", "key.txt").code == 0
    assert crmfs("-C", "a", "backup", "drill", "bk", "--identity", "key.txt").code == 0
    other = tmp_path / "other.txt"
    other.write_text(str(pyrage.x25519.Identity.generate()), encoding="utf-8")
    assert json.loads(crmfs("backup", "verify", "bk", "--identity", "other.txt", "--json").err)["error"] == (
        "backup.identity_wrong"
    )


@pytest.mark.usefixtures("company")
@pytest.mark.parametrize(
    ("typed", "code", "error"),
    [
        (("create", "a/bk"), 2, "backup.inside"),
        (("create", "bk", "--recipient", "age1x"), 2, "backup.recipient_invalid"),
        (("create", "bk", "--keep", "soon"), 2, "backup.age_invalid"),
        (("create", "file/bk"), 74, "backup.not_writable"),
        (("verify", "bk"), 3, "backup.none_here"),
        (("drill", "bk"), 3, "backup.none_here"),
        (("restore", "bk", "again"), 3, "backup.none_here"),
        (("restore", "bk", "a"), 2, "backup.target_not_empty"),
        (("verify", "bk", "--identity", "absent"), 2, "backup.identity_absent"),
        (("verify", "bk", "--identity", "a/crmfs.yaml"), 2, "backup.identity_unreadable"),
    ],
)
def test_what_cannot_be_done_is_told_with_its_exit_code(
    crmfs: Type, tmp_path: Path, typed: tuple[str, ...], code: int, error: str
) -> None:
    (tmp_path / "file").write_bytes(b"")
    said = crmfs("-C", "a", "backup", *typed, "--json")
    assert (said.code, said.out, json.loads(said.err)["error"]) == (code, "", error)
    assert not (tmp_path / "bk").exists()


@pytest.mark.usefixtures("company")
def test_who_does_not_see_everything_makes_no_backup(
    crmfs: Type, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert crmfs("-C", "a", "--as", "李强", "backup", "create", "bk").code == 3
    monkeypatch.setenv("CRMFS_ACTOR", "E002")
    for typed in (("create", "bk"), ("create", "bk", "--dry-run"), ("drill", "bk")):
        said = crmfs("-C", "a", "backup", *typed, "--json")
        assert (said.code, json.loads(said.err)["error"]) == (3, "backup.needs_all")
    assert not (tmp_path / "bk").exists()


@pytest.mark.usefixtures("company")
def test_a_server_s_schedule_is_no_member_and_backs_up(
    crmfs: Type, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert crmfs("init", "s.git", "--bare").code == 0
    from crmfs.git.repository import Repository

    Repository.find(tmp_path / "a").git("push", "-q", str(tmp_path / "s.git"), "main")
    monkeypatch.setenv("CRMFS_ACTOR", "cron@example.com")
    assert crmfs("-C", "s.git", "backup", "create", "bk").code == 0
    assert crmfs("-C", "s.git", "backup", "drill", "bk").code == 0
    assert crmfs("backup", "restore", "bk", "again.git", "--json").objects[0]["bare"] is True


@pytest.mark.usefixtures("company")
def test_a_broken_repository_is_backed_up(crmfs: Type, tmp_path: Path) -> None:
    for name in ("crmfs.yaml", "members.yaml"):
        (tmp_path / "a" / name).write_text("{{{", encoding="utf-8")
    from crmfs.git.repository import Repository

    Repository.find(tmp_path / "a").git("commit", "-q", "--no-verify", "-a", "-m", "broken")
    assert crmfs("-C", "a", "backup", "create", "bk").code == 0
    said = crmfs("backup", "verify", "bk", "--json")
    assert (said.code, said.objects[-1]["summary"]["good"]) == (0, True)
    assert said.objects[-1]["summary"]["rules"]

"""`crmfs fix` as people and machines meet it: shown first, asked for, never staged, never committed."""

import json
import os
import pty
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import crmfs
from crmfs.cli import main

HOUSE = Path(crmfs.__file__).parents[1]
CUSTOMER = "customers/01/CUST001/customer.yaml"
TYPED = "id: CUST001\nname: *经理\ncompany: 未来科技\nowner: E001\n客户状态: 活跃  # 刚签约\n下次跟进日期: 2023/10/15\n"
MENDED = (
    'id: CUST001\nname: "*经理"\ncompany: 未来科技\nowner: E001\nstatus: active  # 刚签约\nnext_follow_up: 2023-10-15\n'
)
GOOD = 'id: {id}\nname: "*经理"\ncompany: {company}\nowner: E001\n'

Git = Callable[..., str]
Make = Callable[..., Path]


@pytest.fixture(autouse=True)
def surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CRMFS_LANG", "LC_ALL", "LANG", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("CRMFS_TODAY", "2026-03-31")
    monkeypatch.setenv("PYTHONPATH", str(HOUSE))


@pytest.fixture
def made(make_repository, write) -> Make:
    """`made(files, committed={}, settings="")` returns the top of a repository; `files` are not committed."""

    def make(
        files: dict[str, str], committed: dict[str, str] | None = None, settings: str = "", name: str = "r"
    ) -> Path:
        base = {
            f"schema/{file.relative_to(HOUSE / 'schema').as_posix()}": file.read_bytes()
            for file in (HOUSE / "schema").rglob("*.json")
        }
        members = "members:\n  - {id: E001, name: 王芳, emails: [wang@example.com], roles: [management]}\n"
        crmfs_yaml = "format: 1\n" + settings
        policy = (HOUSE / "repo-template/access.yaml").read_bytes()
        repository = make_repository(
            {
                **base,
                "members.yaml": members,
                "access.yaml": policy,
                "crmfs.yaml": crmfs_yaml,
                **(committed or {}),
            },
            name,
        )
        write(repository.root, files)
        return repository.root

    return make


def _answered(root: Path, answer: bytes, *arguments: str, output: int | None = None) -> tuple[int, str]:
    """Runs `crmfs fix` on a terminal, its result elsewhere if asked, types an answer; returns exit code and screen."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "crmfs", "-C", str(root), "fix", *arguments]
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "100", "PYTHONIOENCODING": "utf-8"}
    running = subprocess.Popen(
        command, stdin=theirs, stdout=theirs if output is None else output, stderr=theirs, env=environment
    )
    os.close(theirs)
    os.write(ours, answer)
    screen = b""
    while True:
        try:
            part = os.read(ours, 65536)
        except OSError:
            break
        if not part:
            break
        screen += part
    os.close(ours)
    return running.wait(), screen.decode()


def test_what_was_typed_is_refused_mended_and_committed(
    made: Make, git: Git, capsys: pytest.CaptureFixture[str]
) -> None:
    root = made({CUSTOMER: TYPED.replace("owner: E001\n", "owner: E001\nstatus_reason: 签约\nstatus_by: E001\n")
                 .replace("2023/10/15", "2026/4/15\nstatus_date: 2026年3月30日")})  # fmt: skip
    assert main(["-C", str(root), "hooks", "install"]) == 0
    git(root, "add", "-A")
    refused = subprocess.run(["git", "commit", "-m", "new"], cwd=root, capture_output=True, check=False)
    assert refused.returncode == 1
    assert "crmfs fix" in refused.stderr.decode()
    assert main(["-C", str(root), "fix"]) == 0
    told = capsys.readouterr()
    assert "-name: *经理\n" in told.out and '+name: "*经理"\n' in told.out
    assert "git" in told.err.splitlines()[-1]
    command = told.err.splitlines()[-1].partition("：")[2].replace("commit", "commit -q -m new")
    subprocess.run(command, shell=True, cwd=root, check=True)
    assert git(root, "status", "--porcelain") == ""


def test_the_index_and_other_files_stay_as_they_are(made: Make, git: Git) -> None:
    root = made({CUSTOMER: TYPED, "notes.txt": "x"})
    git(root, "add", CUSTOMER)
    before = git(root, "ls-files", "--stage", CUSTOMER)
    assert main(["-C", str(root), "fix"]) == 0
    assert (root / CUSTOMER).read_text(encoding="utf-8") == MENDED
    assert git(root, "ls-files", "--stage", CUSTOMER) == before
    assert git(root, "status", "--porcelain") == f"AM {CUSTOMER}\n?? notes.txt\n"


def test_a_dry_run_shows_and_writes_nothing(made: Make, capsys: pytest.CaptureFixture[str]) -> None:
    root = made({CUSTOMER: TYPED})
    assert main(["-C", str(root), "--lang", "en", "fix", "--dry-run"]) == 1
    told = capsys.readouterr()
    assert "+status: active  # 刚签约" in told.out
    assert "Problems that can be mended: 5, files: 1" in told.err
    assert (root / CUSTOMER).read_text(encoding="utf-8") == TYPED


def test_nothing_to_mend_is_no_failure(made: Make, capsys: pytest.CaptureFixture[str]) -> None:
    root = made({CUSTOMER: MENDED})
    for arguments in ([], ["--dry-run"]):
        assert main(["-C", str(root), "fix", *arguments]) == 0
        assert capsys.readouterr().out == ""


@pytest.mark.parametrize(("answer", "code"), [(b"\n", 0), ("是\n".encode(), 0), (b"n\n", 1), (b"\x04", 130)])
def test_on_a_terminal_it_asks_first(answer: bytes, code: int, made: Make) -> None:
    root = made({CUSTOMER: TYPED})
    ended, screen = _answered(root, answer)
    assert ended == code
    assert "现在写入吗？[Y/n]" in screen or code == 130
    assert (root / CUSTOMER).read_text(encoding="utf-8") == (TYPED if code else MENDED)


def test_it_asks_also_where_the_diff_goes_to_a_pager(made: Make) -> None:
    root = made({CUSTOMER: TYPED})
    ended, screen = _answered(root, b"n\n", output=subprocess.DEVNULL)
    assert ended == 1
    assert "现在写入吗？[Y/n]" in screen and "*经理" not in screen
    assert (root / CUSTOMER).read_text(encoding="utf-8") == TYPED


def test_on_a_terminal_the_diff_is_coloured_and_yes_asks_nothing(made: Make) -> None:
    root = made({CUSTOMER: TYPED})
    ended, screen = _answered(root, b"", "--yes")
    assert ended == 0
    assert "\x1b[1;31m-name: *经理\x1b[0m" in screen
    assert "[Y/n]" not in screen


def test_json_gives_an_object_a_change_and_a_summary(made: Make, capsys: pytest.CaptureFixture[str]) -> None:
    root = made({CUSTOMER: TYPED, "customers/02/CUST003/customer.yaml": GOOD.format(id="CUST003", company="甲")})
    assert main(["-C", str(root), "--json", "fix"]) == 0
    *changes, summary = map(json.loads, capsys.readouterr().out.splitlines())
    assert [(one["id"], one["path"], one["commit"], one["op"]) for one in changes] == [
        ("CUST001", CUSTOMER, None, None),
        ("CUST003", "customers/02/CUST003", None, None),
    ]
    assert changes[0]["codes"][0] == "yaml.asterisk_unquoted"
    assert sorted(changes[0]["codes"][1:]) == ["label.used", "label.used", "label.used", "value.date_format"]
    assert changes[1]["to"] == "customers/03/CUST003"
    assert summary["summary"] == {"fixed": 6, "files": 2, "left": 0, "refused": []}
    assert (root / "customers/03/CUST003/customer.yaml").exists()


def test_what_stays_is_told_with_its_remedy(made: Make, capsys: pytest.CaptureFixture[str]) -> None:
    before = {CUSTOMER: GOOD.format(id="CUST001", company="未来科技") + "status: potential\n"}
    root = made({CUSTOMER: TYPED, "customers/02/CUST002/customer.yaml": "id: CUST002\n"}, before)
    assert main(["-C", str(root), "fix"]) == 1
    told = capsys.readouterr().err
    assert "status.reason_missing" in told
    assert "还有 5 个错误，要手工改正" in told
    assert "customers/02/CUST002/customer.yaml:1:1" in told
    assert told.splitlines()[-1].startswith("手工改完以后：")


def test_only_the_paths_given_are_mended(made: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    other = "customers/02/CUST002/customer.yaml"
    for spelled in (CUSTOMER, "customers/01", "CUST001"):
        root = made({CUSTOMER: TYPED, other: TYPED.replace("CUST001", "CUST002")}, name=spelled.replace("/", "-"))
        assert main(["-C", str(root), "fix", spelled]) == 0
        assert (root / CUSTOMER).read_text(encoding="utf-8") == MENDED
        assert "*经理" in (root / other).read_text(encoding="utf-8") and '"*经理"' not in (root / other).read_text()
    monkeypatch.chdir(root / "customers/02")
    assert main(["fix", "."]) == 0
    assert '"*经理"' in (root / other).read_text(encoding="utf-8")


def test_an_unknown_path_is_not_found(made: Make) -> None:
    assert main(["-C", str(made({})), "fix", "customers/77"]) == 3


def test_members_with_an_asterisk_do_not_lock_it_out(made: Make) -> None:
    people = "members:\n  - id: E001\n    name: *经理\n    roles: [management]\n"
    root = made({"members.yaml": people, CUSTOMER: TYPED})
    assert main(["-C", str(root), "validate"]) == 5
    assert main(["-C", str(root), "fix"]) == 0
    assert (root / "members.yaml").read_text(encoding="utf-8") == people.replace("*经理", '"*经理"')
    assert (root / CUSTOMER).read_text(encoding="utf-8") == MENDED


def test_a_file_that_cannot_be_mended_exactly_is_left_alone_and_told(
    made: Make, capsys: pytest.CaptureFixture[str]
) -> None:
    text = MENDED + "客户状态: 潜在\n"
    root = made({CUSTOMER: text})
    assert main(["-C", str(root), "fix"]) == 1
    assert f"{CUSTOMER} 没有改动：同一处已有同名字段" in capsys.readouterr().err
    assert (root / CUSTOMER).read_text(encoding="utf-8") == text


@pytest.mark.parametrize("folder", ["CUST001", "新公司"])
def test_a_customer_in_no_shard_is_an_error_and_goes_where_its_id_says(folder: str, made: Make) -> None:
    root = made({f"customers/{folder}/customer.yaml": MENDED})
    assert main(["-C", str(root), "validate"]) == 1
    assert main(["-C", str(root), "fix"]) == 0
    assert (root / CUSTOMER).read_text(encoding="utf-8") == MENDED
    assert not (root / "customers" / folder).exists()


def test_a_folder_does_not_move_over_another(made: Make, capsys: pytest.CaptureFixture[str]) -> None:
    wrong = "customers/02/CUST001/customer.yaml"
    root = made({CUSTOMER: MENDED, wrong: GOOD.format(id="CUST001", company="乙")})
    assert main(["-C", str(root), "fix"]) == 1
    assert "crmfs fix --renumber customers/02/CUST001" in capsys.readouterr().err
    assert (root / wrong).exists() and (root / CUSTOMER).exists()


def test_an_error_that_is_left_is_told_and_ends_in_exit_code_1_however_often_it_is_run(
    made: Make, capsys: pytest.CaptureFixture[str]
) -> None:
    root = made({CUSTOMER: TYPED + "statsu: x\n"})
    for arguments in (["--dry-run"], [], [], [CUSTOMER], ["customers/01"]):
        assert main(["-C", str(root), "fix", *arguments]) == 1
        said = capsys.readouterr().err
        assert "还有 1 个错误，要手工改正" in said
        assert "field.unknown" in said


def test_of_very_many_errors_that_are_left_the_first_are_told_and_the_others_counted(
    made: Make, capsys: pytest.CaptureFixture[str]
) -> None:
    root = made({CUSTOMER: MENDED + "".join(f"x{number}: 1\n" for number in range(32))})
    assert main(["-C", str(root), "fix"]) == 1
    said = capsys.readouterr().err
    assert "还有 32 个错误，要手工改正" in said
    assert "还有 2 个这里没有列出" in said


def test_a_misnamed_record_gets_its_name_and_is_mended_with_it(made: Make, capsys: pytest.CaptureFixture[str]) -> None:
    root = made({"customers/01/CUST001/customer.yml": TYPED})
    assert main(["-C", str(root), "fix"]) == 0
    assert "移动 customers/01/CUST001/customer.yml → customers/01/CUST001/customer.yaml" in capsys.readouterr().out
    assert (root / CUSTOMER).read_text(encoding="utf-8") == MENDED
    assert not (root / "customers/01/CUST001/customer.yml").exists()


def test_a_misnamed_record_never_replaces_the_right_one(made: Make, capsys: pytest.CaptureFixture[str]) -> None:
    root = made({CUSTOMER: MENDED, "customers/01/CUST001/customer.yml": TYPED})
    assert main(["-C", str(root), "fix"]) == 1
    assert f"{CUSTOMER} 已经有了" in capsys.readouterr().err
    assert (root / CUSTOMER).read_text(encoding="utf-8") == MENDED


def test_a_bare_repository_has_no_files_to_mend(make_repository, capsys: pytest.CaptureFixture[str]) -> None:
    bare = make_repository({"crmfs.yaml": "format: 1\n"}, bare=True)
    assert main(["-C", str(bare.git_dir), "fix"]) == 5
    assert "裸仓库" in capsys.readouterr().err


def test_symlinks_are_never_followed(made: Make, tmp_path: Path) -> None:
    outside = tmp_path / "outside.yaml"
    outside.write_text(TYPED, encoding="utf-8")
    root = made({"customers/01/CUST001/contacts.yaml": "contacts: []\n"})
    (root / CUSTOMER).symlink_to(outside)
    main(["-C", str(root), "fix"])
    assert outside.read_text(encoding="utf-8") == TYPED


def test_the_order_of_keys_changes_only_when_asked(made: Make) -> None:
    root = made({CUSTOMER: "owner: E001\ncompany: 甲\nid: CUST001\nname: '*经理'\n"})
    assert main(["-C", str(root), "fix"]) == 0
    assert (root / CUSTOMER).read_text(encoding="utf-8").startswith("owner")
    assert main(["-C", str(root), "fix", "--order"]) == 0
    assert (root / CUSTOMER).read_text(encoding="utf-8") == "id: CUST001\nname: '*经理'\ncompany: 甲\nowner: E001\n"


# A new id for one of two

SEQUENCE = "ids: sequence\n"
CHILD = "customers/01/CUST001/interactions/INT-20260301-7K3M9Q.yaml"
INTERACTION = "id: INT-20260301-7K3M9Q\ndate: 2026-03-01\ntype: call\ncontent: CUST001 来电\nemployee: E001\n"


def _pushed(root: Path, git: Git, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", "--bare", root, "server.git")
    git(root, "remote", "add", "origin", tmp_path / "server.git")
    git(root, "fetch", "-q", "origin")


def test_an_id_that_was_not_pushed_is_changed_so_that_the_other_can_be_merged(
    made: Make, git: Git, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = made({}, settings=SEQUENCE)
    _pushed(root, git, tmp_path)
    other = tmp_path / "other"
    git(tmp_path, "clone", "-q", "server.git", "other")
    for place, company in ((root, "甲"), (other, "乙")):
        (place / CUSTOMER).parent.mkdir(parents=True)
        (place / CUSTOMER).write_text(
            GOOD.format(id="CUST001", company=company) + "source_ref: {system: a, id: CUST001}\n"
        )
        git(place, "add", "-A")
        git(place, "commit", "-q", "-m", "new")
    git(other, "push", "-q", "origin", "main")
    git(root, "fetch", "-q", "origin")
    assert main(["-C", str(root), "fix", "--renumber", "CUST001"]) == 0
    assert "CUST002" in capsys.readouterr().err
    moved = root / "customers/02/CUST002/customer.yaml"
    assert moved.read_text() == GOOD.format(id="CUST002", company="甲") + "source_ref: {system: a, id: CUST001}\n"
    assert not (root / "customers/01").exists()
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "renumbered")
    git(root, "merge", "-q", "origin/main")
    assert "company: 乙" in (root / CUSTOMER).read_text()
    assert main(["-C", str(root), "validate", "customers"]) == 0


def test_an_id_that_others_have_stays(made: Make, git: Git, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = made({}, {CUSTOMER: GOOD.format(id="CUST001", company="甲")}, SEQUENCE)
    _pushed(root, git, tmp_path)
    assert main(["-C", str(root), "fix", "--renumber", "CUST001"]) == 1
    assert "已经在服务器上" in capsys.readouterr().err
    assert (root / CUSTOMER).exists()


def test_of_one_id_in_two_shards_the_misplaced_one_gets_the_new_id(made: Make, git: Git, tmp_path: Path) -> None:
    wrong = {"customers/02/CUST001/customer.yaml": GOOD.format(id="CUST001", company="乙")}
    root = made(wrong, {CUSTOMER: GOOD.format(id="CUST001", company="甲"), CHILD: INTERACTION}, SEQUENCE)
    assert main(["-C", str(root), "validate"]) == 1
    assert main(["-C", str(root), "fix", "--renumber", "CUST001"]) == 0
    assert (root / "customers/02/CUST002/customer.yaml").read_text() == GOOD.format(id="CUST002", company="乙")
    assert (root / CUSTOMER).exists()
    assert main(["-C", str(root), "validate"]) == 0


def test_a_record_of_a_customer_gets_a_new_id(made: Make, capsys: pytest.CaptureFixture[str]) -> None:
    ticket = CHILD.replace("interactions", "tickets")
    root = made(
        {
            CHILD: INTERACTION,
            ticket: "id: INT-20260301-7K3M9Q\nopened: 2026-03-01\nkind: repair\nsubject: 报修\nstatus: open\n",
        },
        {CUSTOMER: GOOD.format(id="CUST001", company="甲")},
    )
    assert main(["-C", str(root), "fix", "--renumber", "CUST001/INT-20260301-7K3M9Q"]) == 1
    assert ticket in capsys.readouterr().err
    assert main(["-C", str(root), "--json", "fix", "--renumber", ticket]) == 0
    *_, move, summary = map(json.loads, capsys.readouterr().out.splitlines())
    assert move["path"] == ticket and move["id"].startswith("CUST001/TIC-20260301-")
    assert summary["summary"] == {"fixed": 1, "files": 2, "left": 0, "refused": []}
    assert (root / CHILD).exists() and not (root / ticket).exists()
    assert (root / move["to"]).read_text().startswith(f"id: {Path(move['to']).stem}\n")


def test_an_id_that_is_not_there_is_not_found(made: Make) -> None:
    assert main(["-C", str(made({})), "fix", "--renumber", "CUST777"]) == 3


def test_a_new_id_takes_no_other_work(made: Make) -> None:
    assert main(["-C", str(made({})), "fix", "--renumber", "CUST001", "customers"]) == 2

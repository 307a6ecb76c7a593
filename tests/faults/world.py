"""The office that the faults strike: a work tree in which somebody has work of his own open, a bare server, tables.

Holds also the commands that write, as a user types them. Judges nothing.
"""

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

OP = "5f0c1e9a-3f0e-4d3c-9a52-00000000000f"
NAMES = [f"CUST{number:03d}" for number in range(1, 7)]
HERE, THERE = "只在这里", "只在服务器"  # what the office and the server have and the other has not
QUIET = [name for name in NAMES if name not in ("CUST005", "CUST006")]  # customers of whom nobody has a file open
OPEN = {  # what the user has open, and how: none of it may ever change
    "README.md": "dirty", "reports/常见问题.md": "staged", "AGENTS.md": "staged, then dirty",
    "templates/customer.yaml": "deleted", "我的笔记.txt": "untracked", "reports/新.md": "added",
    "customers/06/CUST006/草稿.txt": "untracked", "reports/说明.md": "made executable",
}  # fmt: skip
BROKEN = "customers/05/CUST005/customer.yaml"  # what `fix` is to mend: a label where a code belongs, not committed


class Act(NamedTuple):
    """One command that writes.

    Attributes:
        typed: What is typed behind `crmfs -C office`, without `--op`.
        bare: Whether it makes sense in a bare repository.
        commits: Whether it makes a commit.
        fixes: Whether it mends a file that the user has open.
        syncs: Whether it joins the office with the server, whose history then has commits of both.
    """

    typed: tuple[str, ...]
    bare: bool = True
    commits: bool = True
    fixes: bool = False
    syncs: bool = False


ACTS: Mapping[str, Act] = {
    "new customer": Act(("new", "customer", "公司名称=新来公司", "客户姓名=张三", "联系方式=13800001111")),
    "new interaction": Act(("new", "interaction", "CUST001", "type=call", "content=谈过")),
    "set": Act(("set", "CUST001", "备注=谈过")),
    "set where": Act(("set", "--where", "状态:潜在", "备注=一起改", "--reason", "交接")),
    "status": Act(("status", "CUST002", "活跃", "--reason", "签约", "--follow-up", "+7d")),
    "attach": Act(("attach", "CUST002", "../合同.pdf")),
    "delete": Act(("delete", "CUST003/INT-20260101-AAAAAA", "--reason", "重复")),
    "delete whole": Act(("delete", "CUST004", "--whole", "--reason", "不再是客户")),
    "import": Act(("import", "../more.csv")),
    "member set": Act(("member", "set", "E001", "团队=east")),
    "undo": Act(("undo", "HEAD")),
    "restore": Act(("restore", "CUST002#备注@HEAD~1"), bare=False),
    "fix": Act(("fix", "--yes"), bare=False, commits=False, fixes=True),
    "sync --fold": Act(("sync", "--fold", "--without", "HEAD"), bare=False),
    "sync": Act(("sync",), bare=False, commits=False, syncs=True),
    "search": Act(("search", "谈过"), commits=False),  # the first one builds the index
    "index rebuild": Act(("index", "rebuild"), bare=False, commits=False),
}


def environment(folder: Path) -> dict[str, str]:
    """Returns the variables of a user who has nothing but this folder, his git identity in it."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "CRMFS_", "LC_"))}
    own = {"HOME": str(folder), "GIT_CONFIG_GLOBAL": str(folder / "gitconfig"), "GIT_CONFIG_NOSYSTEM": "1"}
    return kept | own | {"CRMFS_TODAY": "2026-03-31", "LANG": "C.UTF-8", "NO_COLOR": "1"}


def make(folder: Path, crmfs: list[str]) -> None:
    """Makes the office in a new folder; `crmfs` is how the program is started."""
    folder.mkdir(parents=True)
    (folder / "gitconfig").write_text(
        "[user]\n\tname = 王芳\n\temail = wang@example.com\n[gc]\n\tauto = 0\n[core]\n\tquotepath = false\n",
        encoding="utf-8",
    )
    env, office = environment(folder), folder / "office"

    def run(*command: str) -> None:
        done = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr

    run(*crmfs, "init", "office", "--lang", "zh")
    rows = "".join(f"{name},公司{name},{'活跃' if name in BROKEN else '潜在'}\n" for name in NAMES)
    (folder / "first.csv").write_text(f"客户ID,公司名称,客户状态\n{rows}", encoding="utf-8")
    more = "".join(f"CUST1{n:02d},又一公司{n},潜在\n" for n in range(30))
    (folder / "more.csv").write_text(f"客户ID,公司名称,客户状态\n{more}", encoding="utf-8")
    (folder / "合同.pdf").write_bytes(b"%PDF-1.4\n" + bytes(range(256)) * 400)
    run(*crmfs, "-C", "office", "import", "first.csv")
    _write(office, {"reports/常见问题.md": "问\n", "reports/说明.md": "说\n", "customers/03/CUST003/interactions/"
           "INT-20260101-AAAAAA.yaml": _INTERACTION})  # fmt: skip
    run("git", "-C", "office", "add", "-A")
    run("git", "-C", "office", "commit", "-q", "--no-verify", "-m", "more")
    run("git", "-C", "office", "gc", "-q")
    run("git", "clone", "-q", "--bare", "office", "bare.git")
    run("git", "-C", "office", "remote", "add", "origin", "../bare.git")
    run("git", "-C", "office", "fetch", "-q", "origin")
    run("git", "-C", "office", "branch", "-q", "-u", "origin/main")
    run(*crmfs, "-C", "office", "set", "CUST003", "需求=库存")
    run(*crmfs, "-C", "office", "set", "CUST002", f"备注={HERE}")
    run(*crmfs, "-C", "bare.git", "set", "CUST001", f"需求={THERE}")
    _open_work(office, run)


def _open_work(office: Path, run) -> None:
    _write(office, {name: f"我的 {how}\n" for name, how in OPEN.items() if how not in ("deleted", "made executable")})
    (office / "templates/customer.yaml").unlink()
    (office / "reports/说明.md").chmod(0o755)
    (office / "我的笔记.txt").chmod(0o600)
    for name, how in OPEN.items():
        if how in ("staged", "staged, then dirty", "added"):
            run("git", "-C", "office", "add", "--", name)
    _write(office, {"AGENTS.md": "后来又改\n"})
    broken = office / BROKEN
    broken.write_text(broken.read_text(encoding="utf-8").replace("status: active", "status: 活跃"), encoding="utf-8")
    assert "活跃" in broken.read_text(encoding="utf-8")


def ready(made: Path, crmfs: list[str]) -> None:
    """Makes the office if nobody has yet."""
    if not made.exists():
        make(made, crmfs)


def copied(made: Path, world: Path) -> None:
    """Puts a fresh copy of the office in a world's place."""
    shutil.rmtree(world, ignore_errors=True)
    shutil.copytree(made, world, symlinks=True)


def _write(office: Path, files: Mapping[str, str]) -> None:
    for path, text in files.items():
        (office / path).parent.mkdir(parents=True, exist_ok=True)
        (office / path).write_text(text, encoding="utf-8")


_INTERACTION = "id: INT-20260101-AAAAAA\ndate: 2026-01-01\ntype: call\ncontent: 谈过\nemployee: E001\n"

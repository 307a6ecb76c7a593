"""An office: a person's clone and the server it pushes to, worked on by the git command alone."""

import os
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

TODAY = date(2026, 3, 2)
CUSTOMER = "customers/01/CUST001/customer.yaml"
CONTACTS = "customers/01/CUST001/contacts.yaml"
GOOD_CUSTOMER = """\
id: CUST001
name: "*经理"
company: 未来科技有限公司
type: b2b
owner: E001
status: potential
lifecycle: in_use
"""
PHONE = "13800001111"

# 李强 looks after CUST002 and sees CUST003 of his team; CUST004 and all finance files are hidden from him.
MEMBERS = """\
members:
  - {id: E001, name: 王芳, emails: [wang@example.com], roles: [management]}
  - {id: E002, name: 李强, emails: [li@example.com], roles: [sales], team: east}
  - {id: E003, name: 赵敏, emails: [zhao@example.com], roles: [sales-lead], team: east}
  - {id: E004, name: 孙丽, emails: [sun@example.com], roles: [sales], team: west}
  - {id: E005, name: 周杰, emails: [zhou@example.com], roles: [support]}
"""
OWN, TEAMS, HIDDEN = (f"customers/0{number}/CUST00{number}/customer.yaml" for number in (2, 3, 4))
TERMS = "customers/02/CUST002/finance/terms.yaml"
CANARIES = ("CANARY", "金丝雀")


def customer(id_: str, owner: str, team: str, more: str = "", company: str = "") -> str:
    """Returns the text of a customer.yaml."""
    return (
        f'id: {id_}\nname: "*经理"\ncompany: {company or id_ + "有限公司"}\ntype: b2b\nowner: {owner}\nteam: {team}\n'
        f"status: potential\nlifecycle: in_use\nlevel: normal\n{more}"
    )


TEAM = {
    "members.yaml": MEMBERS,
    OWN: customer("CUST002", "E002", "east"),
    TEAMS: customer("CUST003", "E003", "east"),
    HIDDEN: customer("CUST004", "E004", "west", "notes: CANARY\n", "金丝雀有限公司"),
    TERMS: "bank: CANARY\n",
}


@dataclass(frozen=True)
class Office:
    """A person's clone and the server it pushes to."""

    clone: Path
    server: Path

    def git(self, *args: str, env: Mapping[str, str] | None = None) -> "subprocess.CompletedProcess[str]":
        """Runs git in the clone."""
        return run_git(self.clone, *args, env=env)

    def write(self, files: Mapping[str, str | bytes]) -> None:
        """Writes files of the clone's work tree."""
        for path, content in files.items():
            file = self.clone / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content.encode() if isinstance(content, str) else content)

    def commit_unchecked(self, files: Mapping[str, str | bytes], message: str = "change") -> str:
        """Commits files past the hooks of the clone, as somebody does who means harm, and returns the commit."""
        self.write(files)
        self.git("add", "-A")
        done = self.git("commit", "--quiet", "--no-verify", "--allow-empty", "-m", message)
        assert done.returncode == 0, done.stderr
        return self.head()

    def sit_down(self, name: str, email: str) -> None:
        """Makes somebody else the one who works in the clone."""
        self.git("config", "user.name", name)
        self.git("config", "user.email", email)

    def head(self) -> str:
        """Returns the clone's last commit."""
        return self.git("rev-parse", "HEAD").stdout.strip()

    def server_tip(self, ref: str = "refs/heads/main") -> str:
        """Returns where a ref of the server points to, "" if it is not there."""
        return run_git(self.server, "rev-parse", "--verify", "--quiet", ref).stdout.strip()

    def push(self, *args: str, env: Mapping[str, str] | None = None) -> "subprocess.CompletedProcess[str]":
        """Pushes to the server."""
        return self.git("push", "origin", *(args or ("main",)), env=env)


def run_git(directory: Path, *args: str, env: Mapping[str, str] | None = None) -> "subprocess.CompletedProcess[str]":
    """Runs git and returns what it said, whatever came of it."""
    environment = os.environ | {"CRMFS_TODAY": TODAY.isoformat(), "GIT_EDITOR": "true"} | dict(env or {})
    return subprocess.run(
        ["git", *args], cwd=directory, env=environment, capture_output=True, encoding="utf-8", check=False
    )


Refused = Callable[..., str]

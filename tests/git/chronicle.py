"""A small repository with a history of its own: one customer, two members, branches and merges by the git command."""

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

from crmfs.access.authority import authority_at
from crmfs.core.release import template_files
from crmfs.git.repository import Repository
from crmfs.history.changes import FileChange
from crmfs.history.entries import Entry, Wish, entries
from crmfs.history.fields import Absent
from crmfs.history.past import Past

CUSTOMER, FOLDER = "customers/01/CUST001/customer.yaml", "customers/01/CUST001"
CONTACTS, NOTE = f"{FOLDER}/contacts.yaml", f"{FOLDER}/documents/other/说明.txt"
RULES = {path: data.decode() for path, data in template_files().items() if path.startswith("schema/")} | {
    "crmfs.yaml": "format: 1\nlanguage: zh\ntimezone: Asia/Shanghai\n",
    "members.yaml": "members:\n"
    "  - {id: E001, name: 王芳, emails: [wang@example.com], roles: [management]}\n"
    "  - {id: E002, name: 李强, emails: [li@example.com], roles: [sales]}\n"
    "  - {id: E003, name: 韩梅, emails: [han@example.com], roles: [sales]}\n",
    "access.yaml": "version: 1\n"
    'scope: {kind: customer, at: "customers/*/*", meta: customer.yaml}\n'
    "roles: {sales: {}, management: {}}\n"
    "grants:\n"
    '  - {id: admin, to: [management], allow: [write], paths: ["**"], why: all}\n'
    '  - {id: own, to: [sales], allow: [read], paths: ["{customer}/**"], where: "customer.owner == me.id", why: own}\n'
    "restrict:\n"
    '  - {id: money, only: [management], stop: [read], paths: ["{customer}/finance/**"], why: money}\n'
    '  - {id: budget, only: [management], stop: [read], paths: ["{customer}/customer.yaml"], fields: [budget],'
    " show: mask, why: budget}\n"
    '  - {id: phones, only: [management], stop: [read], paths: ["{customer}/contacts.yaml"],'
    ' fields: ["contacts[].mobile"], show: partial, why: phones}\n'
    '  - {id: owners, only: [management], stop: [edit, delete], paths: ["{customer}/customer.yaml"],'
    " fields: [owner], why: owners}\n",
}


def customer(id_: str = "CUST001", **fields: object) -> str:
    """Returns the text of a customer.yaml; what is not said is as always."""
    values = {"id": id_, "company": "未来科技", "owner": "E002", "status": "potential"} | fields
    return "".join(f"{key}: {value}\n" for key, value in values.items() if value is not None)


class Chronicle:
    """A repository in which each commit is a minute after the one before."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._minute = 0
        folder.mkdir(parents=True, exist_ok=True)
        self.git("init", "--quiet", "--initial-branch=main")
        self.commit("rules", RULES)

    def git(self, *args: str, check: bool = True) -> str:
        """Runs git a minute later than before."""
        self._minute += 1
        at = f"2026-03-02T09:{self._minute:02d}:00+08:00"
        env = os.environ | {
            "GIT_AUTHOR_DATE": at, "GIT_COMMITTER_DATE": at, "GIT_AUTHOR_NAME": "王芳", "GIT_COMMITTER_NAME": "王芳",
            "GIT_AUTHOR_EMAIL": "wang@example.com", "GIT_COMMITTER_EMAIL": "wang@example.com",
        }  # fmt: skip
        done = subprocess.run(["git", *args], cwd=self.folder, env=env, capture_output=True, text=True, check=check)
        return done.stdout.strip()

    def commit(self, message: str, files: Mapping[str, str | None]) -> str:
        """Commits files, those deleted that are None; returns the commit."""
        for path, text in files.items():
            file = self.folder / path
            if text is None:
                file.unlink()
            else:
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(text, encoding="utf-8")
        self.git("add", "-A")
        self.git("commit", "--quiet", "--no-verify", "-m", message)
        return self.git("rev-parse", "HEAD")

    def merge(self, branch: str, files: Mapping[str, str | None]) -> str:
        """Merges a branch; the result is what the files say, where git would do otherwise."""
        self.git("merge", "--quiet", "--no-ff", "--no-commit", branch, check=False)
        return self.commit(f"merge {branch}", files)

    def past(self, member: str = "E001") -> Past:
        """Returns what a member may see of it."""
        repository = Repository.find(self.folder)
        tip = repository.snapshot("HEAD")
        authority = authority_at(tip)
        found = authority.members.find(member)
        assert found is not None
        return Past(repository, repository.head(), lambda: tip, authority.grant(found), None, repository.worktree)

    def log(self, path: str = "", member: str = "E001", **wish: object) -> list[Entry]:
        """Returns the history of a path as a member is told it, newest first."""
        return list(entries(self.past(member), Wish(path, **wish)))  # type: ignore[arg-type]

    def told(self, path: str = "", member: str = "E001") -> list[tuple[str, str]]:
        """Returns the history with each commit's subject and what it did, newest first."""
        return [(entry.revision.subject, "; ".join(map(said, entry.changes))) for entry in self.log(path, member)]


def said(change: FileChange) -> str:
    """Returns a change in short."""
    fields = ", ".join(f"{one.pointer} {_plain(one.old)}→{_plain(one.new)}" for one in change.fields)
    return f"{change.how} {change.path.rpartition('/')[2]}" + (f": {fields}" if fields else "")


def _plain(side: object) -> object:
    return "" if isinstance(side, Absent) else side

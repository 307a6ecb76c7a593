"""What tests of access share: a snapshot held in memory, and policies written as values."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from crmfs.access.grant import Grant
from crmfs.access.members import Member, member_from
from crmfs.access.policy import Policy
from crmfs.access.policy_reader import read_policy
from crmfs.access.view import View
from crmfs.git.model import FILE, FOLDER, object_id
from crmfs.git.snapshot import Entry, Snapshot, absent, git_order, joined


class Held(Snapshot):
    """Files in memory; a path whose mode is not that of a file is said in `modes`."""

    tree = None

    def __init__(self, files: Mapping[str, str], modes: Mapping[str, int] | None = None) -> None:
        self.files = files
        self._modes = modes or {}

    def read(self, path: str) -> bytes:
        """The bytes of one file."""
        if path not in self.files:
            raise absent(path)
        return self.files[path].encode()

    def entry(self, path: str) -> Entry | None:
        """A file's entry."""
        if path not in self.files:
            return None
        data = self.read(path)
        return Entry(path, self._modes.get(path, FILE), object_id("blob", data), len(data))

    def entries(self, folder: str) -> list[Entry]:
        """Files and folders directly in a folder."""
        start = f"{folder}/" if folder else ""
        rests = [path[len(start) :] for path in self.files if path.startswith(start)]
        names = {rest.partition("/")[0]: FOLDER if "/" in rest else FILE for rest in rests}
        paths = [joined(folder, name) for name in sorted(names, key=lambda name: git_order(name, names[name]))]
        return [self.entry(path) or Entry(path, FOLDER, self.subtree(path)) for path in paths]

    def walk(self, under: str = "") -> Iterator[Entry]:
        """All files below a folder."""
        if found := self.entry(under):
            yield found
        for entry in self.entries(under) if not found else ():
            yield from self.walk(entry.path) if entry.mode == FOLDER else (entry,)

    def subtree(self, folder: str) -> str | None:
        """An id of all that is below a folder, whatever the folder is called."""
        start = f"{folder}/" if folder else ""
        below = sorted((path[len(start) :], text) for path, text in self.files.items() if path.startswith(start))
        return object_id("tree", repr(below).encode()) if below else None


def policy(
    *grants: Mapping[str, Any], restrict: list[Mapping[str, Any]] | None = None, roles: str = "boss sales finance"
) -> Policy:
    """A policy of some rules; ids and reasons are filled in."""
    rules = {"version": 1, "roles": {role: {} for role in roles.split()}}
    named = {"grants": [*grants], "restrict": restrict or []}
    filled = {
        key: [{"id": f"{key}{number}", "why": "…", **rule} for number, rule in enumerate(each)]
        for key, each in named.items()
    }
    return accepted(rules | filled)


def accepted(values: Mapping[str, Any]) -> Policy:
    """The policy that values say."""
    found = read_policy(json.dumps(values, ensure_ascii=False).encode())
    assert isinstance(found, Policy), found
    return found


def member(*roles: str, **said: Any) -> Member:
    """A member of some roles."""
    return member_from({"id": "E1", "name": "王芳", "roles": [*roles], **said})


def view(files: Mapping[str, str], rules: Policy, who: Member, modes: Mapping[str, int] | None = None) -> View:
    """What a member sees of some files."""
    return View(Held(files, modes), Grant(rules, who))

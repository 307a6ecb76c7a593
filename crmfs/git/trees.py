"""Builds the trees and objects of a change from the tip's tree, along the changed paths only. Writes nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from crmfs.core.errors import ValueRefused
from crmfs.git.model import FOLDER, object_id
from crmfs.git.objects import Objects, TreeEntry
from crmfs.git.snapshot import git_order, joined

Leaf = tuple[int, bytes]  # mode and content of a file


@dataclass
class Built:
    """New objects by their ids, each with its kind, and the tree at their top (None: no files are left)."""

    tree: str | None = None
    objects: dict[str, tuple[str, bytes]] = field(default_factory=dict)

    def add(self, kind: str, data: bytes) -> str:
        """Adds an object and returns its id."""
        oid = object_id(kind, data)
        self.objects[oid] = (kind, data)
        return oid


def build(objects: Objects, tree: str | None, changes: Mapping[str, Leaf | None]) -> Built:
    """Returns the objects of a tree with some files set, or deleted where None.

    Raises:
        ValueRefused: `git.path_taken`: a file would stand where a folder is, or a folder where a file is.
    """
    built = Built()
    built.tree = _folder(objects, tree, "", changes, built)
    if built.tree is None and tree is not None:
        built.tree = built.add("tree", b"")
    return built


def _folder(
    objects: Objects, tree: str | None, folder: str, changes: Mapping[str, Leaf | None], built: Built
) -> str | None:
    names = dict(objects.names(tree)) if tree else {}
    here: dict[str, Leaf | None] = {}
    below: dict[str, dict[str, Leaf | None]] = {}
    for path, leaf in changes.items():
        name, slash, rest = path.partition("/")
        if slash:
            below.setdefault(name, {})[rest] = leaf
        else:
            here[name] = leaf
    for name, leaf in here.items():
        if leaf is None and name in names and names[name][1] != FOLDER:
            del names[name]
    for name, inner in below.items():
        _set_folder(objects, names, joined(folder, name), name, inner, built)
    for name, leaf in here.items():
        if leaf is not None:
            if name in names and names[name][1] == FOLDER:
                raise ValueRefused("git.path_taken", path=joined(folder, name))
            names[name] = (name, leaf[0], built.add("blob", leaf[1]))
    return built.add("tree", _raw(names)) if names else None


def _set_folder(
    objects: Objects,
    names: dict[str, TreeEntry],
    path: str,
    name: str,
    inner: Mapping[str, Leaf | None],
    built: Built,
) -> None:
    found = names.get(name)
    if found and found[1] != FOLDER:
        raise ValueRefused("git.path_taken", path=path)
    new = _folder(objects, found[2] if found else None, path, inner, built)
    if new is None:
        names.pop(name, None)
    else:
        names[name] = (name, FOLDER, new)


def _raw(names: Mapping[str, TreeEntry]) -> bytes:
    entries = sorted(names.values(), key=lambda entry: git_order(entry[0], entry[1]))
    return b"".join(
        b"%o %s\0%s" % (mode, name.encode("utf-8", "surrogateescape"), bytes.fromhex(oid))
        for name, mode, oid in entries
    )

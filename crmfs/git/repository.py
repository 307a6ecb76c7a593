"""Repository: where a git repository lies, which commits its names mean, its snapshots. Changes nothing in it."""

import os
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from crmfs.core.errors import ChangedMeanwhile, NotFound, RepositoryError, StorageError
from crmfs.git.command import run_git
from crmfs.git.ignored import in_doubt
from crmfs.git.loose import loose_ref
from crmfs.git.overlay import staged_overlay, worktree_overlay
from crmfs.git.place import find_place, hook_environment
from crmfs.git.snapshot import Entry, Snapshot
from crmfs.git.stored import Stored
from crmfs.git.worktree_files import WorkTreeFiles
from crmfs.git.worktree_part import edits_at

if TYPE_CHECKING:
    from crmfs.git.objects import Objects

_HEXADECIMAL = frozenset("0123456789abcdef")
_UNFINISHED = (
    ("MERGE_HEAD", "merge"),
    ("rebase-merge", "rebase"),
    ("rebase-apply", "rebase"),
    ("CHERRY_PICK_HEAD", "cherry-pick"),
    ("REVERT_HEAD", "revert"),
    ("BISECT_LOG", "bisect"),
    ("sequencer", "cherry-pick"),
)


class Repository:
    """One git repository, or one of its linked work trees.

    Attributes:
        root: Top of the work tree, None where there is none.
        git_dir: The folder with HEAD and the index.
        common_dir: The folder with objects and refs, shared by all work trees.
        hook_env: What git told this process as its hook: the index in use, the quarantine.
    """

    def __init__(
        self, root: Path | None, git_dir: Path, common_dir: Path, hook_env: Mapping[str, str] | None = None
    ) -> None:
        self.root = root
        self.git_dir = git_dir
        self.common_dir = common_dir
        self.hook_env = dict(hook_env or {})

    @classmethod
    def find(cls, start: Path) -> "Repository":
        """Returns the repository that a folder lies in, looking upward.

        Raises:
            RepositoryError: `git.not_a_repository`.
        """
        place = find_place(start)
        return cls(*place, hook_environment(place))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Repository) and self._places == other._places

    def __hash__(self) -> int:
        return hash(self._places)

    @property
    def _places(self) -> tuple[Path | None, Path, Path]:
        return self.root, self.git_dir, self.common_dir

    def __reduce__(self) -> tuple[object, ...]:
        return Repository, (self.root, self.git_dir, self.common_dir, self.hook_env)

    @property
    def is_bare(self) -> bool:
        """Whether there is no work tree."""
        return self.root is None

    @cached_property
    def objects(self) -> "Objects":
        """Its objects, opened when first needed."""
        from crmfs.git.objects import Objects  # its library takes as long to load as many a command to run

        return Objects(self.root or self.git_dir, self.hook_env.get("GIT_QUARANTINE_PATH"))

    @cached_property
    def state_dir(self) -> Path:
        """The folder of local state: its owner's alone, or the group's where core.sharedRepository says so.

        Raises:
            StorageError: `git.state_in_the_way`: what bears its name is no folder.
        """
        folder = self.common_dir / "crmfs"
        if not folder.is_dir():
            try:
                folder.mkdir(mode=0o700, exist_ok=True)
            except FileExistsError:
                raise StorageError("git.state_in_the_way", path=str(folder)) from None
            shared = _shared_mode(self.config("core.sharedrepository"))
            if shared:
                folder.chmod(shared)
        return folder

    def git(
        self, *args: str, stdin: bytes | None = None, env: dict[str, str] | None = None, check: bool = True
    ) -> bytes:
        """Returns what a git command prints, run at the top of this repository; see `run_git`."""
        return run_git(self.root or self.git_dir, *args, stdin=stdin, env=self.hook_env | (env or {}), check=check)

    def head_ref(self) -> str | None:
        """Returns the full name of the branch checked out, born or not; None on a detached HEAD."""
        text = (self.git_dir / "HEAD").read_text(encoding="utf-8", errors="surrogateescape").strip()
        return text.removeprefix("ref:").strip() if text.startswith("ref:") else None

    def is_detached(self) -> bool:
        """Says whether a commit is checked out and no branch."""
        return self.head_ref() is None

    def head_branch(self) -> str:
        """Returns the short name of the branch checked out, born or not.

        Raises:
            ChangedMeanwhile: `git.detached_head`.
        """
        return self.branch_ref().removeprefix("refs/heads/")

    def branch_ref(self) -> str:
        """Returns the full name of the ref that a commit moves: the branch checked out, or what it stands for.

        Raises:
            ChangedMeanwhile: `git.detached_head`.
        """
        name = self.head_ref()
        if name is None:
            raise ChangedMeanwhile("git.detached_head")
        try:
            return self.objects.opened.lookup_reference(name).resolve().name
        except KeyError:
            return name

    def head(self) -> str | None:
        """Returns the commit checked out, None before the first one."""
        return self.ref("HEAD")

    def ref(self, name: str) -> str | None:
        """Returns the object that a full ref name (`refs/heads/main`) points to, None where there is no such ref."""
        found = loose_ref(self.git_dir, self.common_dir, name) if self._is_own else None
        if found:
            return found
        try:
            return str(self.objects.opened.lookup_reference(name).resolve().target)
        except (KeyError, ValueError):
            return None

    def resolve(self, rev: str) -> str:
        """Returns the commit that a revision means.

        Raises:
            NotFound: `git.revision_unknown`.
        """
        if len(rev) == 40 and _HEXADECIMAL.issuperset(rev) and self._is_commit(rev):
            return rev
        # No revision begins with a dash, so an option never gets through.
        if not rev or rev.startswith("-") or any(char in rev for char in "\0\n"):
            raise NotFound("git.revision_unknown", revision=rev)
        found = self.git("rev-parse", "--verify", "--quiet", "--end-of-options", rev + "^{commit}", check=False)
        oid = found.decode("ascii", "replace").strip()
        if len(oid) != 40:
            raise NotFound("git.revision_unknown", revision=rev)
        return oid

    def tree_of(self, commit: str) -> str:
        """Returns the tree of a commit given by its full id."""
        return self.objects.tree_of(commit)

    def empty(self) -> Stored:
        """Returns the snapshot without files."""
        return Stored(self.objects, None)

    def snapshot(self, rev: str) -> Stored:
        """Returns the files of a revision; errors as `resolve`."""
        return Stored(self.objects, self.tree_of(self.resolve(rev)))

    def staged(self) -> Snapshot:
        """Returns what the next `git commit` would record: the index, in a hook the one that git names there.

        Raises:
            RepositoryError: `git.needs_work_tree`.
        """
        return staged_overlay(self._work_tree(), self.git, self._head_snapshot())

    def worktree(self) -> Snapshot:
        """Returns the files on disk, tracked or not, ignored ones left out; errors as `staged`."""
        root = self._work_tree()
        return WorkTreeFiles(root, lambda: worktree_overlay(root, self.git, self._head_snapshot()), self._ignored)

    def edits_at(self, tip: Snapshot, paths: Iterable[str]) -> dict[str, Entry | None]:
        """Returns what lies on disk at the paths that differ from a commit, None for nothing; ignored ones left out.

        Costs what these paths cost: git is not asked about any other file. Errors as `staged`.
        """
        return edits_at(self._work_tree(), tip, paths, lambda fresh: self._ignored(fresh, even_staged=False))

    def aside(self) -> "Repository":
        """Returns the same repository, read without ever taking git's locks: for a process beside people's git."""
        env = self.hook_env | {"GIT_OPTIONAL_LOCKS": "0"}
        return Repository(self.root, self.git_dir, self.common_dir, env)

    def trusted_tip(self) -> str | None:
        """Returns the commit whose rules are in force: on a server its HEAD branch, in a clone the server's last seen.

        None before the first commit.
        """
        if self.is_bare:
            return self.head()
        branch = self.head_ref()
        names = ["refs/remotes/origin/HEAD"]
        if branch:
            names.append(branch.replace("refs/heads/", "refs/remotes/origin/", 1))
        return next((oid for oid in map(self.ref, names) if oid), None) or self.head()

    @cached_property
    def _config(self) -> dict[str, str]:
        lines = self.git("config", "--list", "-z", "--includes").decode("utf-8", "surrogateescape").split("\0")
        pairs = (line.partition("\n") for line in lines if line)
        return {name: value if sign else "true" for name, sign, value in pairs}

    def config(self, name: str) -> str | None:
        """Returns a setting of git (`user.email`), the one that wins, None where there is none."""
        section, dot, key = name.rpartition(".")
        top, dot_inside, inner = section.partition(".")
        return self._config.get(top.lower() + dot_inside + inner + dot + key.lower())

    def user(self) -> tuple[str, str]:
        """Returns the name and e-mail address of git's user, each empty where it is not set."""
        return self.config("user.name") or "", self.config("user.email") or ""

    def in_progress(self) -> str | None:
        """Returns what git is in the middle of (`merge`, `rebase`, `cherry-pick`, `revert`, `bisect`), else None."""
        return next((what for name, what in _UNFINISHED if (self.git_dir / name).exists()), None)

    def hooks_dir(self) -> Path:
        """Returns the folder from which git runs this repository's hooks; it need not exist yet."""
        found = self.git("rev-parse", "--git-path", "hooks").decode("utf-8", "surrogateescape").rstrip("\n")
        return (self.root or self.git_dir) / found

    @cached_property
    def _is_own(self) -> bool:
        """Whether all of it is this user's; whether somebody else's may be trusted is for git's library to say."""
        folders = filter(None, (self.root, self.git_dir, self.common_dir))
        return all(folder.stat().st_uid == os.geteuid() for folder in folders)

    def _work_tree(self) -> Path:
        if self.root is None:
            raise RepositoryError("git.needs_work_tree")
        return self.root

    def _head_snapshot(self) -> Stored:
        head = self.head()
        return Stored(self.objects, self.tree_of(head) if head else None)

    def _ignored(self, paths: list[str], *, even_staged: bool = True) -> set[str]:
        """Returns which of some paths .gitignore leaves out; git-check-ignore(1) exits with 1 for none."""
        shared = [self.common_dir / "info" / "exclude", *filter(None, [self._excludes_file()])]
        asked = in_doubt(self._work_tree(), shared, paths) if len(shared) > 1 else paths
        listed = "\0".join(asked).encode("utf-8", "surrogateescape")
        options = (["--no-index"] if even_staged else []) + ["-z", "--stdin"]
        found = self.git("check-ignore", *options, stdin=listed, check=False) if asked else b""
        return set(found.decode("utf-8", "surrogateescape").split("\0"))

    def _excludes_file(self) -> Path | None:
        """Returns the user's own file of patterns, None for one that git finds in a way of its own."""
        home, named = os.environ.get("HOME"), self.config("core.excludesfile")
        if named is None and home:
            return Path(os.environ.get("XDG_CONFIG_HOME") or f"{home}/.config", "git", "ignore")
        if named and named.startswith("~/") and home:
            return Path(home, named[2:])
        return Path(named) if named and named.startswith("/") else None

    def _is_commit(self, oid: str) -> bool:
        try:
            self.objects.commit(oid)
        except RepositoryError:
            return False
        return True


def init_repository(directory: Path, *, bare: bool = False, branch: str = "main") -> Repository:
    """Makes a git repository in a folder, or takes the one that is there.

    Args:
        directory: Made where it is absent.
        branch: Name of the first branch; a repository that is there keeps its own.
    """
    directory.mkdir(parents=True, exist_ok=True)
    run_git(directory, "init", "--quiet", f"--initial-branch={branch}", *(["--bare"] if bare else []))
    return Repository.find(directory)


def _shared_mode(setting: str | None) -> int | None:
    """Returns the mode of a folder for a value of core.sharedRepository (git-config(1)), None for one not shared."""
    value = (setting or "").lower()
    if value in ("group", "true", "1"):
        return 0o2770
    if value in ("all", "world", "everybody", "2"):
        return 0o2775
    if value.startswith("0") and len(value) > 1:
        mode = int(value, 8)
        return 0o2000 | mode | (mode & 0o444) >> 2
    return None

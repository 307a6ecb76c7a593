"""Real pushes of one file to a bare repository with crmfs's hooks, and what its pre-receive took inside of them."""

import stat
from pathlib import Path

from benchmarks.corpus import Corpus, git, import_commit
from benchmarks.timing import CRMFS, CommandFailedError, Cost, measure

_TIMED = """\
#!/bin/bash
# Runs the hook that crmfs installed and writes down what it took: wall, user and system seconds.
TIMEFORMAT='%3R %3U %3S'
{ time "$0.measured" 2>&3; } 3>&2 2>"$GIT_DIR/took.txt"
"""


class Server:
    """A bare repository with crmfs's server hooks, and a clone that pushes to it."""

    def __init__(self, corpus: Corpus) -> None:
        self.bare = corpus.bare
        self.client = corpus.bare.parent / "client.git"
        self.customers = corpus.customers
        self.pushed = 0

    def install(self) -> None:
        """Installs the hooks as a user would, then puts a stop watch around pre-receive.

        Raises:
            CommandFailedError: `crmfs hooks install --server` failed or left no pre-receive.
        """
        hook = self.bare / "hooks" / "pre-receive"
        for old in (hook, hook.with_name("pre-receive.measured")):
            old.unlink(missing_ok=True)
        measure([CRMFS, "-C", self.bare, "hooks", "install", "--server"])
        (self.bare / "hooks" / "post-receive").unlink()  # it works on in the background, while the next push is timed
        if not hook.exists():
            raise CommandFailedError("no pre-receive was installed")
        hook.rename(hook.with_name("pre-receive.measured"))
        hook.write_text(_TIMED)
        hook.chmod(hook.stat().st_mode | stat.S_IXUSR)
        if not self.client.exists():
            git(self.bare, "clone", "--quiet", "--bare", "--shared", str(self.bare), str(self.client))

    def push(self) -> Cost:
        """Pushes a commit of one new interaction and returns what pre-receive took.

        Raises:
            CommandFailedError: The push was refused.
        """
        self.pushed += 1
        customer = self.customers[self.pushed % len(self.customers)]
        tip = git(self.bare, "rev-parse", "refs/heads/main")
        identity = f"INT-20261030-{self.pushed:06d}"
        path = f"customers/{customer[-2:]}/{customer}/interactions/{identity}.yaml"
        text = f"id: {identity}\ndate: 2026-10-30\ntype: call\ncontent: 电话回访，客户满意\nemployee: E001\n"
        stream = b"".join(import_commit(tip, [(path, text.encode())], "电话回访"))
        git(self.client, "fast-import", "--quiet", "--done", "--force", input=stream)
        measure(["git", "push", "--quiet", self.bare, "main"], self.client)
        wall, user, system = map(float, Path(self.bare, "took.txt").read_text().split())
        return Cost(wall, user + system)

"""A server and the clones of two people, as they work in them: commands are typed as users type them."""

import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from typing_at import Said, Type


@dataclass(frozen=True)
class Person:
    """Somebody who works in a clone."""

    clone: Path
    type: Type

    def __call__(self, *arguments: str) -> Said:
        """Types a command line in the clone."""
        return self.type("-C", str(self.clone), "--lang", "zh", *arguments)

    def does(self, *arguments: str) -> Said:
        """Types a command line that must succeed."""
        said = self(*arguments)
        assert said.code == 0, said
        return said

    def git(self, *arguments: str, stdin: str | None = None) -> str:
        """Runs git in the clone."""
        return git(self.clone, *arguments, stdin=stdin)

    def text(self, path: str) -> str:
        """Returns a file of the work tree."""
        return (self.clone / path).read_text(encoding="utf-8")

    def commit(self, files: Mapping[str, str | None], *options: str) -> None:
        """Writes or deletes files and commits them by git, past the hooks of the clone."""
        for path, content in files.items():
            file = self.clone / path
            if content is None:
                file.unlink()
            else:
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(content, encoding="utf-8")
        self.git("add", "-A")
        self.git("commit", "-q", "--no-verify", "-m", "by hand", *options)


@dataclass(frozen=True)
class Team:
    """王芳 and 李强, each with a clone of one server."""

    wang: Person
    li: Person
    server: Path

    def even(self) -> None:
        """Brings both to the same state, and says that they are."""
        for person in (self.wang, self.li, self.wang):
            person.does("sync")
        assert (
            self.wang.git("rev-parse", "HEAD")
            == self.li.git("rev-parse", "HEAD")
            == git(self.server, "rev-parse", "main")
        )
        for person in (self.wang, self.li):
            assert person.git("status", "--porcelain") == ""


def git(directory: Path, *arguments: str, stdin: str | None = None) -> str:
    """Runs git, which must succeed."""
    done = subprocess.run(
        ["git", *arguments], cwd=directory, input=stdin, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


CUSTOMER = "customers/01/CUST001/customer.yaml"
CONTACTS = "customers/01/CUST001/contacts.yaml"
CONTACTS_TEXT = 'contacts:\n  - id: P01\n    name: 张三\n    mobile: "13800001111"\n'
DOCUMENT = "customers/01/CUST001/documents/quotes/报价.txt"

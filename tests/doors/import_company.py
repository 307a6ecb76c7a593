"""A company with a repository, and its people who import tables: what the tests of `crmfs import` share."""

import csv
import io
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from typing_at import Said

from crmfs.cli import main
from crmfs.git.repository import Repository
from crmfs.records.kinds import locate
from crmfs.records.record import Record, read_record

MakeRepository = Callable[..., Repository]
PROJECT = Path(__file__).parents[2]
MEMBERS = """\
members:
  # the founders
  - {id: E001, name: 王芳, emails: [wang@example.com], roles: [management]}
"""


def ground() -> dict[str, bytes | str]:
    """Returns the files of a repository with the release's schemas and settings and one administrator."""
    schemas = {file.relative_to(PROJECT).as_posix(): file.read_bytes() for file in (PROJECT / "schema").rglob("*.json")}
    template = {name: (PROJECT / "repo-template" / name).read_bytes() for name in ("crmfs.yaml", "access.yaml")}
    return {**schemas, **template, "members.yaml": MEMBERS}


@dataclass
class Company:
    """A repository, a folder beside it for tables, and a way to run commands."""

    repository: Repository
    desk: Path
    capsys: pytest.CaptureFixture[str]

    @property
    def root(self) -> Path:
        """Top of the work tree."""
        assert self.repository.root
        return self.repository.root

    def run(self, *arguments: str | Path) -> Said:
        """Runs one command line."""
        self.capsys.readouterr()
        code = main(["-C", str(self.root), *map(str, arguments)])
        said = self.capsys.readouterr()
        return Said(code, said.out, said.err)

    def table(self, name: str, text: str) -> Path:
        """Writes a table beside the repository."""
        file = self.desk / name
        file.write_text(text, encoding="utf-8")
        return file

    def bring(self, *arguments: str | Path) -> Said:
        """Imports with --json."""
        return self.run("import", *arguments, "--json")

    def git(self, *arguments: str) -> str:
        """Runs a git command in the repository."""
        done = subprocess.run(["git", *arguments], cwd=self.root, capture_output=True, check=True)
        return done.stdout.decode()

    def commits(self) -> int:
        """Returns how many commits there are."""
        return int(self.git("rev-list", "--count", "HEAD"))

    def value(self, path: str) -> dict[str, Any]:
        """Returns a record."""
        kind = locate(path).kind
        assert kind
        found = read_record(path, kind, (self.root / path).read_bytes())
        assert isinstance(found, Record)
        return found.value

    def customers(self) -> list[dict[str, Any]]:
        """Returns all customers, by id."""
        return sorted(
            (
                self.value(file.relative_to(self.root).as_posix())
                for file in self.root.glob("customers/*/*/customer.yaml")
            ),
            key=lambda value: str(value["id"]),
        )

    def children(self, customer: str, folder: str) -> list[dict[str, Any]]:
        """Returns a customer's orders, interactions and so on, by date."""
        files = self.root.glob(f"customers/{customer[-2:]}/{customer}/{folder}/*.yaml")
        found = [self.value(file.relative_to(self.root).as_posix()) for file in files]
        return sorted(found, key=lambda value: (str(value.get("date")), str(value.get("content"))))

    def contacts(self, customer: str) -> list[dict[str, Any]]:
        """Returns a customer's contacts."""
        found = self.value(f"customers/{customer[-2:]}/{customer}/contacts.yaml")["contacts"]
        assert isinstance(found, list)
        return [item for item in found if isinstance(item, dict)]


def rejected(file: Path) -> Sequence[dict[str, str]]:
    """Returns the rows of a file of rejected rows; the reason is in the column `why`."""
    reader = csv.reader(io.StringIO(file.read_text(encoding="utf-8-sig")))
    headings = [*next(reader)[:-1], "why"]
    return [dict(zip(headings, row, strict=True)) for row in reader]

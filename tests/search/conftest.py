"""What tests of searching share: repositories with the release's schemas and an index."""

from collections.abc import Callable
from pathlib import Path

import pytest
from searching import Searched

from crmfs.core.release import template_files
from crmfs.git.repository import Repository
from tests.conftest import Files, MakeRepository, Once

Search = Callable[..., Searched]
MEMBERS = "members:\n- {id: E001, name: 王芳, emails: [wang@example.com], roles: [management]}\n"


@pytest.fixture
def searched(make_repository: MakeRepository, once: Once, tmp_path: Path) -> Search:
    """`searched(files)` makes a repository of files below `customers/` or elsewhere, commits and indexes it."""

    def make(files: Files) -> Searched:
        once(_indexed, make_repository, files, repr(files))
        return Searched(Repository.find(tmp_path / "repository"))

    return make


def _indexed(make_repository: MakeRepository, files: Files, said: str) -> None:
    Searched(make_repository({**template_files(), "members.yaml": MEMBERS, **files})).sync()

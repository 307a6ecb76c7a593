"""What tests of searching share: repositories with the release's schemas and an index."""

from collections.abc import Callable

import pytest
from searching import Searched

from crmfs.core.release import template_files
from tests.conftest import Files, MakeRepository

Search = Callable[..., Searched]
MEMBERS = "members:\n- {id: E001, name: 王芳, emails: [wang@example.com], roles: [management]}\n"


@pytest.fixture
def searched(make_repository: MakeRepository) -> Search:
    """`searched(files)` makes a repository of files below `customers/` or elsewhere, commits and indexes it."""

    def make(files: Files) -> Searched:
        repository = make_repository({**template_files(), "members.yaml": MEMBERS, **files})
        found = Searched(repository)
        found.sync()
        return found

    return make

"""What schemas say of fields is kept by the files' blob ids; what is refused never is."""

import json
from pathlib import Path

import pytest

from crmfs.access.configuration import load_team_schemas
from crmfs.core.paths import RepoPath
from crmfs.core.release import template_files
from crmfs.git.derived import Derived
from crmfs.records.kinds import KINDS
from crmfs.records.schema import SchemaRefused, Schemas
from tests.conftest import MakeRepository

SCHEMA = RepoPath("schema/customer.schema.json")


def said(schemas: Schemas) -> dict[str, object]:
    kinds = [name for name, kind in KINDS.items() if kind.schema_path]
    return {kind: (schemas.label(kind), list(schemas.fields(kind).items())) for kind in kinds}


def with_field(name: str) -> bytes:
    schema = json.loads(template_files()[SCHEMA])
    schema.setdefault("properties", {})[name] = {"type": "string", "x-label": {"zh": "书架", "en": "Shelf"}}
    return json.dumps(schema).encode()


def test_kept_fields_are_those_that_the_schemas_say(make_repository: MakeRepository) -> None:
    repository = make_repository({**template_files(), SCHEMA: with_field("shelf")})
    snapshot, store = repository.snapshot("HEAD"), Derived(repository)
    fresh, first, kept = (
        said(load_team_schemas(snapshot, derived)) for derived in (None, lambda: store, lambda: store)
    )
    assert first == fresh
    assert kept == fresh
    assert repr(kept) == repr(fresh)  # types too, down to each tuple


def test_an_edit_of_a_schema_counts_at_once(make_repository: MakeRepository) -> None:
    repository = make_repository(template_files())
    store = Derived(repository)
    assert "shelf" not in load_team_schemas(repository.worktree(), lambda: store).fields("customer")
    assert repository.root
    Path(repository.root, SCHEMA).write_bytes(with_field("shelf"))
    assert "shelf" in load_team_schemas(repository.worktree(), lambda: store).fields("customer")


def test_a_refused_schema_is_refused_each_time_and_no_other_with_it(make_repository: MakeRepository) -> None:
    repository = make_repository({**template_files(), SCHEMA: b'{"$ref": "https://example.com/x"}'})
    store = Derived(repository)
    for _ in range(2):
        schemas = load_team_schemas(repository.snapshot("HEAD"), lambda: store)
        assert schemas.fields("order")
        with pytest.raises(SchemaRefused):
            schemas.fields("customer")
        with pytest.raises(SchemaRefused):
            schemas.label("customer")

"""The fields of the release's own schemas, as an import sees them."""

from pathlib import Path

import pytest

from crmfs.exchange.recognise import Recogniser
from crmfs.exchange.targets import Fields
from crmfs.records.kinds import KINDS
from crmfs.records.schema import load_schemas

PROJECT = Path(__file__).parents[3]


@pytest.fixture(scope="session")
def fields() -> Fields:
    files = {file.relative_to(PROJECT).as_posix(): file.read_bytes() for file in (PROJECT / "schema").rglob("*.json")}
    schemas = load_schemas(files)
    return {kind: schemas.fields(kind) for kind in KINDS}


@pytest.fixture(scope="session")
def recogniser(fields: Fields) -> Recogniser:
    return Recogniser(fields)

"""The sample rules made known, and words to say them in."""

import sys
from collections.abc import Iterator
from types import ModuleType

import pytest
from formats_samples import FIELDS, RULES

from crmfs.core import messages
from crmfs.formats.wording import Wording
from crmfs.records.fields import Field


@pytest.fixture(autouse=True)
def sample_rules(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Makes the rules above known under the area `sample`."""
    module = ModuleType("crmfs.core.messages.sample")
    module.MESSAGES = RULES  # type: ignore[attr-defined]
    monkeypatch.setattr(messages, "AREAS", (*messages.AREAS, "sample"))
    monkeypatch.setitem(sys.modules, module.__name__, module)
    yield


def field_of(path: str, field: str) -> Field | None:
    """Returns the field of the samples that has this code."""
    return FIELDS.get(field)


@pytest.fixture
def chinese() -> Wording:
    """The words of a Chinese reader, with labels."""
    return Wording("zh", field_of)


@pytest.fixture
def english() -> Wording:
    """The words of an English reader, with labels."""
    return Wording("en", field_of)

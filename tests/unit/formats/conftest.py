"""The sample rules made known, and words to say them in."""

import sys
from collections.abc import Iterator
from types import ModuleType

import pytest
from formats_samples import LABELS, RULES

from crmfs.core import messages
from crmfs.formats.wording import Wording


@pytest.fixture(autouse=True)
def sample_rules(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Makes the rules above known under the area `sample`."""
    module = ModuleType("crmfs.core.messages.sample")
    module.MESSAGES = RULES  # type: ignore[attr-defined]
    monkeypatch.setattr(messages, "AREAS", (*messages.AREAS, "sample"))
    monkeypatch.setitem(sys.modules, module.__name__, module)
    yield


@pytest.fixture
def chinese() -> Wording:
    """The words of a Chinese reader, with labels."""
    return Wording("zh", lambda path, field: LABELS.get(field, {}).get("zh", ""))


@pytest.fixture
def english() -> Wording:
    """The words of an English reader, with labels."""
    return Wording("en", lambda path, field: LABELS.get(field, {}).get("en", ""))

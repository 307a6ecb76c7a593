"""crmfs.yaml has a default for whatever it leaves out, and is refused when it is newer or wrong."""

from typing import Any

import pytest
from schema_cases import GOOD

from crmfs.core.errors import ConfigError
from crmfs.records.settings import FORMAT, Settings, read_settings


def test_what_is_left_out_or_left_empty_has_its_default() -> None:
    assert read_settings({}) == read_settings({"format": 1, "limits": None, "language": None}) == Settings()


def test_every_setting_is_read() -> None:
    value = {**GOOD["settings"], "language": "en", "ids": "sequence", "privacy": "no-pii", "support": "8801"}
    value |= {"limits": {"attachment_warn_mib": 1.5, "attachment_max_mib": 2}}
    value["lifecycle"] = {"stale_months": 3, "archive_months": 12, "retention_months": 36, "ticket_days": 9}
    expected = Settings(1, "en", "Asia/Shanghai", "sequence", "no-pii", 1.5, 2, 3, "8801", 9, 12, 36)
    assert read_settings(value) == expected


def test_a_newer_format_is_refused_with_both_numbers() -> None:
    with pytest.raises(ConfigError) as refused:
        read_settings({"format": FORMAT + 1})
    assert (refused.value.code, dict(refused.value.params)) == ("settings.format_newer", {"format": 2, "known": 1})


@pytest.mark.parametrize(
    ("value", "field"),
    [
        (["format"], "format"), ({"format": "1"}, "format"), ({"format": 0}, "format"), ({"format": True}, "format"),
        ({"language": "fr"}, "language"), ({"ids": 7}, "ids"), ({"privacy": "off"}, "privacy"),
        ({"limits": 10}, "limits"), ({"limits": {"attachment_max_mib": -1}}, "attachment_max_mib"),
        ({"limits": {"attachment_warn_mib": float("nan")}}, "attachment_warn_mib"),
        ({"lifecycle": {"stale_months": 0}}, "stale_months"), ({"timezone": 8}, "timezone"),
    ],
)  # fmt: skip
def test_a_wrong_value_is_refused_by_name(value: Any, field: str) -> None:
    with pytest.raises(ConfigError) as refused:
        read_settings(value)
    assert (refused.value.code, refused.value.params["field"]) == ("settings.invalid", field)

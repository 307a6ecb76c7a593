"""Which paths may be stored, and which are one to some system or eye."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmfs.core.paths import canonical, customer_folder, unsafe_reason


@pytest.mark.parametrize(
    "path", ["customers/01/CUST001/documents/contracts/合同 2026.pdf", "a", "library/faq/常见问题.md"]
)
def test_human_names_are_safe(path: str) -> None:
    assert unsafe_reason(path) is None


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("", "empty"),
        ("/etc/passwd", "absolute"),
        ("a/../b", "dots"),
        ("a//b", "dots"),
        (".git/config", "git"),
        (".GIT /config", "trailing"),
        ("GIT~1/config", "git"),
        (".g\u200dit/config", "invisible"),
        ("CON", "device"),
        ("con.txt", "device"),
        ("a/lpt1.pdf", "device"),
        ("a:b", "character"),
        ("a\\b", "character"),
        ("a\nb", "invisible"),
        ("a\u202eb", "invisible"),
        ("name.", "trailing"),
        ("name ", "trailing"),
        (" name", "trailing"),
        ("e\u0301.txt", "not_nfc"),
        ("长" * 67, "long"),
    ],
)
def test_what_does_not_check_out_everywhere_is_unsafe(path: str, reason: str) -> None:
    assert unsafe_reason(path) == reason


@pytest.mark.parametrize("twin", ["Finance/", "ﬁnance/", "fin\u200bance/", "ＦＩＮＡＮＣＥ/", "finance./"])
def test_names_that_look_or_fold_alike_are_canonical_twins(twin: str) -> None:
    assert canonical(twin.rstrip("/")) == canonical("finance")


@given(st.text(max_size=20))
def test_the_canonical_form_is_its_own(path: str) -> None:
    assert canonical(canonical(path)) == canonical(path)


def test_the_shard_is_the_last_two_characters_of_the_id() -> None:
    assert customer_folder("CUST001") == "customers/01/CUST001"
    assert customer_folder("CUST-7K3M9QXA") == "customers/XA/CUST-7K3M9QXA"

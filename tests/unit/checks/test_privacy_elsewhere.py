"""Personal data in texts, file names and commit messages."""

from dataclasses import replace
from datetime import date

import pytest

from crmfs.checks.privacy_elsewhere import check_message, check_name, check_text
from crmfs.checks.subject import Rules
from crmfs.git.snapshot import Entry
from crmfs.records.schema import load_schemas
from crmfs.records.settings import Settings

RULES = Rules(load_schemas({}), Settings(), frozenset(), date(2026, 3, 31))


def test_a_readme_with_a_number_is_told_with_line_and_column() -> None:
    (problem,) = check_text("README.md", "# 客户\n联系 13800001111\n".encode(), RULES)
    assert (problem.code, problem.line, problem.column) == ("privacy.phone", 2, 4)


def test_where_the_profile_forbids_personal_data_everywhere_the_problem_says_so() -> None:
    practice = replace(RULES, profile="no-pii")
    (problem,) = check_text("README.md", b"call 13800001111", practice)
    assert problem.params == {"profile": "no-pii"}


def test_binary_and_harmless_texts_are_free() -> None:
    assert list(check_text("a.bin", b"\x0013800001111", RULES)) == []
    assert list(check_text("README.md", b"write to name@example.com", RULES)) == []


@pytest.mark.parametrize(
    "path", ["customers/01/CUST001/documents/mail/zhang@corp.com.eml", "library/faq/13800001111.md"]
)
def test_a_file_named_by_a_person_is_told(path: str) -> None:
    assert [p.code for p in check_name(Entry(path, 0o100644, None), RULES)] == ["privacy.file_name"]


@pytest.mark.parametrize(
    "path",
    ["customers/XA/CUST-7K3M9QXA/interactions/INT-20231015-123456.yaml", "library/products/图@2x.png", "README.md"],
)
def test_ids_and_harmless_names_are_free(path: str) -> None:
    assert list(check_name(Entry(path, 0o100644, None), RULES)) == []


def test_a_signature_line_of_a_commit_is_free() -> None:
    message = "记录\n\nCo-authored-by: 李 <li@corp.com>\nSigned-off-by: 王 <w@corp.com>\n"
    assert list(check_message(message, RULES)) == []
    assert [p.line for p in check_message("致电 13800001111\n\n发给 li@corp.com", RULES)] == [1, 3]


def test_the_id_of_an_act_may_look_like_a_number_and_is_none() -> None:
    assert list(check_message("x\n\nCrmfs-Op: 8094779f-7380-434d-9f48-138001234567\n", RULES)) == []
    assert len(list(check_message("x\n\nCrmfs-Op: 13800123456\n", RULES))) == 1

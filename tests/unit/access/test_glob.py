"""What the policy's globs mean, and which are refused."""

import pytest

from crmfs.access.automaton import Automaton
from crmfs.access.glob import GlobError, parse_glob

SCOPE = "customers/*/*"


def fits(glob: str, path: str) -> bool:
    return bool(Automaton((pattern, 0) for pattern in parse_glob(glob, SCOPE)).at(path).fit)


@pytest.mark.parametrize(
    ("glob", "path"),
    [
        ("crmfs.yaml", "crmfs.yaml"),
        ("library/*/a.pdf", "library/faq/a.pdf"),
        ("library/**", "library/faq/deep/a.pdf"),
        ("library/**", "library"),  # the folder itself, too
        ("**/.git*", ".gitattributes"),
        ("**/.git*", "customers/01/.gitkeep"),
        ("library/{faq,legal}/**", "library/legal/a.pdf"),
        ("{customer}/finance/**", "customers/01/CUST001/finance/a.pdf"),
        ("{customer}/{customer,contacts}.yaml", "customers/01/CUST001/contacts.yaml"),
        ("library/*合同*.pdf", "library/2026合同1.pdf"),
        ("a/**/z", "a/z"),
        ("a/**/z", "a/b/c/z"),
    ],
)
def test_a_path_fits(glob: str, path: str) -> None:
    assert fits(glob, path)


@pytest.mark.parametrize(
    ("glob", "path"),
    [
        ("crmfs.yaml", "library/crmfs.yaml"),  # anchored at both ends
        ("library", "library/a.pdf"),
        ("library/*", "library/faq/a.pdf"),  # `*` is one segment
        ("library/*", "library"),
        ("{customer}/**", "customers/01"),
        ("*.pdf", "a.pdf.exe"),
        ("a*a", "a"),  # the two ends do not overlap
        ("[ab].pdf".replace("[ab]", "ab"), "a.pdf"),
    ],
)
def test_a_path_does_not_fit(glob: str, path: str) -> None:
    assert not fits(glob, path)


@pytest.mark.parametrize(
    "folder", ["Finance", "FINANCE", "ﬁnance", "fin\u200bance", "ＦＩＮＡＮＣＥ", "finance.", "finance "]
)
def test_a_folder_meets_its_rule_however_it_is_written(folder: str) -> None:
    assert fits("{customer}/finance/*", f"customers/01/CUST001/{folder}/a.pdf")


def test_accents_meet_their_rule_composed_or_not() -> None:
    assert fits("library/é.pdf", "library/e\u0301.pdf")


def test_a_slash_that_is_part_of_a_name_does_not_take_a_file_out_of_its_folder() -> None:
    assert fits("{customer}/finance/*", "customers/01/CUST001/finance/合同／附件.pdf")
    assert not fits("library/faq/*", "library／faq／a.pdf")


@pytest.mark.parametrize(
    ("glob", "code"),
    [
        ("", "access.glob_segment"),
        ("a//b", "access.glob_segment"),
        ("../access.yaml", "access.glob_segment"),
        ("a/[bc]", "access.glob_sign"),
        ("!a", "access.glob_sign"),
        ("a?", "access.glob_sign"),
        ("a**", "access.glob_star"),
        ("a＊", "access.glob_star"),  # looks like `*`, means nothing
        ("{a,b", "access.glob_braces"),
        ("{a,{b,c}}", "access.glob_braces"),
        ("{a,}", "access.glob_braces"),
        ("{custmer}/**", "access.glob_braces"),
        ("library/{customer}/**", "access.glob_scope"),
        ("/".join(["{a,b}"] * 9), "access.glob_explodes"),
        ("**/a/**/b/**/c/**/d/**", "access.glob_explodes"),
        ("*a" * 9, "access.glob_star"),
    ],
)
def test_a_glob_that_is_no_glob_or_would_explode_is_refused(glob: str, code: str) -> None:
    with pytest.raises(GlobError) as refused:
        parse_glob(glob, SCOPE)
    assert refused.value.code == code

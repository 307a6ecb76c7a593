"""Which company names are one company."""

import pytest

from crmfs.core.text import fold_company


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("未来科技有限公司", "未来科技"),
        ("未来科技（集团）股份有限公司", "未来科技集团"),
        ("未来科技 Co., Ltd.", "未来科技"),
        ("Tesco Ltd", "TESCO"),
        ("Ernst Handel GmbH", "ernst-handel"),
        ("ＡＢＣ有限公司", "abc 公司"),
    ],
)
def test_legal_form_case_width_and_signs_do_not_count(one: str, other: str) -> None:
    assert fold_company(one) == fold_company(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Tesco", "Tes"), ("Costco", "Cost"), ("Zinc", "Z"), ("未来科技", "未来"), ("Limited", "Company")],
)
def test_words_that_only_end_like_a_legal_form_count(one: str, other: str) -> None:
    assert fold_company(one) != fold_company(other)

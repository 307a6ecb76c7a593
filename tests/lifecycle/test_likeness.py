"""Which customers may be one and the same: names taken apart, evidence weighed, none compared with all."""

import time

import pytest

from crmfs.core.paths import RepoPath
from crmfs.lifecycle.likeness import Pair, find_pairs, groups_of
from crmfs.lifecycle.names import company_name
from crmfs.lifecycle.nearness import nearness
from crmfs.lifecycle.traits import Traits


def _customer(number: int, company: str = "", **more: object) -> Traits:
    blank = dict.fromkeys(("owner", "place", "address", "credit_code", "host"), "")
    lists = dict.fromkeys(("phones", "mails", "people", "apart"), ())
    path = RepoPath(f"customers/{number % 100:02d}/CUST{number:03d}/customer.yaml")
    return Traits(path, company, **{**blank, **lists, **more})  # type: ignore[arg-type]


def _pairs(*customers: Traits) -> list[Pair]:
    return find_pairs(customers, nearness())


def _kinds(*customers: Traits) -> list[str]:
    return [each.kind for pair in _pairs(*customers) for each in pair.evidence]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("未来科技有限公司", "未來科技股份有限公司"), ("未来科技有限公司", "未来科技集团"),
        ("ＡＣＭＥ Inc.", "Acme Co., Ltd."),
        ("Müller GmbH", "muller gmbh"), ("上海未来科技有限公司", "未来科技（上海）有限公司"),
        ("广东省深圳市华强电子有限公司", "深圳华强电子有限公司"), ("The Acme Group", "Acme"),
    ],
)  # fmt: skip
def test_legal_form_width_and_traditional_characters_do_not_count(one: str, other: str) -> None:
    assert company_name(one) == company_name(other)
    assert _kinds(_customer(1, one), _customer(2, other)) == ["name"]


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("上海未来科技有限公司", "未来科技有限公司", "name_place"),
        ("未来科技有限公司", "未来科技有限公司", "name"),
    ],
)
def test_a_place_in_one_name_alone_says_less(one: str, other: str, kind: str) -> None:
    (pair,) = _pairs(_customer(1, one), _customer(2, other))
    assert [each.kind for each in pair.evidence] == [kind]
    assert (pair.strength == "likely") is (kind == "name")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("上海未来科技有限公司", "北京未来科技有限公司"),  # two places
        ("未来科技有限公司", "未来科技有限公司北京分公司"),  # a branch
        ("北京科技有限公司", "上海科技有限公司"), ("北京科技有限公司", "科技有限公司"),  # what is left tells nothing
        ("青岛啤酒股份有限公司", "燕京啤酒股份有限公司"), ("华为技术有限公司", "华威技术有限公司"), ("", ""),
    ],
)  # fmt: skip
def test_other_companies_are_no_pair_by_their_names_alone(one: str, other: str) -> None:
    assert _pairs(_customer(1, one), _customer(2, other)) == []


def test_a_branch_with_the_number_of_the_company_is_likely_the_same_customer() -> None:
    one = _customer(1, "未来科技有限公司", phones=("02161234567",))
    (pair,) = _pairs(one, _customer(2, "未来科技有限公司北京分公司", phones=("02161234567",)))
    assert pair.strength == "likely"


def test_a_typing_error_in_a_long_name_is_possible_and_with_an_address_likely() -> None:
    names = ("长江国际贸易发展有限公司", "长江国济贸易发展有限公司")
    (pair,) = _pairs(*(_customer(at, name) for at, name in enumerate(names)))
    assert (pair.strength, pair.evidence[0].shared) == ("possible", "88%")
    (pair,) = _pairs(*(_customer(at, name, address="中山路 1 号") for at, name in enumerate(names)))
    assert pair.strength == "likely"


def test_one_credit_code_is_almost_sure_and_two_speak_against_it() -> None:
    code, other = "91350100M000100Y43", "91310000MA1K35JG57"
    (pair,) = _pairs(_customer(1, "甲甲甲", credit_code=code), _customer(2, "乙乙乙", credit_code=code))
    assert pair.strength == "strong"
    assert _pairs(_customer(1, "未来科技", credit_code=code), _customer(2, "未来科技", credit_code=other)) == []


def test_a_mail_domain_counts_unless_everybody_uses_it() -> None:
    for domain, points in (("qq.com", [40]), ("weilai.cn", [65])):
        pairs = _pairs(
            _customer(1, "甲甲甲", phones=("13800001111",), mails=(f"a@{domain}",)),
            _customer(2, "乙乙乙", phones=("13800001111",), mails=(f"b@{domain}",)),
        )
        assert [pair.points for pair in pairs] == points


def test_what_many_share_is_no_evidence() -> None:
    assert _pairs(*(_customer(at, phones=("02161234567",)) for at in range(40))) == []


def test_a_mark_that_both_carry_says_that_they_are_two() -> None:
    assert _pairs(_customer(1, "未来科技", apart=("DIF-1",)), _customer(2, "未来科技", apart=("DIF-0", "DIF-1"))) == []
    assert len(_pairs(_customer(1, "未来科技", apart=("DIF-1",)), _customer(2, "未来科技", apart=("DIF-2",)))) == 1


def test_pairs_that_touch_are_one_group() -> None:
    pairs = _pairs(
        *(_customer(at, name) for at, name in enumerate(("未来科技", "未来科技", "未来科技", "海河物流", "海河物流")))
    )
    assert sorted(groups_of(pairs).values()) == [1, 1, 1, 2, 2]


def test_twice_as_many_customers_take_about_twice_as_long() -> None:
    def seconds(count: int) -> float:
        letters = "东南西北金木水火土天地人和风云雷电山川江河湖海龙凤虎豹"
        known = [
            _customer(at, "".join(letters[at // 27**n % 27] for n in range(4)) + "贸易有限公司", phones=(f"{at:011d}",))
            for at in range(count)
        ]
        started = time.process_time()
        find_pairs(known, nearness())
        return time.process_time() - started

    seconds(500)
    assert seconds(4000) < 6 * seconds(2000) + 0.5

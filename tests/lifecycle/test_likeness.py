"""Which customers may be one and the same: names taken apart, evidence weighed, none compared with all."""

import time

import pytest

from crmfs.core.paths import RepoPath
from crmfs.lifecycle.likeness import Pair, find_pairs, groups_of
from crmfs.lifecycle.names import company_name
from crmfs.lifecycle.nearness import nearness
from crmfs.lifecycle.traits import Traits, plain_numbers


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
        ("顺丰速运（浦东）有限公司", "顺丰速运（浦西）有限公司"), ("顺丰速运（浦东店）", "顺丰速运（浦西店）"),
        ("中国工商银行股份有限公司北京海淀支行", "中国工商银行股份有限公司上海浦东支行"),
        ("北京第一机床厂", "北京第二机床厂"), ("中铁十一局集团有限公司", "中铁十二局集团有限公司"),
        ("上海市第一人民医院", "上海市第六人民医院"),
    ],
)  # fmt: skip
def test_other_companies_are_no_pair_by_their_names_alone(one: str, other: str) -> None:
    assert _pairs(_customer(1, one), _customer(2, other)) == []


def test_a_branch_with_the_number_of_the_company_is_likely_the_same_customer() -> None:
    one = _customer(1, "未来科技有限公司", phones=("02161234567",))
    (pair,) = _pairs(one, _customer(2, "未来科技有限公司北京分公司", phones=("02161234567",)))
    assert pair.strength == "likely"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("招商银行股份有限公司上海分行", "招商银行股份有限公司北京分行"),
        ("招商银行股份有限公司上海分行", "招商银行股份有限公司"),
        ("未来科技（北京）有限公司", "未来科技（上海）有限公司"),
    ],
)
def test_one_house_has_one_mail_domain_and_website_which_says_nothing_of_its_parts(one: str, other: str) -> None:
    shared = {"mails": ("a@cmbchina.com",), "host": "cmbchina.com"}
    assert _pairs(_customer(1, one, **shared), _customer(2, other, **(shared | {"mails": ("b@cmbchina.com",)}))) == []


@pytest.mark.parametrize("address", ["上海市浦东新区", "北京"])
def test_a_district_is_no_address(address: str) -> None:
    assert _pairs(*(_customer(at, "", address=address, people=("张三",)) for at in (1, 2))) == []


@pytest.mark.parametrize(
    "written",
    [
        "+86 138 0000 1111", "86-13800001111", "(+86)13800001111", "0086 138 0000 1111",
        "＋８６ １３８００００１１１１", "138-0000-1111", "021-55556666；13800001111",
    ],
)  # fmt: skip
def test_a_number_is_the_same_however_it_is_written(written: str) -> None:
    assert "13800001111" in plain_numbers(written)


@pytest.mark.parametrize("written", ["021-55556666-801", "(021) 5555 6666 转 801", "+86 (0)21 5555 6666"])
def test_an_extension_and_the_zero_of_an_area_code_do_not_count(written: str) -> None:
    assert list(plain_numbers(written)) == ["2155556666"]


@pytest.mark.parametrize("written", ["95588", "138****1111", "00000000", "无"])
def test_what_is_no_number_of_ones_own_is_no_evidence(written: str) -> None:
    assert list(plain_numbers(written)) == []


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

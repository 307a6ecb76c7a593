"""How problems name the fields they are about: by label and code, however deep they stand."""

import pytest

from crmfs.core.messages import Text
from crmfs.core.problem import Problem
from crmfs.formats.wording import Wording
from crmfs.records.fields import Field

MOBILE = Field("mobile", Text("手机", "Mobile"))
CONTACTS = Field("contacts", Text("联系人", "Contacts"), "list", items={"mobile": MOBILE})
LOCATION = Field("address", Text("地址", "Address"), "map", items={"city": Field("city", Text("城市", "City"))})
FIELDS = {"contacts": CONTACTS, "address": LOCATION}
NAMING = Wording("zh", lambda path, field: FIELDS.get(field))


@pytest.mark.parametrize(
    ("pointer", "field", "named"),
    [
        ("/contacts/1/mobile", "mobile", "手机 (mobile)"),
        ("/contacts/0", "mobile", "手机 (mobile)"),  # a missing one, told at the map that lacks it
        ("/contacts", "contacts", "联系人 (contacts)"),
        ("/contacts/2", "contacts", "联系人 (contacts)"),  # an item of a list is called as the list
        ("/address/city", "city", "城市 (city)"),
        ("", "contacts", "联系人 (contacts)"),
        ("/address/zip", "zip", "zip"),
        ("/city", "city", "city"),  # not the one inside the address
    ],
)
def test_a_field_in_a_list_or_map_is_named_by_its_label(pointer: str, field: str, named: str) -> None:
    problem = Problem("sample.missing", "a.yaml", 1, 1, pointer, {"field": field})
    assert NAMING.message(problem) == f"缺少必填字段 {named}。"


@pytest.mark.parametrize("code", ["privacy.phone", "privacy.email", "privacy.id_card", "privacy.name_unmasked"])
def test_in_a_repository_for_practice_the_remedy_is_made_up_data_or_a_repository_of_ones_own(code: str) -> None:
    practice = Problem(code, "customers/01/CUST001/contacts.yaml", params={"profile": "no-pii"})
    assert "练习" in NAMING.remedy(practice)
    assert "crmfs init" in NAMING.remedy(practice)
    real = Problem(code, "customers/01/CUST001/customer.yaml")
    assert "crmfs init" not in NAMING.remedy(real)


def test_why_a_name_cannot_be_used_is_told_in_words() -> None:
    problem = Problem("path.unsafe", "library/CON.txt", params={"reason": "path.reason_device"})
    for wording in (NAMING, Wording("en")):
        assert "path.reason" not in wording.message(problem)

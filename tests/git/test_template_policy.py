"""What each role sees of a real repository under the template's policy: the rules that users asked for."""

from pathlib import Path

import pytest

from crmfs.access.authority import authority_at, is_administrator
from crmfs.access.members import Member
from crmfs.access.rights import Rights
from crmfs.access.view import View
from crmfs.core.errors import NotFound
from crmfs.core.release import template_files
from crmfs.git.repository import Repository
from crmfs.git.snapshot import Snapshot
from tests.conftest import MakeRepository, Once

OWN, MATE, OTHER = "customers/01/CUST001", "customers/02/CUST002", "customers/03/CUST003"
ROLES = ["sales", "sales-lead", "support", "marketing", "finance", "management", "it"]
MEMBERS = "members:\n" + "".join(
    f"- {{id: E{number}, name: 员工{number}, roles: [{role}], team: east, emails: [e{number}@example.com]}}\n"
    for number, role in enumerate(ROLES)
)


def customer(folder: str, owner: str, team: str) -> dict[str, str]:
    return {
        f"{folder}/customer.yaml": f"id: {folder[-7:]}\nowner: {owner}\nteam: {team}\nlevel: key\nbudget: 500000\n",
        f"{folder}/contacts.yaml": "contacts:\n- {name: 王经理, mobile: '13812345678', email: wang@example.com}\n",
        f"{folder}/documents/contracts/合同.pdf": "合同",
        f"{folder}/documents/contracts/合同.pdf.meta.yaml": "title: 合同\n",
        f"{folder}/documents/.gitkeep": "",
        f"{folder}/finance/terms.yaml": "payment_days: 30\n",
        f"{folder}/finance/files/发票.pdf": "发票",
        f"{folder}/feedback/FB-20260105-7K3M9Q.yaml": "rating: 5\n",
    }


FILES = {
    **customer(OWN, "E0", "east"),
    **customer(MATE, "E9", "east"),
    **customer(OTHER, "E8", "west"),
    "members.yaml": MEMBERS,
    "library/marketing/手册.pdf": "手册",
    "library/faq/常见问题.md": "问",
    "reports/2026-01.csv": "CUST001",
    "reviews/2026Q1.yaml": "quarter: 2026Q1\n",
}


@pytest.fixture
def snapshot(make_repository: MakeRepository, once: Once, tmp_path: Path) -> Snapshot:
    once(_made, make_repository)
    return Repository.find(tmp_path / "repository").snapshot("HEAD")


def _made(make_repository: MakeRepository) -> None:
    make_repository({**template_files(), **FILES}, bare=True)


def who(snapshot: Snapshot, role: str) -> Member:
    return authority_at(snapshot).members.all[ROLES.index(role)]


def seen_by(snapshot: Snapshot, role: str) -> View:
    return View(snapshot, authority_at(snapshot).grant(who(snapshot, role)))


def rights(snapshot: Snapshot, role: str, path: str) -> Rights:
    found = seen_by(snapshot, role).rights(path)
    assert found
    return found


@pytest.mark.parametrize(
    ("role", "customers"),
    [
        ("sales", "12"), ("sales-lead", "12"), ("support", "123"), ("marketing", "123"), ("finance", "123"),
        ("management", "123"), ("it", ""),
    ],
)  # fmt: skip
def test_who_sees_which_customers(snapshot: Snapshot, role: str, customers: str) -> None:
    assert [*seen_by(snapshot, role).customers()] == [f"CUST00{number}" for number in customers]


def test_finance_data_is_for_finance_and_management_only(snapshot: Snapshot) -> None:
    for role in ROLES:
        found = [entry.path for entry in seen_by(snapshot, role).walk() if "/finance/" in entry.path]
        assert len(found) == (6 if role in ("finance", "management") else 0), role


def test_marketing_material_goes_to_all_of_sales(snapshot: Snapshot) -> None:
    found = {role for role in ROLES if seen_by(snapshot, role).entry("library/marketing/手册.pdf")}
    assert found == {"sales", "sales-lead", "marketing", "management"}


def test_it_learns_of_no_customer_by_any_file(snapshot: Snapshot) -> None:
    it = seen_by(snapshot, "it")
    assert [entry.path for entry in it.walk("customers")] == ["customers/.gitkeep"]
    for path in ("reports/2026-01.csv", "reviews/2026Q1.yaml", "access.yaml"):
        assert it.entry(path) is None


def test_colleagues_are_known_by_name_and_not_by_address(snapshot: Snapshot) -> None:
    for role in ROLES:
        shown = seen_by(snapshot, role).record("members.yaml").document.data.decode()
        assert "name:" in shown
        assert ("@" in shown) == (role == "management"), role


def test_customer_service_browses_and_edits_most_documents(snapshot: Snapshot) -> None:
    for folder in (OWN, OTHER):
        for path in ("documents/contracts/合同.pdf", "documents/contracts/合同.pdf.meta.yaml", "contacts.yaml"):
            assert rights(snapshot, "support", f"{folder}/{path}").allows("edit")


def test_other_departments_see_a_part(snapshot: Snapshot) -> None:
    found = [entry.path.removeprefix(OWN + "/") for entry in seen_by(snapshot, "marketing").walk(OWN)]
    assert found == ["customer.yaml", "feedback/FB-20260105-7K3M9Q.yaml"]


@pytest.mark.parametrize("field", ["owner", "team", "region", "level", "credit_code"])
def test_sales_read_sensitive_fields_and_do_not_change_them(snapshot: Snapshot, field: str) -> None:
    found = rights(snapshot, "sales", f"{OWN}/customer.yaml")
    assert found.allows("read", (field,))
    assert not found.allows("edit", (field,))
    assert not found.allows("delete", (field,))
    assert found.allows("edit", ("note",))


def test_a_colleague_sees_masks_and_the_owner_what_is_stored(snapshot: Snapshot) -> None:
    sales = seen_by(snapshot, "sales")
    assert b"500000" in sales.read(f"{OWN}/customer.yaml")
    assert b"13812345678" in sales.read(f"{OWN}/contacts.yaml")
    colleague = sales.read(f"{MATE}/customer.yaml") + sales.read(f"{MATE}/contacts.yaml")
    assert b"500000" not in colleague
    assert b"13812345678" not in colleague
    assert b"138****5678" in colleague
    assert b"w***@example.com" in colleague
    with pytest.raises(NotFound):
        sales.read(f"{OTHER}/customer.yaml")


@pytest.mark.parametrize("role", ROLES)
def test_nobody_may_write_what_he_may_not_see(snapshot: Snapshot, role: str) -> None:
    fields = [(), ("budget",), ("owner",), ("contacts", "[]", "mobile"), ("contacts", "[]", "name")]
    for path in FILES:
        found = rights(snapshot, role, path)
        for field in fields:
            if not found.allows("read", field):
                assert not any(found.allows(action, field) for action in ("edit", "create", "delete", "write"))


def test_only_management_decides_on_people_and_rights(snapshot: Snapshot) -> None:
    authority = authority_at(snapshot)
    assert [ROLES[int(each.id[1:])] for each in authority.administrators()] == ["management"]
    assert [role for role in ROLES if is_administrator(authority.grant(who(snapshot, role)))] == ["management"]


def test_several_roles_give_all_that_each_of_them_gives(snapshot: Snapshot) -> None:
    both = who(snapshot, "it")._replace(roles=("it", "marketing"))
    view = View(snapshot, authority_at(snapshot).grant(both))
    assert view.entry("crmfs.yaml")
    assert view.entry(f"{OTHER}/customer.yaml")

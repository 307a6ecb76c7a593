"""What is hidden from a member is absent from every method of a view; what is masked is nowhere to be found in it."""

from typing import Any

import pytest

from crmfs.access.view import View
from crmfs.access.visible import visible_problems
from crmfs.core.errors import NotFound, ValueRefused
from crmfs.core.problem import Problem
from crmfs.git.model import SYMLINK
from crmfs.records.kinds import CONTACTS, CUSTOMER
from tests.unit.access.held import Held, member, policy, view

MINE, HIDDEN = "customers/01/CUST001", "customers/02/CUST002"
FILES = {
    "README.md": "读我",
    f"{MINE}/customer.yaml": "id: CUST001\nowner: E1\nbudget: 500000 # really 700000\n",
    f"{MINE}/contacts.yaml": "contacts:\n- name: 王经理\n  mobile: '13812345678'\n",
    f"{HIDDEN}/customer.yaml": "id: CUST002\nowner: E2\nbudget: 1\n",
    "customers/09/CUST001/customer.yaml": "id: CUST001\nowner: E2\n",  # in a wrong shard
    "customers/03/CUST003/contacts.yaml": "contacts: []\n",  # without a customer.yaml
}
OWN = {"to": ["sales"], "allow": ["read"], "paths": ["{customer}/**"], "where": "customer.owner == me.id"}
LIBRARY = {"to": ["sales"], "allow": ["read"], "paths": ["README.md"]}
BUDGET = {
    "only": ["boss"],
    "stop": ["read"],
    "paths": ["{customer}/customer.yaml"],
    "fields": ["budget"],
    "show": "mask",
}
RULES = policy(OWN, LIBRARY, {"to": ["boss"], "allow": ["write"], "paths": ["**"]}, restrict=[BUDGET])
ABSENT = "customers/05/CUST005"


def seen(files: dict[str, str] | None = None, **said: Any) -> View:
    return view(files or FILES, RULES, member("sales"), **said)


def refusal(path: str) -> tuple[str, object]:
    with pytest.raises(NotFound) as refused:
        seen().read(path)
    return refused.value.code, refused.value.params["name"].replace(path, "PATH")


def test_reading_what_is_hidden_and_what_is_absent_is_refused_alike() -> None:
    assert refusal(f"{HIDDEN}/customer.yaml") == refusal(f"{ABSENT}/customer.yaml")


def test_what_is_hidden_is_absent_from_every_method() -> None:
    for folder in (HIDDEN, ABSENT, HIDDEN[:12], ABSENT[:12], "customers/03", "customers/09/CUST001"):
        assert seen().entry(f"{folder}/customer.yaml") is None
        assert [*seen().walk(folder)] == []
        assert seen().children(folder) == []
        assert not seen().has(folder)
    for folder in (HIDDEN, ABSENT):
        assert seen().subtree(folder) is None
        assert not seen().has_customer(folder[-7:])
        with pytest.raises(NotFound):
            seen().record(f"{folder}/customer.yaml")
    assert seen().children("customers") == [("01", True)]
    assert [*seen().customers()] == ["CUST001"]
    assert [entry.path for entry in seen().walk()] == ["README.md", f"{MINE}/contacts.yaml", f"{MINE}/customer.yaml"]


def test_a_masked_record_is_written_anew_without_its_comments() -> None:
    assert seen().read(f"{MINE}/customer.yaml") == b'id: CUST001\nowner: E1\nbudget: "***"\n'
    assert seen().record(f"{MINE}/customer.yaml").value["budget"] == "***"


def test_a_masked_entry_tells_neither_the_id_nor_the_size_of_the_true_bytes() -> None:
    entry = seen().entry(f"{MINE}/customer.yaml")
    assert entry and entry.oid is None
    assert entry.size == len(seen().read(f"{MINE}/customer.yaml"))
    contacts = seen().entry(f"{MINE}/contacts.yaml")
    assert contacts and contacts.oid  # nothing of it is kept back


def test_the_repository_itself_and_who_may_read_all_see_what_is_stored() -> None:
    for whole in (View.whole(Held(FILES)), view(FILES, RULES, member("boss"))):
        assert [entry.path for entry in whole.walk()] == [entry.path for entry in Held(FILES).walk()]
        assert b"really 700000" in whole.read(f"{MINE}/customer.yaml")
        assert whole.subtree("customers") == Held(FILES).subtree("customers")
        assert whole.is_whole


def test_a_record_that_cannot_be_read_is_not_shown_to_whom_a_field_is_kept_from() -> None:
    broken = {**FILES, f"{MINE}/contacts.yaml": "a: [13812345678\n"}
    stop = {**BUDGET, "paths": ["{customer}/contacts.yaml"], "fields": ["contacts[].mobile"]}
    rules = policy({**OWN}, restrict=[stop])
    with pytest.raises(ValueRefused) as refused:
        view(broken, rules, member("sales")).read(f"{MINE}/contacts.yaml")
    assert refused.value.code == "record.unreadable"
    assert "138" not in str(refused.value.params)


@pytest.mark.parametrize("name", ["Contacts.yaml", "ＣＯＮＴＡＣＴＳ.yaml", "contacts.yaml.", "cont\u200bacts.yaml"])
def test_a_file_that_some_file_system_takes_for_a_record_is_masked_like_it(name: str) -> None:
    stop = {**BUDGET, "paths": ["{customer}/contacts.yaml"], "fields": ["contacts[].mobile"]}
    files = {f"{MINE}/customer.yaml": FILES[f"{MINE}/customer.yaml"], f"{MINE}/{name}": FILES[f"{MINE}/contacts.yaml"]}
    found = view(files, policy(OWN, restrict=[stop]), member("sales"))
    assert b"138" not in found.read(f"{MINE}/{name}")
    entry = found.entry(f"{MINE}/{name}")
    assert entry and entry.oid is None


def test_records_read_together_are_shown_like_each_by_its_path() -> None:
    broken = {**FILES, f"{MINE}/contacts.yaml": "a: [1\n"}
    for shown in (seen(), view(FILES, RULES, member("boss"))):
        together = {one.path: (one.fields, one.clear) for one in shown.records("", CUSTOMER, CONTACTS)}
        apart = {path: shown.fields(path) for path in FILES if shown.entry(path) and path.endswith(".yaml")}
        assert together == {path: (fields, shown.unmasked(path, fields)) for path, fields in apart.items()}
    assert [one.fields for one in seen(broken).records(MINE, CONTACTS)] == [None]
    assert [*seen().records(HIDDEN, CUSTOMER)] == [*seen().records(ABSENT, CUSTOMER)] == []


def test_of_many_problems_as_much_is_told_as_of_few() -> None:
    problems = [Problem("field.required", path, 1, 1, pointer) for path in FILES for pointer in ("", "/budget")]
    told = visible_problems(problems, seen())
    assert [problem.path for problem in told] == ["README.md"] * 2 + [f"{MINE}/customer.yaml"] + [
        f"{MINE}/contacts.yaml"
    ] * 2
    assert visible_problems(problems * 20, seen()) == told * 20


def test_a_grant_of_fields_shows_records_and_no_other_file() -> None:
    rules = policy({"to": ["sales"], "allow": ["read"], "paths": ["**"], "fields": ["owner"]})
    found = view(FILES, rules, member("sales"))
    assert found.read(f"{MINE}/customer.yaml") == b"owner: E1\n"
    assert found.entry("README.md") is None


def test_a_customer_yaml_that_is_a_link_makes_nobody_an_owner() -> None:
    files = {**FILES, f"{HIDDEN}/customer.yaml": "owner: E1\n"}
    assert seen(files).entry(f"{HIDDEN}/customer.yaml")
    assert seen(files, modes={f"{HIDDEN}/customer.yaml": SYMLINK}).entry(f"{HIDDEN}/customer.yaml") is None


def test_equal_folders_at_two_places_are_not_taken_for_one() -> None:
    # What is derived is kept by this id, and rules are about paths.
    files = {"library/faq/a/x": "1", "library/faq/b/y": "2", "library/legal/a/x": "1", "library/legal/b/y": "2"}
    found = view(files, policy({"to": ["sales"], "allow": ["read"], "paths": ["library/faq/**", "library/legal/a/**"]}),
                 member("sales"))  # fmt: skip
    assert Held(files).subtree("library/faq") == Held(files).subtree("library/legal")
    assert found.subtree("library/faq") != found.subtree("library/legal")

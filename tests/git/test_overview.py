"""Customers at a glance, kept by tree id: the short form is the long one with fewer fields, and neither is stale."""

from crmfs.access.overview import BRIEF_FIELDS, briefs, overviews
from crmfs.access.view import View
from crmfs.git.derived import Derived

CUSTOMER = "id: {0}\ncompany: {1}\nstatus: active\nowner:\nsource_ref:\n  id: K-1\nnotes: long\n"
FILES = {
    "customers/01/CUST001/customer.yaml": CUSTOMER.format("CUST001", "甲"),
    "customers/01/CUST101/customer.yaml": "id: [\n",
    "customers/02/CUST002/customer.yaml": CUSTOMER.format("CUST002", "乙"),
}


def _both(repository, derived):
    view = View.whole(repository.snapshot("HEAD"))
    unread = [], []
    short, long = list(briefs(view, derived, unread[0])), list(overviews(view, derived, unread[1]))
    assert unread[0] == unread[1]
    assert [(one.path, one.id) for one in short] == [(one.path, one.id) for one in long]
    for one, whole in zip(short, long, strict=True):
        assert one.fields == {k: v for k, v in whole.fields.items() if k in BRIEF_FIELDS and v is not None}
    return [one.fields["company"] for one in short], unread[0]


def test_the_short_form_has_a_few_fields_of_the_long_one(make_repository):
    repository = make_repository(FILES)
    for derived in (None, Derived(repository), Derived(repository)):
        assert _both(repository, derived) == (["甲", "乙"], ["customers/01/CUST101/customer.yaml"])


def test_a_changed_customer_is_read_again_and_others_are_kept(make_repository, git, write):
    repository = make_repository(FILES)
    derived = Derived(repository)
    _both(repository, derived)
    write(repository.root, {"customers/02/CUST002/customer.yaml": CUSTOMER.format("CUST002", "丙")})
    git(repository.root, "commit", "-qam", "renamed")
    assert _both(repository, derived)[0] == ["甲", "丙"]


def test_equal_shards_show_their_own_customers(make_repository):
    files = {f"customers/{shard}/CUST001/customer.yaml": CUSTOMER.format("CUST001", "甲") for shard in ("01", "07")}
    repository = make_repository(files)
    derived = Derived(repository)
    for _ in range(2):
        assert [one.path for one in briefs(View.whole(repository.snapshot("HEAD")), derived)] == sorted(files)


def test_a_look_at_the_short_form_keeps_the_long_one_too(make_repository):
    repository = make_repository(FILES)
    derived, view = Derived(repository), View.whole(repository.snapshot("HEAD"))
    list(briefs(view, derived))
    shards = [view.subtree(f"customers/{shard}") for shard in ("01", "02")]
    assert set(derived.get_many("overview", 3, shards)) == set(derived.get_many("brief", 1, shards)) == set(shards)

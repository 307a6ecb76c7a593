"""What an accepted policy says is kept by its blob id; a refused one never is."""

from crmfs.access.authority import authority_at
from crmfs.core.release import template_files
from crmfs.git.derived import Derived
from crmfs.git.model import object_id
from tests.conftest import MakeRepository

MEMBERS = "members:\n- {id: E001, name: 王芳, emails: [wang@example.com], roles: [management]}\n"


def test_a_kept_policy_decides_as_the_file_does(make_repository: MakeRepository) -> None:
    repository = make_repository({**template_files(), "members.yaml": MEMBERS})
    snapshot, store = repository.snapshot("HEAD"), Derived(repository)
    fresh, first, kept = (authority_at(snapshot, derived).policy for derived in (None, lambda: store, lambda: store))
    assert fresh
    assert first
    assert kept
    assert kept.key == first.key == fresh.key
    assert (kept.allowances, kept.restrictions) == (fresh.allowances, fresh.restrictions)


def test_a_refused_policy_is_read_again_each_time(make_repository: MakeRepository) -> None:
    policy = template_files()["access.yaml"].replace(b"expect: deny", b"expect: allow", 1)
    repository = make_repository({**template_files(), "members.yaml": MEMBERS, "access.yaml": policy})
    store = Derived(repository)
    for _ in range(2):
        assert authority_at(repository.snapshot("HEAD"), lambda: store).fault == "access.policy_broken"
    assert store.get_many("accepted_policy", 1, [object_id("blob", policy)]) == {}

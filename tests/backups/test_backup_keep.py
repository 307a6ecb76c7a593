"""How long backups are kept: by age, and never less than what a later one needs."""

import pytest
from depots import NOW, Made, after, backed_up, write_commit
from hypothesis import given
from hypothesis import strategies as st

from crmfs.backups.chain import chain_of, newest, outdated, since
from crmfs.backups.contents import read_depot
from crmfs.backups.manifest import Counts, Manifest, Outside
from crmfs.backups.proof import prove
from crmfs.core.errors import NotFound, UsageError
from crmfs.git.inventory import Refs


def _manifests(fulls: list[bool]) -> dict[str, Manifest]:
    """Backups a day apart, each full or continuing the one before."""
    found: dict[str, Manifest] = {}
    for day, full in enumerate(fulls):
        parent = None if full or not found else list(found)[-1]
        name = f"{after(days=day):%Y%m%dT%H%M%SZ}-{'incremental' if parent else 'full'}"
        found[name] = Manifest(
            name, after(days=day), parent, "0" * 64 if parent else None, "0", False, Refs({}, {}, None, None), (),
            Counts(0, 0, 0), (), (), Outside({}, {}, {}),
        )  # fmt: skip
    return found


@given(st.lists(st.booleans(), min_size=1, max_size=30), st.integers(-5, 40))
def test_nothing_goes_that_a_kept_one_needs_and_nothing_young(fulls: list[bool], days: int) -> None:
    manifests = _manifests(fulls)
    gone = set(outdated(manifests, after(days=days)))
    kept = {name: one for name, one in manifests.items() if name not in gone}
    assert newest(manifests) in kept
    assert all(manifests[name].created < after(days=days) for name in gone)
    for name in kept:
        assert {one.id for one in chain_of(kept, name)} <= set(kept)


def test_what_is_too_old_goes_when_a_new_one_is_there(made: Made) -> None:
    write_commit(made[0], two="b: 2\n")
    told = backed_up(*made, now=after(days=100), full=True, oldest=after(days=10), dry_run=True)
    assert len(told.removed) == 3
    assert len(read_depot(made[1]).manifests) == 3
    done = backed_up(*made, now=after(days=100), full=True, oldest=after(days=10))
    assert done.removed == told.removed
    assert [one.kind for one in read_depot(made[1]).manifests.values()] == ["full"]
    assert prove(made[1]).is_good
    assert not [one for one in made[1].folder.iterdir() if one.name in done.removed]


def test_the_newest_chain_stays_however_old(made: Made) -> None:
    assert backed_up(*made, now=after(days=100), oldest=after(days=90)).removed == ()


@pytest.mark.parametrize(
    ("typed", "moment"),
    [("90d", after(days=-90)), ("2w", after(days=-14)), ("1m", NOW.replace(month=2)), ("1y", NOW.replace(year=2025)),
     ("3天", after(days=-3)), ("1个月", NOW.replace(month=2))],
)  # fmt: skip
def test_ages_are_typed_in_days_weeks_months_years(typed: str, moment: object) -> None:
    assert since(NOW, typed) == moment


@pytest.mark.parametrize("typed", ["", "90", "0d", "-3d", "d", "9999y", "3h"])
def test_what_is_no_age_is_refused(typed: str) -> None:
    with pytest.raises(UsageError):
        since(NOW, typed)


def test_a_moment_means_the_last_backup_up_to_it() -> None:
    manifests = _manifests([True, False, False])
    names = list(manifests)
    assert newest(manifests) == names[2]
    assert newest(manifests, after(days=1).isoformat()) == names[1]
    assert newest(manifests, after(days=1).astimezone().date().isoformat()) == names[1]
    assert newest(manifests, names[0]) == names[0]
    with pytest.raises(NotFound):
        newest(manifests, "2020-01-01")
    with pytest.raises(UsageError):
        newest(manifests, "yesterdayish")

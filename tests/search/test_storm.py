"""The law of the index: whatever happened, after the next sync it is as one built anew."""

import os
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from searching import Searched
from storms import Storm, built_anew, killed, shown

from crmfs.search.follow import Follower
from crmfs.search.hints import Batch
from crmfs.search.sync import Sync

STORMS = int(os.environ.get("CRMFS_STORMS", "1"))  # more of them, and longer ones, for a night
STEPS = int(os.environ.get("CRMFS_STORM_STEPS", "9"))


@pytest.mark.parametrize("seed", range(STORMS))
def test_an_index_is_as_one_built_anew_after_any_change_and_any_kill(
    searched: Callable[..., Searched], tmp_path: Path, seed: int
) -> None:
    repository = searched({}).repository
    assert repository.root
    storm, chance = Storm(repository.root, seed), random.Random(seed)
    told: list[str] = []
    for step in range(STEPS):
        told += storm.blow()
        if step % 3 == 2:
            killed(repository.root, chance)
            told.append("killed")
        if chance.random() < 0.3:
            Follower(repository, lambda: False).follow(Batch(moved=True))  # as a search does where files are many
        if chance.random() < 0.7:
            Sync(repository).run()
            assert shown(repository) == built_anew(repository, tmp_path / "anew"), told
    Sync(repository).run()
    assert shown(repository) == built_anew(repository, tmp_path / "anew"), told

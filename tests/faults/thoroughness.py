"""How thorough the tests of faults are. Strikes nobody."""

import os
import random
from collections.abc import Callable

FULL = os.environ.get("CRMFS_TEST_FULL") == "1"
SEED = int(os.environ.get("CRMFS_TEST_SEED") or 1)
Script = Callable[..., None]


def seed_of(name: str) -> int:
    """Returns the seed of one test, the same for everybody until CRMFS_TEST_SEED says another."""
    return random.Random(f"{SEED} {name}").randrange(2**31)

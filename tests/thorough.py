"""How thorough tests are: a sample, or all of it where CRMFS_TEST_FULL is set. Holds no test."""

import os

FULL = bool(os.environ.get("CRMFS_TEST_FULL"))


def examples(most: int) -> int:
    """Returns how many examples a property is tried on, other ones in each run: `most`, or a third in a sample."""
    return most if FULL else most // 3

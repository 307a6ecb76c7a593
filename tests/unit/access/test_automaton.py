"""What one walk along a path tells of many patterns, however many there are."""

import time

from crmfs.access.automaton import Automaton
from crmfs.access.glob import parse_glob

SCOPE = "customers/*/*"


def automaton(*globs: str) -> Automaton:
    return Automaton((pattern, number) for number, glob in enumerate(globs) for pattern in parse_glob(glob, SCOPE))


def test_a_state_tells_what_fits_here_everywhere_below_and_perhaps_below() -> None:
    found = automaton("library/**", "library", "library/faq/*", "customers/**", "**").at("library")
    assert found.fit == {0, 1, 4}
    assert found.always == {0, 4}
    assert found.below == {0, 1, 2, 4}


def test_the_root_is_the_empty_path() -> None:
    assert automaton("**", "library").at("").fit == {0}


def test_ten_thousand_partial_names_at_one_place_are_as_fast_as_one() -> None:
    many = automaton(*(f"library/*x{number}y*" for number in range(10_000)))
    many.at("library/none")
    start = time.process_time()
    found = [many.at(f"library/a-x{number}y-b.pdf").fit for number in range(200)]
    assert time.process_time() - start < 0.5  # each of them tried on each path: 2,000,000 trials, seconds
    assert found == [{number} for number in range(200)]

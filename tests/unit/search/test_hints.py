"""Hints are gathered until it is quiet for a moment, and mean what lies where searches look."""

import time
from threading import Thread

from crmfs.search.hints import MOST_SECONDS, QUIET_SECONDS, Batch, Hints, without_nested

CALL = "customers/01/CUST001/interactions/INT-20260110-AAAAAA.yaml"


def taken(hints: Hints) -> Batch:
    return hints.take(MOST_SECONDS * 3)


def test_what_lies_where_no_search_looks_is_no_hint() -> None:
    hints = Hints()
    for path in ("README.md", "members.yaml", "templates/a.yaml", "customers.yaml", ".venv/x"):
        hints.touched(path)
    assert not hints.take(0)


def test_files_folders_and_rules_are_told_apart() -> None:
    hints = Hints()
    hints.touched(CALL)
    hints.touched("library", is_folder=True)
    hints.touched("schema/customer.schema.json")
    hints.touched("customers/.gitignore")
    assert taken(hints) == Batch({CALL}, {"library"}, rules=True, lost=True)


def test_hints_are_given_out_when_it_is_quiet() -> None:
    hints = Hints()
    begun = time.monotonic()
    for _ in range(3):
        hints.touched(CALL)
        time.sleep(QUIET_SECONDS / 4)
    assert taken(hints) == Batch({CALL})
    assert time.monotonic() - begun >= QUIET_SECONDS * 1.5
    assert not hints.take(0)


def test_in_a_long_burst_hints_are_given_out_all_the_same() -> None:
    hints = Hints()
    ends = time.monotonic() + MOST_SECONDS * 1.5

    def touch() -> None:
        while time.monotonic() < ends:
            hints.touched(CALL)
            time.sleep(QUIET_SECONDS / 10)

    thread = Thread(target=touch)
    thread.start()
    assert taken(hints)
    assert time.monotonic() < ends
    thread.join()


def test_what_failed_is_given_out_again_after_a_pause_with_what_came_meanwhile() -> None:
    hints = Hints()
    hints.put_back(Batch({CALL}), pause_seconds=QUIET_SECONDS * 4)
    hints.touched("library/faq/a.md")
    assert not hints.take(QUIET_SECONDS * 2)
    assert taken(hints) == Batch({CALL, "library/faq/a.md"})


def test_changed_rules_end_the_pause_for_they_may_mend_what_failed() -> None:
    hints = Hints()
    hints.put_back(Batch({CALL}), pause_seconds=3600)
    hints.touched("schema/customer.schema.json")
    assert taken(hints) == Batch({CALL}, rules=True)


def test_who_waits_can_be_woken() -> None:
    hints = Hints()
    hints.wake()
    begun = time.monotonic()
    assert not hints.take(3600)
    assert time.monotonic() - begun < MOST_SECONDS


def test_nested_folders_are_covered_by_the_outer_one() -> None:
    assert without_nested({"a/b", "a", "a/b/c", "ab", "a-b"}) == {"a-b", "a", "ab"}

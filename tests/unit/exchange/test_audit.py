"""The record of exports is a chain: whatever is done to its lines one by one is seen."""

from pathlib import Path

import pytest

from crmfs.exchange.audit import Exported, note_export, read_record

LINES = 5


def _export(number: int) -> Exported:
    return Exported(
        "2026-03-02T09:00:00+00:00", f"E{number:03d}", None, (), "csv", number, (), "0" * 64, True, "x", None
    )


@pytest.fixture
def log(tmp_path: Path) -> Path:
    for number in range(LINES):
        note_export(tmp_path, _export(number))
    return tmp_path / "audit.jsonl"


def _faults(log: Path) -> list[tuple[int, str]]:
    return [(one.line, one.fault) for one in read_record(log.parent) if one.fault]


def _rewritten(log: Path, lines: list[str]) -> list[tuple[int, str]]:
    log.write_text("".join(lines), encoding="utf-8")
    return _faults(log)


def test_a_record_that_nobody_touched_is_whole(log: Path) -> None:
    assert _faults(log) == []
    assert [one.entry["who"] for one in read_record(log.parent)] == [f"E{number:03d}" for number in range(LINES)]


def test_no_record_is_no_fault(tmp_path: Path) -> None:
    assert list(read_record(tmp_path)) == []


@pytest.mark.parametrize("at", range(LINES))
def test_a_removed_line_is_seen(log: Path, at: int) -> None:
    lines = log.read_text("utf-8").splitlines(keepends=True)
    del lines[at]
    missing = (LINES, "audit.end_missing") if at == LINES - 1 else (at + 1, "audit.chain_broken")
    assert _rewritten(log, lines) == [missing]


@pytest.mark.parametrize("at", range(LINES - 1))
def test_swapped_lines_are_seen(log: Path, at: int) -> None:
    lines = log.read_text("utf-8").splitlines(keepends=True)
    lines[at], lines[at + 1] = lines[at + 1], lines[at]
    assert (at + 1, "audit.chain_broken") in _rewritten(log, lines)


@pytest.mark.parametrize("at", range(LINES))
def test_a_changed_line_is_seen_where_it_stands(log: Path, at: int) -> None:
    lines = log.read_text("utf-8").splitlines(keepends=True)
    lines[at] = lines[at].replace('"records": ', '"records": 1')
    assert _rewritten(log, lines) == [(at + 1, "audit.line_changed")]


def test_a_doubled_and_a_broken_line_are_seen(log: Path) -> None:
    lines = log.read_text("utf-8").splitlines(keepends=True)
    assert _rewritten(log, [*lines[:2], lines[1], *lines[2:]])[0] == (3, "audit.chain_broken")
    assert _rewritten(log, [*lines[:2], "{\n", *lines[3:]])[0] == (3, "audit.line_broken")


def test_a_record_taken_away_whole_is_seen(log: Path) -> None:
    log.unlink()
    assert _faults(log) == [(1, "audit.end_missing")]


def test_what_is_noted_later_does_not_heal_a_chain(log: Path) -> None:
    lines = log.read_text("utf-8").splitlines(keepends=True)
    log.write_text("".join(lines[:-1]), encoding="utf-8")
    note_export(log.parent, _export(9))
    assert _faults(log) == [(LINES, "audit.chain_broken")]


def test_a_line_cut_short_by_a_crash_goes_when_the_next_is_noted(log: Path) -> None:
    with log.open("a", encoding="utf-8") as lines:
        lines.write('{"seq": 6, "at"')
    note_export(log.parent, _export(9))
    assert _faults(log) == [] and len(list(read_record(log.parent))) == LINES + 1


def test_a_crash_between_line_and_head_is_no_fault(log: Path) -> None:
    head = log.parent / "audit-head"
    before = head.read_bytes()
    note_export(log.parent, _export(9))
    head.write_bytes(before)
    assert _faults(log) == []
    note_export(log.parent, _export(10))
    assert _faults(log) == [] and len(list(read_record(log.parent))) == LINES + 2

"""Looks at protected fields stand in the same chain as exports; a full file is put aside and the chain goes on."""

from pathlib import Path

import pytest

from crmfs.exchange import audit
from crmfs.exchange.audit import EXPORT, SHOWN, Exported, Shown, files_of, note_export, note_shown, read_record


def _show(state: Path, who: str = "E001") -> None:
    note_shown(
        state, Shown("2026-03-02T09:00:00+00:00", who, None, "show", ("CUST001",), 1, ("contacts.mobile",), None)
    )


def _export(state: Path) -> None:
    note_export(state, Exported("2026-03-02T09:00:00+00:00", "E001", None, (), "csv", 1, (), "0" * 64, True, "x", None))


def test_both_kinds_are_one_chain(tmp_path: Path) -> None:
    for note in (_show, _export, _show, _show):
        note(tmp_path)
    noted = list(read_record(tmp_path))
    assert [(one.act, one.fault) for one in noted] == [(SHOWN, ""), (EXPORT, ""), (SHOWN, ""), (SHOWN, "")]
    log = tmp_path / "audit.jsonl"
    lines = log.read_text(encoding="utf-8").splitlines(keepends=True)
    log.write_text("".join([*lines[:2], *lines[3:]]), encoding="utf-8")
    assert [one.fault for one in read_record(tmp_path) if one.fault] == ["audit.chain_broken"]
    log.write_text("".join(lines[:3]), encoding="utf-8")
    assert [one.fault for one in read_record(tmp_path) if one.fault] == ["audit.end_missing"]


def test_a_full_file_is_put_aside_and_read_before_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audit, "FULL_BYTES", 700)
    for number in range(9):
        _show(tmp_path, f"E{number:03d}")
    assert len(files_of(tmp_path)) > 2
    noted = list(read_record(tmp_path))
    assert [one.entry["who"] for one in noted] == [f"E{number:03d}" for number in range(9)]
    assert [one.fault for one in noted] == [""] * 9
    files_of(tmp_path)[0].unlink()
    assert [one.fault for one in read_record(tmp_path) if one.fault] == ["audit.chain_broken"]


def test_a_look_leaves_nothing_else_behind(tmp_path: Path) -> None:
    _show(tmp_path)
    assert {one.name for one in tmp_path.iterdir()} == {"audit.jsonl", "audit-head", "audit-lock"}

"""audit.jsonl: what was exported, and which protected fields were shown, on this computer. Holds no field's value.

Each line is chained to the one before. A full file is kept under the number of its first line, and the chain goes on in
a new one. A local record: who owns the computer can write it anew as a whole, so it is no proof against him. What it
shows is a line that was changed, removed or put elsewhere without that.
"""

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from crmfs.git.lock import holding, sync_folder, write_durably

_NAME = "audit"
EXPORT, SHOWN = "export", "shown"  # acts
FULL_BYTES = 4 << 20  # from which on a file is put aside
FILE, HEAD, _LOCK = f"{_NAME}.jsonl", f"{_NAME}-head", f"{_NAME}-lock"
_WAIT_SECONDS, _WAIT_SHOWN_SECONDS = 30.0, 2.0
_FIRST = "0" * 64
_DIGITS = 9
_TAIL_BYTES = 1 << 20  # more than any line


class Exported(NamedTuple):
    """What is noted of one export.

    Attributes:
        at: When, ISO 8601 in UTC.
        who: Id of the member who exported; `seen_as` of the one through whose eyes, None for the same.
        filters: As typed, values of people left out.
        format: `xlsx`, `pdf`, `csv`, `json`, `vcf`, or one of a report's.
        records: How many customers, and lines of further sheets.
        masked: Codes of the fields of which some were masks, as `contacts.mobile`.
        sha256: Of the file.
        plain: Whether it is not encrypted.
        reason: Why, as typed.
        commit: The last commit, None before the first one.
    """

    at: str
    who: str
    seen_as: str | None
    filters: tuple[str, ...]
    format: str
    records: int
    masked: tuple[str, ...]
    sha256: str
    plain: bool
    reason: str | None
    commit: str | None


class Shown(NamedTuple):
    """What is noted of true values of protected fields that a member was shown.

    Attributes:
        at, who, seen_as, filters, commit: As of `Exported`.
        command: Which command showed them: `show`, `list`.
        records: How many records, or customers of a list.
        fields: Codes of the fields, as `contacts.mobile`.
    """

    at: str
    who: str
    seen_as: str | None
    command: str
    filters: tuple[str, ...]
    records: int
    fields: tuple[str, ...]
    commit: str | None


class Noted(NamedTuple):
    """One line as it was read.

    Attributes:
        line: Its number in all files, from 1; one after the last for what is missing at the end.
        entry: What it says; empty where it is broken.
        fault: Code of what is wrong with it, `""` where nothing is.
    """

    line: int
    entry: Mapping[str, Any]
    fault: str = ""

    @property
    def act(self) -> str:
        """`EXPORT` or `SHOWN`."""
        return str(self.entry.get("act", EXPORT))


def note_export(state_dir: Path, done: Exported) -> None:
    """Adds a line, durably.

    Raises:
        ChangedMeanwhile: `git.busy`: somebody else kept the file for long.
        OSError: It cannot be written; then nothing is to be exported.
    """
    _note(state_dir, done._asdict(), _WAIT_SECONDS, durably=True)


def note_shown(state_dir: Path, done: Shown) -> None:
    """Adds a line, which the disk may not have yet: nobody waits for the disk to look at a record.

    Raises:
        ChangedMeanwhile, OSError: As `note_export`.
    """
    _note(state_dir, {"act": SHOWN, **done._asdict()}, _WAIT_SHOWN_SECONDS, durably=False)


def _note(state_dir: Path, said: dict[str, Any], wait_seconds: float, *, durably: bool) -> None:
    with holding(state_dir / _LOCK, "git.busy", wait_seconds):
        number, last = _end(state_dir)
        _put_aside(state_dir)
        said = {"seq": number + 1, **said, "prev": last}
        line = json.dumps(said | {"hash": _hash(said)}, ensure_ascii=False) + "\n"
        _append(state_dir / FILE, line.encode("utf-8"), durably=durably)
        if durably:
            sync_folder(state_dir)
        _set_head(state_dir, number + 1, _hash(said), durably=durably)


def files_of(state_dir: Path) -> list[Path]:
    """Returns the files of the record that are there, the oldest first."""
    aside = sorted(state_dir.glob(f"{_NAME}-{'[0-9]' * _DIGITS}.jsonl"))
    return [*aside, *(file for file in [state_dir / FILE] if file.exists())]


def _put_aside(state_dir: Path) -> None:
    """Gives a full file the number of its first line."""
    log = state_dir / FILE
    try:
        if log.stat().st_size < FULL_BYTES:
            return
    except FileNotFoundError:
        return
    first = _parsed(next(_lines(log), b"")).get("seq")
    number = first if isinstance(first, int) and 0 < first < 10**_DIGITS else 0
    target = state_dir / f"{_NAME}-{number:0{_DIGITS}d}.jsonl"
    if not target.exists():
        log.rename(target)


def read_record(state_dir: Path) -> Iterator[Noted]:
    """Yields every line, and whether it is as it was written; what is missing at the end as one more.

    Lines follow one another by number and by the hash of the one before, so a change, a gap and a swap are each seen
    where they begin.
    """
    head_number, head = _head(state_dir)
    number, last = 0, _FIRST
    at, seen = 0, head_number == 0
    raw_lines = (line for file in files_of(state_dir) for line in _lines(file))
    for at, raw in enumerate(raw_lines, 1):
        entry = _parsed(raw)
        fault = _fault(entry, number, last)
        number = entry["seq"] if isinstance(entry.get("seq"), int) else number + 1
        last = str(entry.get("hash"))
        seen = seen or (number, last) == (head_number, head)
        yield Noted(at, entry, fault)
    if not seen:
        yield Noted(at + 1, {}, "audit.end_missing")


def _fault(entry: Mapping[str, Any], number: int, last: str) -> str:
    if not entry:
        return "audit.line_broken"
    if entry.get("hash") != _hash({key: value for key, value in entry.items() if key != "hash"}):
        return "audit.line_changed"
    return "" if (entry.get("seq"), entry.get("prev")) == (number + 1, last) else "audit.chain_broken"


def _hash(said: Mapping[str, Any]) -> str:
    canonical = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()


def _parsed(raw: bytes) -> dict[str, Any]:
    try:
        found = json.loads(raw)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _lines(log: Path) -> Iterator[bytes]:
    try:
        with log.open("rb") as lines:
            yield from lines
    except FileNotFoundError:
        return


def _end(state_dir: Path) -> tuple[int, str]:
    """Returns number and hash that the next line goes on from.

    That is the head; after a crash between line and head it is the line that goes on from the head.
    """
    number, last = _head(state_dir)
    entry = _parsed(_last_line(state_dir / FILE))
    return (number + 1, str(entry["hash"])) if entry and not _fault(entry, number, last) else (number, last)


def _last_line(log: Path) -> bytes:
    try:
        with log.open("rb") as lines:
            size = lines.seek(0, os.SEEK_END)
            lines.seek(max(0, size - _TAIL_BYTES))
            return lines.read().rstrip(b"\n").rpartition(b"\n")[2]
    except FileNotFoundError:
        return b""


def _append(log: Path, line: bytes, *, durably: bool) -> None:
    """Adds a line; one that a crash or a full disk cut short, and that no export belongs to, is taken away first."""
    file = os.open(log, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o660)
    with os.fdopen(file, "r+b") as stream:
        size = stream.seek(0, os.SEEK_END)
        stream.seek(max(0, size - _TAIL_BYTES))
        tail = stream.read()
        whole = size - (len(tail) - tail.rfind(b"\n") - 1)
        stream.truncate(whole)
        stream.seek(whole)
        try:
            stream.write(line)
            stream.flush()
            if durably:
                os.fsync(stream.fileno())
        except OSError:
            os.ftruncate(file, whole)
            raise


def _head(state_dir: Path) -> tuple[int, str]:
    try:
        number, _, last = (state_dir / HEAD).read_text("ascii", errors="replace").strip().partition(" ")
    except FileNotFoundError:
        return 0, _FIRST
    return (int(number), last) if number.isascii() and number.isdigit() else (-1, last)


def _set_head(state_dir: Path, number: int, last: str, *, durably: bool) -> None:
    data, head = f"{number} {last}\n".encode("ascii"), state_dir / HEAD
    if durably:
        write_durably(head, data)
        return
    fresh = head.with_name(f"{HEAD}.{os.getpid()}")
    try:
        fresh.write_bytes(data)
        fresh.replace(head)
    finally:
        fresh.unlink(missing_ok=True)

"""Terminal sessions in Markdown: found, typed into a real shell in an empty folder, compared with what is shown.

Holds no session itself. A ```sh block is what is typed; a ```text block right behind it is what that prints. All
commands must succeed but one that ends in a comment with its exit code (`# exit 1`). In what is printed a line `…`
stands for any lines, and commit ids and the made part of records' ids may be any. `python tests/sessions.py README.md`
writes what is really printed into the file, where it differs.
"""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

TODAY = "2026-03-31"  # the day that every session takes place on
SHOWN_FOLDER = "/home/wang"  # what a session shows instead of the folder it really starts in
_BLOCK = re.compile(r"^```sh\n(?P<typed>.*?)^```\n(?:\n```text\n(?P<shown>.*?)^```$)?", re.MULTILINE | re.DOTALL)
_EXIT = re.compile(r"#[^#\n]*?(\d+)[^\d\n]*$", re.MULTILINE)
_ANY_ID = re.compile(r"\b[0-9a-f]{7,40}\b|\b(INT|ORD|TIC|FB|CON)(-\d{8})?-[0-9A-Z]{6,8}\b")
_MARK = "\x01"


class Step(NamedTuple):
    """One block of a session.

    Attributes:
        typed: The commands.
        shown: What the text says they print, None where it says nothing.
        code: The exit code of the command that is to fail, 0 if none is.
        line: Where the block stands in the file, from 1.
        span: Where what is shown stands in the text, by characters; None without it.
    """

    typed: str
    shown: list[str] | None
    code: int
    line: int
    span: tuple[int, int] | None


class Printed(NamedTuple):
    """What a block really printed, and the exit code of the last command that failed, or 0."""

    lines: list[str]
    code: int


def steps(text: str) -> list[Step]:
    """Returns the blocks of a Markdown text that are to be typed, in order."""
    found = []
    for block in _BLOCK.finditer(text):
        code = _EXIT.search(block["typed"])
        shown = block["shown"].splitlines() if block["shown"] is not None else None
        span = block.span("shown") if shown is not None else None
        line = text.count("\n", 0, block.start()) + 1
        found.append(Step(block["typed"], shown, int(code[1]) if code else 0, line, span))
    return found


def run(session: Sequence[Step], folder: Path) -> list[Printed]:
    """Types all blocks into one shell that starts in an empty folder, on a machine where nobody has worked yet."""
    home, work = folder / "home", folder / "work"
    home.mkdir()
    work.mkdir()
    typed = "".join(f"failed=0\n{step.typed}\nprintf '\\001%s\\001\\n' $failed\n" for step in session)
    environment = {
        "HOME": str(home),
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
        "CRMFS_TODAY": TODAY,
        "GIT_CONFIG_NOSYSTEM": "1",
        "LC_ALL": "C.UTF-8",
        "PYTHONUNBUFFERED": "1",  # stdout and stderr in the order in which a terminal shows them
    }
    done = subprocess.run(
        ["bash"],
        input=f"exec 2>&1\ntrap 'failed=$?' ERR\n{typed}".encode(),
        cwd=work,
        env=environment,
        stdout=subprocess.PIPE,
        check=False,
        timeout=300,
    )
    pieces = done.stdout.decode().replace(str(work.resolve()), SHOWN_FOLDER).split(_MARK)
    assert len(pieces) == 2 * len(session) + 1, "the shell ended early:\n" + pieces[-1]
    said = ([line.rstrip() for line in piece.strip("\n").splitlines()] for piece in pieces[0::2])
    return [Printed(lines, int(code)) for lines, code in zip(said, pieces[1::2], strict=False)]


def same(shown: Sequence[str], printed: Sequence[str]) -> bool:
    """Returns whether what is shown is what was printed: ids may differ, `…` stands for any lines."""
    if not shown:
        return not printed
    if shown[0] == "…":
        return any(same(shown[1:], printed[at:]) for at in range(len(printed) + 1))
    return bool(printed) and _plain(shown[0]) == _plain(printed[0]) and same(shown[1:], printed[1:])


def _plain(line: str) -> str:
    return _ANY_ID.sub("ID", line.rstrip())


def rewritten(text: str, session: Sequence[Step], printed: Sequence[Printed]) -> str:
    """Returns the text with what was really printed, wherever it shows something else."""
    for step, done in reversed(list(zip(session, printed, strict=True))):
        if step.shown is not None and step.span and not same(step.shown, done.lines):
            start, end = step.span
            text = text[:start] + "".join(line + "\n" for line in done.lines) + text[end:]
    return text


if __name__ == "__main__":
    for name in sys.argv[1:]:
        file = Path(name)
        told = file.read_text(encoding="utf-8")
        with tempfile.TemporaryDirectory() as empty:
            happened = run(steps(told), Path(empty))
        for one, it in zip(steps(told), happened, strict=True):
            if one.code != it.code:
                print(f"{name}:{one.line}: exit {it.code}, not {one.code}", *it.lines, sep="\n")
        file.write_text(rewritten(told, steps(told), happened), encoding="utf-8")

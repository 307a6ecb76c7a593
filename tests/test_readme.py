"""The sessions of both READMEs, typed as they stand there into a real shell, where nobody has worked yet."""

import re
import subprocess
from pathlib import Path

import pytest
from sessions import run, same, steps

ROOT = Path(__file__).parent.parent
READMES = ("README.md", "README.zh.md")
_PROGRAM = re.compile(r"^(crmfs|git) ([a-z]+)", re.MULTILINE)


@pytest.mark.parametrize("name", READMES)
def test_every_command_does_what_the_readme_shows(name: str, tmp_path: Path) -> None:
    session = steps((ROOT / name).read_text(encoding="utf-8"))
    for step, done in zip(session, run(session, tmp_path), strict=True):
        where = f"{name}:{step.line}: {step.typed}\n" + "\n".join(done.lines)
        assert done.code == step.code, where
        assert step.shown is None or same(step.shown, done.lines), where


@pytest.mark.parametrize("name", READMES)
def test_make_targets_named_exist(name: str) -> None:
    targets = re.findall(r"^make ([a-z]+)", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE)
    assert targets == ["demo", "test"]
    for target in targets:
        subprocess.run(["make", "--dry-run", target], cwd=ROOT, capture_output=True, check=True)


def test_both_readmes_type_the_same_commands() -> None:
    typed = ["".join(step.typed for step in steps((ROOT / name).read_text(encoding="utf-8"))) for name in READMES]
    commands = [_PROGRAM.findall(one) for one in typed]
    assert len(commands[0]) > 20
    assert commands[0] == commands[1]

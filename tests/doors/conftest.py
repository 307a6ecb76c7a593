"""Commands typed as a user types them, in a folder of their own."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from crmfs.cli import main


class Said(NamedTuple):
    """What came of one command line."""

    code: int
    out: str
    err: str

    @property
    def objects(self) -> list[dict[str, Any]]:
        """The lines of `--json`."""
        return [json.loads(line) for line in self.out.splitlines()]


Type = Callable[..., Said]


@pytest.fixture
def crmfs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Type:
    """`crmfs("init", "a")` runs a command line in an empty folder and returns exit code, stdout and stderr."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CRMFS_TODAY", "2026-03-02")
    for name in ("CRMFS_LANG", "CRMFS_ACTOR", "LC_ALL", "LANG"):
        monkeypatch.delenv(name, raising=False)

    def run(*arguments: str) -> Said:
        code = main(list(arguments))
        out, err = capfd.readouterr()
        assert "Traceback" not in err
        return Said(code, out, err)

    return run

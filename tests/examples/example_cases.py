"""What tests of examples share: the example folders, the fresh repository below them, how problems are compared."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from crmfs.core.problem import Problem
from crmfs.records.yaml import read_yaml

HERE = Path(__file__).parent
HOUSE = HERE.parents[1]
TODAY = date(2026, 3, 31)
PERSONAL = ("13800001111", "0000 1111", "zhang", "11010519491231002X", "6222", "张三")  # values that no problem repeats
MEMBERS = """\
members:
  - {id: E001, name: 王芳, emails: [wang@example.com], roles: [management]}
  - {id: E002, name: 李强, emails: [li@example.com], roles: [sales]}
"""
MASKED_MEMBERS = """\
members:
  - {id: E001, name: "*经理", roles: [management]}
  - {id: E002, name: "*销售代表", roles: [sales]}
"""


def examples(kind: str) -> list[Path]:
    """Returns the example folders of a kind, `good` or `bad`."""
    return sorted(folder for folder in (HERE / kind).iterdir() if folder.is_dir())


def expectation(example: Path) -> dict[str, object]:
    """Returns what an example's expect.yaml says; nothing for one without."""
    file = example / "expect.yaml"
    found = read_yaml(file.read_bytes()).value if file.exists() else {}
    assert isinstance(found, dict)
    return found


def files_below(folder: Path) -> dict[str, bytes]:
    """Returns the files below a folder by their paths in it."""
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def base_files(masked: bool = False) -> dict[str, bytes]:
    """Returns the files of a fresh repository with two members."""
    template = files_below(HOUSE / "repo-template")
    schema = {f"schema/{path}": data for path, data in files_below(HOUSE / "schema").items()}
    return {**template, **schema, "members.yaml": (MASKED_MEMBERS if masked else MEMBERS).encode()}


def told(problems: Iterable[Problem]) -> list[tuple[str, str, object]]:
    """Returns code, path and line of each problem, sorted."""
    return sorted(((p.code, p.path, p.line) for p in problems), key=str)

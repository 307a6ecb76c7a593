"""Imports point down only: doors, workflows, acts, rules, source, ground."""

import ast
from functools import cache
from pathlib import Path

import crmfs

HOUSE = Path(crmfs.__file__).parent
FLOORS = (
    ("core",),
    ("records",),
    ("git",),
    ("access",),
    ("query",),
    ("extract",),
    ("search",),
    ("checks",),
    ("history",),
    ("gate",),
    ("edits",),
    ("lifecycle", "reports", "exchange", "diagnoses", "backups", "sync"),
    ("formats",),
    ("context",),
    ("hooks", "cli"),
)
FLOOR_OF = {room: floor for floor, rooms in enumerate(FLOORS) for room in rooms}
HEAVY = {
    "pygit2": "git",
    "jsonschema_rs": "records",
    "jsonschema": "records",
    "yaml": "records/yaml",
    "python_calamine": ("exchange", "extract"),
    "msoffcrypto": "exchange/tables/encrypted.py",
    "xlsxwriter": "exchange/export_xlsx.py",
    "click": "cli",
    "pypdfium2": "extract",
    "pypdf": "extract",
    "striprtf": "extract",
    "rapidocr": "extract",
    "pyrage": "backups/cipher.py",
    "icalendar": "formats/calendar.py",
    "rich": "formats/report_term.py",
    "matplotlib": "formats/report_chart.py",
    "typst": "exchange/typeset.py",
    "pikepdf": "exchange/sealed_pdf.py",
    "rapidfuzz": "lifecycle/nearness.py",
    "watchdog": "search/watch.py",
    "tantivy": "search/engine/",
}


@cache
def _imports(file: Path) -> set[str]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names


def _room(dotted: str) -> str:
    parts = dotted.split(".")
    return parts[1] if len(parts) > 1 and parts[0] == "crmfs" else ""


def test_imports_point_down_only() -> None:
    wrong = []
    for file in HOUSE.rglob("*.py"):
        here = file.relative_to(HOUSE).parts[0].removesuffix(".py")
        if here.startswith("__"):
            continue
        for name in _imports(file):
            there = _room(name)
            if there in FLOOR_OF and there != here and FLOOR_OF[there] >= FLOOR_OF[here]:
                wrong.append(f"{file.relative_to(HOUSE)} imports {name}")
    assert wrong == []


def test_every_room_has_its_floor() -> None:
    rooms = {path.name for path in HOUSE.iterdir() if path.is_dir() and not path.name.startswith(("_", "."))}
    assert rooms <= set(FLOOR_OF)


def test_heavy_libraries_are_imported_in_their_room_only() -> None:
    wrong = []
    for file in HOUSE.rglob("*.py"):
        inside = file.relative_to(HOUSE).as_posix()
        for name in _imports(file):
            home = HEAVY.get(name.partition(".")[0])
            if home and not inside.startswith(home):
                wrong.append(f"{inside} imports {name}")
    assert wrong == []


def test_only_git_starts_the_git_command() -> None:
    callers = {
        file.relative_to(HOUSE).as_posix()
        for file in HOUSE.rglob("*.py")
        if {"subprocess"} & _imports(file) and not file.relative_to(HOUSE).as_posix().startswith("git/")
    }
    assert callers <= {"cli/editing.py", "cli/pager.py", "extract/process.py"}

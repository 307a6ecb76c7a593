"""Whatever stands in the files of a repository, no command ends as a bug: it answers, or says what is wrong.

A sample, another one for each CRMFS_TEST_SEED; many of them where CRMFS_TEST_FULL is 1.
"""

import os
import random
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from typing_at import Type

from tests.conftest import Once

SEED = int(os.environ.get("CRMFS_TEST_SEED") or 1)
FULL = os.environ.get("CRMFS_TEST_FULL") == "1"
SAMPLES = 40 if FULL else 1
BUG = 70
ODD: tuple[Any, ...] = (
    None, "", 0, -1, 1.5, 1e308, float("inf"), 10**30, True, [], {}, [None], [{}], [[]], [1, 2], {"a": {"b": [1]}},
    {"id": "x"}, "x" * 5000, "2026-02-30", "2026-02-29", "0001-01-01", "9999-12-31", "2026-11-23T10:00:00", "１２３",
    "***", "138****5678", "=1+1", "a\nb", "\u202e", "E001", "不存在",
)  # fmt: skip
FOLDERS = ("customers", "library", "reviews", "reports", "searches")
TO_FILE = ("--plain", "--reason", "r", "--force", "-o")
LOOKS: tuple[tuple[str, ...], ...] = (
    ("list", "--table"), ("list", "budget:>1", "--json"), ("tree", "--by", "tags,level,budget"), ("show", "CUST001"),
    ("show", "CUST001/contacts", "--json"), ("search", "合同"), ("search", "金额:>1", "--sort", "date"),
    ("search", "--facets", "status,tags,owner"), ("validate", "--json"), ("validate", "--format", "sarif"),
    ("log", "CUST001#owner"), ("blame", "CUST001/contacts"), ("diff", "HEAD~1"), ("doctor",), ("fix", "--dry-run"),
    ("due", "--within", "1y", "--json"), ("due", "--ics", "due.ics"), ("lifecycle", "run", "--dry-run"),
    ("dedupe", "--all"), ("quality",), ("quality", "--fields"), ("review", "status"),
    *(("report", name, "--json") for name in ("distribution", "quality", "key-accounts")),
    ("report", "interactions", "--by", "customer.level,day", "--from", "2020"),
    ("report", "follow-ups", "--by", "level"),
    ("report", "satisfaction", "--by", "kind,priority,week"), ("report", "sales", "--by", "tags,level"),
    ("report", "interactions", *TO_FILE, "r.xlsx"), ("report", "sales", *TO_FILE, "r.html"),
    *(("export", "--format", kind, *TO_FILE, f"e.{kind}") for kind in ("xlsx", "csv", "json", "vcf")),
    ("import", "e.xlsx", "--dry-run"), ("access", "diff", "HEAD~1"), ("undo", "HEAD", "--dry-run"),
    ("restore", "CUST001#notes@HEAD~1", "--dry-run"), ("set", "CUST001", "tags+=a", "--dry-run"),
    ("dedupe", "merge", "CUST003", "CUST004", "--take", "A", "--dry-run"), ("resolve",), ("sync", "--status"),
)  # fmt: skip
CHANGES: tuple[tuple[str, ...], ...] = (
    ("new", "interaction", "CUST001", "type=call", "content=x"), ("new", "order", "CUST001", "amount=5"),
    ("set", "--where", "status:active", "notes=x", "--reason", "r"), ("status", "CUST002", "流失", "--reason", "r"),
    ("set", "CUST004", "owner=E002", "--reason", "r"), ("set", "CUST001/contacts", "contacts[0].title=x"),
    ("lifecycle", "run"), ("review", "start", "2026Q4"), ("review", "done", "CUST001"),
    ("attach", "CUST001", "a.txt"),
    ("dedupe", "distinct", "CUST001", "CUST002"), ("fix", "--yes"), ("undo", "HEAD"), ("undo", "HEAD~1"),
    ("restore", "customers@HEAD~2"), ("delete", "CUST003", "--whole", "--reason", "r"), ("validate",),
)  # fmt: skip


@pytest.fixture
def chance(once: Once, crmfs: Type, request: pytest.FixtureRequest, tmp_path: Path) -> random.Random:
    """Chance, after it changed the files of the repository `a`, committed or not."""
    once(_demo, crmfs)
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    chance = random.Random(f"{SEED} {request.node.name}")
    files = sorted(file for folder in FOLDERS for file in (tmp_path / "a" / folder).rglob("*.yaml"))
    for file in chance.sample(files, chance.choice((5, 20, 60))):
        data = file.read_bytes()
        file.write_bytes(_cut(data, chance) if chance.random() < 0.1 else _changed(data, chance))
    if chance.random() < 0.7:
        for typed in (("add", "-A"), ("commit", "-q", "--no-verify", "--allow-empty", "-m", "odd")):
            subprocess.run(["git", *typed], cwd=tmp_path / "a", check=True)
    return chance


def _demo(crmfs: Type) -> None:
    assert crmfs("demo", "a").code == 0


def _cut(data: bytes, chance: random.Random) -> bytes:
    place = chance.randrange(len(data) + 1)
    return chance.choice((data[:place], data[:place] + b"\xff\x00" + data[place:], data + data, b"- " + data))


def _changed(data: bytes, chance: random.Random) -> bytes:
    value = yaml.safe_load(data)
    for _ in range(chance.choice((1, 1, 2, 4))):
        places = list(_places(value))
        if places:
            holder, key = chance.choice(places)
            if chance.random() < 0.8:
                holder[key] = chance.choice((*ODD, [holder[key]]))
            else:
                del holder[key]
    return yaml.safe_dump(value, allow_unicode=True, sort_keys=False).encode("utf-8", "surrogatepass")


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Yields each place in a value: what holds it, and its key."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in pairs:
        yield value, key
        yield from _places(inner)


@pytest.mark.parametrize("sample", range(SAMPLES))
@pytest.mark.parametrize("commands", [LOOKS, CHANGES], ids=["looks", "changes"])
def test_no_command_ends_as_a_bug(
    crmfs: Type, chance: random.Random, commands: tuple[tuple[str, ...], ...], sample: int
) -> None:
    who = chance.choice(((), (), ("--as", "E003"), ("--as", "E006"))) if commands is LOOKS else ()
    lang = chance.choice(("zh", "en"))
    some = commands if commands is CHANGES or FULL else chance.sample(commands, len(commands) // 2)
    ended = {typed: crmfs("-C", "a", "--lang", lang, *who, *typed).code for typed in some}
    assert [typed for typed, code in ended.items() if code >= BUG] == []


def test_a_teams_rules_may_leave_out_every_field(crmfs: Type, once: Once, tmp_path: Path) -> None:
    once(_demo, crmfs)
    for kind in ("customer", "contacts", "terms", "interaction", "order", "ticket", "feedback", "review"):
        (tmp_path / f"a/schema/{kind}.schema.json").write_text("{}", encoding="utf-8")
    asked = ("list", "tree", "show", "due", "lifecycle", "dedupe", "quality", "review", "report", "export", "import")
    commands = (*(typed for typed in LOOKS if typed[0] in asked), ("member", "list"), ("status", "CUST001", "流失"))
    ended = {typed: crmfs("-C", "a", *typed).code for typed in commands}
    assert [typed for typed, code in ended.items() if code >= BUG] == []

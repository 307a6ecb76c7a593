"""What `--json` prints has the keys that docs/ shows for the command."""

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
from typing_at import Type

from crmfs.core.messages import LANGUAGES

DOCS = Path(__file__).parent.parent.parent / "docs"
_SECTION = re.compile(r"^## crmfs (.+?)$(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
_JSON = re.compile(r"^```json\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINES = {
    "init": ("init", "b"),
    "demo": ("demo", "d"),
    "new": ("-C", "a", "new", "interaction", "CUST001", "type=call", "content=x"),
    "set": ("-C", "a", "set", "CUST001", "地区=上海"),
    "log": ("-C", "a", "log", "CUST001"),
    "diff": ("-C", "a", "diff", "HEAD~1", "HEAD"),
    "blame": ("-C", "a", "blame", "CUST001"),
    "restore": ("-C", "a", "restore", "CUST001@HEAD"),
    "undo": ("-C", "a", "undo", "HEAD"),
    "status": ("-C", "a", "status", "CUST001", "active", "--reason", "x", "--follow-up", "+7d"),
    "attach": ("-C", "a", "attach", "CUST001", "采购合同.pdf"),
    "search": ("-C", "a", "search", "未来科技", "--facets", "状态"),
    "show": ("-C", "a", "show", "CUST001"),
    "list": ("-C", "a", "list"),
    "due": ("-C", "a", "due", "--within", "1m"),
    "lifecycle run": ("-C", "a", "lifecycle", "run"),
    "report": ("-C", "a", "report", "distribution", "--by", "status"),
    "tree": ("-C", "a", "tree"),
    "open": ("-C", "a", "open", "CUST001"),
    "rule": ("rule", "privacy.phone"),
    "export": ("-C", "a", "export", "--format", "csv", "--plain", "--reason", "x", "-o", "c.csv"),
    "audit exports": ("-C", "a", "audit", "exports"),
    "audit shown": ("-C", "a", "audit", "shown"),
    "import": ("-C", "a", "import", "t.csv", "--kind", "customer"),
    "access check": ("-C", "a", "access", "check"),
    "access explain": ("-C", "a", "access", "explain", "E001", "edit", "CUST001#level"),
    "access who": ("-C", "a", "access", "who", "read", "CUST001"),
    "member add": ("-C", "a", "member", "add", "李强", "--role", "sales", "--team", "east"),
    "access diff": ("-C", "a", "access", "diff", "HEAD~1..HEAD"),
    "member set": ("-C", "a", "member", "set", "E002", "team=x"),
    "member list": ("-C", "a", "member", "list"),
    "whoami": ("-C", "a", "whoami"),
    "doctor": ("-C", "a", "doctor"),
    "hooks install": ("-C", "a", "hooks", "install"),
    "backup create": ("-C", "a", "backup", "create", "bk"),
    "backup verify": ("-C", "a", "backup", "verify", "bk"),
    "backup restore": ("-C", "a", "backup", "restore", "bk", "again"),
    "backup drill": ("-C", "a", "backup", "drill", "bk"),
    "upgrade": ("-C", "a", "upgrade"),
    "review start": ("-C", "a", "review", "start", "2026Q1"),
    "review status": ("-C", "a", "review", "status"),
    "review done": ("-C", "a", "review", "done", "CUST001"),
    "quality": ("-C", "a", "quality"),
    "dedupe find": ("-C", "a", "dedupe"),
    "dedupe merge": ("-C", "a", "dedupe", "merge", "CUST001", "DUP001", "--take", "A"),
    "dedupe distinct": ("-C", "a", "dedupe", "distinct", "CUST001", "CUST002"),
    "fix": ("-C", "a", "fix"),
    "sync": ("-C", "a", "sync"),
    "resolve": ("-C", "a", "resolve"),
    "delete": ("-C", "a", "delete", "CUST001", "--whole", "--reason", "x"),
    "validate": ("-C", "a", "validate"),
    "index status": ("-C", "a", "index", "status"),
    "index verify": ("-C", "a", "index", "verify"),
    "index rebuild": ("-C", "a", "index", "rebuild"),
}


def _documented(language: str) -> dict[str, list[dict[str, Any]]]:
    page = (DOCS / language / "commands.md").read_text(encoding="utf-8")
    shown = {name: _JSON.search(section) for name, section in _SECTION.findall(page)}
    return {name: [json.loads(line) for line in block[1].splitlines()] for name, block in shown.items() if block}


def _keys(one: dict[str, Any]) -> set[str]:
    return set(one) | {f"summary.{key}" for key in one.get("summary", ())}


@pytest.fixture
def company(crmfs: Type, born: str, tmp_path: Path) -> None:
    """A repository `a` with a customer, a spreadsheet and a contract beside it."""
    crmfs("-C", "a", "new", "customer", "公司名称=未来科技有限公司", "客户姓名=*经理")
    (tmp_path / "采购合同.pdf").write_bytes(b"x")
    (tmp_path / "t.csv").write_text("公司名称,客户姓名\n海蓝贸易,李四\n", encoding="utf-8")


def _apart(crmfs: Type, ours: str, theirs: str) -> None:
    """Makes a colleague's clone push a change of the customer beside one of `a`."""
    if not Path("colleague").exists():
        for line in (("clone", "-q", "--bare", "a", "s.git"), ("clone", "-q", "s.git", "colleague")):
            subprocess.run(["git", *line], check=True, capture_output=True)
        subprocess.run(["git", "-C", "a", "remote", "add", "origin", "../s.git"], check=True)
    crmfs("-C", "colleague", "sync")
    crmfs("-C", "colleague", "set", "CUST001", theirs)
    crmfs("-C", "colleague", "sync")
    crmfs("-C", "a", "set", "CUST001", ours)


@pytest.mark.usefixtures("company")
def test_every_command_prints_what_the_documentation_shows(crmfs: Type, tmp_path: Path) -> None:
    shown = _documented("zh")
    assert set(shown) == set(LINES)
    for name, typed in LINES.items():
        if name == "audit shown":
            crmfs("-C", "a", "member", "list")
        if name == "dedupe find":
            crmfs("-C", "a", "new", "customer", "id=DUP001", "公司名称=未来科技集团", "客户姓名=*经理")
        if name == "lifecycle run":
            crmfs("-C", "a", "new", "customer", "公司名称=久安商行", "客户姓名=*经理", "status_date=2020-01-01")
        if name == "sync":
            _apart(crmfs, ours="预算=100", theirs="需求=库存")
        if name == "resolve":
            _apart(crmfs, ours="需求=采购", theirs="需求=库管")
            assert crmfs("-C", "a", "sync").code == 4
        if name == "validate":
            (tmp_path / "a/customers/02/CUST002/customer.yaml").write_text("x: 1\n", encoding="utf-8")
        printed = [_keys(one) for one in crmfs(*typed, "--json").objects]
        for example in shown[name]:
            if name == "list":  # besides id and path: whatever fields the customer has
                assert all({"id", "path"} <= keys for keys in printed)
            else:
                assert _keys(example) in printed, f"{name}: {example}"


def test_both_languages_show_the_same_json() -> None:
    assert len({json.dumps(_documented(language), ensure_ascii=False) for language in LANGUAGES}) == 1

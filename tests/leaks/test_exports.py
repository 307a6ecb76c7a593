"""The bytes of an export hold nothing that is hidden from who exports: his twin without it gives the same file."""

import io
import re
import zipfile
from pathlib import Path

import pypdfium2
import pytest
from sharing import ASKING
from stock import LESS, canaries
from telling import Tell, Twins

_BASE = re.compile(r"\b[0-9a-f]{40}\b")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(Z|[+]\d\d:\d\d))?")


def _text(file: Path) -> str:
    data = file.read_bytes()
    if not data.startswith(b"PK"):
        return data.decode("utf-8-sig")
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return "\n".join(package.read(name).decode() for name in sorted(package.namelist()))


@pytest.mark.parametrize("kind", ["xlsx", "pdf", "csv", "json", "vcf"])
@pytest.mark.parametrize("who", ASKING)
def test_a_file_holds_nothing_hidden_and_no_trace_of_it(
    twins: Twins, tell: Tell, tmp_path: Path, who: str, kind: str
) -> None:
    texts = []
    for number, place in enumerate((twins.whole, twins.without_hidden(who))):
        file = tmp_path / f"{number}.{kind}"
        told = tell(place, who, "export", "--format", kind, "--plain", "--reason", "r", "-o", str(file))
        assert told.code == 0, told.err
        texts.append(_MOMENT.sub("…", _BASE.sub("BASE", _read(file))))
    assert [word for word in canaries(who) if word in texts[0]] == []
    assert texts[0] == texts[1]


@pytest.mark.parametrize("kind", ["html", "pdf", "xlsx", "svg", "json", "term"])
@pytest.mark.parametrize("who", ASKING)
def test_a_report_is_the_same_with_and_without_what_is_hidden(
    twins: Twins, tell: Tell, tmp_path: Path, who: str, kind: str
) -> None:
    texts = []
    for number, place in enumerate((twins.whole, twins.without_hidden(who))):
        file = tmp_path / f"{number}.{kind}"
        asked = ("report", "distribution", "--by", "company,budget,team,owner,name,notes", "--format", kind)
        told = tell(place, who, *asked, "--plain", "--reason", "r", "-o", str(file))
        assert told.code == 0, told.err
        texts.append(_MOMENT.sub("…", _read(file)))
    assert [word for word in canaries(who) if word in texts[0]] == []
    assert texts[0] == texts[1]


def _read(file: Path) -> str:
    if file.suffix != ".pdf":
        return _text(file)
    with pypdfium2.PdfDocument(file) as document:
        return "\n".join(document[page].get_textpage().get_text_bounded() for page in range(len(document)))


def test_the_record_of_exports_holds_no_canary(twins: Twins, tell: Tell, tmp_path: Path) -> None:
    for filters in (("phone:13871335602",), ("company:绯桃",), ("绯桃 OR budget:7351902",)):
        tell(twins.whole, "E001", "export", *filters, "--plain", "--reason", "r", "-o", str(tmp_path / "a"), "--force")
    log = (twins.whole / ".git" / "crmfs" / "audit.jsonl").read_text(encoding="utf-8")
    exports = "".join(line for line in log.splitlines() if '"act": "shown"' not in line)
    assert [word for who in LESS for word in canaries(who) if word in exports] == []
    # Looks name the customers by their ids, for administrators alone; nothing else of them.
    assert [word for who in LESS for word in canaries(who) if word in log and not word.startswith("CUST")] == []
    assert not any(word in log for word in ("13871335602", "绯桃", "7351902"))

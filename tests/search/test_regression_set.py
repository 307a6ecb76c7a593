"""Names, codes, phone and mail parts, topics, English and pinyin: a hand-written set of queries and what each finds."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from searching import Searched

SET = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "search-queries.json"


@pytest.mark.skipif(not SET.is_file(), reason=f"{SET.name} is not beside the project")
def test_queries_find_what_they_must_and_little_else(searched: Callable[..., Searched]) -> None:
    given = json.loads(SET.read_text(encoding="utf-8"))
    found = searched(
        {
            f"customers/{id_[-1]}0/T-{id_.upper()}0/customer.yaml": f"id: T-{id_.upper()}0\nname: '*经理'\n"
            f"company: {json.dumps(text, ensure_ascii=False)}\ntype: b2b\nstatus: potential\n"
            for id_, text in given["texts"].items()
        }
    )
    recalls, precisions, exact = [], [], 0
    for query in given["queries"]:
        wanted = set(query["relevant"])
        got = {hit.customer[2:-1].lower() for hit in found.answer(query["query"]).hits if hit.customer}
        recalls.append(len(got & wanted) / len(wanted))
        precisions.append(len(got & wanted) / max(len(got), 1))
        exact += got == wanted
    assert sum(recalls) / len(recalls) >= 0.98
    assert sum(precisions) / len(precisions) >= 0.84
    assert exact >= 45

"""Problems as SARIF 2.1.0, which code hosts and editors read. Describes only the rules that were broken."""

import json
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import quote

from crmfs import __version__
from crmfs.core.messages import rule
from crmfs.core.problem import Problem
from crmfs.formats import Page
from crmfs.formats.identity import file_of, fingerprints
from crmfs.formats.wording import Wording, in_general

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}


def write(problems: Sequence[Problem], wording: Wording, page: Page) -> Iterator[str]:
    """Yields one JSON document with one run.

    Source: OASIS SARIF 2.1.0; columns count code points (3.14.17), paths are relative URI references (3.4.3), braces in
    messages are doubled because single ones enclose placeholders (3.11.5).
    """
    codes = sorted({problem.code for problem in problems})
    run = {
        "tool": {
            "driver": {
                "name": "crmfs",
                "version": __version__,
                "language": wording.language,
                "rules": [_rule(code, wording) for code in codes],
            }
        },
        "language": wording.language,
        "columnKind": "unicodeCodePoints",
        "results": [
            _result(problem, codes.index(problem.code), fingerprint, wording)
            for problem, fingerprint in zip(problems, fingerprints(problems), strict=True)
        ],
    }
    yield json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1)


def _literal(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")


def _rule(code: str, wording: Wording) -> dict[str, Any]:
    entry = rule(code)
    why, remedy = in_general(entry.why, wording.language), in_general(entry.remedy, wording.language)
    return {
        "id": code,
        "shortDescription": {"text": in_general(entry.text, wording.language)},
        "fullDescription": {"text": why},
        "help": {"text": f"{why}\n{remedy}"},
        "defaultConfiguration": {"level": _LEVELS[entry.severity]},
        "properties": {"tags": [code.partition(".")[0]], "fixable": entry.fixable},
    }


def _result(problem: Problem, index: int, fingerprint: str, wording: Wording) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": quote(file_of(problem), errors="surrogatepass")}}
    if problem.line is not None:
        column = {"startColumn": problem.column} if problem.column is not None else {}
        place["region"] = {"startLine": problem.line, **column}
    return {
        "ruleId": problem.code,
        "ruleIndex": index,
        "level": _LEVELS[problem.severity],
        "message": {"text": _literal(f"{wording.message(problem)} {wording.remedy(problem)}")},
        "locations": [{"physicalLocation": place}],
        "partialFingerprints": {"crmfsFinding/v1": fingerprint},
    }

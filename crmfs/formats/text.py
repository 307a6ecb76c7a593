"""Problems for people: grouped by file, what is wrong and what to do about it, a summary last. Calls no terminal."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from crmfs.core.messages import say
from crmfs.core.problem import Problem, in_order
from crmfs.core.text import one_line, width
from crmfs.formats import Page
from crmfs.formats.cells import padded, wrapped
from crmfs.formats.colours import paint
from crmfs.formats.counts import Counts, counts
from crmfs.formats.wording import Wording

REMEDIES_OF_A_RULE = 3  # further ones of the same rule are left out: they only say the same with another name in it
TABLE_FROM = 20  # problems from which on a table counts them by rule
_INDENT = "    "


def write(problems: Sequence[Problem], wording: Wording, page: Page) -> Iterator[str]:
    """Yields `path:line:column  error code  message` by file, remedies while they are news, a summary."""
    shown, folded = _folded(in_order(problems), page.most_of_a_rule)
    remedies = _Remedies(wording)
    for _, group in groupby(shown, key=lambda problem: problem.path):
        yield from _file(list(group), wording, page, remedies)
        yield ""
    for code, count in folded.items():
        yield paint(say("cli.problems_folded", wording.language, count=count, code=code), "faint", page.colours)
    if folded:
        yield ""
    if len(problems) >= TABLE_FROM:
        yield from _by_rule(problems, wording, page)
    yield _summary(counts(problems), sum(problem.fixable for problem in problems), wording, page)


class _Remedies:
    """Remembers which remedies were shown: each once, and of one rule the first few."""

    def __init__(self, wording: Wording) -> None:
        self._wording = wording
        self._shown: dict[str, set[str]] = {}

    def news(self, problem: Problem) -> str:
        """Returns the problem's remedy, `""` when it was shown already or its rule has had its share."""
        seen = self._shown.setdefault(problem.code, set())
        if len(seen) >= REMEDIES_OF_A_RULE:
            return ""
        remedy = self._wording.remedy(problem)
        if remedy in seen:
            return ""
        seen.add(remedy)
        return remedy


def _folded(problems: Sequence[Problem], most: int | None) -> tuple[list[Problem], dict[str, int]]:
    """Returns the problems to write out, and how many of each rule are left out."""
    shown, seen = [], Counter[str]()
    for problem in problems:
        seen[problem.code] += 1
        if most is None or seen[problem.code] <= most:
            shown.append(problem)
    return shown, {code: count - most for code, count in sorted(seen.items()) if most is not None and count > most}


def _file(problems: Sequence[Problem], wording: Wording, page: Page, remedies: _Remedies) -> Iterator[str]:
    places = [_place(problem, wording) for problem in problems]
    place_cells = max(map(width, places))
    severity_cells = max(width(wording.severity(problem)) for problem in problems)
    code_cells = max(width(problem.code) for problem in problems)
    for place, problem in zip(places, problems, strict=True):
        severity = padded(wording.severity(problem), severity_cells)
        head = "  ".join([
            paint(padded(place, place_cells), "bold", page.colours),
            paint(severity, problem.severity, page.colours)
            + " "
            + paint(problem.code, "code", page.colours)
            + " " * (code_cells - width(problem.code)),
        ])  # fmt: skip
        used = place_cells + severity_cells + code_cells + 3
        yield from _message(head, used, wording.message(problem), page.cells)
        yield from _remedy(remedies.news(problem), page)


def _message(head: str, used: int, message: str, cells: int | None) -> Iterator[str]:
    """Yields the message beside its head, or below it where the terminal is too narrow for both."""
    if cells is None or used + 2 + width(message) <= cells:
        yield f"{head}  {message}"
        return
    yield head.rstrip()
    for line in wrapped(message, cells - len(_INDENT)):
        yield _INDENT + line


def _remedy(remedy: str, page: Page) -> Iterator[str]:
    if not remedy:
        return
    lines = [remedy] if page.cells is None else wrapped(remedy, page.cells - len(_INDENT) - 2)
    for number, line in enumerate(lines):
        yield _INDENT + paint(("  " if number else "→ ") + line, "faint", page.colours)


def _place(problem: Problem, wording: Wording) -> str:
    path = one_line(problem.path) or say("cli.whole_repository", wording.language)
    numbers = [str(number) for number in (problem.line, problem.column) if number is not None]
    return ":".join([path, *numbers])


def _by_rule(problems: Sequence[Problem], wording: Wording, page: Page) -> Iterator[str]:
    """Yields how often each rule is broken, the most frequent first."""
    numbers = Counter(problem.code for problem in problems)
    severities = {problem.code: (problem.severity, wording.severity(problem)) for problem in problems}
    digits = len(str(max(numbers.values())))
    cells = max(width(word) for _, word in severities.values())
    for code, number in sorted(numbers.items(), key=lambda item: (-item[1], item[0])):
        severity, word = severities[code]
        yield f"{number:>{digits}}  {paint(padded(word, cells), severity, page.colours)}  {code}"
    yield ""


def _summary(found: Counts, fixable: int, wording: Wording, page: Page) -> str:
    lang = wording.language
    if not any(found[:3]):
        clean = say("cli.summary_clean", lang)
        return paint(clean, "good", page.colours) + _checked(page, wording)
    said = say("cli.summary", lang, errors=found.errors, warnings=found.warnings, infos=found.infos, files=found.files)
    worst = "error" if found.errors else "warning" if found.warnings else "info"
    mendable = say("cli.summary_fixable", lang, count=fixable) if fixable else ""
    return paint(said, worst, page.colours) + mendable + _checked(page, wording)


def _checked(page: Page, wording: Wording) -> str:
    return "" if page.checked is None else say("cli.summary_checked", wording.language, count=page.checked)

"""Marker: where the words of a search stand in a text, however they are written there. Reads no file, cuts nothing."""

import re
from collections.abc import Iterable, Sequence
from heapq import merge
from itertools import islice
from typing import NamedTuple

from crmfs.core.regex import regex
from crmfs.core.text import fold_search
from crmfs.query.tree import Condition, Contains, Fuzzy, Node, Sought, Word, met, wanted
from crmfs.search.alike import fuzzy_distance, is_alike, one_wrong
from crmfs.search.engine import words_of
from crmfs.search.passage import Passage
from crmfs.search.ranked import misspelt, pieces
from crmfs.search.words import CODE_LEAST, is_latin, stripped

_HEAD = 1000  # characters of a text that are looked through first, for one word
_SEARCHED = 2_000_000  # characters of a text that are looked through
_PLACES = 400  # places of words that are weighed against each other
_PIECES = 64  # of a sentence that are marked: each is looked for at each character
_GAP = r"[\W_]*"  # what the index does not see between two words
_BETWEEN_CODES = r"[-_./@+ ()]*"
_TOKEN = regex(r"[^\W_]+")
_ASCII_TOKEN = regex(r"[0-9a-z]+")  # the index has no word of letters and Chinese characters together


class Place(NamedTuple):
    """Where a word stands: start and end in characters, and which word of the search it is."""

    start: int
    end: int
    word: int


class Marker(NamedTuple):
    """Finds the words of one search in texts.

    Attributes:
        pattern: Finds what stands there letter by letter: its first letter, the rest of each way of writing it in a
            group of its own.
        words: Which word of the search each group belongs to.
        misspelt: Words that may be misspelt, each with how many letters and which word of the search it is.
        latin: Words of letters alone, which may be the pinyin of a name.
        weaker: Of a ranked search, what finds single characters where no pair of them is found.
    """

    pattern: re.Pattern[str] | None
    words: Sequence[int] = ()
    misspelt: Sequence[tuple[str, int, int]] = ()
    latin: frozenset[str] = frozenset()
    weaker: "Marker | None" = None

    @classmethod
    def of(cls, node: Node, *, ranked: bool) -> "Marker":
        """Returns the marker of a query's words; of a ranked search, for their parts too."""
        sought = [*wanted(node), *_contained(node)]
        patterns = [(found, number) for number, word in enumerate(sought) for found in _patterns(word)]
        fuzzy = [
            (text, fuzzy_distance(text), number)
            for number, word in enumerate(sought)
            if isinstance(word, Fuzzy) and len(list(words_of(text := fold_search(word.text)))) == 1
        ]
        weaker = None
        if ranked:
            parts = sorted(pieces(fold_search(word.text) for word in sought), key=len, reverse=True)
            chosen = ([part for part in parts if len("".join(part)) > 1] or parts)[:_PIECES]
            patterns += [(_joined(part), len(sought) + number) for number, part in enumerate(chosen)]
            fuzzy += [(part[0], misspelt(part[0]), len(sought)) for part in chosen if misspelt(part[0])]
            single = [part for part in parts if part not in chosen][:_PIECES]
            weaker = cls(_either(list(map(_joined, single))), range(len(single))) if single else None
        latin = frozenset(text for word in sought if is_latin(text := fold_search(word.text)))
        return cls(_either([one for one, _ in patterns]), [word for _, word in patterns], fuzzy, latin, weaker)

    def places(self, text: str) -> list[Place]:
        """Returns where words stand in a text, in order."""
        return self.places_in(Passage("", text))

    def places_in(self, passage: Passage) -> list[Place]:
        """Returns where words stand in a text of a file, in order."""
        if len(passage.text) > _HEAD and self._is_one:
            found = self._places(passage.folded(_HEAD))
            if found and found[0].start < _HEAD // 2:
                return found  # what comes later could show no other word
        return self._places(passage.folded(_SEARCHED))

    def _places(self, folded: str) -> list[Place]:
        exact = self._exact(folded)
        return list(merge(exact, self._misspelt(folded))) if self.misspelt else exact

    @property
    def _is_one(self) -> bool:
        """Whether one word alone is looked for."""
        return len({*self.words, *(word for _, _, word in self.misspelt)}) == 1

    def stands_in(self, folded: str) -> bool:
        """Says whether a word stands in folded text, letter by letter."""
        return self.pattern is not None and self.pattern.search(folded) is not None

    def _exact(self, folded: str) -> list[Place]:
        found: list[Place] = []
        for match in islice(self.pattern.finditer(folded), _PLACES) if self.pattern else ():
            group = match.lastindex or 1
            found.append(Place(match.start(), match.end(group), self.words[group - 1]))
        return found

    def _misspelt(self, folded: str) -> list[Place]:
        found: list[Place] = []
        known: dict[str, int | None] = {}
        tokens = _ASCII_TOKEN if all(text.isascii() for text, _, _ in self.misspelt) else _TOKEN
        for match in tokens.finditer(folded):
            token = match[0]
            if token not in known:
                known[token] = next((word for text, most, word in self.misspelt if is_alike(text, token, most)), None)
            word = known[token]
            if word is not None:
                found.append(Place(*match.span(), word))
                if len(found) == _PLACES:
                    break
        return found


def _contained(node: Node) -> Iterable[Word]:
    """Returns the texts that conditions such as `备注:折扣` look for."""
    tests = (test for leaf in met(node) if isinstance(leaf, Condition) for test in leaf.tests)
    return (Word(text) for test in tests if isinstance(test, Contains) for text in test.texts)


def _either(ways: Sequence[str]) -> re.Pattern[str] | None:
    """Returns what finds any of some ways.

    Each begins with a letter that stands for itself, so that `re` itself looks for these letters first: trying all ways
    at every character would take many times as long.
    """
    return re.compile("|".join(ways)) if ways else None


def _patterns(word: Sought) -> Iterable[str]:
    text = fold_search(word.text)
    words = list(words_of(text))
    if not words:
        return
    yield _joined(words, whole=isinstance(word, Word) and (word.quoted or not is_latin(text)))
    for place, others in one_wrong(words) if isinstance(word, Fuzzy) else ():
        yield _one_wrong(words, place, others)
    code = stripped(text) if text.isascii() else ""
    if len(code) >= CODE_LEAST:
        yield _way(code[0], "".join(_BETWEEN_CODES + re.escape(char) for char in code[1:]))


def _one_wrong(words: Sequence[str], place: int, others: str) -> str:
    """Returns the pattern of a Chinese word with another character in one place; of its rest where that is the first.

    Args:
        others: Which characters that may be, `""` for any.
    """
    if not place and not others:
        return _joined(words[1:])
    other = f"[{re.escape(others)}]" if others else r"\w"
    parts = [*words[:place], other, *words[place + 1 :]]
    return _way(parts[0], _GAP.join(["", *parts[1:]]))


def _joined(words: Sequence[str], *, whole: bool = True) -> str:
    """Returns the pattern of words that follow each other; letters and digits are not cut out of longer words."""
    rest = _GAP.join(map(re.escape, (words[0][1:], *words[1:])))
    tail = "(?![a-z0-9])" if words[-1].isascii() and whole else ""
    return _way(re.escape(words[0][0]), rest + tail, apart=words[0].isascii())


def _way(first: str, rest: str, *, apart: bool = False) -> str:
    """Returns the pattern of a first letter and what follows it, which is only looked at, for words may overlap.

    Args:
        first: As a pattern: the letter, or a class of some.
        apart: Whether no letter or digit may stand before.
    """
    head = f"(?<![a-z0-9]{first})" if apart else ""
    return f"{first}{head}(?=({rest}))"

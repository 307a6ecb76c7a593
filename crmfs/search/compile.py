"""Compile: from a query's syntax tree to what the engine answers. The engine's own parser never sees what is typed."""

from collections.abc import Callable, Iterator, Sequence

from crmfs.core.text import fold_search
from crmfs.query.tree import (
    And,
    Condition,
    Contains,
    Equal,
    Fuzzy,
    Node,
    Not,
    Or,
    Prefix,
    Range,
    Test,
    holds_words,
    met,
)
from crmfs.search import engine
from crmfs.search.alike import fuzzy_distance, one_wrong
from crmfs.search.day import ordinal
from crmfs.search.engine import (
    DATE,
    FRAGMENT,
    OWNER,
    PINYIN,
    TEXT,
    TITLE,
    VALUE,
    Asked,
    Reader,
    words_of,
)
from crmfs.search.pinyin import INITIALS, SPELLING
from crmfs.search.scope import WHOLE, Scope
from crmfs.search.terms import exact_terms, long_term, matching_terms
from crmfs.search.words import CODE_LEAST, END, grams, is_latin, stripped

_TITLE_WEIGHT = 2.0
_PREFIX_LEAST = 3  # letters from which a word also finds longer ones: `quot` finds quotation
_KINDLESS = ("kind", "file", "customer")  # conditions beside which a customer's fields say whose files are meant
_VOWELS = frozenset("aeiouv")


class Compiler:
    """Compiles the queries of one reader.

    Args:
        reader: The index they are for.
        scope: What of it may be searched.
    """

    def __init__(self, reader: Reader, scope: Scope = WHOLE) -> None:
        self._reader = reader
        self._scope = scope
        self._inherit = False
        self._wide = False

    def query(self, node: Node, *, beside_words: bool = False) -> Asked:
        """Returns the engine's query for a tree, or for a part of one that has words elsewhere.

        A condition on a customer's field is met by the customer's own record; beside words, or where a kind, a file
        type or a customer is asked for, it says whose files are meant, and all in the customer's folder meet it.
        """
        self._inherit = beside_words or inherits(node)
        return self._compiled(node)

    def phrase(self, text: str) -> Asked:
        """Returns the query for folded text as it stands, in all words that may be read."""
        words = list(words_of(text))
        return self._each(lambda layer: engine.phrase(layer + TEXT, words))

    def _compiled(self, node: Node) -> Asked:
        if isinstance(node, And):
            return self._all(node.parts)
        if isinstance(node, Or):
            return engine.any_of(map(self._compiled, node.parts))
        if isinstance(node, Not):
            return engine.none_of(self._own(node.part))
        if isinstance(node, Condition):
            return self._condition(node)
        if isinstance(node, Prefix):
            return self._beginning(list(words_of(fold_search(node.text))))
        if isinstance(node, Fuzzy):
            return self._alike(fold_search(node.text))
        return self._word(fold_search(node.text), quoted=node.quoted)

    def _all(self, parts: Sequence[Node]) -> Asked:
        """Returns the query for all parts: one of the words must be the file's own, others may be its customer's."""
        sought = [part for part in parts if not isinstance(part, Not) and holds_words(part)]
        if len(sought) < 2 or self._wide:
            return engine.all_of(map(self._compiled, parts))
        own = engine.any_of(self._said(leaf) for part in sought for leaf in met(part))
        self._wide = True
        wide = engine.all_of(map(self._compiled, parts))
        self._wide = False
        return engine.all_of((wide, engine.unscored(own)))

    def _said(self, leaf: Node) -> Asked:
        """Returns the query for a word or condition that the file itself must meet, not its customer."""
        inherit, self._inherit = self._inherit, False
        found = self._own(leaf)
        self._inherit = inherit
        return found

    def _own(self, node: Node) -> Asked:
        """Returns the query for a part whose words must all stand in the file itself."""
        wide, self._wide = self._wide, False
        found = self._compiled(node)
        self._wide = wide
        return found

    def _word(self, text: str, *, quoted: bool) -> Asked:
        words = list(words_of(text))
        if not words:
            return engine.nothing()
        ways = [self.phrase(text)]
        if not quoted:
            ways += self._parts(text, words)
        if self._wide:
            ways.append(self._fact(engine.phrase(OWNER, words)))
        better = self._each(lambda layer: engine.phrase(layer + TITLE, words))
        return engine.preferring(engine.any_of(ways), [engine.weighed(better, _TITLE_WEIGHT)])

    def _parts(self, text: str, words: list[str]) -> Iterator[Asked]:
        """Yields the ways in which a part of a word or code, or its pinyin, finds the whole."""
        code = stripped(text) if text.isascii() else ""
        if len(words) == 1 and is_latin(text) and len(text) >= _PREFIX_LEAST:
            yield self._beginning(words)
        if len(code) >= CODE_LEAST:
            # typed with its separators a code is meant whole: AX-2000/3 is not AX-2000/30
            whole = code if len(words) == 1 else code + END
            yield self._each(lambda layer: engine.phrase(layer + FRAGMENT, grams(whole, CODE_LEAST)))
        if is_latin(text) and len(text) >= INITIALS and (not _VOWELS & set(text) or not self._finds(text, words)):
            yield self._each(lambda layer: engine.phrase(layer + PINYIN, grams(text, INITIALS)))
            if len(text) >= SPELLING:
                yield self._each(lambda layer: engine.phrase(layer + PINYIN, grams(text, SPELLING)))

    def _finds(self, text: str, words: list[str]) -> bool:
        fragments = self._each(lambda layer: engine.phrase(layer + FRAGMENT, grams(text, CODE_LEAST)))
        return self._reader.count(self._scope.seen(engine.any_of([self._beginning(words), fragments]))) > 0

    def _beginning(self, words: list[str]) -> Asked:
        return self._each(lambda layer: self._reader.beginning(layer + TEXT, words))

    def _alike(self, text: str) -> Asked:
        words = list(words_of(text))
        if len(words) != 1:
            return engine.any_of((self.phrase(text), self._each(lambda layer: self._one_wrong(layer + TEXT, words))))
        return self._each(lambda layer: engine.alike(layer + TEXT, words[0], fuzzy_distance(text)))

    def _one_wrong(self, field: str, words: list[str]) -> Asked:
        places = one_wrong(words)
        found = self._reader.gapped(field, words, [place for place, others in places if not others])
        for place, others in places:
            known = (other for other in others if self._reader.having(field, other))
            found += [engine.phrase(field, [*words[:place], other, *words[place + 1 :]]) for other in known]
        return engine.any_of(found)

    def _condition(self, condition: Condition) -> Asked:
        return engine.any_of(self._tested(condition.field, test) for test in condition.tests)

    def _tested(self, field: str, test: Test) -> Asked:
        if field == DATE:
            return _dated(test)
        fields = [layer._replace(prefix=layer.prefix + VALUE) for layer in self._scope.layers]
        fields += [self._scope.facts] if self._inherit else []
        return engine.any_of(one.limited(self._tested_in(one.prefix, field, test)) for one in fields)

    def _tested_in(self, name: str, field: str, test: Test) -> Asked:
        """Returns the query for a test on the terms of one field of the index."""
        if isinstance(test, Equal):
            return engine.terms(name, exact_terms(field, test))
        found = [engine.terms(name, matching_terms(field, test, self._reader.terms(name, f"{field}=")))]
        if isinstance(test, Contains):
            found += [
                engine.all_of((engine.term(name, long_term(field)), self._beginning(list(words_of(fold_search(text))))))
                for text in test.texts
            ]
        return engine.any_of(found)

    def _fact(self, query: Asked) -> Asked:
        """Returns a query on what a customer is called or like, where that may be told."""
        return self._scope.facts.limited(query)

    def _each(self, made: Callable[[str], Asked]) -> Asked:
        return engine.any_of(layer.limited(made(layer.prefix)) for layer in self._scope.layers)


def _dated(test: Test) -> Asked:
    """Returns the query for entries of a day, whatever field of theirs says it."""
    if isinstance(test, Equal):
        days = [day for value in test.values if (day := ordinal(value))]
        return engine.any_of(engine.dated(day, day) for day in days)
    if isinstance(test, Range):
        low, high = ordinal(test.low), ordinal(test.high)
        return engine.dated(low and low + test.open_low, high and high - test.open_high)
    return engine.dated(None, None)


def inherits(node: Node) -> bool:
    """Says whether a query's conditions on a customer mean all that lies in the customer's folder."""
    return holds_words(node) or _names_files(node)


def _names_files(node: Node) -> bool:
    """Says whether a kind, a type of file or a customer is asked for; what is ruled out by NOT is not asked for."""
    if isinstance(node, Or):
        return all(map(_names_files, node.parts))
    if isinstance(node, And):
        return any(map(_names_files, node.parts))
    return isinstance(node, Condition) and node.field in _KINDLESS

"""Parser: a typed query as a syntax tree, the same for searches, lists and reports. Judges no record."""

from collections.abc import Callable, Sequence

from crmfs.core.errors import QueryRefused, UsageError
from crmfs.core.regex import regex
from crmfs.core.text import fold_label
from crmfs.query.lexer import OPERATOR, Token, has_words, plain_operator, shape, tokens
from crmfs.query.names import Names
from crmfs.query.refusal import Spot
from crmfs.query.tree import And, Fuzzy, Node, Not, Or, Prefix, Word
from crmfs.query.values import condition
from crmfs.records.labels import named

LONGEST = 20_000  # characters of a query
DEEPEST = 50  # brackets inside one another
MOST_SAVED = 100  # saved searches that one query takes in, through others too
_EVERYTHING = And()  # what an empty query, `()` and a word of punctuation ask for
# of what was typed in its shape: signs half-width
_FILTER = regex(rf"([-!]?)([^:=<>≤≥≠(]+?)\s*({OPERATOR})")
_GRAMMAR = regex(r"(?:^|\s)(?:AND|OR|NOT)(?=[\s(])|\s\|\s")
_FURTHER = regex(r"[\s(][-!]?([^\s:=<>()]+)[:=<>]")
# what Chinese sets between words as others set a blank; a comma inside a number is part of it
_LISTED = regex(r"[，、；;]+|(?<![0-9]),+|,+(?![0-9])")

_Plain = Callable[[Token], Node]


def parse_query(text: str, names: Names) -> Node:
    """Returns the syntax tree of a query: words, conditions, AND, OR, NOT, brackets, `@saved`.

    NOT binds before AND, AND (or nothing between two parts) before OR. An empty query is `And()`: everything.

    Raises:
        QueryRefused: It cannot be understood; points at the character.
        CrmfsError: What `names.saved` raises for a saved search.
    """
    _check_length(text)
    return _Parser(text, names, _sought, blanks=False).whole()


def parse_filters(terms: Sequence[str], names: Names) -> Node:
    """Returns the syntax tree of filters that stand on a command line, all of which a row must fulfil.

    Each is the query language without words: `field:value`, `-field:a,b`, `field:>=value`, or several of them with
    OR, AND and brackets. The value of one that stands alone goes to its end, blanks and all; none means missing.

    Raises:
        UsageError: `query.not_a_filter` for a word; QueryRefused as `parse_query`.
    """
    return _joined(And, [_asking(term, names) for term in terms])


def _asking(term: str, names: Names) -> Node:
    found = _filter(term, names)
    if found == _EVERYTHING:  # nobody means every customer by an empty filter
        raise UsageError("query.not_a_filter", term=term)
    return found


def _filter(term: str, names: Names) -> Node:
    _check_length(term)
    lone = _FILTER.match(shape(term).strip())
    typed = term[len(term) - len(shape(term).lstrip()) :].rstrip()
    if lone and names.find(typed[slice(*lone.span(2))]) and not _goes_on(typed[lone.end() :], names):
        value = typed[lone.end() :].strip()
        spot = Spot(typed, len(typed) - len(typed[lone.end() :].lstrip()))
        name, operator = typed[slice(*lone.span(2))], plain_operator(lone[3])
        found = condition(Token("condition", Spot(typed, lone.start(2)), name, operator, value, spot), names)
        return Not(found) if lone[1] else found

    def refused(token: Token) -> Node:
        raise _not_a_filter(token, names)

    return _Parser(term, names, refused, blanks=True).whole()


def _goes_on(value: str, names: Names) -> bool:
    """Says whether what follows a field's operator is more than its value."""
    shaped = shape(value)
    return bool(_GRAMMAR.search(shaped)) or any(
        names.find(value[slice(*more.span(1))]) for more in _FURTHER.finditer(shaped)
    )


def _not_a_filter(token: Token, names: Names) -> UsageError:
    typed, start = token.spot.text, token.spot.place
    named = _FILTER.match(shape(typed), start) if token.kind == "word" else None
    if named is None:
        return UsageError("query.not_a_filter", term=typed)
    field = typed[start : named.end(2)]
    near = names.near(field)
    if near:
        return token.spot.refusal("query.field_misspelt", field=field, suggestion=near)
    return token.spot.refusal("query.field_unknown", field=field)


def _check_length(text: str) -> None:
    if len(text) > LONGEST:
        raise UsageError("query.too_long", most=LONGEST)


def _sought(token: Token) -> Node:
    if token.kind == "prefix":
        return Prefix(token.text)
    if token.kind == "fuzzy":
        return Fuzzy(token.text)
    if token.kind == "phrase":
        return Word(token.text, quoted=True) if token.text else _EVERYTHING
    return _joined(And, [Word(word) for word in _LISTED.split(token.text) if has_words(word)])


class _Parser:
    """Reads one text's tokens once, from left to right.

    Args:
        sought: What a word or phrase is.
        blanks: Whether `field:` without a value means that there is none.
        outer: The parser of the text in which this one stands as a saved search.
        saved: The name of that search.
    """

    def __init__(
        self,
        text: str,
        names: Names,
        sought: _Plain,
        *,
        blanks: bool,
        outer: "_Parser | None" = None,
        saved: str = "",
    ) -> None:
        self._text = text
        self._names = names
        self._sought = sought
        self._blanks = blanks
        self._within: tuple[str, ...] = (*outer._within, fold_label(saved)) if outer else ()
        self._depth: int = outer._depth if outer else 0
        self._taken_in: list[str] = outer._taken_in if outer else []
        self._tokens = list(tokens(text, names))
        self._place = 0

    def whole(self) -> Node:
        """Returns what the whole text asks for."""
        found = self._either()
        token = self._next()
        if token:
            raise token.spot.refusal("query.bracket_extra")
        return found

    def _next(self) -> Token | None:
        return self._tokens[self._place] if self._place < len(self._tokens) else None

    def _kind(self) -> str:
        token = self._next()
        return token.kind if token else ""

    def _either(self) -> Node:
        parts = [self._all()]
        while self._kind() == "or":
            self._place += 1
            parts.append(self._all())
        return _joined(Or, parts)

    def _all(self) -> Node:
        if self._kind() in ("", "close") and (self._place == 0 or self._tokens[self._place - 1].kind == "open"):
            return _EVERYTHING
        parts = [self._part()]
        while self._kind() not in ("", "close", "or"):
            self._place += self._kind() == "and"
            parts.append(self._part())
        return _joined(And, parts)

    def _part(self) -> Node:
        negated = False
        while self._kind() == "not":
            self._place += 1
            negated = not negated
        token = self._next()
        if token is None or token.kind in ("and", "or", "close"):
            raise self._operand_missing()
        self._place += 1
        found = self._bracketed(token) if token.kind == "open" else self._single(token)
        return Not(found) if negated and found != _EVERYTHING else found

    def _operand_missing(self) -> QueryRefused:
        """Returns the error for an operator with nothing beside it: the one before this place, else the one here."""
        before = self._tokens[self._place - 1] if self._place else None
        token = before if before and before.kind in ("and", "or", "not") else self._tokens[self._place]
        shown = {"or": "OR", "and": "AND", "not": "NOT"}[token.kind]
        return token.spot.refusal("query.operand_missing", operator=token.text or shown)

    def _bracketed(self, token: Token) -> Node:
        self._depth += 1
        if self._depth > DEEPEST:
            raise token.spot.refusal("query.too_deep", most=DEEPEST)
        found = self._either()
        if self._kind() != "close":
            raise token.spot.refusal("query.bracket_open")
        self._place += 1
        self._depth -= 1
        return found

    def _single(self, token: Token) -> Node:
        if token.kind == "saved":
            return self._saved(token)
        if token.kind != "condition":
            return self._sought(token)
        if not token.value and not self._blanks:
            field = self._names.find(token.text)[0].fields[0]
            raise (token.value_spot or token.spot).refusal("query.value_missing", field=named(field))
        return condition(token, self._names)

    def _saved(self, token: Token) -> Node:
        if self._names.saved is None:
            return self._sought(token._replace(kind="word", text="@" + token.text))
        if fold_label(token.text) in self._within:
            raise token.spot.refusal("query.saved_circular", name=token.text)
        text = self._names.saved(token.text)
        if text is None:
            return self._sought(token._replace(kind="word", text="@" + token.text))
        _check_length(text)
        self._taken_in.append(token.text)
        if len(self._taken_in) > MOST_SAVED:
            raise token.spot.refusal("query.saved_too_many", most=MOST_SAVED)
        return _Parser(text, self._names, self._sought, blanks=self._blanks, outer=self, saved=token.text).whole()


def _joined(kind: type[And] | type[Or], parts: Sequence[Node]) -> Node:
    """Returns the parts in one, those of the same kind taken in and those that ask for nothing left out."""
    flat: list[Node] = []
    for part in parts:
        if isinstance(part, kind):
            flat.extend(part.parts)
        elif part != _EVERYTHING:
            flat.append(part)
    if not flat:
        return _EVERYTHING
    return flat[0] if len(flat) == 1 else kind(tuple(flat))

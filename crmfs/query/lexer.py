"""Lexer: a typed query as tokens with their places. Knows which names are fields, not what their values mean."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Literal, NamedTuple

from crmfs.core.regex import regex
from crmfs.query.names import Names
from crmfs.query.phones import past_country_code
from crmfs.query.refusal import Spot

TokenKind = Literal["word", "phrase", "prefix", "fuzzy", "condition", "saved", "and", "or", "not", "open", "close"]

# A character for a character, so that places stay: full-width signs as the half-width ones that they mean, and what
# no text has that is searched (control characters, zero-width spaces, bytes that are no text) as blanks.
_SIGNS = dict(zip("（）：＝＜＞，、｜－＠＊＂「」『』“”≤≥", '():=<>,,|-@*"«»«»“”≤≥', strict=True))
_SHAPES = {ord(char): sign for char, sign in _SIGNS.items()} | dict.fromkeys(
    [*range(0x20), *range(0x7F, 0xA0), 0x200B, 0x2060, 0xFEFF, *range(0xD800, 0xE000)], " "
)
OPERATOR = r"[!！]=|≠|[:=]?\s*(?:[<>]=?|[≤≥])|[:=]"
NAME_END = r"[:=<>≤≥≠]|[!！]="
_RUN = regex(r"[^\s()|]+")
_VALUE_RUN = regex(r"[^\s(),|]+")
_OPERATOR = regex(OPERATOR)
_NAME = regex(rf"[^\s:=<>≤≥≠]+?(?={NAME_END})")
_ENGLISH = regex(rf"[A-Za-z]+(?: [A-Za-z-]+){{1,3}}(?={NAME_END})")  # a label of several words: Customer type
_SPACED = regex(rf"\s+(?={NAME_END})")
_NEGATED = regex(r"[^\s\-!=)|]")  # after `-`: `--` and `!=` are words
_AFTER_PHRASE = regex(r"(?:~\d?|\*)?")
_BLANKS = regex(r"\s*")
_FUZZY = regex(r"(.+?)~[12]?")
_OPERATORS: dict[str, TokenKind] = {"AND": "and", "OR": "or", "NOT": "not", "&": "and", "&&": "and"}
CLOSING = {'"': '"', "“": "”“", "”": "”“", "«": "»"}  # by the shape of a quote, the shapes of what closes it
_EMBEDDED = 100  # characters within which a bracket inside a word must close to belong to it
_SAYS = ("L", "N")  # general categories of characters that words are made of
_SHOWS = (*_SAYS, "So")  # of those that a value is looked for by; So has the emoji


class Token(NamedTuple):
    """One piece of a query.

    Attributes:
        kind: What it is.
        spot: Where it begins.
        text: Its words, none without a letter or digit; of a condition the name of its field.
        operator: Of a condition, how it compares: one of `: != > >= < <=`.
        value: Of a condition, what stands after the operator, as typed.
        value_spot: Where that begins.
    """

    kind: TokenKind
    spot: Spot
    text: str = ""
    operator: str = ""
    value: str = ""
    value_spot: Spot | None = None


def tokens(typed: str, names: Names) -> Iterator[Token]:
    """Returns the tokens of a query.

    Raises:
        QueryRefused: A quote without its end, or a name that is nearly a field's.
    """
    return _Lexer(typed, names).tokens()


def shape(typed: str) -> str:
    """Returns text of the same length in which signs have their half-width form and what is no text is blank."""
    return typed if typed.isascii() and typed.isprintable() else typed.translate(_SHAPES)


def says_something(text: str) -> bool:
    """Says whether a text has a letter, a digit or a symbol such as an emoji, so that a value can contain it."""
    return any(char.isalnum() or unicodedata.category(char).startswith(_SHOWS) for char in text)


def has_words(text: str) -> bool:
    """Says whether a text has a letter or a digit, so that it can be looked for as words: no index has symbols."""
    return any(char.isalnum() or unicodedata.category(char).startswith(_SAYS) for char in text)


def closing(shaped: str, place: int) -> int:
    """Returns where the quote that opens at a place is closed, -1 if it is not or none opens there."""
    ends = CLOSING.get(shaped[place : place + 1], "")
    return min((end for quote in ends if (end := shaped.find(quote, place + 1)) >= 0), default=-1)


def plain_operator(shaped: str) -> str:
    """Returns a comparison as one of `: != > >= < <=`."""
    for signs, plain in (("≠", "!="), ("！", "!"), ("≤", "<="), ("≥", ">=")):
        shaped = shaped.replace(signs, plain)
    if shaped == "!=":
        return shaped
    return "".join(shaped.split()).lstrip(":").removeprefix("=") or ":"


class _Lexer:
    """Reads one query from left to right; places are indexes of characters."""

    def __init__(self, typed: str, names: Names) -> None:
        self._typed = typed
        self._shape = shape(typed)
        self._names = names

    def tokens(self) -> Iterator[Token]:
        """Yields the tokens."""
        place = self._past_blanks(0)
        while place < len(self._shape):
            token, end = self._token(place)
            yield token
            place = self._past_blanks(end)

    def _token(self, place: int) -> tuple[Token, int]:
        char, spot = self._shape[place], self._spot(place)
        if char == "(":
            return Token("open", spot), place + 1
        if char == ")":
            return Token("close", spot), place + 1
        if char == "|":
            return Token("or", spot), place + (2 if self._shape.startswith("||", place) else 1)
        if char in "-!" and _NEGATED.match(self._shape, place + 1):
            return Token("not", spot), place + 1
        return self._phrase(place) if char in CLOSING else self._word(place)

    def _phrase(self, place: int) -> tuple[Token, int]:
        end = self._end_of_quote(place)
        inside, after = self._typed[place + 1 : end], end + 1
        if re.match(NAME_END, self._shape[after : after + 2]) and self._names.find(inside):
            return self._condition(place, inside, after)
        extra = _AFTER_PHRASE.match(self._shape, after)
        return Token("phrase", self._spot(place), _said(inside)), extra.end() if extra else after

    def _word(self, place: int) -> tuple[Token, int]:
        place = past_country_code(self._shape, place)
        end = self._end_of_word(place)
        word = self._typed[place:end]
        if word in _OPERATORS:
            return Token(_OPERATORS[word], self._spot(place), word), end
        label = _ENGLISH.match(self._shape, place)
        if label and self._names.find(label[0]):
            return self._condition(place, label[0], label.end())
        named = _NAME.match(self._shape, place, end)
        name, after = (self._typed[place : named.end()], named.end()) if named else (word, end)
        spaced = None if named else _SPACED.match(self._shape, end)
        if (named or spaced) and self._names.find(name):
            return self._condition(place, name, spaced.end() if spaced else after)
        if named and not self._shape.startswith("://", after):
            near = self._names.near(name)
            if near:
                raise self._spot(place).refusal("query.field_misspelt", field=name, suggestion=near)
        return _plain(self._spot(place), word), end

    def _condition(self, place: int, name: str, after: int) -> tuple[Token, int]:
        compared = _OPERATOR.match(self._shape, after)
        start = compared.end() if compared else after
        operator = plain_operator(self._shape[after:start])
        end = self._end_of_value(start)
        if start == end and self._is_value(self._past_blanks(start)):
            start = self._past_blanks(start)
            end = self._end_of_value(start)
        return Token("condition", self._spot(place), name, operator, self._typed[start:end], self._spot(start)), end

    def _is_value(self, place: int) -> bool:
        """Says whether what stands after `field: ` is its value, not the next part of the query."""
        run = _RUN.match(self._shape, place)
        return run is not None and run[0] not in _OPERATORS and not _NAME.match(run[0])

    def _end_of_word(self, start: int) -> int:
        """Returns where a word ends: at a blank, a bar or a bracket not closed inside it, as in 科技（上海）."""
        run = _RUN.match(self._shape, start)
        if run and run[0] in _OPERATORS:
            return run.end()
        return max(self._past_run(start, _RUN), start + 1)

    def _end_of_value(self, place: int) -> int:
        """Returns where a value ends: quotes that begin one of its parts hold blanks and brackets too."""
        while True:
            if self._shape[place : place + 1] in CLOSING:
                place = self._end_of_quote(place) + 1
            place = self._past_run(place, _VALUE_RUN)
            if self._shape[place : place + 1] not in (",", "|"):
                return place
            later = self._past_blanks(place + 1)
            place = later if self._shape[place] == "," and self._is_value(later) else place + 1

    def _end_of_quote(self, place: int) -> int:
        end = closing(self._shape, place)
        if end < 0:
            quote = {"“": "”", "«": "」"}.get(self._shape[place], '"')
            raise self._spot(place).refusal("query.quote_open", quote=quote)
        return end

    def _past_run(self, place: int, solid: re.Pattern[str]) -> int:
        """Returns where a run of characters ends, with the brackets that are closed inside it."""
        while True:
            run = solid.match(self._shape, place)
            place = run.end() if run else place
            inside = self._embedded(place)
            if not inside:
                return place
            place += inside

    def _embedded(self, place: int) -> int:
        """Returns how long the bracketed part is that begins here and belongs to the word around it, 0 if none does."""
        depth = 0
        for offset, char in enumerate(self._shape[place : place + _EMBEDDED]):
            depth += (char == "(") - (char == ")")
            if depth <= 0 or char.isspace():
                return offset + 1 if char == ")" and depth == 0 else 0
        return 0

    def _past_blanks(self, place: int) -> int:
        match = _BLANKS.match(self._shape, place)
        return match.end() if match else place

    def _spot(self, place: int) -> Spot:
        return Spot(self._typed, place)


def _plain(spot: Spot, word: str) -> Token:
    if word[0] in "@＠" and len(word) > 1:
        return Token("saved", spot, word[1:])
    fuzzy = _FUZZY.fullmatch(word)
    if fuzzy and has_words(fuzzy[1]):
        return Token("fuzzy", spot, fuzzy[1])
    if word[-1] in "*＊" and has_words(word):
        return Token("prefix", spot, word.rstrip("*＊"))
    return Token("word", spot, _said(word))


def _said(text: str) -> str:
    return text if has_words(text) else ""

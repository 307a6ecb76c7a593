"""As typed: the conditions of a query in the words of who typed them. Judges none of them."""

from collections.abc import Iterator, Set

from crmfs.query.lexer import Token, tokens
from crmfs.query.names import KIND, Names


def conditions_typed(typed: str, fields: Set[str], names: Names) -> Iterator[str]:
    """Yields the conditions on some fields as they stand in a query, and `@name` of the saved searches with others.

    Args:
        typed: A query that can be understood.
        fields: Codes of the fields.
    """
    said: set[str] = set()
    saved: list[str] = []
    for token in tokens(typed, names):
        if token.kind == "saved":
            saved.append(f"@{token.text}")
        meanings = names.find(token.text) if token.kind == "condition" else ()
        codes = {meaning.code for meaning in meanings}
        if not codes.isdisjoint(fields):
            said |= codes
            said |= {KIND for meaning in meanings if meaning.kinds}
            yield _text(token)
    if fields - said:
        yield from saved


def _text(token: Token) -> str:
    end = token.value_spot.place + len(token.value) if token.value_spot else len(token.spot.text)
    start = token.spot.place
    excluded = start and token.spot.text[start - 1] in "-!－！"
    return token.spot.text[start - 1 if excluded else start : end].strip()

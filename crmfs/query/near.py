"""Near misses: the name that somebody most likely meant. Knows no fields."""

from collections.abc import Iterable

_LIKE = 0.75  # of two names' letters that must be the same, in their order
_LIKE_HAN = 0.6  # one wrong character of three
_LEAST_LATIN, _MOST = 3, 40  # letters of a name that can be a misspelt one


def nearest(typed: str, names: Iterable[str]) -> str | None:
    """Returns the name that a mistyped one is nearest to, None if none is near; both folded as labels are.

    Of two Chinese characters the first must be right: 状太 is near 状态, 注意 is not near 备注.
    """
    if not typed or len(typed) > _MOST or typed.isdecimal():
        return None
    if typed.isascii():
        return _most_alike(typed, (name for name in names if name.isascii()), _LIKE)
    if len(typed) == 2:
        return next((name for name in names if len(name) == 2 and name[0] == typed[0]), None)
    return _most_alike(typed, (name for name in names if not name.isascii()), _LIKE_HAN)


def _most_alike(typed: str, names: Iterable[str], least: float) -> str | None:
    if typed.isascii() and len(typed) < _LEAST_LATIN:
        return None
    from difflib import get_close_matches  # needed for mistakes only

    # a name of very different length is never near, and leaving it out keeps a long text of `a:b` quick
    fitting = [name for name in names if abs(len(name) - len(typed)) <= 1 + len(typed) // 2]
    return next(iter(get_close_matches(typed, fitting, n=1, cutoff=least)), None)

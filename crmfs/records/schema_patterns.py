"""Patterns in schemas: which ones some engine would take for ever on. Compiles nothing."""

import re

from crmfs.core.regex import regex

_TOKEN = regex(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\((?:\?[:=!<P][=!]?)?|\)|[*+?]|\{\d+(?:,\d*)?\}|.", re.DOTALL)


def pattern_is_costly(pattern: str) -> bool:
    """Says whether a repeated group contains an unlimited repetition, as in `(a+)+`.

    A backtracking engine, such as an editor's, can take exponential time on these; ours takes linear time.
    """
    tokens = _TOKEN.findall(pattern)
    inner = [False]  # for each open group: whether an unlimited repetition stands in it
    for index, token in enumerate(tokens):
        if token.startswith("("):
            inner.append(False)
        elif token == ")" and len(inner) > 1:
            repeats_inside = inner.pop()
            if repeats_inside and _repeats(tokens, index + 1):
                return True
            inner[-1] = inner[-1] or repeats_inside
        elif _is_unlimited(token):
            inner[-1] = True
    return False


def _repeats(tokens: list[str], index: int) -> bool:
    token = tokens[index] if index < len(tokens) else ""
    return _is_unlimited(token) or (token.startswith("{") and len(token) > 1 and token not in ("{0}", "{1}", "{0,1}"))


def _is_unlimited(token: str) -> bool:
    return token in ("*", "+") or (token.startswith("{") and token.endswith(",}"))

"""Globs of the policy as patterns of path segments. Parses and expands them; matches no path."""

from collections.abc import Iterable
from itertools import product

from crmfs.core.messages import Param
from crmfs.core.paths import canonical
from crmfs.core.regex import regex
from crmfs.records.kinds import META_SUFFIX

ANY, DEEP = "*", "**"  # one segment, whatever it is; any number of segments, none too
SCOPE = "{customer}"
_BRACES = regex(r"\{([^{}]*)\}")
_REGEX_SIGNS = frozenset('?[]()!^$|\\<>":')
_MOST_PATTERNS = 256  # of one glob, braces written out
_MOST_DEEP = 4  # `**` in one pattern: each multiplies the places a path can be at
_MOST_STARS = 8  # `*` in one segment

_RECORDS = frozenset(("customer.yaml", "contacts.yaml", "terms.yaml", "members.yaml", "access.yaml", "crmfs.yaml"))

Pattern = tuple[str, ...]  # canonical segments: ANY, DEEP, a name, or a name with `*` in it


class GlobError(Exception):
    """A glob that cannot be used: `code` names the message, `params` fill it."""

    def __init__(self, code: str, **params: Param) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


def parse_glob(glob: str, scope: str) -> tuple[Pattern, ...]:
    """Returns the patterns that a glob stands for, braces written out, in canonical form.

    Args:
        glob: Literal segments, `*` within a segment, `**` as a whole segment, `{a,b}`; anchored at both ends.
        scope: The glob of a customer's folder, which a leading `{customer}` stands for.

    Raises:
        GlobError: It is malformed, or stands for more than 256 patterns.
    """
    rest = glob.strip()
    start = ""
    if rest == SCOPE or rest.startswith(SCOPE + "/"):
        start, rest = scope, rest.removeprefix(SCOPE)
    if SCOPE in rest:
        raise GlobError("access.glob_scope")
    return tuple(dict.fromkeys(_pattern(text) for text in _written_out(start + rest)))


def with_metadata(patterns: Iterable[Pattern]) -> tuple[Pattern, ...]:
    """Returns patterns together with those of the metadata beside the documents that they fit: `*.pdf.meta.yaml`."""
    found: dict[Pattern, None] = {}
    for pattern in patterns:
        found[pattern] = None
        last = pattern[-1]
        beside = last + canonical(META_SUFFIX)
        if last != DEEP and last not in _RECORDS and not (ANY in last and Wildcard(last).fits(beside)):
            found[(*pattern[:-1], beside)] = None
    return tuple(found)


def _written_out(glob: str) -> list[str]:
    """Returns a glob with each `{a,b}` replaced by each of its words."""
    pieces = _BRACES.split(glob)
    fixed, groups = pieces[::2], [group.split(",") for group in pieces[1::2]]
    if any("{" in piece or "}" in piece for piece in fixed) or any(len(group) < 2 or "" in group for group in groups):
        raise GlobError("access.glob_braces")
    count = 1
    for group in groups:
        count *= len(group)
        if count > _MOST_PATTERNS:
            raise GlobError("access.glob_explodes", most=_MOST_PATTERNS)
    written = []
    for words in product(*groups):
        written.append(fixed[0] + "".join(word + piece for word, piece in zip(words, fixed[1:], strict=True)))
    return written


def _pattern(glob: str) -> Pattern:
    segments = tuple(_segment(segment) for segment in glob.split("/"))
    if segments.count(DEEP) > _MOST_DEEP:
        raise GlobError("access.glob_explodes", most=_MOST_PATTERNS)
    return segments


def _segment(segment: str) -> str:
    if segment in (ANY, DEEP):
        return segment
    if segment in ("", ".", ".."):
        raise GlobError("access.glob_segment")
    wrong = next((char for char in segment if char in _REGEX_SIGNS), None)
    if wrong:
        raise GlobError("access.glob_sign", sign=wrong)
    folded = canonical(segment)
    if DEEP in segment or folded.count("*") != segment.count("*") or segment.count("*") > _MOST_STARS:
        raise GlobError("access.glob_star")
    return folded


class Wildcard:
    """A segment with `*` in it, taken apart once."""

    __slots__ = ("_head", "_middle", "_tail")

    def __init__(self, segment: str) -> None:
        self._head, *self._middle, self._tail = segment.split("*")

    def fits(self, segment: str) -> bool:
        """Says whether a canonical segment fits, in time linear in both."""
        if not segment.startswith(self._head) or not segment.endswith(self._tail):
            return False
        at, end = len(self._head), len(segment) - len(self._tail)
        for piece in self._middle:
            at = segment.find(piece, at, end)
            if at < 0:
                return False
            at += len(piece)
        return at <= end

"""Three-way merge of lines, as every version control does it. Knows no YAML."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

Lines = Sequence[bytes]


@dataclass(frozen=True, slots=True)
class Region:
    """A run of lines of the three versions that belong together, between runs that are equal in all."""

    base: Lines
    ours: Lines
    theirs: Lines

    @property
    def merged(self) -> Lines | None:
        """The lines that result; None where both sides changed them, and not to the same."""
        if self.ours == self.theirs or self.base == self.theirs:
            return self.ours
        return self.theirs if self.base == self.ours else None


def merge_lines(base: bytes, ours: bytes, theirs: bytes) -> bytes | None:
    """Returns the text with the changes of both sides; None where they meet."""
    merged = [region.merged for region in regions(base, ours, theirs)]
    return None if None in merged else b"".join(line for lines in merged for line in lines or ())


def marked_lines(base: bytes, ours: bytes, theirs: bytes, names: tuple[bytes, bytes, bytes]) -> bytes:
    """Returns the text with the changes of both sides, both versions and the base between marks where they meet.

    Args:
        names: What stands behind the marks, of ours, base and theirs.
    """
    out: list[bytes] = []
    for region in regions(base, ours, theirs):
        merged = region.merged
        out += merged if merged is not None else _marked(region, names)
    return b"".join(out)


def _marked(region: Region, names: tuple[bytes, bytes, bytes]) -> Iterator[bytes]:
    ours, base, theirs = names
    end = b"\r\n" if any(line.endswith(b"\r\n") for line in [*region.ours, *region.theirs]) else b"\n"
    for mark, lines in (
        (b"<<<<<<< " + ours, region.ours),
        (b"||||||| " + base, region.base),
        (b"=======", region.theirs),
    ):
        yield mark + end
        for line in lines:
            yield line if line.endswith((b"\n", b"\r")) else line + end
    yield b">>>>>>> " + theirs + end


def regions(base: bytes, ours: bytes, theirs: bytes) -> Iterator[Region]:
    """Yields the text in runs: those that are equal in all three, and those between them."""
    old, mine, other = (text.splitlines(keepends=True) for text in (base, ours, theirs))
    in_mine, in_other = _places(old, mine), _places(old, other)
    at, at_mine, at_other = 0, 0, 0
    for place, line in enumerate(old):
        here, there = in_mine.get(place), in_other.get(place)
        if here is None or there is None:
            continue
        yield Region(old[at:place], mine[at_mine:here], other[at_other:there])
        yield Region([line], [line], [line])
        at, at_mine, at_other = place + 1, here + 1, there + 1
    yield Region(old[at:], mine[at_mine:], other[at_other:])


def _places(old: Lines, new: Lines) -> dict[int, int]:
    """Returns where lines of a text stand in another version of it."""
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return {start + n: low + n for start, low, count in matcher.get_matching_blocks() for n in range(count)}

"""Text tables whose columns align on a terminal, Chinese included. Chooses no columns and reads no record."""

from collections.abc import Iterator, Sequence

from crmfs.core.text import one_line, width
from crmfs.formats.cells import cut, padded
from crmfs.formats.colours import paint

GAP = "  "
WHOLE_CELLS = (13, 11, 10)  # an id (CUST-7K3M9QXA), a name with its id, a date: cut, they tell nothing
LEGIBLE_CELLS = 6  # of a longer text: so much has to be left of each, else all columns are shortened
LEAST_CELLS = 4  # a column is not made narrower: two Chinese characters, or one and `…`


def table(
    headings: Sequence[str], rows: Sequence[Sequence[str]], *, cells: int | None = None, colours: bool = False
) -> Iterator[str]:
    """Yields the lines of a table: headings, a rule, the rows.

    Args:
        headings: One a column.
        rows: As many texts each as there are headings; line breaks and control characters are made visible.
        cells: Width of the terminal; the widest columns are shortened with `…` until a line fits. None for a pipe or
            file: nothing is shortened. A terminal too narrow for all columns gets lines that are too long.
        colours: Whether the headings stand out.
    """
    shown = [[one_line(text) for text in row] for row in (headings, *rows)]
    taken = [[width(text) for text in row] for row in shown]
    widths = [max(column) for column in zip(*taken, strict=True)]
    if cells is not None:
        widths = _fitted(widths, cells - width(GAP) * (len(widths) - 1))
    head, *body = (_line(row, own, widths) for row, own in zip(shown, taken, strict=True))
    yield paint(head, "bold", colours)
    yield GAP.join("─" * size for size in widths)
    yield from body


def _line(texts: Sequence[str], taken: Sequence[int], widths: Sequence[int]) -> str:
    """Returns texts in columns; each one's width is measured once, for a long list costs little else."""
    fitted = (
        text + " " * (size - own) if own <= size else padded(cut(text, size), size)
        for text, own, size in zip(texts, taken, widths, strict=True)
    )
    return GAP.join(fitted).rstrip()


def _fitted(widths: Sequence[int], cells: int) -> list[int]:
    """Returns widths whose sum fits, taken from the widest columns first, so that narrow ones stay whole.

    Dates, ids and names of people stay whole as long as something legible is left of the others.
    """
    most = next((size for size in WHOLE_CELLS if _leaves_room(widths, cells, size)), 0)
    limit = max(widths, default=0)
    while limit > LEAST_CELLS and sum(_shortened(size, limit, most) for size in widths) > cells:
        limit -= 1
    fitted = [_shortened(size, limit, most) for size in widths]
    spare = cells - sum(fitted)
    for column, size in enumerate(widths):
        if spare > 0 and size > fitted[column]:
            fitted[column] += 1
            spare -= 1
    return fitted


def _leaves_room(widths: Sequence[int], cells: int, whole: int) -> bool:
    longer = sum(size > whole for size in widths)
    return cells - sum(size for size in widths if size <= whole) >= LEGIBLE_CELLS * longer


def _shortened(size: int, limit: int, whole: int) -> int:
    return size if size <= whole else min(size, limit)

"""The reports that come with crmfs, and how one is found by what people type. Makes none itself."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from crmfs.core.errors import NotFound
from crmfs.core.messages import Text, text
from crmfs.core.text import fold_label
from crmfs.reports.asking import Asked
from crmfs.reports.distribution import distribution
from crmfs.reports.facts import Data
from crmfs.reports.model import Report

Make = Callable[[Data, Asked], Report]


class Entry(NamedTuple):
    """One report that can be asked for.

    Attributes:
        name: What it is asked for by; its title does as well.
        about: What it tells, in one line.
        path: The file that defines it, `""` for one that comes with crmfs.
    """

    name: str
    title: Text
    about: Text
    make: Make
    path: str = ""


BUILT_IN = (Entry("distribution", text("report.distribution"), text("report.distribution_about"), distribution),)


def entry_named(entries: Sequence[Entry], typed: str) -> Entry:
    """Returns the report that somebody named, by its name or by its title in either language.

    Raises:
        NotFound: `report.unknown`.
    """
    wanted = fold_label(typed)
    for entry in entries:
        if wanted in (fold_label(entry.name), *map(fold_label, entry.title)):
            return entry
    names = [entry.name for entry in entries]
    known = Text("、".join(f"{entry.title.zh} ({entry.name})" for entry in entries), ", ".join(names))
    raise NotFound("report.unknown", name=typed, known=known)

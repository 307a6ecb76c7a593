"""The reports that there are, and how one is found by what people type. Makes none itself."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import NamedTuple

from crmfs.access.view import View
from crmfs.core.errors import NotFound
from crmfs.core.messages import Text, text
from crmfs.core.text import fold_label
from crmfs.records.schema import Schemas
from crmfs.reports.asking import Asked
from crmfs.reports.completeness import NAME as QUALITY
from crmfs.reports.completeness import completeness
from crmfs.reports.defined import definitions, made
from crmfs.reports.distribution import NAME as DISTRIBUTION
from crmfs.reports.distribution import distribution
from crmfs.reports.facts import Data
from crmfs.reports.follow_ups import NAME as FOLLOW_UPS
from crmfs.reports.follow_ups import follow_ups
from crmfs.reports.interactions import NAME as INTERACTIONS
from crmfs.reports.interactions import interactions
from crmfs.reports.model import Report
from crmfs.reports.sales import NAME as SALES
from crmfs.reports.sales import sales
from crmfs.reports.satisfaction import NAME as SATISFACTION
from crmfs.reports.satisfaction import satisfaction

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


BUILT_IN = (
    Entry(DISTRIBUTION, text("report.distribution"), text("report.distribution_about"), distribution),
    Entry(INTERACTIONS, text("report.interactions"), text("report.interactions_about"), interactions),
    Entry(SALES, text("report.sales"), text("report.sales_about"), sales),
    Entry(SATISFACTION, text("report.satisfaction"), text("report.satisfaction_about"), satisfaction),
    Entry(QUALITY, text("report.quality"), text("report.quality_about"), completeness),
    Entry(FOLLOW_UPS, text("report.follow_ups"), text("report.follow_ups_about"), follow_ups),
)


def entries_of(view: View, schemas: Schemas, today: date, member_id: Callable[[str], str | None]) -> list[Entry]:
    """Returns the reports that come with crmfs, then the team's own as far as they are visible."""
    own = definitions(view, schemas, today, member_id)
    return [*BUILT_IN, *(Entry(one.name, one.title, one.about, partial(made, one), one.path) for one in own)]


def entry_named(entries: Sequence[Entry], typed: str) -> Entry:
    """Returns the report that somebody named, by its name or title in either language; a team's own goes first.

    Raises:
        NotFound: `report.unknown`.
    """
    wanted = fold_label(typed)
    for entry in reversed(entries):
        if wanted in (fold_label(entry.name), *map(fold_label, entry.title)):
            return entry
    names = [entry.name for entry in entries]
    known = Text("、".join(f"{entry.title.zh} ({entry.name})" for entry in entries), ", ".join(names))
    raise NotFound("report.unknown", name=typed, known=known)

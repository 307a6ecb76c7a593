"""How a reader is told values: in which language, by which names. Knows no command."""

from crmfs.context import Context
from crmfs.exchange.export_cells import Words


def words_of(context: Context) -> Words:
    """Returns how values are put into words for the reader: members by name and id."""
    known: dict[str, str] = {}

    def member(typed: str) -> str:
        if typed not in known:
            meant = context.members.meant(typed)
            known[typed] = f"{meant[0].name} ({meant[0].id})" if len(meant) == 1 else typed
        return known[typed]

    return Words(context.lang, member)

"""Which customers a full-text query finds, for commands that take one in place of filters. Renders nothing."""

from collections.abc import Sequence

from crmfs.access.classes import Classes
from crmfs.cli.progress import meter
from crmfs.cli.rows import column_fields
from crmfs.cli.search import search_names
from crmfs.context import Context
from crmfs.core.errors import UsageError
from crmfs.core.messages import say
from crmfs.extract.texts import Texts
from crmfs.query.meant import with_meanings
from crmfs.query.names import Names
from crmfs.query.parser import parse_filters, parse_query
from crmfs.search.answering import Asked, answered
from crmfs.search.find import Page
from crmfs.search.rules import EntryRules

_BY = "customer"
_EVERY = 1_000_000  # more hits than there are where no index counts them


def is_query(context: Context, typed: Sequence[str]) -> bool:
    """Says whether somebody typed words to be searched for, not filters alone; a mistyped filter is none of both.

    Raises:
        UsageError: A filter cannot be understood.
    """
    try:
        parse_filters(typed, Names.of(column_fields(context), context.today, context.member_id))
    except UsageError as error:
        if error.code != "query.not_a_filter":
            raise
        return True
    return False


def customers_found(context: Context, typed: str) -> frozenset[str]:
    """Returns the ids of the customers of which a record or an attachment has all that a query asks for, as it stands.

    What fits a query only nearly, which a search shows where nothing else is there, is none of it.

    Raises:
        CrmfsError: As `crmfs.search.answering.answered`, and for a query that cannot be understood.
    """
    names = search_names(context)
    query = with_meanings(parse_query(typed, names), names)
    field = names.find(_BY)[0].fields[0]._replace(name=_BY)
    rules = EntryRules(context.schemas, Classes(context.authority.policy))
    building = meter(say("search.building", context.lang))
    with Texts(context.derived) as texts:
        asked = Asked(query, Page(0, facets=(field,)), context.view, context.grant, rules, texts, context.lang)
        found = answered(context.repository, asked, progress=building)
        if found.index.opened is None:
            found = answered(context.repository, asked._replace(page=Page(_EVERY)), progress=building)
            return frozenset(hit.customer for hit in found.answer.hits if hit.customer)
    return frozenset() if found.answer.fallback else frozenset(found.answer.facets.get(_BY, ()))

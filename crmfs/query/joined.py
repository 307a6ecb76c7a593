"""Fields of records beside those of their customers: what a report may name. Reads no record."""

from crmfs.records.fields import Field
from crmfs.records.kinds import CUSTOMER, Kind
from crmfs.records.schema import Schemas

PREFIX = "customer."
_NOT_COUNTED = frozenset(("id", "source_ref", "extra"))


def joined_fields(schemas: Schemas, kind: Kind) -> dict[str, Field]:
    """Returns what a report on a kind may name: its own fields, and its customer's as `customer.region`.

    A customer's field is meant by its bare code, too, unless the records have one of that code themselves.
    """
    own = _plain(schemas, kind)
    if kind is CUSTOMER:
        return own
    found = {code: field for code, field in own.items() if code not in _NOT_COUNTED}
    for code, field in _plain(schemas, CUSTOMER).items():
        found[PREFIX + code] = field._replace(name=PREFIX + code, aliases=(*field.aliases, code))
    return found


def _plain(schemas: Schemas, kind: Kind) -> dict[str, Field]:
    """Returns the fields that hold one value, or a list of such."""
    return {
        code: field
        for code, field in schemas.fields(kind.name).items()
        if not field.items and field.type != "map" and code not in _NOT_COUNTED - {"id"}
    }

"""Fields that every file which can be found has besides its own: kind, customer, type of file. Knows no index."""

from collections.abc import Callable, Iterable, Mapping

from crmfs.core.messages import Text, text
from crmfs.query.names import KIND
from crmfs.query.values import FILE
from crmfs.records.fields import Choice, Field
from crmfs.records.kind_names import kind_names

CUSTOMER = "customer"
_LABELS = {"document": "query.document", "library": "query.library"}  # kinds that have no schema
_ALIASES = {"document": ("附件", "文件", "documents"), "library": ("共享资料",)}


def common_fields(kinds: Iterable[str], label: Callable[[str], Text]) -> dict[str, Field]:
    """Returns the fields `kind`, `customer` and `file` by their codes.

    Args:
        kinds: The kinds that can be found, `document` and `library` among them.
        label: Returns what people call a kind of record, as `Schemas.label`.
    """
    choices = tuple(
        Choice(kind, text(_LABELS[kind]) if kind in _LABELS else label(kind), _ALIASES.get(kind) or kind_names(kind))
        for kind in kinds
    )
    return {
        KIND: Field(KIND, text("query.kind"), choices=choices, aliases=("记录种类", "资料种类")),
        CUSTOMER: Field(CUSTOMER, text("query.customer"), refers=CUSTOMER),
        FILE: Field(FILE, text("query.file_type"), refers=FILE, aliases=("文件", "格式", "file format", "ext")),
    }


def apart(kind: str, fields: Mapping[str, Field]) -> dict[str, Field]:
    """Returns a kind's fields by their keys; its own `kind` is found as `ticket_kind`, for `kind` is every record's."""
    own = {key: field._replace(name=f"{kind}_{KIND}") for key, field in fields.items() if key == KIND}
    return {**fields, **own}

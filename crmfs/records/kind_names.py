"""Kind names: what people call a kind of record, beside its code and the label in its schema. Reads no file."""

from collections.abc import Callable, Iterable

from crmfs.core.messages import Text
from crmfs.core.text import fold_label
from crmfs.records.kinds import CONTACTS, CUSTOMER, FEEDBACK, INTERACTION, KINDS, ORDER, TERMS, TICKET

SHORT = {
    CUSTOMER: Text("客户", "customer"),
    INTERACTION: Text("互动", "interaction"),
    ORDER: Text("订单", "order"),
    TICKET: Text("工单", "ticket"),
    FEEDBACK: Text("评价", "feedback"),
    CONTACTS: Text("联系人", "contact"),
    TERMS: Text("财务条款", "finance"),
}
_ALSO = {FEEDBACK: ("反馈",), TERMS: ("财务",)}


def kind_names(kind: str) -> tuple[str, ...]:
    """Returns the short names of a kind in both languages, none for a code without any."""
    known = KINDS.get(kind)
    if known is None or known not in SHORT:
        return ()
    return (*SHORT[known], *_ALSO.get(known, ()))


def kind_code(typed: str, codes: Iterable[str], label: Callable[[str], Text]) -> str | None:
    """Returns which of some kinds a name means: code, short name or label; None for none of them.

    Args:
        label: Returns what people call a kind of record, as `Schemas.label`.
    """
    named = {fold_label(name): code for code in codes for name in (*label(code), *kind_names(code), code)}
    return named.get(fold_label(typed))

"""Rows of orders and of their lines: grouped under their order, its amount exact. Commits nothing."""

from crmfs.edits.amounts import settled_amount
from crmfs.exchange.archive import Held, items_of, source_of
from crmfs.exchange.drafts import Draft, Reason, RowRefusedError
from crmfs.exchange.interactions import make_child, pages_of, put_child
from crmfs.exchange.pages import Page
from crmfs.exchange.work import Work, sourced
from crmfs.records.kinds import ORDER
from crmfs.records.yaml import Value, pointer_to


def place_order(work: Work, draft: Draft) -> None:
    """Puts a row of a table of orders to its order; columns of a line make or change one line of it."""
    held = work.customer_of(draft)
    said, line = draft.part("order"), draft.part("line")
    extra = (
        {} if line else draft.extra
    )  # one order's rows differ in what they say beside the fields: that is the line's
    wanted = draft.source.strip()
    page = put_child(work, draft, held, ORDER, said, extra) if wanted else _nth(work, draft, held, extra)
    homes = work.orders.setdefault(wanted, [])
    if wanted and page not in homes:
        homes.append(page)
    if line:
        _put_line(work, draft, page)


def place_line(work: Work, draft: Draft) -> None:
    """Puts a row of a table of order lines to a line of its order."""
    wanted = draft.parent.strip()
    if not wanted:
        raise RowRefusedError(Reason("imports.parent_missing"))
    found = work.orders.get(wanted)
    if found is None:
        there = [work.pages.get(path, ORDER) for path in work.archive.orders(wanted)]
        found = work.orders[wanted] = [page for page in there if page]
    if len(found) != 1:
        raise RowRefusedError(Reason("imports.order_ambiguous" if found else "imports.order_unknown"))
    _put_line(work, draft, found[0])


def settle_amount(page: Page) -> None:
    """Gives an order without an amount the sum of its lines, and keeps a sum a sum when its lines change."""
    amount = settled_amount(page.old.value if page.old else {}, page.value)
    if amount is not None:
        page.value["amount"] = amount


def _nth(work: Work, draft: Draft, held: Held, extra: dict[str, Value]) -> Page:
    """Returns the order of a row without an id: two rows that say the same are two orders, each found again."""
    said, line = draft.part("order"), draft.part("line")
    same = ("order", held.id, *(repr(said.get(key)) for key in ("date", "amount")), repr(line.get("product")))
    there = [page for page in pages_of(work, held, ORDER) if page.old and _says(page, said, line)]
    nth, work.seen[same] = work.seen[same], work.seen[same] + 1
    if nth >= len(there):
        return make_child(work, draft, held, ORDER, said, extra)
    work.put(draft, there[nth], said, extra)
    return there[nth]


def _says(page: Page, said: dict[str, Value], line: dict[str, Value]) -> bool:
    fields = all(page.value.get(key) == said[key] for key in ("date", "amount") if key in said)
    products = [item.get("product") for item in items_of(page.value, "lines")]
    return fields and (not line or line.get("product") in products)


def _put_line(work: Work, draft: Draft, page: Page) -> None:
    line = draft.part("line")
    if not line.get("product"):
        raise RowRefusedError(Reason("imports.product_missing"))
    lines = items_of(page.value, "lines")
    own = draft.source.strip() if draft.kind == "order_line" else ""
    if own:
        matching = [at for at, item in enumerate(lines) if source_of(item)[1].strip() == own]
        nth = 0
    else:
        matching = [at for at, item in enumerate(lines) if item.get("product") == line["product"]]
        same = ("line", page.path, str(line["product"]))
        nth, work.seen[same] = work.seen[same], work.seen[same] + 1
    if nth < len(matching):
        work.put(draft, page, line, draft.extra, pointer=pointer_to("lines", matching[nth]))
        return
    listed = page.value.get("lines")
    items = listed if isinstance(listed, list) else []
    page.value["lines"] = items
    items.append({})
    values = {**line, **(sourced(draft) if own else {})}
    work.put(draft, page, values, draft.extra, pointer=pointer_to("lines", len(items) - 1), made=True)

"""What `crmfs import` tells: what was recognised, what became of every row, where the rejected rows are."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from crmfs.cli import output
from crmfs.cli.changing import take_back_told
from crmfs.cli.session import wording
from crmfs.context import Context
from crmfs.core.errors import ErrorParam
from crmfs.core.messages import Language, Text, pick, say
from crmfs.core.problem import Problem
from crmfs.core.text import one_line
from crmfs.exchange.drafts import Reason, RowKey, Verdict
from crmfs.exchange.importing import Imported, Options
from crmfs.exchange.inputs import Inputs
from crmfs.exchange.recognise import Recognised
from crmfs.exchange.rejected import write_rejected
from crmfs.exchange.targets import Target
from crmfs.records.kind_names import SHORT
from crmfs.records.kinds import CONTACTS, CUSTOMER, KINDS, MEMBERS, locate
from crmfs.records.labels import label
from crmfs.records.yaml import pointer_parts

SHOWN = 20  # rejected rows that the screen shows; their file holds all
_OUTCOMES = ("created", "changed", "unchanged", "rejected")


def recognised(context: Context, inputs: Inputs) -> Iterator[str]:
    """Yields what was recognised: encoding, delimiter, headings, kind, columns and what is kept under extra."""
    lang = context.lang
    for found in inputs.tables:
        table = found.table
        how = say("imports.encoding", lang, encoding=table.encoding) if table.encoding else ""
        if table.delimiter:
            how += say("imports.delimiter", lang, delimiter=repr(table.delimiter))
        yield say(
            "imports.recognised", lang,
            name=_name(found), kind=_kind_label(found.kind, lang), count=len(table.rows), encoding=how,
            line=table.header_line,
        )  # fmt: skip
        fields = [f"{one_line(c.heading)} → {_target_label(c.target, lang)}" for c in found.columns if c.target]
        yield say("imports.columns", lang, columns=", ".join(fields))
        left = [column for column in found.columns if not column.target and not column.ignored]
        for code, personal in (("imports.kept", False), ("imports.kept_protected", True)):
            kept = [one_line(column.heading) for column in left if column.personal is personal]
            if kept:
                yield say(code, lang, columns=", ".join(kept))
        for column in left:
            if column.misfit:
                yield say("imports.misfit", lang, column=one_line(column.heading), field=column.misfit)
    for sheet in inputs.left_out:
        yield say("imports.left_out", lang, name=one_line(f"{sheet.name}#{sheet.sheet}"))


_TABLES = {  # tables whose kind is no kind of record
    "contact": SHORT[CONTACTS],
    "order_line": Text("订单明细", "order line"),
    "member": Text("员工", "employee"),
}


def _kind_label(kind: str, lang: Language) -> str:
    return pick(_TABLES.get(kind) or SHORT[KINDS[kind]], lang)


def _target_label(target: Target, lang: Language) -> str:
    """Returns what the reader calls a column's target; its code where it is no field of its own."""
    return one_line(label(target.field, lang)) or target.code


def tell(context: Context, inputs: Inputs, done: Imported, json: bool, options: Options) -> None:
    lang = context.lang
    reasons = {key: _reason(context, inputs, key, verdict) for key, verdict in done.rejected.items()}
    counts: Counter[str] = Counter(done.outcomes.values())
    summary = {outcome: counts[outcome] for outcome in _OUTCOMES}
    if json:
        output.objects(
            {"id": _id(path), "path": path, "commit": made.commit if made else None, "op": made.op if made else None}
            for path, made in done.landed
        )
        output.objects(_rejected_rows(inputs, done, reasons))
        output.objects(_emptied_rows(inputs, done))
    for (table, heading), count in done.unknown.items():
        name = _name(inputs.tables[table])
        output.note(say("imports.strangers", lang, name=name, column=one_line(heading), count=count))
    for (table, heading), count in done.closed.items():
        name = _name(inputs.tables[table])
        output.note(say("imports.export_closed", lang, name=name, column=one_line(heading), count=count))
    if not json:
        for line in _emptied_lines(context, inputs, done, options):
            output.note(line)
        for line in _rejected_lines(context, inputs, reasons):
            output.note(line)
    if any(verdict.code == "field.choice_unknown" for verdict in done.rejected.values()):
        output.note(say("imports.choices_hint", lang))
    if any(locate(path).kind is not None and path.endswith("/contacts.yaml") for path, _ in done.landed):
        output.note(say("imports.personal_moved", lang))
    if done.defaulted:
        output.note(say("imports.defaulted", lang, count=done.defaulted, member=context.actor.id))
    if not options.dry_run:
        _save_rejected(context, inputs, reasons)
    else:
        output.note(say("imports.dry_run", lang))
    if done.emptied:
        summary["emptied"] = sum(map(len, done.emptied.values()))
    if counts["held"]:
        output.note(say("imports.held", lang, count=counts["held"]))
        summary["held"] = counts["held"]
    if json:
        output.objects([{"summary": summary}])
    else:
        output.lines([say("imports.summary", lang, **{outcome: counts[outcome] for outcome in _OUTCOMES})])
        _tell_way_back(context, done)


def _tell_way_back(context: Context, done: Imported) -> None:
    """Tells how the import is taken back, where it is one commit."""
    commits = {made.commit: made for _, made in done.landed if made}
    if len(commits) == 1 and context.repository.root:
        output.note(take_back_told(context, next(iter(commits.values()))))


def _reason(context: Context, inputs: Inputs, key: RowKey, verdict: Verdict) -> str:
    """Returns why a row is rejected: the column, what is wrong with it, what to do."""
    found = inputs.tables[key[0]]
    if isinstance(verdict, Problem):
        words, column = wording(context), _column(found, verdict.pointer)
        said = say("imports.reason", context.lang, message=words.message(verdict), remedy=words.remedy(verdict))
    else:
        column = "" if "field" in verdict.params else verdict.column
        said = say(verdict.code, context.lang, **{**verdict.params, **_disagreement(context, inputs, found, verdict)})
    return say("imports.in_column", context.lang, column=column, reason=said) if column else said


def _disagreement(context: Context, inputs: Inputs, found: Recognised, verdict: Reason) -> dict[str, ErrorParam]:
    """Returns where the row stands that says otherwise and, as the reader calls it, of which field."""
    if verdict.other is None:
        return {}
    table, row = verdict.other
    other, key = inputs.tables[table], str(verdict.params["field"])
    columns = [column.target.field for column in found.columns if column.target]
    field = next((f for f in (*columns, *context.person_fields().values()) if f.name == key), None)
    return {
        "file": _name(other),
        "line": other.table.rows[row].line,
        "field": one_line(label(field, context.lang)) if field else one_line(key),
    }


def _column(found: Recognised, pointer: str) -> str:
    """Returns the heading of the column that a value of a record came from, "" where none did."""
    parts = pointer_parts(pointer)
    named = {column.target.key if column.target else column.heading: column.heading for column in found.columns}
    return next((named[part] for part in reversed(parts) if part in named), "")


def _rejected_rows(inputs: Inputs, done: Imported, reasons: dict[RowKey, str]) -> Iterator[dict[str, Any]]:
    for (table, row), verdict in sorted(done.rejected.items(), key=lambda item: item[0]):
        found = inputs.tables[table]
        line = found.table.rows[row].line
        yield {"path": _name(found), "line": line, "rejected": verdict.code, "message": reasons[table, row]}


def _emptied_rows(inputs: Inputs, done: Imported) -> Iterator[dict[str, Any]]:
    for (table, row), targets in sorted(done.emptied.items(), key=lambda item: item[0]):
        found = inputs.tables[table]
        line = found.table.rows[row].line
        yield {"path": _name(found), "line": line, "emptied": [target.code for target in targets]}


def _emptied_lines(context: Context, inputs: Inputs, done: Imported, options: Options) -> Iterator[str]:
    lang, code = context.lang, "imports.would_empty" if options.dry_run else "imports.emptied_row"
    for table, row in sorted(done.emptied)[: None if options.dry_run else SHOWN]:
        found = inputs.tables[table]
        between = "、" if lang == "zh" else ", "
        fields = between.join(_target_label(target, lang) for target in done.emptied[table, row])
        yield say(code, lang, name=_name(found), line=found.table.rows[row].line, fields=fields)
    if len(done.emptied) > SHOWN and not options.dry_run:
        yield say("imports.more_emptied", lang, count=len(done.emptied) - SHOWN)


def _rejected_lines(context: Context, inputs: Inputs, reasons: dict[RowKey, str]) -> Iterator[str]:
    for table, row in sorted(reasons)[:SHOWN]:
        found = inputs.tables[table]
        line, reason = found.table.rows[row].line, one_line(reasons[table, row])
        yield say("imports.rejected_row", context.lang, name=_name(found), line=line, reason=reason)
    if len(reasons) > SHOWN:
        yield say("imports.more_rejected", context.lang, count=len(reasons) - SHOWN)


def _save_rejected(context: Context, inputs: Inputs, reasons: dict[RowKey, str]) -> None:
    heading = say("imports.reason_heading", context.lang)
    for table, found in enumerate(inputs.tables):
        rows = [(found.table.rows[row], reason) for (at, row), reason in sorted(reasons.items()) if at == table]
        if rows:
            path = write_rejected(context.repository, inputs.files[table], found.table, rows, heading)
            output.note(say("imports.rejected_file", context.lang, path=path))


def _name(found: Recognised) -> str:
    table = found.table
    return one_line(f"{table.name}#{table.sheet}" if table.sheet else table.name)


def _id(path: str) -> str:
    place = locate(path)
    if place.kind in (None, MEMBERS):
        return path
    return place.customer if place.kind is CUSTOMER else f"{place.customer}/{place.id or place.kind.name}"

"""An import from its tables to its commits: planned, judged, landed. Rows judged bad are left out."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from hashlib import sha256

from crmfs.access.overview import Overview
from crmfs.core.errors import UsageError, ValueRefused
from crmfs.core.messages import say
from crmfs.core.text import fold_name
from crmfs.edits.creation import Desk, MemberId
from crmfs.edits.permission import NotAllowed, reasons_of
from crmfs.edits.transaction import Refused, commit_edits, rehearse
from crmfs.exchange.archive import Archive, items_of, source_of
from crmfs.exchange.drafts import Draft, Reason, RowKey, Verdict, drafts_of
from crmfs.exchange.export_cells import member_typed
from crmfs.exchange.ids import Ids
from crmfs.exchange.inputs import Inputs
from crmfs.exchange.pages import edit_of
from crmfs.exchange.people import MEMBERS_FILE
from crmfs.exchange.plan import Outcome, Plan, make_plan, rows_to_blame
from crmfs.exchange.recognise import Recognised
from crmfs.exchange.returning import Returned, is_export
from crmfs.exchange.returning_states import Past
from crmfs.exchange.targets import Target
from crmfs.exchange.work import Terms
from crmfs.git.commit import Committed
from crmfs.git.edit import FileEdit
from crmfs.git.repository import Repository
from crmfs.records.kinds import CUSTOMER, customer_of
from crmfs.records.labels import label

Said = tuple[RowKey, Draft | Reason]
Watch = Callable[[Iterable[Said], int], Iterable[Said]]


@dataclass(frozen=True, slots=True)
class Options:
    """How an import is done.

    Attributes:
        keep_ids: Reject rows whose id cannot be kept.
        dry_run: Judge, but commit nothing.
        strict: Commit nothing if any row is rejected.
        batch: Customers a commit, 0 for all in one.
    """

    keep_ids: bool = False
    dry_run: bool = False
    strict: bool = False
    batch: int = 0


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did.

    Attributes:
        outcomes: What became of each row.
        rejected: Why, for each rejected row.
        landed: Each file that was made or changed, with its commit; in a dry run those that would be, with None.
        unknown: How many rows of a column name nobody that is a member: by table and heading.
        defaulted: How many new customers got a status or an owner that no row gives them.
        emptied: The fields that rows of exports took away.
        closed: How many cells of a column of an export were left out, as the member may not see what is there.
    """

    outcomes: Mapping[RowKey, Outcome]
    rejected: Mapping[RowKey, Verdict]
    landed: Sequence[tuple[str, Committed | None]]
    unknown: Mapping[tuple[int, str], int]
    defaulted: int = 0
    emptied: Mapping[RowKey, Sequence[Target]] = field(default_factory=dict)
    closed: Mapping[tuple[int, str], int] = field(default_factory=dict)


def run_import(
    repository: Repository,
    desk: Desk,
    overviews: Iterable[Overview],
    inputs: Inputs,
    options: Options,
    watch: Watch = lambda rows, _: rows,
    landing: Callable[[], AbstractContextManager[None]] = nullcontext,
    past: Past | None = None,
) -> Imported:
    """Brings the rows of all tables into the repository, the good ones in one commit (or some, see `Options.batch`).

    Args:
        desk: Who imports, under which schemas and settings; its view shows the last commit.
        overviews: The customers in it.
        watch: Shows how far it got; gets the rows and their number.
        landing: Entered when all rows are read, left when their records are judged and landed.
        past: Where exports that come back are compared; None takes them for any other table.

    Raises:
        Refused: The whole breaks a rule that no single row does.
        ChangedMeanwhile: As `commit_edits`.
    """
    archive = Archive(desk.view, overviews)
    ids = Ids(desk.settings.ids == "sequence", desk.taken_ids)
    terms = _terms(desk, inputs, options)
    inputs, stale, emptied, closed = _edited(inputs, past) if past else (inputs, {}, {}, {})
    rows = [(key, stale.get(key, said)) for key, said in _rows(desk, archive, inputs, terms, ids, watch)]
    for key, said in rows:
        if isinstance(said, Draft):
            said.emptied = tuple((target.part, target.key) for target in emptied.get(key, ()))
    refused: dict[RowKey, Verdict] = {}
    with landing():
        while True:
            plan = make_plan(rows, archive, desk.schemas, terms, ids, refused)
            unknown = _strangers(rows, plan)
            if options.strict and plan.rejected:
                return _held_back(plan, unknown)
            edits, blamed = _edits(desk, archive, plan)
            if not blamed:
                try:
                    landed = _land(repository, desk, inputs, edits, options)
                except (Refused, NotAllowed) as error:
                    blamed = _blamed(plan, error)
                    if not blamed:
                        raise
                else:
                    taken = {key: found for key, found in emptied.items() if plan.outcomes.get(key) == "changed"}
                    return Imported(plan.outcomes, plan.rejected, landed, unknown, plan.defaulted, taken, closed)
            refused |= blamed


def _edited(
    inputs: Inputs, past: Past
) -> tuple[Inputs, dict[RowKey, Reason], dict[RowKey, Sequence[Target]], dict[tuple[int, str], int]]:
    """Returns exports with what was edited alone, why rows are rejected, what rows take away, what is left out."""
    tables: list[Recognised] = []
    stale: dict[RowKey, Reason] = {}
    emptied: dict[RowKey, Sequence[Target]] = {}
    closed: dict[tuple[int, str], int] = {}
    for at, found in enumerate(inputs.tables):
        if is_export(found.table):
            edited = Returned(found, past).edited()
            found = edited.found
            stale |= {(at, row): reason for row, reason in edited.refused.items()}
            emptied |= {(at, row): targets for row, targets in edited.emptied.items()}
            closed |= {(at, heading): count for heading, count in edited.closed.items()}
        tables.append(found)
    return replace(inputs, tables=tuple(tables)), stale, emptied, closed


def _terms(desk: Desk, inputs: Inputs, options: Options) -> Terms:
    lang = desk.settings.language
    names = ", ".join(dict.fromkeys(found.table.name for found in inputs.tables))
    status = desk.fields(CUSTOMER).get("status")
    return Terms(
        today=desk.intent.today,
        member=desk.intent.member,
        by_team=desk.by_team,
        keep_ids=options.keep_ids,
        reason=say("imports.status_reason", lang, files=names),
        statuses={choice.code: label(choice, lang) for choice in status.choices} if status else {},
        lang=lang,
    )


def _rows(desk: Desk, archive: Archive, inputs: Inputs, terms: Terms, ids: Ids, watch: Watch) -> list[Said]:
    """Returns what all rows say; the employees of this very import are members to all others."""
    tables = list(enumerate(inputs.tables))
    first = [row for at, found in tables if found.kind == "member" for row in _said(at, found, lambda _: None, watch)]
    members = _members(make_plan(first, archive, desk.schemas, terms, ids, {}), archive)

    def member_id(typed: str) -> str | None:
        for name in dict.fromkeys((typed, member_typed(typed))):
            found = members.get(fold_name(name)) or (None if first else _known_to(desk, name))
            if found:
                return found
        return None

    others = [row for at, found in tables if found.kind != "member" for row in _said(at, found, member_id, watch)]
    return sorted(first + others, key=lambda row: row[0])


def _known_to(desk: Desk, typed: str) -> str | None:
    """Returns the member whom the importing one means, who may know colleagues without seeing members.yaml."""
    try:
        return desk.member_id(typed)
    except UsageError:  # several are called so
        return None


def _said(at: int, found: Recognised, member_id: MemberId, watch: Watch) -> Iterable[Said]:
    return watch(drafts_of(found, at, member_id), len(found.table.rows))


def _members(plan: Plan, archive: Archive) -> dict[str, str]:
    """Returns the ids of all members, those that the plan makes included, by what a table may call them."""
    page = next((page for page in plan.pages if page.path == MEMBERS_FILE), None)
    record = archive.record(MEMBERS_FILE)
    people = items_of(page.value if page else record.value if record else {}, "members")
    known: dict[str, str] = {}
    doubtful: set[str] = set()
    for person in people:
        emails = person.get("emails")
        names = {str(person.get("name")), source_of(person)[1], *map(str, emails if isinstance(emails, list) else ())}
        for name in map(fold_name, names - {""}):
            if known.setdefault(name, str(person.get("id"))) != str(person.get("id")):
                doubtful.add(name)
    found = {name: member for name, member in known.items() if name not in doubtful}
    return found | {fold_name(str(person.get("id"))): str(person.get("id")) for person in people}


def _strangers(rows: Sequence[Said], plan: Plan) -> Counter[tuple[int, str]]:
    drafts = (said for key, said in rows if isinstance(said, Draft) and key not in plan.rejected)
    return Counter((draft.key[0], heading) for draft in drafts for heading in draft.strangers)


def _edits(desk: Desk, archive: Archive, plan: Plan) -> tuple[list[FileEdit], dict[RowKey, Verdict]]:
    """Returns the plan's edits, and the rows that ask for one that cannot be made exactly."""
    edits: list[FileEdit] = []
    blamed: dict[RowKey, Verdict] = {}
    for page in plan.pages:
        try:
            edits.append(edit_of(page, archive, desk.fields(page.kind), desk.settings.language))
        except ValueRefused as error:
            blamed |= {row: Reason(error.code, error.params) for _, row in page.rows}
    return edits, blamed


def _blamed(plan: Plan, error: Refused | NotAllowed) -> dict[RowKey, Verdict]:
    """Returns the rows that brought what was refused."""
    if isinstance(error, Refused):
        return {**rows_to_blame(plan, error.problems)}
    refused = rows_to_blame(plan, error.refused)
    return {
        row: Reason("imports.denied", {"reasons": reasons_of([problem], error.schemas)})
        for row, problem in refused.items()
    }


def _held_back(plan: Plan, unknown: Mapping[tuple[int, str], int]) -> Imported:
    stays: dict[RowKey, Outcome] = {
        key: outcome if outcome in ("rejected", "unchanged") else "held" for key, outcome in plan.outcomes.items()
    }
    return Imported(stays, plan.rejected, (), unknown)


def _land(
    repository: Repository, desk: Desk, inputs: Inputs, edits: Sequence[FileEdit], options: Options
) -> list[tuple[str, Committed | None]]:
    """Commits the edits, in a dry run judges them; Refused where they bring errors."""
    if not edits:
        return []
    batches = _batches(edits, options.batch)
    if options.dry_run or len(batches) > 1:
        rehearse(repository, edits, desk.intent, _subject(desk, inputs, edits), desk.rules)
    if options.dry_run:
        return [(edit.path, None) for edit in edits]
    landed: list[tuple[str, Committed | None]] = []
    for batch in batches:
        intent = replace(desk.intent, op=_op_of(desk.intent.op, batch)) if options.batch else desk.intent
        done = commit_edits(repository, batch, intent, _subject(desk, inputs, batch), desk.rules)
        landed += [(edit.path, done) for edit in batch]
    return landed


def _op_of(op: str, batch: Sequence[FileEdit]) -> str:
    """Returns the id of one batch, the same for the same contents: those that landed are not in the next try's."""
    contents = repr([(edit.path, edit.data) for edit in batch]).encode("utf-8", "surrogatepass")
    return f"{op[:27]}-{sha256(contents).hexdigest()[:36]}"


def _batches(edits: Sequence[FileEdit], size: int) -> list[list[FileEdit]]:
    """Returns the edits in parts of some customers each, what belongs to no customer first."""
    by_customer: dict[str, list[FileEdit]] = {"": []}
    for edit in edits:
        by_customer.setdefault(customer_of(edit.path) or "", []).append(edit)
    shared, *customers = by_customer.values()
    step = size or max(1, len(customers))
    parts = [[edit for one in customers[at : at + step] for edit in one] for at in range(0, len(customers), step)]
    parts = parts or [[]]
    parts[0] = shared + parts[0]
    return parts


def _subject(desk: Desk, inputs: Inputs, batch: Sequence[FileEdit]) -> str:
    names = ", ".join(dict.fromkeys(found.table.name for found in inputs.tables))
    return say("imports.subject", desk.settings.language, files=names, count=len(batch))

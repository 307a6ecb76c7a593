"""The subject line of a commit: `未来科技: 状态 潜在 → 活跃`. Names fields; shows the values of choices only."""

from collections.abc import Callable, Sequence

from crmfs.access.authority import authority_at
from crmfs.core.messages import Language, pick, say
from crmfs.core.paths import name as last
from crmfs.git.change import Change
from crmfs.git.snapshot import Entry, Snapshot
from crmfs.records.fields import Field
from crmfs.records.kinds import CUSTOMER, Kind, is_protected, locate, meta_path, record_path
from crmfs.records.labels import label
from crmfs.records.record import Record, read_record
from crmfs.records.schema import Schemas

IsTold = Callable[[str, str], bool]

LONGEST = 72  # characters of a subject that git's tools show whole
_DERIVED = ("status_reason", "status_by", "status_date")  # go along with a change of status


def subject_of(changes: Sequence[Change], old: Snapshot | None, new: Snapshot, schemas: Schemas, lang: Language) -> str:
    """Returns the subject line for changes: whose records, which fields; `""` without changes.

    Args:
        changes: What differs between `old` and `new`.
            The policy of `new` says which values and names of files somebody may not read; these are not told.
        schemas: Where the labels stand.
        lang: Language of the line.
    """
    if not changes:
        return ""
    changes = _without_companions(changes)
    customers = list(dict.fromkeys(locate(change.path).customer for change in changes))
    is_told = _told_to_all(new)
    if len(customers) > 1:
        line = say("subject.several", lang, count=len(customers), what=_files(changes, lang))
    else:
        first = sorted(changes, key=lambda change: locate(change.path).kind is not CUSTOMER)
        phrases = list(dict.fromkeys(_phrase(change, old, new, schemas, is_told, lang) for change in first))
        who = _who(customers[0], old, new, is_told)
        line = (f"{who}: " if who else "") + _joined(phrases, lang)
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"


def _without_companions(changes: Sequence[Change]) -> list[Change]:
    """Returns the changes without the metadata of documents that change themselves: each is named once."""
    companions = {meta_path(change.path) for change in changes}
    return [change for change in changes if change.path not in companions]


def _told_to_all(snapshot: Snapshot) -> IsTold:
    """Returns what says whether nobody is kept from a file, "", or one of its fields; a broken policy tells nothing."""
    found = authority_at(snapshot)
    policy = found.policy
    if policy is None:
        return lambda path, key: found.fault == "access.policy_missing"
    return lambda path, key: not policy.keeps_back(path, (key,) if key else ())


def _who(customer: str, old: Snapshot | None, new: Snapshot, is_told: IsTold) -> str:
    if not customer:
        return ""
    path = record_path(CUSTOMER, customer)
    if not is_told(path, "company"):
        return customer
    for snapshot in (new, old):
        record = _record(snapshot, snapshot.entry(path) if snapshot else None)
        if record and record.text("type") != "b2c" and record.text("company"):
            return record.text("company")
    return customer


def _files(changes: Sequence[Change], lang: Language) -> str:
    return say("subject.files", lang, count=len(changes))


def _joined(phrases: Sequence[str], lang: Language) -> str:
    if len(phrases) <= 3:
        return ("、" if lang == "zh" else ", ").join(phrases)
    return say("subject.and_more", lang, first=phrases[0], count=len(phrases) - 1)


def _phrase(
    change: Change, old: Snapshot | None, new: Snapshot, schemas: Schemas, is_told: IsTold, lang: Language
) -> str:
    kind = locate(change.path).kind
    if kind:
        what = _kind_label(schemas, kind, lang)
    else:
        what = last(change.path) if is_told(change.path, "") else _files([change], lang)
    if change.old is None:
        return say("subject.added", lang, what=what)
    if change.new is None:
        return say("subject.deleted", lang, what=what)
    before, after = _record(old, change.old), _record(new, change.new)
    if kind is None or before is None or after is None:
        return say("subject.changed", lang, what=what)
    fields = schemas.fields(kind.name)
    changed = [key for key in {**before.value, **after.value} if before.value.get(key) != after.value.get(key)]
    shown = [key for key in changed if key not in _DERIVED] or changed
    if not shown:
        return say("subject.changed", lang, what=what)
    return _joined([_field_phrase(fields.get(key), key, before, after, is_told, lang) for key in shown], lang)


def _field_phrase(field: Field | None, key: str, before: Record, after: Record, is_told: IsTold, lang: Language) -> str:
    if field is None:
        return key
    if not field.choices or field.protected or is_protected(after.path) or not is_told(after.path, key):
        return label(field, lang)
    labels = {choice.code: label(choice, lang) for choice in field.choices}
    steps = [labels.get(record.text(key), "—") for record in (before, after)]
    return f"{label(field, lang)} {steps[0]} → {steps[1]}"


def _kind_label(schemas: Schemas, kind: Kind, lang: Language) -> str:
    return pick(schemas.label(kind.name), lang)


def _record(snapshot: Snapshot | None, entry: Entry | None) -> Record | None:
    kind = locate(entry.path).kind if entry else None
    if snapshot is None or entry is None or kind is None:
        return None
    found = read_record(entry.path, kind, snapshot.read(entry.path))
    return found if isinstance(found, Record) else None

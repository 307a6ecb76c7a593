"""The rules that data must keep: the explicit lists of checks, one check a file. Checks find; they refuse nothing."""

from collections.abc import Callable, Iterable, Sequence

from crmfs.checks import (
    attachments,
    collisions,
    credit,
    dates,
    documents,
    duplicates,
    employees,
    freshness,
    held,
    history,
    ids,
    notes,
    people,
    phones,
    pointer_file,
    policy,
    privacy,
    privacy_elsewhere,
    references,
    report_definitions,
    saved_searches,
    schema_line,
    shard,
    size,
    special_file,
    status,
    stray,
    unsafe_path,
    values,
)
from crmfs.checks.attachments import Attachment
from crmfs.checks.facts import Facts
from crmfs.checks.subject import Folder, Rules
from crmfs.core.problem import Problem
from crmfs.git.change import Change
from crmfs.git.derived import Derived
from crmfs.git.snapshot import Entry, Snapshot
from crmfs.records.record import Record

Found = Iterable[Problem]

# One file by its place, name, mode and size; its content is not read.
FILE_CHECKS: tuple[Callable[[Entry, Rules], Found], ...] = (
    unsafe_path.check,
    special_file.check,
    stray.check,
    ids.check_name,
    size.check,
    privacy_elsewhere.check_name,
)

# A document by its first bytes.
DOCUMENT_CHECKS: tuple[Callable[[str, bytes, Rules], Found], ...] = (pointer_file.check,)

# A file that is neither record nor document by all its bytes: README, templates, saved searches.
TEXT_CHECKS: tuple[Callable[[str, bytes, Rules], Found], ...] = (
    privacy_elsewhere.check_text,
    saved_searches.check_text,
    report_definitions.check_text,
)

# One record by its values; knows neither today nor the members, so that its findings are kept by tree id.
RECORD_CHECKS: tuple[Callable[[Record, Rules], Found], ...] = (
    values.check,
    notes.check,
    dates.check,
    ids.check,
    credit.check,
    phones.check,
    people.check_contacts,
    people.check_members,
    schema_line.check,
    privacy.check,
    privacy.check_names,
)

# The files of one customer, or of the library, together; knows neither today nor the members.
FOLDER_CHECKS: tuple[Callable[[Folder, Rules], Found], ...] = (
    shard.check,
    collisions.check,
    ids.check_children,
    references.check_customer,
    references.check_contacts,
    documents.check,
)

# A record against the version before; None on one side for a new or a deleted record.
CHANGE_CHECKS: tuple[Callable[[Record | None, Record | None, Rules], Found], ...] = (
    status.check,
    history.check_id,
    history.check_interaction,
)

# Two states against each other: what a change takes away as a whole.
STEP_CHECKS: tuple[Callable[[Snapshot | None, Snapshot, Sequence[Change], Rules], Found], ...] = (held.check,)

FactCheck = Callable[[Sequence[Facts], Rules, Callable[[str], Folder]], Found]  # the last opens a customer's folder

# All customers together; knows neither today nor the members, so that its findings are kept by tree id.
ALIKE_CHECKS: tuple[FactCheck, ...] = (
    collisions.check_folders,
    duplicates.check_ids,
    duplicates.check_companies,
)

# Customers, the members and the calendar.
FACT_CHECKS: tuple[FactCheck, ...] = (
    employees.check,
    freshness.check_customers,
    freshness.check_interactions,
    freshness.check_documents,
)

# The texts of all attachments, where they are kept already: the store is asked for all of them at once.
ATTACHMENT_CHECKS: tuple[Callable[[Sequence[Attachment], Derived], Found], ...] = (attachments.check,)

# Files by the names and texts of others beside them, wherever no folder is checked as a whole.
NEIGHBOUR_CHECKS: tuple[Callable[[Snapshot, Iterable[str], Rules], Found], ...] = (
    collisions.check_neighbours,
    saved_searches.check_circles,
    policy.check,
)

# The texts of a commit message, by lines.
MESSAGE_CHECKS: tuple[Callable[[str, Rules], Found], ...] = (privacy_elsewhere.check_message,)

"""The content of the demo: an invented company's customers, documents and library. Pure; the caller stores it.

Nothing in it may be a real person's name, number or address: the demo is checked by the profile `no-pii`.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from crmfs.core.paths import RepoPath, customer_folder
from crmfs.exchange.samples.activity import activity_records
from crmfs.exchange.samples.customers import customer_records
from crmfs.exchange.samples.documents import Document, customer_documents
from crmfs.exchange.samples.library import MEMBERS, last_review, library_documents
from crmfs.exchange.samples.plan import Sample, plan
from crmfs.records.kinds import meta_path, record_path
from crmfs.records.templates import schema_line
from crmfs.records.yaml import Value
from crmfs.records.yaml.writer import write_yaml

File = tuple[RepoPath, bytes]


def sample_files(today: date, customers: int = 24, seed: int = 1) -> Iterator[File]:
    """Yields every file of the demo that the repository's template does not bring: members, customers, library, review.

    Args:
        today: Day that all dates are relative to; follow-ups fall due on it and some contacts are half a year old.
        customers: How many; the same seed makes the same first ones however many follow.
        seed: Source of all choices; equal arguments give equal bytes.
    """
    yield _record(RepoPath("members.yaml"), MEMBERS)
    samples = [plan(number, today, seed) for number in range(1, customers + 1)]
    for sample in samples:
        yield from _customer(sample)
    yield from _documents("", library_documents())
    name, review = last_review(today, [sample.id for sample in samples[:8]])
    yield _record(RepoPath(f"reviews/{name}"), review)


def _customer(sample: Sample) -> Iterator[File]:
    for kind, identity, values in (*customer_records(sample), *activity_records(sample)):
        yield _record(record_path(kind, sample.id, identity), values)
    yield from _documents(f"{customer_folder(sample.id)}/", customer_documents(sample))


def _documents(folder: str, documents: Iterable[Document]) -> Iterator[File]:
    for document in documents:
        path = RepoPath(folder + document.path)
        yield path, document.data
        yield _record(meta_path(path), document.meta)


def _record(path: RepoPath, values: dict[str, Value]) -> File:
    return path, write_yaml(values, head=schema_line(path))

"""Is what is kept of earlier computing what is computed now? Of a large repository a part is looked at, by chance."""

import random
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from itertools import islice

from crmfs.access.authority import authority_at
from crmfs.access.configuration import SETTINGS_PATH, load_team_schemas
from crmfs.access.overview import briefs, overviews
from crmfs.access.view import View
from crmfs.checks.companies import companies
from crmfs.checks.load import load_rules
from crmfs.checks.run import check_counted, check_schema_files
from crmfs.core.errors import ConfigError
from crmfs.core.paths import name
from crmfs.git.comparison import Comparison, NotKept, Sampled
from crmfs.git.repository import Repository
from crmfs.git.snapshot import Entry, Snapshot
from crmfs.records.kinds import KINDS, locate
from crmfs.records.schema import SchemaRefused, Schemas

_SHARDS = 12  # folders of customers of which all is computed anew
_TEXTS = 6  # documents whose text is got out anew; one may take seconds
_UNITS, _SCHEMAS = "check_unit", "schema_told"  # what is kept of checked folders, and of schemas


def differs(repository: Repository) -> bool:
    """Says whether anything kept is not what is computed from the last commit now; changes no file."""
    head = repository.head()
    if head is None:
        return False
    whole = repository.snapshot(head)
    if whole.entry(SETTINGS_PATH) is None:
        return False
    shards = whole.folders("customers")
    part = Sampled(whole, random.sample(shards, min(_SHARDS, len(shards))))
    return any(ask(repository, whole, part) for ask in _ASKED)


def _records(repository: Repository, whole: Snapshot, part: Snapshot) -> bool:
    """Compares what is kept of records, by folder: problems, overviews, names of companies; and the policy."""
    anew = Comparison(repository)
    view = View(part, None)
    for _ in (*overviews(view, anew), *briefs(view, anew)):
        pass
    companies(part, anew)
    authority_at(part, lambda: anew)
    check_schema_files(whole, anew)
    with suppress(ConfigError):  # told by another diagnosis
        check_counted(part, load_rules(whole), anew)
    return bool(anew.wrong)


def _problems_of_all(repository: Repository, whole: Snapshot, part: Snapshot) -> bool:
    """Compares what is kept of all customers together with what is kept of each of their folders."""
    anew = Comparison(repository, given=(_UNITS,))
    with suppress(ConfigError, NotKept):
        check_counted(whole, load_rules(whole), anew)
    return bool(anew.wrong)


def _schemas(repository: Repository, whole: Snapshot, part: Snapshot) -> bool:
    """Compares what is kept of schemas with what they say."""
    kept = Comparison(repository, given=(_SCHEMAS,))
    try:
        read, told = load_team_schemas(whole), load_team_schemas(whole, lambda: kept)
        return any(_fields(read, kind) != _fields(told, kind) for kind in KINDS)
    except (ConfigError, NotKept):
        return False


def _fields(schemas: Schemas, kind: str) -> object:
    try:
        return schemas.fields(kind)
    except SchemaRefused:
        return None


def _texts(repository: Repository, whole: Snapshot, part: Snapshot) -> bool:
    """Compares the texts that are kept of some documents with what is got out of them now."""
    from crmfs.extract.texts import Texts  # slow to load

    anew = Comparison(repository)
    found = [entry for entry in islice(part.walk(), 2000) if entry.is_file and locate(entry.path).document]
    chosen = random.sample(found, min(_TEXTS, len(found)))
    with Texts(anew) as texts:
        for _ in texts.get(_items(whole, chosen)):
            pass
    return bool(anew.wrong)


def _items(snapshot: Snapshot, entries: list[Entry]) -> Iterator[tuple[str, str, Callable[[], bytes]]]:
    for entry in entries:
        yield name(entry.path), entry.oid or "", partial(snapshot.read, entry.path)


_ASKED = (_records, _schemas, _problems_of_all, _texts)

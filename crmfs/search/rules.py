"""Rules: what shapes an index's entries beside the files, and the key that stands for it. Reads no index."""

from collections.abc import Iterable
from typing import NamedTuple

from crmfs import __version__
from crmfs.access.configuration import load_team_schemas
from crmfs.access.maskable import maskable_fields
from crmfs.extract.kept import readers_key
from crmfs.git.snapshot import Snapshot
from crmfs.records.schema import Schemas
from crmfs.search.engine import VERSION


class EntryRules(NamedTuple):
    """The schemas and rights in force.

    Attributes:
        schemas: The team's.
        maskable: Names of fields that some member may not see.
    """

    schemas: Schemas
    maskable: frozenset[str]

    @classmethod
    def of(cls, snapshot: Snapshot) -> "EntryRules":
        """Returns those of a snapshot."""
        return cls(load_team_schemas(snapshot), maskable_fields(snapshot))

    @property
    def key(self) -> str:
        """What stands for them in an index."""
        return rules_key(self.schemas, self.maskable)


def rules_key(schemas: Schemas, maskable: Iterable[str]) -> str:
    """Returns what stands for the versions, schemas and rights in force: another key, another index."""
    return f"{__version__}:{VERSION}:{readers_key()}:{schemas.key}:{','.join(sorted(maskable))}"

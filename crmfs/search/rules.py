"""Rules: what shapes an index's entries beside the files, and the key that stands for it. Reads no index."""

from collections.abc import Callable
from typing import NamedTuple

from crmfs import __version__
from crmfs.access.authority import authority_in
from crmfs.access.classes import Classes
from crmfs.access.configuration import load_team_schemas
from crmfs.extract.kept import readers_key
from crmfs.git.snapshot import Snapshot
from crmfs.records.schema import Schemas
from crmfs.search.engine import VERSION


class EntryRules(NamedTuple):
    """The schemas and rights in force.

    Attributes:
        schemas: The team's.
        classes: How the policy divides paths and fields.
    """

    schemas: Schemas
    classes: Classes

    @classmethod
    def of(cls, snapshot: Snapshot, tip: Callable[[], Snapshot]) -> "EntryRules":
        """Returns those of some files.

        Args:
            tip: Returns the commit that they were made from.
        """
        return cls(load_team_schemas(snapshot), Classes(authority_in(snapshot, tip).policy))

    @property
    def key(self) -> str:
        """What stands for the versions, schemas and rights in an index: another key, another index."""
        return f"{__version__}:{VERSION}:{readers_key()}:{self.schemas.key}:{self.classes.key}"

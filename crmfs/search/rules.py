"""Rules: what stands for all that shapes an index's entries beside the files. Reads no index and no file."""

from collections.abc import Iterable

from crmfs import __version__
from crmfs.extract.kept import readers_key
from crmfs.records.schema import Schemas
from crmfs.search.engine import VERSION


def rules_key(schemas: Schemas, maskable: Iterable[str]) -> str:
    """Returns what stands for the versions, schemas and rights in force: another key, another index."""
    return f"{__version__}:{VERSION}:{readers_key()}:{schemas.key}:{','.join(sorted(maskable))}"

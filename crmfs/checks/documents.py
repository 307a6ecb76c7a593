"""document.meta_missing, document.missing: documents and their metadata, one beside the other."""

from collections.abc import Iterator

from crmfs.checks.subject import Folder, Rules
from crmfs.core.problem import Problem
from crmfs.records.kinds import META, META_SUFFIX, locate, meta_path


def check(folder: Folder, rules: Rules) -> Iterator[Problem]:
    """Finds a document that nobody described, and a description of a document that is not there."""
    for entry in folder.entries:
        place = locate(entry.path)
        if place.document and entry.is_file and meta_path(entry.path) not in folder.paths:
            yield Problem("document.meta_missing", entry.path)
        elif place.kind is META and entry.path.removesuffix(META_SUFFIX) not in folder.paths:
            yield Problem("document.missing", entry.path)

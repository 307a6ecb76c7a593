"""document.meta_missing: a document gets its `.meta.yaml`, with the file's name as title. Reads no document."""

from pathlib import PurePosixPath

from crmfs.checks.subject import Rules
from crmfs.core.problem import Problem
from crmfs.edits.fixes.fields import fields_of
from crmfs.edits.records import write_record
from crmfs.records.kinds import meta_path


def made(problem: Problem, rules: Rules) -> tuple[str, bytes]:
    """Returns path and bytes of the metadata of a document that has none.

    Raises:
        ValueRefused: `yaml.value_unwritable`: the name is no text.
    """
    path = meta_path(problem.path)
    title = PurePosixPath(problem.path).stem
    return path, write_record(path, {"title": title}, fields_of(path, rules), rules.settings.language)

"""`crmfs merge-driver`: what git calls to merge one YAML file. The merge itself is in `records.merge3`."""

import sys
from pathlib import Path

import click

from crmfs.access.configuration import usable_schemas
from crmfs.cli.anywhere import open_repository
from crmfs.cli.frame import command
from crmfs.cli.options import argument
from crmfs.cli.places_told import FieldOf, Places, quoted
from crmfs.core.messages import Language, Text, say
from crmfs.edits.merge_log import merged_file, note_merged
from crmfs.edits.merging import merge_file
from crmfs.records.fields import Field
from crmfs.records.kinds import locate, typed_name
from crmfs.records.merge3 import Merged
from crmfs.records.merge3.lines import marked_lines
from crmfs.records.merge3.sides import address_of
from crmfs.records.schema import SchemaRefused, Schemas

_CONFLICT = 1  # what git takes for a merge with conflicts


@command(
    help=Text(
        zh="git 合并记录时调用的程序：按字段合并一个 YAML 文件。由 init、hooks install 和 doctor 登记。",
        en="What git calls to merge a record: merges one YAML file by its fields. init, hooks install and doctor"
        " register it.",
    ),
    examples=("git config merge.crmfs.driver 'crmfs merge-driver %O %A %B %P'",),
)
@argument("base", metavar="%O", type=click.Path(path_type=Path), help=Text("共同的旧版本。", "The version of old."))
@argument("ours", metavar="%A", type=click.Path(path_type=Path), help=Text("本方；结果写在这里。", "Ours; the result."))
@argument("theirs", metavar="%B", type=click.Path(path_type=Path), help=Text("对方。", "Theirs."))
@argument("path", metavar="%P", help=Text("文件在仓库中的路径。", "The file's path in the repository."))
@click.pass_context
def merge_driver(ctx: click.Context, base: Path, ours: Path, theirs: Path, path: str) -> int:
    """Merges; whatever goes wrong, both versions are in the file that git shows as a conflict."""
    old, mine, other = base.read_bytes(), ours.read_bytes(), theirs.read_bytes()
    try:
        repository, lang = open_repository(ctx)
        head = repository.head()
        schemas = usable_schemas(repository.snapshot(head)) if head else None
        found = merge_file(path, old or None, mine, other, schemas)
        ours.write_bytes(found.data or b"" if found.marked is None else found.marked)
    except BaseException:
        ours.write_bytes(marked_lines(old, mine, other, (b"ours", b"base", b"theirs")))
        raise
    if found.clashes:
        _tell(path, found, Places(_field_of(schemas), lang), lang)
        return _CONFLICT
    note_merged(repository, merged_file(path, found.taken))
    return 0


def _tell(path: str, found: Merged, places: Places, lang: Language) -> None:
    at = list(dict.fromkeys(clash.at for clash in found.clashes))
    code = "merge.conflict" if at != [()] else "merge.conflict_file"
    fields = ", ".join(places.name(path, each) for each in at)
    first = quoted(f"{typed_name(path)}#{address_of(at[0])}" if at[0] else typed_name(path))
    sys.stderr.write(say(code, lang, id=typed_name(path), fields=fields, first=first) + "\n")


def _field_of(schemas: Schemas | None) -> FieldOf:
    def field_of(path: str, key: str) -> Field | None:
        kind = locate(path).kind
        try:
            return schemas.fields(kind.name).get(key) if schemas and kind else None
        except SchemaRefused:
            return None

    return field_of

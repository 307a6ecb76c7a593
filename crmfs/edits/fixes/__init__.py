"""What `crmfs fix` mends, one repair a file, by the code of the rule that finds it. Repairs write nothing to disk."""

from collections.abc import Callable, Mapping

from crmfs.checks.subject import Rules
from crmfs.core.problem import Problem
from crmfs.edits.fixes import (
    asterisks,
    byte_order_mark,
    colons,
    dates,
    fullwidth,
    labels,
    metadata,
    names,
    numbers,
    schema_lines,
    shards,
)

# A file's bytes and one problem in it → its bytes without that problem.
IN_FILES: Mapping[str, Callable[[bytes, Problem, Rules], bytes]] = {
    "yaml.asterisk_unquoted": asterisks.mend,
    "yaml.fullwidth_colon_key": colons.mend,
    "yaml.bom": byte_order_mark.mend,
    "label.used": labels.mend,
    "value.date_format": dates.mend,
    "value.fullwidth": fullwidth.mend,
    "value.number_form": numbers.mend,
    "record.schema_line": schema_lines.mend,
}

# A problem → path and bytes of the file that is missing.
NEW_FILES: Mapping[str, Callable[[Problem, Rules], tuple[str, bytes]]] = {"document.meta_missing": metadata.made}

# A problem → the folder or file in the wrong place, and the right one.
MOVES: Mapping[str, Callable[[Problem], tuple[str, str]]] = {
    "path.wrong_shard": shards.moved,
    "file.misnamed": names.moved,
}

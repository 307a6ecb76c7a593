"""A record filled in by hand in the user's editor. Starts the editor, and keeps what was written when it is refused."""

import os
import shlex
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

from crmfs.cli import output
from crmfs.context import Context
from crmfs.core.errors import UsageError
from crmfs.core.messages import say
from crmfs.edits.creation import Desk, Draft
from crmfs.git.edit import FileEdit
from crmfs.records.kinds import Kind
from crmfs.records.templates import blank_record
from crmfs.records.yaml import YamlError, read_yaml
from crmfs.records.yaml.editor import set_value


def draft_in_editor(context: Context, workplace: Desk, kind: Kind, draft: Draft) -> Draft:
    """Returns the draft as its user leaves it in the editor: a template with every field, the draft's values filled in.

    Raises:
        UsageError: `edit.no_editor`, `edit.editor_failed`; `edit.abandoned` where nothing was written.
    """
    edits = list(draft.edits)
    at = next(index for index, edit in enumerate(edits) if edit.path == draft.path)
    fields = workplace.fields(kind)
    text = blank_record(kind, fields, workplace.settings.language, draft.path)
    value = read_yaml(edits[at].data or b"").value
    for key, item in (value if isinstance(value, dict) else {}).items():
        text = set_value(text, f"/{key}", item, order=tuple(fields))
    edits[at] = FileEdit(draft.path, edits[at].base_oid, _edited(context, text))
    return replace(draft, edits=tuple(edits))


def _edited(context: Context, text: bytes) -> bytes:
    editor = (
        context.environment.get("VISUAL")
        or context.environment.get("EDITOR")
        or context.repository.config("core.editor")
    )
    if not editor:
        raise UsageError("edit.no_editor")
    handle, name = tempfile.mkstemp(prefix="crmfs-", suffix=".yaml", dir=context.repository.state_dir)
    file = Path(name)
    with os.fdopen(handle, "wb") as stream:
        stream.write(text)
    try:
        status = subprocess.run([*shlex.split(editor), str(file)], check=False).returncode
    except OSError:
        raise UsageError("edit.editor_failed", editor=editor) from None
    data = file.read_bytes()
    if status != 0 or data == text:
        file.unlink()
        raise UsageError("edit.editor_failed" if status else "edit.abandoned", editor=editor)
    output.note(say("edit.draft_kept", context.lang, file=name))
    return _without_blanks(data)


def _without_blanks(data: bytes) -> bytes:
    """Returns the record without the keys that were left empty; a text that cannot be read is left to the checks."""
    from crmfs.records.yaml.editor import delete

    try:
        value = read_yaml(data).value
    except YamlError:
        return data
    for key, item in value.items() if isinstance(value, dict) else ():
        if item is None or item == "":
            data = delete(data, f"/{key}")
    return data

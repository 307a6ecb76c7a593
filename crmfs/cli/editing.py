"""A record filled in by hand in the user's editor. Starts the editor, and keeps what was written when it is refused."""

import os
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from crmfs.cli import output
from crmfs.cli.changing import rules_of
from crmfs.cli.errors import tell_problems
from crmfs.cli.globals import Audience
from crmfs.context import Context
from crmfs.core.errors import UsageError
from crmfs.core.messages import Language, say
from crmfs.edits.creation import Desk, Draft
from crmfs.edits.fixes.plan import mended
from crmfs.edits.handwritten import written
from crmfs.edits.permission import NotAllowed
from crmfs.edits.personal import PERSONAL
from crmfs.edits.transaction import Refused
from crmfs.records.kinds import CUSTOMER, Kind
from crmfs.records.labels import label
from crmfs.records.templates import blank_record
from crmfs.records.yaml import YamlError, read_yaml
from crmfs.records.yaml.editor import delete, set_value


def make_in_editor(
    context: Context, workplace: Desk, kind: Kind, draft: Draft, audience: Audience, carry_out: Callable[[Draft], int]
) -> int:
    """Has a draft filled in in the editor and carries it out; what is refused may be corrected there, or is kept.

    What `crmfs fix` would mend (labels, dates, full-width digits) is mended first; real names and numbers written for
    a customer go to contacts.yaml.

    Args:
        draft: What is known already; the editor shows it in a template with every field.
        carry_out: Commits a draft and returns the exit code.

    Raises:
        UsageError: `edit.no_editor`, `edit.editor_failed`; `edit.abandoned` where nothing was written.
        Refused: The record breaks a rule, and nobody is there to correct it or wants to.
        NotAllowed: As `commit_edits`; what was written is kept then.
    """
    template = _template(workplace, kind, draft)
    file = _draft_file(context, template)
    while True:
        data = mended(context.tip, draft.path, _without_blanks(_edited(context, file, template)), rules_of(context))
        try:
            code = carry_out(written(workplace, draft, data))
        except (Refused, NotAllowed) as error:
            if isinstance(error, NotAllowed) or not _corrects(error, audience):
                output.note(say("edit.draft_kept", context.lang, file=file))
                raise
        else:
            file.unlink()  # it may hold what only a protected file may
            return code


def _template(workplace: Desk, kind: Kind, draft: Draft) -> bytes:
    fields, lang = workplace.fields(kind), workplace.settings.language
    text = blank_record(kind, fields, lang, draft.path)
    known = next(edit.data for edit in draft.edits if edit.path == draft.path)
    value = read_yaml(known or b"").value
    for key, item in (value if isinstance(value, dict) else {}).items():
        text = set_value(text, f"/{key}", item, order=tuple(fields))
    return text + _personal_lines(workplace, lang) if kind is CUSTOMER else text


def _personal_lines(workplace: Desk, lang: Language) -> bytes:
    """Returns where a new customer's template takes what goes to contacts.yaml."""
    people = workplace.person_fields()
    lines = [f"{name}:  # {label(people[name], lang)}" for name in PERSONAL if name in people and name != "name"]
    return "\n".join([f"# {say('edit.personal_here', lang)}", *lines, ""]).encode()


def _draft_file(context: Context, text: bytes) -> Path:
    handle, name = tempfile.mkstemp(prefix="crmfs-", suffix=".yaml", dir=context.repository.state_dir)
    with os.fdopen(handle, "wb") as stream:
        stream.write(text)
    return Path(name)


def _edited(context: Context, file: Path, template: bytes) -> bytes:
    """Returns what the user leaves in the file; it is removed where it is the template still or the editor failed."""
    editor = (
        context.environment.get("VISUAL")
        or context.environment.get("EDITOR")
        or context.repository.config("core.editor")
    )
    try:
        status = subprocess.run([*shlex.split(editor), str(file)], check=False).returncode if editor else 0
    except (OSError, ValueError):  # no such program; quotes that do not close
        status = 1
    data = file.read_bytes()
    if editor and status == 0 and data != template:
        return data
    file.unlink()
    if not editor:
        raise UsageError("edit.no_editor")
    raise UsageError("edit.editor_failed" if status else "edit.abandoned", editor=editor)


def _corrects(error: Refused, audience: Audience) -> bool:
    """Shows what is wrong and asks whoever sits at the terminal whether to open the editor again; elsewhere no."""
    if audience.json or not (sys.stdin.isatty() and sys.stderr.isatty()):
        return False
    tell_problems(error.problems, audience)
    print(say("edit.ask_again", audience.language), end=" ", file=sys.stderr, flush=True)
    again = sys.stdin.readline().strip().casefold() in ("", "y", "yes", "是")
    if not again:
        error.problems = ()  # they were just told
    return again


def _without_blanks(data: bytes) -> bytes:
    """Returns the record without the keys that were left empty; a text that cannot be read is left to the checks."""
    try:
        value = read_yaml(data).value
    except YamlError:
        return data
    for key, item in value.items() if isinstance(value, dict) else ():
        if item is None or item == "":
            data = delete(data, f"/{key}")
    return data

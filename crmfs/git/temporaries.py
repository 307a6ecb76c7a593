"""Files of our own that stand in the work tree for moments, noted first, so that after a crash they can be removed."""

import json
import os
from collections.abc import Sequence
from pathlib import Path

from crmfs.git.disk import opened_folder
from crmfs.git.lock import write_durably
from crmfs.git.unfinished import NOTE


def note_temporaries(state_dir: Path, root: Path, paths: Sequence[str]) -> None:
    """Notes paths of the work tree at which files of our own are about to be made; only with the writers' lock."""
    write_durably(state_dir / NOTE, json.dumps({"root": str(root), "paths": paths}).encode("ascii"))


def remove_temporaries(state_dir: Path) -> None:
    """Removes the files that were noted and are still there, then the note; only with the writers' lock."""
    try:
        found = json.loads((state_dir / NOTE).read_bytes())
    except FileNotFoundError:
        return
    for path in found["paths"]:
        folder, _, name = path.rpartition("/")
        try:
            with opened_folder(Path(found["root"]), folder) as here:
                os.unlink(name, dir_fd=here)
        except (FileNotFoundError, NotADirectoryError):
            continue  # put in its place, or never made
    (state_dir / NOTE).unlink()

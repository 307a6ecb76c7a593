"""The log of a bug: where in the code it happened, and no data. Prints nothing."""

import os
import platform
import tempfile
import traceback
from collections.abc import Iterator
from pathlib import Path

from crmfs import __version__


def write_log(error: BaseException, state: Path | None) -> str:
    """Writes where a bug happened into a new file of mode 0600, and returns its path, `-` if even that failed.

    Args:
        error: What was raised. Its arguments and the frames' variables may hold customers' data and are left out.
        state: Folder of local state; its `log` folder is used, else the system's for temporary files.
    """
    lines = [f"crmfs {__version__}, Python {platform.python_version()}, {platform.platform()}", *_trace(error)]
    for folder in (state / "log" if state else None, None):
        try:
            if folder:
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle, path = tempfile.mkstemp(prefix="crmfs-", suffix=".log", dir=folder)
            with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as file:
                file.write("\n".join(lines) + "\n")
            return path
        except OSError:
            continue
    return "-"


def _trace(error: BaseException) -> Iterator[str]:
    """Yields the frames of an error and of what caused it, as places in code only."""
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        yield f"{type(current).__module__}.{type(current).__qualname__}"
        for frame in traceback.extract_tb(current.__traceback__):
            yield f"  {frame.filename}:{frame.lineno} {frame.name}"
        current = current.__cause__ or current.__context__

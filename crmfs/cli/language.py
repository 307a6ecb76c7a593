"""Which language to speak, and what of it can be known before a repository is opened. Reads no record."""

import re
from collections.abc import Mapping, Sequence
from itertools import zip_longest
from pathlib import Path

from crmfs.core.languages import wishes
from crmfs.core.messages import Language
from crmfs.core.regex import regex

SETTINGS = "crmfs.yaml"
_LANGUAGE_LINE = regex(rb"^language:[ \t]*[\"']?([A-Za-z_-]+)", re.MULTILINE)
_LOOKED_AT_BYTES = 65536


def before_parsing(arguments: Sequence[str], environment: Mapping[str, str]) -> Language:
    """Returns the language for help and usage errors: from raw arguments, and crmfs.yaml read as mere text.

    The member's own language is not known here: finding out who asks needs the repository opened.
    """
    settings = _settings_language(Path(_value_of("-C", arguments) or "."))
    return wishes(_value_of("--lang", arguments), environment, settings=settings)


def _value_of(option: str, arguments: Sequence[str]) -> str | None:
    """Returns the last value given to an option, as far as one can tell without knowing the command."""
    found = None
    for argument, following in zip_longest(arguments, arguments[1:]):
        if argument == "--":
            break
        if argument == option:
            found = following
        elif argument.startswith(option + "=") and option.startswith("--"):
            found = argument.partition("=")[2]
    return found


def _settings_language(directory: Path) -> str | None:
    try:
        for folder in (directory.resolve(), *directory.resolve().parents):
            file = folder / SETTINGS
            if file.is_file():
                with file.open("rb") as stream:
                    match = _LANGUAGE_LINE.search(stream.read(_LOOKED_AT_BYTES))
                return match[1].decode("ascii") if match else None
    except (OSError, RuntimeError):
        return None
    return None

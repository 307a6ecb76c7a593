"""Which language to speak, and what of it can be known before a repository is opened. Reads no record."""

import re
from collections.abc import Mapping, Sequence
from itertools import zip_longest
from pathlib import Path

from crmfs.core.messages import LANGUAGES, Language

SETTINGS = "crmfs.yaml"
_LANGUAGE_LINE = re.compile(rb"^language:[ \t]*[\"']?([A-Za-z_-]+)", re.MULTILINE)
_LOOKED_AT_BYTES = 65536


def chosen(*wishes: str | None) -> Language:
    """Returns the first wish for a language that crmfs speaks (`zh`, `en_US.UTF-8`), zh if there is none.

    C, POSIX and languages that crmfs does not speak count as no wish.
    """
    for wish in wishes:
        for language in LANGUAGES:
            if re.fullmatch(rf"{language}([-_.@].*)?", wish or "", re.IGNORECASE):
                return language
    return "zh"


def wishes(
    asked: str | None, environment: Mapping[str, str], *, member: str | None = None, settings: str | None = None
) -> Language:
    """Returns the language by the order of all doors.

    Asked for, the member's, CRMFS_LANG, the settings', LC_ALL, LANG, zh.
    """
    get = environment.get
    return chosen(asked, member, get("CRMFS_LANG"), settings, get("LC_ALL"), get("LANG"))


def before_parsing(arguments: Sequence[str], environment: Mapping[str, str]) -> Language:
    """Returns the language for help and usage errors: from raw arguments, and crmfs.yaml read as mere text.

    The member's own language is not known here: finding out who asks needs the repository opened.
    """
    asked = _value_of("--lang", arguments)
    if asked or environment.get("CRMFS_LANG"):
        return wishes(asked, environment)
    return wishes(None, environment, settings=_settings_language(Path(_value_of("-C", arguments) or ".")))


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

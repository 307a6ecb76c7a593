"""Which language to speak: the order of wishes, the same at every door. Reads no file."""

import re
from collections.abc import Mapping

from crmfs.core.messages import LANGUAGES, Language


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

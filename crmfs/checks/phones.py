"""value.fullwidth, value.phone: numbers in contacts.yaml that no search finds, and such as nobody can dial."""

import re
from collections.abc import Iterator

from crmfs.checks.meant import narrow
from crmfs.checks.subject import Rules
from crmfs.core.problem import Problem
from crmfs.core.regex import regex
from crmfs.records.kinds import CONTACTS
from crmfs.records.record import Record

_SEVERAL = regex(r"[;；、,，/]|\s或\s|\sor\s")
_FORM = regex(r"\+?[0-9(][0-9 ().\-]{1,30}(?: ?(?:转|分机|ext\.?|x|#) ?[0-9]{1,6})?", re.I)
_EXTENSION = regex(r"(?:转|分机|ext|x|#).*", re.I)
_WIDE_DIGIT = regex(r"[０-９]")
_MOBILE = regex(r"(?:86|0086)?1[3-9][0-9]{9}")


def check(record: Record, rules: Rules) -> Iterator[Problem]:
    """Finds full-width digits, and numbers with a digit too few or too many; a mask (`*`, `138****5678`) is no number.

    Likeness is a warning only, for numbers have many forms.
    """
    if record.kind is not CONTACTS:
        return
    contacts = record.value.get("contacts")
    for index, contact in enumerate(contacts if isinstance(contacts, list) else ()):
        for field in ("phone", "mobile"):
            typed = contact.get(field) if isinstance(contact, dict) else None
            if not isinstance(typed, str):
                continue
            if _WIDE_DIGIT.search(typed):
                yield record.problem("value.fullwidth", f"/contacts/{index}/{field}", field=field)
            elif not is_likely(typed, mobile=field == "mobile"):
                yield record.problem("value.phone", f"/contacts/{index}/{field}", field=field)


def is_likely(typed: str, *, mobile: bool = False) -> bool:
    """Says whether a text may be one or more phone numbers: 95588, 010-62345678, +49 30 0074321, 400-800-1234 转 2."""
    if "*" in typed:
        return True
    return all(_is_number(part.strip(), mobile) for part in _SEVERAL.split(str(narrow(typed))) if part.strip())


def _is_number(text: str, mobile: bool) -> bool:
    digits = re.sub(r"[^0-9]", "", _EXTENSION.sub("", text))
    if not _FORM.fullmatch(text) or not 3 <= len(digits) <= 15:
        return False
    if text.startswith("+") and not digits.startswith("86"):
        return True
    if mobile and digits.startswith("1") and not text.startswith("("):
        return _MOBILE.fullmatch(digits) is not None
    return not (len(digits) in (10, 12) and digits.startswith("1") and digits[1] in "3456789") and (
        not mobile or len(digits) >= 7
    )

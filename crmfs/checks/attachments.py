"""privacy.in_attachment: personal data in the text of attachments, where that text is known. Gets out no text."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from crmfs.checks.personal import find_personal, may_hold_personal
from crmfs.checks.privacy import is_free
from crmfs.checks.subject import Folder, Rules
from crmfs.core.paths import name
from crmfs.core.problem import Problem
from crmfs.extract.kept import kept_texts, key_of
from crmfs.extract.types import file_type
from crmfs.git.derived import Derived
from crmfs.git.model import object_id
from crmfs.records.kinds import locate

FUNCTION, VERSION = "count_personal", 1  # the version counts up whenever more or less is found in some text
_TEXTLESS = frozenset(("image", "audio", "video", "archive"))
_BATCH = 64  # texts held at a time


class Attachment(NamedTuple):
    """A document that may not hold personal data: its path, and the id of its blob."""

    path: str
    oid: str


def attachments(folder: Folder, rules: Rules) -> Iterator[Attachment]:
    """Returns those of a folder's files whose text is looked at: documents that are not protected."""
    for entry in folder.entries:
        is_read = locate(entry.path).document and entry.is_file and file_type(entry.path) not in _TEXTLESS
        if is_read and not is_free(entry.path, rules):
            yield Attachment(entry.path, entry.oid or object_id("blob", folder.read(entry.path)))


def check(found: Sequence[Attachment], derived: Derived) -> Iterator[Problem]:
    """Finds attachments whose text holds personal data; one whose text nobody got out yet is passed over."""
    keys = {attachment: key_of(name(attachment.path), attachment.oid) for attachment in found}
    counts = derived.get_many(FUNCTION, VERSION, dict.fromkeys(keys.values()))
    missing = iter([attachment for attachment, key in keys.items() if key not in counts])
    while batch := list(islice(missing, _BATCH)):
        texts = kept_texts(derived, [(name(path), oid) for path, oid in batch])
        fresh = {key_of(*item): count_personal(extracted.text) for item, extracted in texts.items()}
        if fresh:
            derived.put_many(FUNCTION, VERSION, fresh)
            counts |= fresh
    for attachment, key in keys.items():
        if counts.get(key):
            yield Problem("privacy.in_attachment", attachment.path, params={"count": counts[key]})


def count_personal(text: str) -> int:
    """Returns how many phone numbers, addresses and card numbers stand in a text."""
    if not may_hold_personal(text.encode()):
        return 0
    return sum(len(find_personal(line)) for line in text.split("\n") if may_hold_personal(line.encode()))

"""How much reading one file may cost. Enforces nothing itself but what a reader asks it to."""

import math
import resource
import signal
import time
from contextlib import suppress

MIB = 2**20
INPUT_BYTES = 128 * MIB  # a larger file is not read
TEXT_BYTES = 5 * MIB  # of text in UTF-8; what follows is left out
PART_BYTES = 256 * MIB  # one part of an archive, unpacked
ARCHIVE_BYTES = 512 * MIB  # all parts of an archive that are read, unpacked
RATIO = 400  # unpacked to packed, of a part above RATIO_FROM_BYTES; office files stay below 100
RATIO_FROM_BYTES = 16 * MIB
ENTRIES = 20_000  # files in an archive
DEPTH = 512  # nested elements of XML; office files stay below 100
ROWS = 200_000  # of one sheet of an old workbook
MAIL_LEVELS = 3  # mail, a mail attached to it, and one attached to that
MAIL_PARTS = 1_000

MEMORY_BYTES = 1024 * MIB  # address space of a child
OCR_MEMORY_BYTES = 4096 * MIB  # the recogniser's library reserves far more than it touches
READING_SECONDS = 20  # processor time after which a reader is asked to stop: the text so far is kept
CPU_SECONDS = 30  # processor time after which the child is ended
WALL_SECONDS = 60.0  # after which it is ended in any case
OCR_FACTOR = 10  # recognising letters takes this many times longer


class Unreadable(Exception):
    """A file, or the rest of it, cannot be read; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


_end = math.inf  # processor time of this process at which the reader of the current file is asked to stop


def confine() -> None:
    """Limits this process for good: memory, no core dumps, no files written."""
    _limit(resource.RLIMIT_CORE, 0, 0)
    _limit(resource.RLIMIT_FSIZE, 0, 0)
    _limit(resource.RLIMIT_AS, MEMORY_BYTES, OCR_MEMORY_BYTES)


def allow(*, factor: int = 1) -> None:
    """Gives this process time for one more file; when it is over, the system ends it, whatever it is at.

    Args:
        factor: How many times the usual limits.
    """
    global _end
    _end = time.process_time() + factor * READING_SECONDS
    soft = int(time.process_time() + factor * CPU_SECONDS) + 1
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.getrlimit(resource.RLIMIT_CPU)[1]))
    signal.alarm(int(factor * WALL_SECONDS) + 1)


def rest() -> None:
    """Stops the clock: a process that waits for its next file may wait as long as it likes."""
    signal.alarm(0)


def allow_ocr() -> None:
    """Gives this process what recognising letters takes, for the current file and those after it."""
    _limit(resource.RLIMIT_AS, OCR_MEMORY_BYTES, OCR_MEMORY_BYTES)
    allow(factor=OCR_FACTOR)


def is_over() -> bool:
    """Says whether the reader of the current file had its time; never in a process that was not given any."""
    return time.process_time() > _end


def _limit(what: int, soft: int, most: int) -> None:
    hard = resource.getrlimit(what)[1]
    hard = most if hard == resource.RLIM_INFINITY else min(most, hard)
    with suppress(ValueError, OSError):  # a system that cannot limit this has the others
        resource.setrlimit(what, (min(soft, hard), hard))

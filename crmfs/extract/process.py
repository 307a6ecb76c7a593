"""One child process that reads one file at a time, as its parent sees it. Decides nothing about what it answers.

A child is a fresh interpreter (no fork), so it has none of the parent's locks, descriptors or threads.
"""

import fcntl
import json
import os
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from crmfs.extract.child import REPLY, REQUEST
from crmfs.extract.limits import OCR_FACTOR, WALL_SECONDS
from crmfs.extract.types import Extracted

_BOOT = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from crmfs.extract.child import main; main()"
_CHUNK_BYTES = 1 << 20
_PIPE_BYTES = 1 << 20  # so that most files go out whole while the parent does something else
_GRACE_SECONDS = 2.0  # the child's own alarm comes first; this catches one that is stopped


class Task(NamedTuple):
    """What a child is at: whose it is, and when it must be done (monotonic clock)."""

    job: object
    until: float


class Child:
    """One child process."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-I", "-c", _BOOT, json.dumps(_import_path())],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd="/",
            bufsize=0,
            start_new_session=True,  # Ctrl-C at the terminal is the parent's to handle
        )
        self.task: Task | None = None
        self.unsent = memoryview(b"")
        self.answer = bytearray()
        for pipe in (self.process.stdin, self.process.stdout):
            assert pipe is not None
            os.set_blocking(pipe.fileno(), False)
        if hasattr(fcntl, "F_SETPIPE_SZ"):
            with suppress(OSError):
                fcntl.fcntl(self.request, fcntl.F_SETPIPE_SZ, _PIPE_BYTES)

    @property
    def request(self) -> int:
        """The descriptor that requests are written to."""
        assert self.process.stdin is not None
        return self.process.stdin.fileno()

    @property
    def reply(self) -> int:
        """The descriptor that answers are read from."""
        assert self.process.stdout is not None
        return self.process.stdout.fileno()

    def give(self, job: object, name: str, data: bytes) -> None:
        """Hands a file over; it goes out as the pipe takes it."""
        encoded = name.encode("utf-8", "surrogateescape")
        self.unsent = memoryview(REQUEST.pack(len(encoded), len(data)) + encoded + data)
        self.answer.clear()
        self.task = Task(job, time.monotonic() + OCR_FACTOR * WALL_SECONDS + _GRACE_SECONDS)
        with suppress(OSError):  # a child that is gone is noticed when its answer is waited for
            self.send()

    def send(self) -> None:
        """Writes what the pipe takes now; OSError when the child is gone."""
        with suppress(BlockingIOError):
            while self.unsent:
                self.unsent = self.unsent[os.write(self.request, self.unsent[:_CHUNK_BYTES]) :]

    def receive(self) -> Extracted | None:
        """Reads what is there; returns the answer once it is whole. EOFError when the child is gone."""
        got = os.read(self.reply, _CHUNK_BYTES)
        if not got:
            raise EOFError
        self.answer += got
        if len(self.answer) < REPLY.size:
            return None
        (length,) = REPLY.unpack_from(self.answer)
        if len(self.answer) < REPLY.size + length:
            return None
        return Extracted(*json.loads(self.answer[REPLY.size :]))

    def end(self) -> int:
        """Ends the child, whatever it is at; returns its exit code, negative for a signal."""
        self.process.kill()
        for pipe in (self.process.stdin, self.process.stdout):
            assert pipe is not None
            with suppress(OSError):
                pipe.close()
        return self.process.wait()

    def died(self) -> int:
        """Returns the exit code of a child that closed its pipe; it is ended if it did not end by itself."""
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(_GRACE_SECONDS)
        return self.end()


def _import_path() -> list[str]:
    """Returns where the parent imports from, the folder that it was started in last.

    That folder is the customers' own: a zipfile.py in it must not be taken for the library's.
    """
    here = str(Path.cwd())
    return sorted((entry or here for entry in sys.path), key=lambda entry: entry == here)

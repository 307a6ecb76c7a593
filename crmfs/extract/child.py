"""The child's side: confines itself, then reads one file after the other as the parent hands them over.

Frames: the parent sends two lengths (name, data; eight bytes each, big endian), then both; the child answers one
length, then `[text, problem, truncated]` as JSON. The end of the input is the end of the child.
"""

import json
import os
import struct
import sys
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from crmfs.extract.limits import allow, confine, rest
from crmfs.extract.reading import extract

REQUEST = struct.Struct(">QQ")
REPLY = struct.Struct(">Q")


def main() -> None:
    """Serves the parent until it closes the pipe."""
    confine()
    # Libraries print; what they print must not stand among the answers.
    answers = os.fdopen(os.dup(1), "wb")
    with Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), 1)
    with suppress(BrokenPipeError):
        _serve(sys.stdin.buffer, answers)
    os._exit(0)  # nothing to tidy, and a library's own end may be long


def _serve(requests: BinaryIO, answers: BinaryIO) -> None:
    while len(head := requests.read(REQUEST.size)) == REQUEST.size:
        name_bytes, data_bytes = REQUEST.unpack(head)
        allow()
        name = requests.read(name_bytes).decode("utf-8", "surrogateescape")
        answer = json.dumps(extract(name, requests.read(data_bytes))).encode()
        rest()
        answers.write(REPLY.pack(len(answer)))
        answers.write(answer)
        answers.flush()

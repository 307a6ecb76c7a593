"""Stops a process and its children before each call that changes files, and lets who asked decide what comes of it.

By seccomp's user notification (seccomp_unotify(2)): unlike a tracer it costs other calls nothing, follows children by
itself, needs no right, and counts the calls of all processes in one order. Knows nothing of crmfs.
"""

import ctypes
import errno
import fcntl
import os
import platform
import select
import signal
import socket
import struct
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

_FD, _PATH, _AT, _SECOND, _SECOND_AT = "fd", "path", "at", "second", "second at"  # which argument says where

# Names, numbers on x86-64 and on 64-bit ARM (None: not there), and what their arguments say.
# Source: arch/x86/entry/syscalls/syscall_64.tbl, include/uapi/asm-generic/unistd.h of Linux.
_CALLS: dict[str, tuple[int | None, int | None, str]] = {
    "write": (1, 64, _FD), "pwrite64": (18, 68, _FD), "writev": (20, 66, _FD), "pwritev": (296, 70, _FD),
    "pwritev2": (328, 287, _FD), "sendfile": (40, 71, _FD), "copy_file_range": (326, 285, "third"),
    "fallocate": (285, 47, _FD), "ftruncate": (77, 46, _FD), "truncate": (76, 45, _PATH),
    "fsync": (74, 82, _FD), "fdatasync": (75, 83, _FD), "syncfs": (306, 267, _FD), "sync": (162, 81, ""),
    "open": (2, None, _PATH), "openat": (257, 56, _AT), "creat": (85, None, _PATH),
    "rename": (82, None, _SECOND), "renameat": (264, 38, _SECOND_AT), "renameat2": (316, 276, _SECOND_AT),
    "link": (86, None, _SECOND), "linkat": (265, 37, _SECOND_AT),
    "symlink": (88, None, _SECOND), "symlinkat": (266, 36, "third at"),
    "unlink": (87, None, _PATH), "unlinkat": (263, 35, _AT), "rmdir": (84, None, _PATH),
    "mkdir": (83, None, _PATH), "mkdirat": (258, 34, _AT),
    "chmod": (90, None, _PATH), "fchmod": (91, 52, _FD), "fchmodat": (268, 53, _AT),
    "utimensat": (280, 88, _AT),
}  # fmt: skip
_ARCHITECTURES = {"x86_64": (0, 0xC000003E, 317), "aarch64": (1, 0xC00000B7, 277)}  # column, audit id, seccomp(2)
_OPENED_TO_WRITE = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
_OPEN_FLAGS = {"open": 1, "openat": 2}  # which argument holds them
_RECEIVE, _SEND, _SET_FLAGS = 0xC0502100, 0xC0182101, 0x40082104  # ioctls, of include/uapi/linux/seccomp.h
_NOTICE, _ANSWER = struct.Struct("=QIIiIQ6Q"), struct.Struct("=QqiI")
_GO_ON = 1  # SECCOMP_USER_NOTIF_FLAG_CONTINUE

KILL_ALL, KILL_ONE, LET = "kill all", "kill one", "let"
Verdict = str | int  # one of these three, or the errno with which the call fails


class Call(NamedTuple):
    """One call that is about to change something.

    Attributes:
        name: Of the system call.
        path: What it is about, absolute; `""` where that cannot be told.
        number: How many came before it.
        own: Whether the process itself makes it, and none that it started.
    """

    name: str
    path: str
    number: int
    own: bool


class Ended(NamedTuple):
    """What became of the process: its exit code, or minus the signal that ended it; and how many calls were judged."""

    code: int
    calls: int


def why_not() -> str:
    """Returns why this machine cannot do it, `""` if it can."""
    if platform.system() != "Linux" or platform.machine() not in _ARCHITECTURES:
        return "needs Linux on x86-64 or 64-bit ARM"
    try:
        return "" if run(lambda: 0, lambda call: LET, Path("/")).code == 0 else "seccomp notifications do not work here"
    except OSError as error:
        return f"seccomp notifications are not to be had here: {error.strerror}"


def run(act: Callable[[], int], judge: Callable[[Call], Verdict] | None, below: Path) -> Ended:
    """Runs an act in a process of its own and judges each of its calls that changes something below a folder.

    Returns when that process and all that it started have ended; without a judge, when it has ended itself.
    """
    ours, theirs = socket.socketpair()
    child = os.fork()
    if not child:
        code = 99
        try:
            os.setpgid(0, 0)
            ours.close()
            if judge:
                _hand_over(theirs)
            code = act()
        except BaseException:  # noqa: BLE001 - whatever ended it is told, as by any process
            traceback.print_exc()
            sys.stderr.flush()
        finally:
            os._exit(code)
    theirs.close()
    if not judge:
        ours.close()
        return Ended(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), 0)
    try:
        _, (listener,), _, _ = socket.recv_fds(ours, 1, 1)
    except ValueError:
        os.waitpid(child, 0)
        raise OSError(errno.ENOSYS, "seccomp refused") from None
    finally:
        ours.close()
    try:
        calls = _judged(listener, child, judge, str(below).rstrip("/") + "/")
    finally:
        os.close(listener)
    _, status = os.waitpid(child, 0)
    return Ended(os.waitstatus_to_exitcode(status), calls)


def _hand_over(channel: socket.socket) -> None:
    """Puts this process under judgement and sends the listener's descriptor to its parent."""
    libc = ctypes.CDLL(None, use_errno=True)
    column, architecture, seccomp = _ARCHITECTURES[platform.machine()]
    program = _program(column, architecture)
    code = ctypes.create_string_buffer(b"".join(program))
    filter_ = struct.pack("=HxxxxxxQ", len(program), ctypes.addressof(code))
    libc.prctl(38, 1, 0, 0, 0)  # PR_SET_NO_NEW_PRIVS
    listener = libc.syscall(seccomp, 1, 8, ctypes.c_char_p(filter_))  # SET_MODE_FILTER, FLAG_NEW_LISTENER
    if listener >= 0:
        socket.send_fds(channel, [b"."], [listener])
        os.close(listener)
    channel.close()


def _program(column: int, architecture: int) -> list[bytes]:
    """Returns the filter, in classic BPF: what opens a file only to read it, and all other calls, pass."""
    let, notify = _op(0x06, 0x7FFF0000), _op(0x06, 0x7FC00000)
    program = [_op(0x20, 4), _op(0x15, architecture, 1, 0), let, _op(0x20, 0)]
    for name, numbers in _CALLS.items():
        number = numbers[column]
        if number is None:
            continue
        if name in _OPEN_FLAGS:
            flags = 16 + 8 * _OPEN_FLAGS[name]
            program += [_op(0x15, number, 0, 4), _op(0x20, flags), _op(0x45, _OPENED_TO_WRITE, 0, 1), notify, let]
        else:
            program += [_op(0x15, number, 0, 1), notify]
    return [*program, let]


def _op(code: int, value: int, true: int = 0, false: int = 0) -> bytes:
    return struct.pack("=HBBI", code, true, false, value)


def _judged(listener: int, child: int, judge: Callable[[Call], Verdict], below: str) -> int:
    column = _ARCHITECTURES[platform.machine()][0]
    names = {numbers[column]: (name, numbers[2]) for name, numbers in _CALLS.items()}
    with suppress(OSError):  # asked and asking process take turns on one processor; Linux 6.6 or newer
        fcntl.ioctl(listener, _SET_FLAGS, 1)
    poll = select.poll()
    poll.register(listener, select.POLLIN)
    count = 0
    while True:
        (_, event), *_ = poll.poll() or [(0, 0)]
        if not event & select.POLLIN:
            return count  # nobody is left to be judged
        notice = bytearray(_NOTICE.size)
        try:
            fcntl.ioctl(listener, _RECEIVE, notice)
        except OSError as error:
            if error.errno in (errno.ENOENT, errno.EINTR):  # it died meanwhile
                continue
            raise
        id_, pid, _, number, _, _, *arguments = _NOTICE.unpack(notice)
        name, kind = names[number]
        path = _path(pid, kind, arguments)
        verdict: Verdict = LET
        if path.startswith(below) or not kind:
            verdict = judge(Call(name, path, count, _is_of(pid, child)))
            count += 1
        if verdict == KILL_ALL:
            os.killpg(child, signal.SIGKILL)
        elif verdict == KILL_ONE:
            os.kill(pid, signal.SIGKILL)
        failure = -verdict if isinstance(verdict, int) else 0
        answer = _ANSWER.pack(id_, 0, failure, 0 if failure or verdict in (KILL_ALL, KILL_ONE) else _GO_ON)
        try:
            fcntl.ioctl(listener, _SEND, answer)
        except OSError as error:
            if error.errno != errno.ENOENT:
                raise


def _is_of(thread: int, process: int) -> bool:
    return Path(f"/proc/{process}/task/{thread}").exists()


def _path(pid: int, kind: str, arguments: list[int]) -> str:
    if kind in (_FD, "third"):
        return _link(pid, f"fd/{arguments[2 if kind == 'third' else 0]}")
    places = {_PATH: (None, 0), _AT: (0, 1), _SECOND: (None, 1), _SECOND_AT: (2, 3), "third at": (1, 2)}
    if kind not in places:
        return ""
    at, which = places[kind]
    folder = ctypes.c_int(arguments[at]).value if at is not None else -100  # AT_FDCWD
    if not arguments[which]:
        return _link(pid, f"fd/{folder}")
    name = _text(pid, arguments[which])
    here = "" if name.startswith("/") else _link(pid, "cwd" if folder == -100 else f"fd/{folder}")
    return os.path.normpath(f"{here}/{name}" if here else name) if here or name.startswith("/") else name


def _link(pid: int, name: str) -> str:
    try:
        return str(Path(f"/proc/{pid}/{name}").readlink())
    except OSError:
        return ""


def _text(pid: int, address: int) -> str:
    try:
        with Path(f"/proc/{pid}/mem").open("rb", 0) as memory:
            memory.seek(address)
            return os.fsdecode(memory.read(4096).partition(b"\0")[0])
    except OSError:
        return ""

"""The one table of exit codes, and which error ends with which. Prints nothing."""

import errno

import click

from crmfs.core.errors import (
    ChangedMeanwhile,
    ConfigError,
    CrmfsError,
    Denied,
    NotFound,
    RepositoryError,
    StorageError,
    UsageError,
    ValueRefused,
)

OK = 0
PROBLEMS = 1
USAGE = 2
DENIED = 3
CONFLICT = 4
CONFIG = 5
BUG = 70
STORAGE = 74
INTERRUPTED = 130
UNREAD = 141  # whoever read what is written has left, as `head` does: what shells call SIGPIPE; nothing went wrong

EXITS = {
    OK: "cli.exit_ok",
    PROBLEMS: "cli.exit_problems",
    USAGE: "cli.exit_usage",
    DENIED: "cli.exit_denied",
    CONFLICT: "cli.exit_conflict",
    CONFIG: "cli.exit_config",
    BUG: "cli.exit_bug",
    STORAGE: "cli.exit_storage",
    INTERRUPTED: "cli.exit_interrupted",
}

_OF_ERRORS: dict[type[CrmfsError], int] = {
    ValueRefused: PROBLEMS,
    UsageError: USAGE,
    NotFound: DENIED,
    Denied: DENIED,
    ChangedMeanwhile: CONFLICT,
    ConfigError: CONFIG,
    RepositoryError: CONFIG,
    StorageError: STORAGE,
}

DISK_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
NOT_WRITABLE = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})
MACHINE = DISK_FULL | NOT_WRITABLE | {errno.EIO, errno.EMFILE, errno.ENFILE, errno.ENAMETOOLONG}


def exit_code(error: BaseException) -> int:
    """Returns the code with which a command ends that an error reached."""
    if isinstance(error, CrmfsError):
        return next((_OF_ERRORS[kind] for kind in type(error).__mro__ if kind in _OF_ERRORS), BUG)
    if isinstance(error, click.exceptions.Exit):
        return error.exit_code
    if isinstance(error, KeyboardInterrupt | EOFError | click.Abort):
        return INTERRUPTED
    if isinstance(error, click.ClickException):
        return USAGE
    if isinstance(error, BrokenPipeError):
        return UNREAD
    if isinstance(error, OSError) and error.errno in MACHINE:
        return STORAGE
    return BUG

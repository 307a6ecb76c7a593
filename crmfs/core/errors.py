"""Errors: the request or the machine is wrong. Data that is wrong is a `Problem`, never an exception."""

from collections.abc import Mapping, Sequence

from crmfs.core.messages import Param, Text
from crmfs.core.problem import Problem

ErrorParam = Param | Text  # words that the reader's language decides are given in both


class CrmfsError(Exception):
    """A request that cannot be done; doors turn it into a message and an exit code.

    Args:
        code: A key of `crmfs.core.messages`, such as `record.not_found`.
        params: Values for the message's placeholders, in both languages where they are words. Never a field's value.

    Attributes:
        problems: What is wrong with the data, where that is why; doors show them before the message.
    """

    problems: Sequence[Problem] = ()

    def __init__(self, code: str, **params: ErrorParam) -> None:
        super().__init__(code)
        self.code = code
        self.params: Mapping[str, ErrorParam] = params


class UsageError(CrmfsError):
    """The command is malformed: unknown field, query syntax, contradictory options. Exit 2."""


class QueryRefused(UsageError):
    """A query, or a value in it, cannot be understood. Exit 2.

    Attributes:
        typed: The whole text that was typed.
        column: Where in it, from 1, in characters; the message has it too.
    """

    def __init__(self, code: str, typed: str, column: int, **params: ErrorParam) -> None:
        super().__init__(code, column=column, **params)
        self.typed = typed
        self.column = column


class ValueRefused(CrmfsError):
    """A rule refuses the value given. Exit 1."""


class NotFound(CrmfsError):
    """What was named is absent, or hidden from who asks: the two are told apart nowhere. Exit 3."""


class Denied(CrmfsError):
    """Who asks may not do this. Exit 3."""


class ChangedMeanwhile(CrmfsError):
    """The place was changed since it was read, conflicts, or the repository is busy. Exit 4."""


class ConfigError(CrmfsError):
    """Settings, schema, members or policy are broken. Exit 5."""


class RepositoryError(CrmfsError):
    """Not a crmfs repository, or git cannot be used here. Exit 5."""


class StorageError(CrmfsError):
    """The disk is full or an input or output failed. Exit 74."""

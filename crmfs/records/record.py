"""A record: one YAML file with its place and its parsed value. Reads bytes that it is given, never a disk."""

from functools import lru_cache
from typing import NamedTuple

from crmfs.core.messages import Param
from crmfs.core.problem import Problem
from crmfs.records.kinds import ACCESS, MEMBERS, Kind, Place, locate
from crmfs.records.yaml import Document, Value, YamlError, read_yaml
from crmfs.records.yaml.decoding import LARGE, decode
from crmfs.records.yaml.slips import wide_keys

_OF_THE_TEAM = (ACCESS, MEMBERS)  # grow with the team: thousands of rules and of people must have room


class Record(NamedTuple):
    """One parsed record.

    Attributes:
        path: Repository path of its file.
        kind: What it is.
        document: Its text with positions.
    """

    path: str
    kind: Kind
    document: Document

    @property
    def value(self) -> dict[str, Value]:
        """The record's fields; `read_record` made sure that the root is a mapping."""
        value = self.document.value
        return value if isinstance(value, dict) else {}

    @property
    def place(self) -> Place:
        """What the record's path says: customer and id."""
        return locate(self.path)

    def text(self, field: str) -> str:
        """Returns a field's value if it is text, else `""`."""
        fields = self.document.value
        value = fields.get(field) if isinstance(fields, dict) else None
        return value if isinstance(value, str) else ""

    def problem(self, code: str, pointer: str = "", *, key: bool = False, **params: Param) -> Problem:
        """Returns a problem at a value of this record (at its key if asked)."""
        line, column = self.document.position(pointer, key=key)
        return Problem(code, self.path, line, column, pointer, params)


def read_record(path: str, kind: Kind, data: bytes) -> Record | Problem:
    """Returns the record in a file, or the one problem that keeps it from being read."""
    return _read_once(path, kind, data) if kind in _OF_THE_TEAM else _read(path, kind, data)


def _read(path: str, kind: Kind, data: bytes) -> Record | Problem:
    try:
        document = read_yaml(data, LARGE if kind in _OF_THE_TEAM else 1)
    except YamlError as error:
        return Problem(error.code, path, error.line, error.column, "", error.params)
    if not isinstance(document.value, dict):
        fault = wide_keys(decode(data, LARGE)) or YamlError("yaml.not_mapping", 1, 1)
        return Problem(fault.code, path, fault.line, fault.column)
    return Record(path, kind, document)


_read_once = lru_cache(maxsize=4)(_read)  # one command asks for them again and again, and they take seconds to read

"""YAML 1.2 core: one strict reader with positions, one byte-exact editor, one writer. No kinds, no schemas, no disk.

Here stands what reading takes; who edits or writes imports `editor`, `mending` or `writer`.
"""

from crmfs.records.yaml.faults import Note, YamlError
from crmfs.records.yaml.reader import Document, read_yaml
from crmfs.records.yaml.values import Value, pointer_parts, pointer_to, same

__all__ = [
    "Document",
    "Note",
    "Value",
    "YamlError",
    "pointer_parts",
    "pointer_to",
    "read_yaml",
    "same",
]

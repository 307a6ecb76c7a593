"""YAML 1.2 core: one strict reader with positions, one byte-exact editor, one writer. No kinds, no schemas, no disk."""

from crmfs.records.yaml.editor import (
    EditRefused,
    delete,
    insert_item,
    move_item,
    rename_key,
    reorder_keys,
    set_value,
)
from crmfs.records.yaml.faults import Note, YamlError
from crmfs.records.yaml.mending import quote_asterisks, strip_bom
from crmfs.records.yaml.reader import Document, read_yaml
from crmfs.records.yaml.values import Value, pointer_parts, pointer_to, same
from crmfs.records.yaml.writer import scalar_text, write_yaml

__all__ = [
    "Document",
    "EditRefused",
    "Note",
    "Value",
    "YamlError",
    "delete",
    "insert_item",
    "move_item",
    "pointer_parts",
    "pointer_to",
    "quote_asterisks",
    "read_yaml",
    "rename_key",
    "reorder_keys",
    "same",
    "scalar_text",
    "set_value",
    "strip_bom",
    "write_yaml",
]

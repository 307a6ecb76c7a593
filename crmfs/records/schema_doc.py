"""The fill-in rules (填写规范) as Markdown, made from the schemas. Prints nothing."""

from collections.abc import Iterable, Iterator, Mapping

from crmfs.core.messages import Language, pick, say
from crmfs.records.fields import Field
from crmfs.records.kinds import Kind
from crmfs.records.labels import label
from crmfs.records.schema import Schemas

_HEADINGS = ("schema.doc_field", "schema.doc_type", "schema.doc_required", "schema.doc_example", "schema.doc_note")
_TYPES = {
    "text": "field.type_text", "integer": "field.type_integer", "number": "field.type_number",
    "date": "field.type_date", "boolean": "field.type_boolean", "list": "field.type_list", "map": "field.type_map",
}  # fmt: skip


def fill_in_rules(schemas: Schemas, kinds: Iterable[Kind], lang: Language) -> str:
    """Returns one Markdown table a kind: field, type, required, example, note.

    Raises:
        SchemaRefused: A kind's schema cannot be used.
    """
    parts = []
    for kind in kinds:
        lines = [f"## {pick(schemas.label(kind.name), lang)} `{kind.name}`", ""]
        lines.append(_row(say(code, lang) for code in _HEADINGS))
        lines.append(_row("---" for _ in _HEADINGS))
        lines += (_row(cells) for cells in _rows(schemas.fields(kind.name), "", lang))
        parts.append("\n".join([*lines, ""]))
    return "\n".join(parts)


def _rows(fields: Mapping[str, Field], above: str, lang: Language) -> Iterator[tuple[str, ...]]:
    for field in fields.values():
        name = above + field.name
        yield (
            f"`{name}` {label(field, lang)}",
            say("field.type_choice" if field.choices and field.type == "text" else _TYPES[field.type], lang),
            say("field.is_required", lang) if field.required else "",
            field.example,
            _note(field, lang),
        )
        yield from _rows(field.items, name + ("[]." if field.type == "list" else "."), lang)


def _note(field: Field, lang: Language) -> str:
    choices = ", ".join(f"`{choice.code}` {label(choice, lang)}" for choice in field.choices)
    return " ".join(filter(None, (pick(field.description, lang), choices)))


def _row(cells: Iterable[str]) -> str:
    escaped = (cell.replace("|", "\\|").replace("\n", " ") for cell in cells)
    return "| " + " | ".join(escaped) + " |"

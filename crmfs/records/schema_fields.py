"""Reads fields, choices and labels out of JSON Schemas: the release's and the team's merged. Judges no value."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, cast

from crmfs.core.messages import Text
from crmfs.records.fields import Choice, Field, FieldType
from crmfs.records.schema_documents import Documents, Node, Spot, escape

Nodes = list[tuple[Spot, Node]]
_TYPES = {
    "string": "text", "integer": "integer", "number": "number", "boolean": "boolean", "array": "list", "object": "map",
}  # fmt: skip


def read_fields(documents: Documents, spot: Spot, node: Node) -> Mapping[str, Field]:
    """Returns the fields of a schema, the release's first and in its order, then those that the team adds."""
    return _fields(documents, list(documents.conjuncts(spot, node)))


def read_label(documents: Documents, spot: Spot, node: Node, code: str) -> Text:
    """Returns the label of a whole schema; the code if it has none."""
    return _label([part for _, part in documents.conjuncts(spot, node)][::-1], code)


def _fields(documents: Documents, nodes: Nodes) -> Mapping[str, Field]:
    required = {name for _, node in nodes for name in node.get("required", ()) if isinstance(name, str)}
    declared: dict[str, Nodes] = {}
    forbidden: set[str] = set()
    for spot, node in nodes:
        for name, schema in node.get("properties", {}).items():
            if schema is False:
                forbidden.add(name)
            else:
                below = (spot[0], f"{spot[1]}/properties/{escape(name)}")
                declared.setdefault(name, []).extend(documents.conjuncts(below, schema))
    for spot, node in nodes:
        for name, found in _conditional(documents, spot, node):
            declared.setdefault(name, found)
    return MappingProxyType(
        {
            name: _field(documents, name, found, name in required)
            for name, found in declared.items()
            if name not in forbidden
        }
    )


def _conditional(documents: Documents, spot: Spot, node: Node) -> Iterator[tuple[str, Nodes]]:
    """Yields the properties that a schema has only under a condition."""
    branches = [(key, node[key]) for key in ("then", "else") if isinstance(node.get(key), dict)]
    branches += [(f"{key}/{n}", part) for key in ("anyOf", "oneOf") for n, part in enumerate(node.get(key, ()))]
    branches += [(f"dependentSchemas/{escape(k)}", part) for k, part in node.get("dependentSchemas", {}).items()]
    for where, branch in branches:
        for inner, part in documents.conjuncts((spot[0], f"{spot[1]}/{where}"), branch):
            for name, schema in part.get("properties", {}).items():
                if isinstance(schema, dict):
                    below = (inner[0], f"{inner[1]}/properties/{escape(name)}")
                    yield name, list(documents.conjuncts(below, schema))


def _field(documents: Documents, name: str, nodes: Nodes, required: bool) -> Field:
    kind = _type(nodes)
    items = _items(documents, nodes) if kind == "list" else nodes if kind == "map" else []
    said = [node for _, node in reversed(nodes)]  # the team's words win
    return Field(
        name=name,
        label=_label(said, name),
        type=kind,
        required=required,
        choices=_choices(items if kind == "list" else nodes),
        protected=any(node.get("x-protected") is True for node in said),
        refers=_refers([*said, *(node for _, node in reversed(items))]),
        example=_example(said),
        description=next((text for node in said if (text := _description(node))), Text("", "")),
        items=_fields(documents, items) if items else MappingProxyType({}),
        aliases=_aliases([alias for _, node in nodes for alias in _listed(node.get("x-aliases"))]),
        unique=any(node.get("uniqueItems") is True for node in said),
    )


def _items(documents: Documents, nodes: Nodes) -> Nodes:
    found: Nodes = []
    for spot, node in nodes:
        found += documents.conjuncts((spot[0], f"{spot[1]}/items"), node.get("items"))
    return found


def _type(nodes: Nodes) -> FieldType:
    found: list[str] = []
    for _, node in nodes:
        declared = node.get("type")
        names = [declared] if isinstance(declared, str) else _listed(declared)
        names = [name for name in names if isinstance(name, str) and name != "null"]
        found += names if len(names) == 1 else ["string"] if names else []
    if "integer" in found:
        return "integer"
    if any(node.get("format") == "date" for _, node in nodes):
        return "date"
    if found:
        return cast(FieldType, _TYPES.get(found[0], "text"))
    if any("properties" in node for _, node in nodes):
        return "map"
    return "list" if any("items" in node for _, node in nodes) else "text"


def _choices(nodes: Nodes) -> tuple[Choice, ...]:
    """Returns the choices that every enumeration allows, in the order of the last one, the team's."""
    allowed: list[str] | None = None
    labels: dict[str, Text] = {}
    aliases: dict[str, list[str]] = {}
    for _, node in nodes:
        codes = _enumerated(node, labels)
        if codes is not None:
            allowed = [code for code in codes if allowed is None or code in allowed]
        labels.update({code: text for code, said in _named(node.get("x-labels")) if (text := _text(said))})
        for code, names in _named(node.get("x-code-aliases")):
            aliases.setdefault(code, []).extend(_listed(names))
    return tuple(
        Choice(code, labels.get(code, Text(code, code)), _aliases(aliases.get(code, []))) for code in allowed or ()
    )


def _enumerated(node: Node, labels: dict[str, Text]) -> list[str] | None:
    if isinstance(node.get("enum"), list):
        return [code for code in node["enum"] if isinstance(code, str)]
    for keyword in ("oneOf", "anyOf"):
        parts = node.get(keyword)
        if isinstance(parts, list) and all(
            isinstance(part, dict) and isinstance(part.get("const"), str) for part in parts
        ):
            labels.update({part["const"]: _label([part], part["const"]) for part in parts})
            return [part["const"] for part in parts]
    return None


def _label(said: list[Node], code: str) -> Text:
    for node in said:
        text = _text(node.get("x-label")) or _text(node.get("title"))
        if text:
            return text
    return Text(code, code)


def _description(node: Node) -> Text | None:
    return _text(node.get("x-description")) or _text(node.get("description"))


def _text(said: Any) -> Text | None:
    """Returns a text written as `{zh, en}`, in one language only, or as a plain string for both; always one line."""
    if isinstance(said, str):
        said = {"zh": said, "en": said}
    if not isinstance(said, dict):
        return None
    words = {lang: " ".join(said[lang].split()) for lang in ("zh", "en") if isinstance(said.get(lang), str)}
    words = {lang: word for lang, word in words.items() if word}
    if not words:
        return None
    some = next(iter(words.values()))
    return Text(words.get("zh", some), words.get("en", some))


def _refers(said: list[Node]) -> str:
    """Returns what a value names, for a list what its items name."""
    return next((node["x-refers"] for node in said if isinstance(node.get("x-refers"), str)), "")


def _example(said: list[Node]) -> str:
    for node in said:
        examples = _listed(node.get("examples"))
        if examples:
            value = examples[0]
            return ", ".join(map(_plain, value)) if isinstance(value, list) else _plain(value)
    return ""


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def _aliases(names: list[Any]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in names if isinstance(name, str) and name))


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _named(value: Any) -> list[tuple[str, Any]]:
    return list(value.items()) if isinstance(value, dict) else []

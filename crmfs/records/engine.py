"""The engine that validates: the only place that knows jsonschema-rs, imported on first use. Its English stays here."""

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from crmfs.core.messages import Param
from crmfs.core.problem import Problem
from crmfs.records.schema_documents import DRAFT, Node, SchemaRefused, escape, patterns_in, refusal

if TYPE_CHECKING:
    from jsonschema_rs import ValidationError, ValidationErrorKind, Validator

_HOME = "crmfs:///"  # base of all references; nothing is ever fetched
_BOUNDS = {
    "minLength": "value.too_short", "maxLength": "value.too_long",
    "minimum": "value.too_small", "maximum": "value.too_large",
    "exclusiveMinimum": "value.not_above", "exclusiveMaximum": "value.not_below",
    "minItems": "value.items_too_few", "maxItems": "value.items_too_many",
}  # fmt: skip
_FORMATS = {"date": "value.date", "email": "value.email", "idn-email": "value.email"}
_TYPES = {
    "string": "text", "integer": "integer", "number": "number", "boolean": "boolean",
    "array": "list", "object": "map", "null": "empty",
}  # fmt: skip


class Fault(NamedTuple):
    """What the engine found: a code of ours, the place as keys and indexes, parameters without any value."""

    code: str
    place: tuple[str | int, ...]
    params: Mapping[str, Param]


def compile_schema(path: str, documents: Mapping[str, Node]) -> "Validator":
    """Returns the compiled validator of a schema file; its patterns run in linear time and nothing is fetched.

    Args:
        path: The schema's file.
        documents: It and every file that it needs.

    Raises:
        SchemaRefused: The engine does not take it.
    """
    import jsonschema_rs as engine

    def refuse(uri: str) -> Node:
        raise ValueError(uri)

    try:
        registry = engine.Registry(
            [(_HOME + name, node) for name, node in documents.items()], draft=engine.Draft202012, retriever=refuse
        )
        return engine.Draft202012Validator(
            documents[path], registry=registry, base_uri=_HOME + path, offline=True,
            validate_formats=True, mask="*", pattern_options=engine.RegexOptions(),
        )  # fmt: skip
    except engine.ValidationError as error:
        pointer = "".join("/" + escape(str(part)) for part in error.instance_path)  # leads to a keyword of the schema
        raise _refused_patterns(documents) or refusal("schema.not_schema", path, pointer) from None
    except (engine.ReferencingError, ValueError, OverflowError):
        raise _refused_patterns(documents) or refusal("schema.not_schema", path) from None


def is_schema(node: Node) -> bool:
    """Says whether the engine takes a schema file for draft 2020-12; False also for what it cannot even look at."""
    import jsonschema_rs as engine

    try:
        return engine.Draft202012Validator({"$ref": DRAFT}, offline=True).is_valid(node)
    except ValueError:
        return False


def _refused_patterns(documents: Mapping[str, Node]) -> SchemaRefused | None:
    problems = [
        Problem("schema.pattern_refused", spot[0], pointer=spot[1])
        for path, node in documents.items()
        for spot, pattern in patterns_in((path, ""), node)
        if not _takes(pattern)
    ]
    return SchemaRefused(problems) if problems else None


def _takes(pattern: str) -> bool:
    import jsonschema_rs as engine

    try:
        engine.Draft202012Validator({"$schema": DRAFT, "pattern": pattern}, pattern_options=engine.RegexOptions())
    except (engine.ValidationError, ValueError):
        return False
    return True


def faults(validator: "Validator", value: Any) -> Iterator[Fault]:
    """Yields everything a validator finds wrong with a value."""
    for error in validator.iter_errors(value):
        place = tuple(error.instance_path)
        for code, params in _translated(error):
            below = (params["field"],) if code == "field.unknown" else ()
            yield Fault(code, (*place, *map(str, below)), {"field": _field(place), **params})


def _field(place: tuple[str | int, ...]) -> str:
    return next((part for part in reversed(place) if isinstance(part, str)), "")


def _translated(error: "ValidationError") -> Iterator[tuple[str, dict[str, Param]]]:
    kind = error.kind
    name = kind.name
    limit = getattr(kind, "limit", None)
    if name in _BOUNDS and limit is not None:
        yield _BOUNDS[name], {"limit": _param(limit)}
    elif name in ("unevaluatedProperties", "additionalProperties"):
        for key in getattr(kind, "unexpected", ()):
            yield "field.unknown", {"field": str(key)}
    else:
        yield _OTHERS.get(name, _rule)(kind)


def _rule(_: "ValidationErrorKind") -> tuple[str, dict[str, Param]]:
    return "value.rule", {}


def _type(kind: Any) -> tuple[str, dict[str, Param]]:
    return "value.type", {"expected": ", ".join(_TYPES.get(name, name) for name in kind.types)}


def _format(kind: Any) -> tuple[str, dict[str, Param]]:
    code = _FORMATS.get(kind.format)
    return (code, {}) if code else ("value.format", {"format": str(kind.format)})


def _enum(kind: Any) -> tuple[str, dict[str, Param]]:
    return "value.enum", {"allowed": ", ".join(map(str, kind.options))}


def _one_of(kind: Any) -> tuple[str, dict[str, Param]]:
    """A list of `{const, title}` is an enumeration; other alternatives are a rule."""
    branches = [branch[0].kind for branch in kind.context if len(branch) == 1]
    if branches and len(branches) == len(kind.context) and all(branch.name == "const" for branch in branches):
        return "value.enum", {"allowed": ", ".join(str(getattr(branch, "expected_value", "")) for branch in branches)}
    return _rule(kind)


_OTHERS: Mapping[str, Callable[[Any], tuple[str, dict[str, Param]]]] = {
    "required": lambda kind: ("field.required", {"field": str(kind.property)}),
    "falseSchema": lambda _: ("value.not_allowed", {}),
    "type": _type,
    "enum": _enum,
    "const": lambda kind: ("value.enum", {"allowed": str(kind.expected_value)}),
    "oneOf": _one_of,
    "anyOf": _one_of,
    "format": _format,
    "pattern": lambda kind: ("value.pattern", {"example": str(kind.pattern)}),
    "uniqueItems": lambda _: ("value.items_repeated", {}),
    "contains": lambda _: ("value.items", {}),
    "unevaluatedItems": lambda _: ("value.items", {}),
    "additionalItems": lambda _: ("value.items", {}),
    "propertyNames": lambda _: ("value.key", {}),
}


def _param(limit: Any) -> Param:
    from decimal import Decimal  # slow to load, and most records break no bound

    if isinstance(limit, Decimal):
        return int(limit) if limit == limit.to_integral_value() else float(limit)
    return limit if isinstance(limit, int | float) else str(limit)

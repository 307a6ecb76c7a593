"""Schema documents: reads the files of `schema/` and follows their references. Validates no record."""

import json
import posixpath
from collections.abc import Iterator, Mapping
from typing import Any

from crmfs.core.errors import ConfigError
from crmfs.core.messages import Param
from crmfs.core.problem import Problem, in_order
from crmfs.core.regex import regex

DRAFT = "https://json-schema.org/draft/2020-12/schema"
FILE_BYTES = 512 * 1024
DEPTH = 64

_ONE = (
    "items", "additionalProperties", "unevaluatedProperties", "unevaluatedItems", "contains", "propertyNames",
    "not", "if", "then", "else",
)  # fmt: skip
_LISTED = ("allOf", "anyOf", "oneOf", "prefixItems")
_NAMED = ("properties", "patternProperties", "dependentSchemas")
_SCHEME = regex(r"[A-Za-z][A-Za-z0-9+.-]*:|//|\\\\")

Spot = tuple[str, str]  # path of a schema file, JSON Pointer in it
Node = dict[str, Any]


class SchemaRefused(ConfigError):
    """Files of `schema/` cannot be used; `problems` say why, one each."""

    problems: list[Problem]

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = in_order(problems)
        super().__init__("schema.refused", path=self.problems[0].path, count=len(self.problems))


def refusal(code: str, path: str, pointer: str = "", line: int | None = None, column: int | None = None,
            **params: Param) -> SchemaRefused:  # fmt: skip
    """Returns the error for one problem of a schema file."""
    return SchemaRefused([Problem(code, path, line, column, pointer, params)])


def parse_schema(path: str, data: bytes) -> Node:
    """Returns the JSON object of a schema file.

    Raises:
        SchemaRefused: It is too large, no JSON (with line and column), has a key twice or is no object.
    """
    if len(data) > FILE_BYTES:
        raise refusal("schema.too_large", path)
    try:
        value = json.loads(data.decode("utf-8-sig"), object_pairs_hook=_unique, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        raise refusal("schema.not_json", path, line=error.lineno, column=error.colno) from None
    except _KeyTwiceError as error:
        raise refusal("schema.key_twice", path, key=error.key) from None
    except RecursionError:
        raise refusal("schema.too_deep", path, limit=DEPTH) from None
    except ValueError:
        raise refusal("schema.not_json", path, line=1, column=1) from None
    if not isinstance(value, dict):
        raise refusal("schema.not_object", path)
    return value


class _KeyTwiceError(Exception):
    def __init__(self, key: str) -> None:
        self.key = key


def _unique(pairs: list[tuple[str, Any]]) -> Node:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        raise _KeyTwiceError(next(name for name in names if names.count(name) > 1))
    return found


def _refuse_constant(_: str) -> None:
    raise ValueError


def escape(name: str) -> str:
    """Returns a key as a segment of a JSON Pointer (RFC 6901)."""
    return name.replace("~", "~0").replace("/", "~1")


class Documents:
    """The schema files of a repository, parsed when first asked for.

    Args:
        files: Repository path → bytes; those below `schema/` count.
    """

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._files = files
        self._parsed: dict[str, Node] = {}

    def read(self, path: str) -> Node:
        """Returns a file's JSON object; raises SchemaRefused as `parse_schema`, or `schema.missing`."""
        found = self._parsed.get(path)
        if found is None:
            if path not in self._files:
                raise refusal("schema.missing", path)
            found = self._parsed[path] = parse_schema(path, self._files[path])
        return found

    def resolve(self, spot: Spot, ref: str) -> tuple[Spot, Any]:
        """Returns where a `$ref` points to and what stands there.

        Raises:
            SchemaRefused: It leaves `schema/`, or nothing is there.
        """
        path, pointer = spot
        if _SCHEME.match(ref):
            raise refusal("schema.ref_remote", path, pointer)
        file, _, fragment = ref.partition("#")
        target = posixpath.normpath(posixpath.join(posixpath.dirname(path), file)) if file else path
        if not target.startswith("schema/"):
            raise refusal("schema.ref_outside", path, pointer)
        if target not in self._files or "%" in ref:
            raise refusal("schema.ref_missing", path, pointer)
        return (target, fragment), self._at(spot, self.read(target), fragment)

    def _at(self, spot: Spot, node: Any, fragment: str) -> Any:
        if fragment and not fragment.startswith("/"):
            raise refusal("schema.ref_missing", *spot)
        for part in fragment.split("/")[1:]:
            part = part.replace("~1", "/").replace("~0", "~")
            if isinstance(node, dict) and part in node:
                node = node[part]
            elif isinstance(node, list) and part.isdecimal() and int(part) < len(node):
                node = node[int(part)]
            else:
                raise refusal("schema.ref_missing", *spot)
        return node

    def conjuncts(self, spot: Spot, node: Any) -> Iterator[tuple[Spot, Node]]:
        """Yields the schemas that all hold for one value: what `$ref` names, then `allOf`, then the node itself."""
        if not isinstance(node, dict):
            return
        if "$ref" in node:
            yield from self.conjuncts(*self.resolve(spot, node["$ref"]))
        for index, part in enumerate(node.get("allOf", ())):
            yield from self.conjuncts((spot[0], f"{spot[1]}/allOf/{index}"), part)
        yield spot, node


def patterns_in(spot: Spot, node: Any) -> Iterator[tuple[Spot, str]]:
    """Yields every pattern of a schema file and where it stands."""
    if isinstance(node, dict):
        if isinstance(node.get("pattern"), str):
            yield (spot[0], spot[1] + "/pattern"), node["pattern"]
        named = node.get("patternProperties")
        for pattern in named if isinstance(named, dict) else ():
            yield (spot[0], f"{spot[1]}/patternProperties/{escape(pattern)}"), pattern
    for key, part in node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ():
        yield from patterns_in((spot[0], f"{spot[1]}/{escape(str(key))}"), part)


def subschemas(spot: Spot, node: Node) -> Iterator[tuple[Spot, Any]]:
    """Yields the schemas that stand directly in a schema, references not followed."""
    path, pointer = spot
    for keyword in _ONE:
        if keyword in node:
            yield (path, f"{pointer}/{keyword}"), node[keyword]
    for keyword in _LISTED:
        parts = node.get(keyword)
        for index, part in enumerate(parts if isinstance(parts, list) else ()):
            yield (path, f"{pointer}/{keyword}/{index}"), part
    for keyword in _NAMED:
        named = node.get(keyword)
        for name, part in named.items() if isinstance(named, dict) else ():
            yield (path, f"{pointer}/{keyword}/{escape(name)}"), part

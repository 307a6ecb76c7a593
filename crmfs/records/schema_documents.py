"""Schema documents: reads the files of `schema/`, follows references, refuses hostile ones. Validates no record."""

import json
import posixpath
import re
from collections.abc import Iterator, Mapping
from typing import Any

from crmfs.core.errors import ConfigError, Param
from crmfs.core.problem import Problem, in_order
from crmfs.records.schema_patterns import pattern_is_costly

DRAFT = "https://json-schema.org/draft/2020-12/schema"
FILE_BYTES = 512 * 1024
DEPTH = 64
NODES = 20_000  # subschemas met when references are followed: doubling references would cost 2^n in any validator
PATTERN_CHARACTERS = 500

_ONE = (
    "items", "additionalProperties", "unevaluatedProperties", "unevaluatedItems", "contains", "propertyNames",
    "not", "if", "then", "else",
)  # fmt: skip
_LISTED = ("allOf", "anyOf", "oneOf", "prefixItems")
_NAMED = ("properties", "patternProperties", "dependentSchemas")
_REFUSED = ("$id", "$anchor", "$dynamicRef", "$dynamicAnchor", "$recursiveRef", "$recursiveAnchor", "$vocabulary")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//|\\\\")

Spot = tuple[str, str]  # path of a schema file, JSON Pointer in it
Node = dict[str, Any]


class SchemaRefused(ConfigError):
    """Files of `schema/` cannot be used; `problems` say why, one each."""

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

    def reachable(self, path: str) -> dict[str, Node]:
        """Returns the files that a schema needs, itself first, after a look at each subschema.

        Raises:
            SchemaRefused: One is hostile or broken: each `schema.*` problem found.
        """
        walk = _Walk(self)
        walk.visit((path, ""), self.read(path), 0)
        if walk.problems:
            raise SchemaRefused(walk.problems)
        return {name: self.read(name) for name in walk.paths}


class _Walk:
    """One walk through every subschema that a file reaches."""

    def __init__(self, documents: Documents) -> None:
        self.documents = documents
        self.problems: list[Problem] = []
        self.paths: dict[str, None] = {}
        self._above: set[Spot] = set()
        self._left = NODES

    def visit(self, spot: Spot, node: Any, depth: int) -> None:
        self._left -= 1
        if self._left < 0 or depth > DEPTH:
            raise refusal("schema.too_deep", spot[0], spot[1], limit=DEPTH)
        self.paths[spot[0]] = None
        if not isinstance(node, dict):
            if not isinstance(node, bool):
                self._report("schema.not_schema", spot)
            return
        self._look(spot, node)
        self._above.add(spot)
        for below, part in _subschemas(spot, node):
            self.visit(below, part, depth + 1)
        if isinstance(node.get("$ref"), str):
            self._follow(spot, node["$ref"], depth)
        self._above.discard(spot)

    def _follow(self, spot: Spot, ref: str, depth: int) -> None:
        try:
            target, node = self.documents.resolve(spot, ref)
        except SchemaRefused as refused:
            self.problems += refused.problems
            return
        if target in self._above:
            self._report("schema.ref_cycle", spot)
        else:
            self.visit(target, node, depth + 1)

    def _look(self, spot: Spot, node: Node) -> None:
        if str(node.get("$schema", DRAFT)).rstrip("#") != DRAFT:
            self._report("schema.draft_unknown", spot)
        for keyword in _REFUSED:
            if keyword in node:
                self._report("schema.keyword_refused", spot, keyword=keyword)
        if "$ref" in node and not isinstance(node["$ref"], str):
            self._report("schema.not_schema", spot)
        named = node.get("patternProperties")
        patterns = list(named) if isinstance(named, dict) else []
        for pattern in [*patterns, node.get("pattern")]:
            if isinstance(pattern, str) and (len(pattern) > PATTERN_CHARACTERS or pattern_is_costly(pattern)):
                self._report("schema.pattern_costly", spot)

    def _report(self, code: str, spot: Spot, **params: Param) -> None:
        problem = Problem(code, spot[0], pointer=spot[1], params=params)
        if problem not in self.problems:
            self.problems.append(problem)


def _subschemas(spot: Spot, node: Node) -> Iterator[tuple[Spot, Any]]:
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

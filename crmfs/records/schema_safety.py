"""The safety of schemas: looks at every subschema that a file reaches, before any engine does. Validates no record."""

from collections.abc import Mapping
from typing import Any

from crmfs.core.messages import Param
from crmfs.core.problem import Problem
from crmfs.records.schema_documents import DEPTH, DRAFT, Documents, Node, SchemaRefused, Spot, refusal, subschemas
from crmfs.records.schema_patterns import pattern_is_costly

NODES = 20_000  # subschemas met when references are followed: doubling references would cost 2^n in any validator
PATTERN_CHARACTERS = 500

_SHAPES: Mapping[str, type] = {  # the readers of fields rely on these; the metaschema has the rest
    "$ref": str, "required": list, "enum": list, "allOf": list, "anyOf": list, "oneOf": list,
    "properties": dict, "patternProperties": dict, "dependentSchemas": dict,
}  # fmt: skip
_REFUSED = ("$id", "$anchor", "$dynamicRef", "$dynamicAnchor", "$recursiveRef", "$recursiveAnchor", "$vocabulary")


def reachable(documents: Documents, path: str) -> dict[str, Node]:
    """Returns the files that a schema needs, itself first, after a look at each subschema.

    Raises:
        SchemaRefused: One is hostile or broken: each `schema.*` problem found.
    """
    walk = _Walk(documents)
    walk.visit((path, ""), documents.read(path), 0)
    if walk.problems:
        raise SchemaRefused(walk.problems)
    return {name: documents.read(name) for name in walk.paths}


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
        for below, part in subschemas(spot, node):
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
        for keyword, shape in _SHAPES.items():
            if keyword in node and not isinstance(node[keyword], shape):
                self._report("schema.not_schema", (spot[0], f"{spot[1]}/{keyword}"))
        named = node.get("patternProperties")
        patterns = list(named) if isinstance(named, dict) else []
        for pattern in [*patterns, node.get("pattern")]:
            if isinstance(pattern, str) and (len(pattern) > PATTERN_CHARACTERS or pattern_is_costly(pattern)):
                self._report("schema.pattern_costly", spot)

    def _report(self, code: str, spot: Spot, **params: Param) -> None:
        problem = Problem(code, spot[0], pointer=spot[1], params=params)
        if problem not in self.problems:
            self.problems.append(problem)

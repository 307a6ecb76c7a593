"""access.yaml → Policy, or all that is wrong with it, each at its place. Decides nothing."""

from collections.abc import Iterator, Mapping
from hashlib import blake2b
from typing import TypeVar

from crmfs.access.condition import Condition, ConditionError, parse_condition
from crmfs.access.field_path import FieldPath, parse_field
from crmfs.access.glob import GlobError, Pattern, parse_glob, with_metadata
from crmfs.access.members import member_from
from crmfs.access.policy import ACTIONS, HIDE, READ, SHOWS, WRITE, Allowance, Policy, PolicyTest, Restriction
from crmfs.access.roles import included_roles
from crmfs.core.messages import Param
from crmfs.core.problem import Problem
from crmfs.records.kinds import ACCESS
from crmfs.records.record import Record, read_record
from crmfs.records.yaml import Value, pointer_to

PATH = "access.yaml"
VERSION = 1
STRUCTURE = (
    "access.version_unknown",
    "access.key_unknown",
    "access.key_missing",
    "access.value_wrong",
)  # what a schema finds, too
EXPECTED = ("allow", "deny", "mask")
_TRUTHS = frozenset(("y", "n", "yes", "no", "on", "off", "true", "false", "null"))  # words of other YAML readers
_SCOPE_AT, _SCOPE_META = "customers/*/*", "customer.yaml"
T = TypeVar("T")


def read_policy(data: bytes) -> Policy | list[Problem]:
    """Returns the policy that the bytes of access.yaml say, or its problems: one of them refuses the whole file."""
    record = read_record(PATH, ACCESS, data)
    return policy_of(record) if isinstance(record, Record) else [record]


def policy_of(record: Record) -> Policy | list[Problem]:
    """Returns the policy of a record of kind access, or its problems; the policy's own tests are not run."""
    reader = _Reader(record)
    policy = reader.policy()
    return reader.problems or policy


class _Reader:
    """Walks the parsed file; what is wrong is gathered, so that all of it is told at once."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self.problems: list[Problem] = []

    def policy(self) -> Policy:
        root = self._map((), self._record.value, ("version", "scope", "roles", "grants", "restrict", "tests"))
        self._needed((), root, ("version", "roles", "grants"))
        if root.get("version", VERSION) != VERSION or isinstance(root.get("version"), bool):
            self._wrong("access.version_unknown", ("version",), known=VERSION)
        scope, meta = self._scope(root)
        roles = self._roles(root)
        ids: dict[str, str] = {}
        rules = {key: value for key, value in root.items() if key != "tests"}
        return Policy(
            blake2b(repr((VERSION, rules)).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest(),
            scope,
            meta,
            roles,
            tuple(self._allowance(at, entry, roles, scope, ids) for at, entry in self._entries(root, "grants")),
            tuple(self._restriction(at, entry, roles, scope, ids) for at, entry in self._entries(root, "restrict")),
            tuple(self._test(at, entry, roles) for at, entry in self._entries(root, "tests")),
        )

    def _scope(self, root: Mapping[str, Value]) -> tuple[str, str]:
        """Returns the glob of a customer's folder and the file of its attributes; there is one layout only."""
        scope = self._map(("scope",), root.get("scope", {}), ("kind", "at", "meta"))
        fixed = {"kind": "customer", "at": _SCOPE_AT, "meta": _SCOPE_META}
        for key, only in fixed.items():
            if scope.get(key, only) != only:
                self._wrong("access.value_wrong", ("scope", key), key=key, expected=only)
        return _SCOPE_AT, _SCOPE_META

    def _roles(self, root: Mapping[str, Value]) -> dict[str, frozenset[str]]:
        named = self._map(("roles",), root.get("roles", {}))
        direct: dict[str, tuple[str, ...]] = {}
        for role, entry in named.items():
            if role.casefold() in _TRUTHS:
                self._wrong("access.role_name", ("roles", role), role=role)
            rules = self._map(("roles", role), {} if entry is None else entry, ("includes",))
            direct[role] = self._texts(("roles", role), rules, "includes")
            for number, included in enumerate(direct[role]):
                if included not in named:
                    self._wrong("access.role_undefined", ("roles", role, "includes", number), role=included)
        closed, cyclic = included_roles(direct)
        for role in cyclic:
            self._wrong("access.role_cycle", ("roles", role), role=role)
        return closed

    def _allowance(
        self, at: tuple[str, int], entry: Value, roles: Mapping[str, object], scope: str, ids: dict[str, str]
    ) -> Allowance:
        rule = self._map(at, entry, ("id", "to", "allow", "paths", "where", "fields", "act_for", "why"))
        self._needed(at, rule, ("id", "to", "allow", "paths", "why"))
        act_for = rule.get("act_for", False)
        if not isinstance(act_for, bool):
            self._wrong("access.value_wrong", (*at, "act_for"), key="act_for", expected="true | false")
        return Allowance(
            self._id(at, rule, ids),
            self._known_roles(at, rule, "to", roles),
            self._actions(at, rule, "allow") | {READ},
            self._patterns(at, rule, scope),
            self._condition(at, rule, "where"),
            self._fields(at, rule),
            act_for is True,
        )

    def _restriction(
        self, at: tuple[str, int], entry: Value, roles: Mapping[str, object], scope: str, ids: dict[str, str]
    ) -> Restriction:
        rule = self._map(at, entry, ("id", "only", "unless", "stop", "paths", "fields", "show", "why"))
        self._needed(at, rule, ("id", "stop", "paths", "why"))
        if "only" not in rule and "unless" not in rule:
            self._wrong("access.key_missing", at, key="only / unless")
        stopped = self._actions(at, rule, "stop")
        show = rule.get("show", HIDE)
        if show not in SHOWS:
            self._wrong("access.value_wrong", (*at, "show"), key="show", expected=" | ".join(SHOWS))
        patterns, fields = self._patterns(at, rule, scope), self._fields(at, rule)
        return Restriction(
            self._id(at, rule, ids),
            self._known_roles(at, rule, "only", roles) if "only" in rule else frozenset(),
            frozenset(ACTIONS) if READ in stopped else stopped,
            patterns if fields else with_metadata(patterns),
            self._condition(at, rule, "unless"),
            fields,
            str(show),
        )

    def _test(self, at: tuple[str, int], entry: Value, roles: Mapping[str, object]) -> PolicyTest:
        test = self._map(at, entry, ("who", "customer", "path", "field", "action", "expect", "why"))
        self._needed(at, test, ("who", "path", "action", "expect"))
        who = self._map((*at, "who"), test.get("who", {}))
        self._known_roles((*at, "who"), who, "roles", roles)
        action, expect = test.get("action", READ), test.get("expect", EXPECTED[0])
        if action not in (*ACTIONS, WRITE):
            self._wrong("access.value_wrong", (*at, "action"), key="action", expected=" | ".join((*ACTIONS, WRITE)))
        if expect not in EXPECTED:
            self._wrong("access.value_wrong", (*at, "expect"), key="expect", expected=" | ".join(EXPECTED))
        field = test.get("field", "")
        steps = self._field((*at, "field"), field) if field != "" else ()
        customer = self._map((*at, "customer"), test.get("customer", {}))
        path = self._text(at, test, "path")
        return PolicyTest(member_from(who), customer, path, steps, str(action), str(expect))

    def _id(self, at: tuple[str, int], rule: Mapping[str, Value], ids: dict[str, str]) -> str:
        named = self._text(at, rule, "id")
        if named and named in ids:
            self._wrong("access.id_duplicate", (*at, "id"), id=named, other=ids[named])
        ids.setdefault(named, pointer_to(*at))
        return named

    def _known_roles(
        self, at: tuple[str | int, ...], rule: Mapping[str, Value], key: str, roles: Mapping[str, object]
    ) -> frozenset[str]:
        found = self._texts(at, rule, key)
        for number, role in enumerate(found):
            if role not in roles:
                self._wrong("access.role_undefined", (*at, key, number), role=role)
        if key in rule and not found:
            self._wrong("access.value_wrong", (*at, key), key=key, expected="[…]")
        return frozenset(found)

    def _actions(self, at: tuple[str, int], rule: Mapping[str, Value], key: str) -> frozenset[str]:
        found = self._texts(at, rule, key)
        for number, action in enumerate(found):
            if action not in (*ACTIONS, WRITE):
                self._wrong("access.value_wrong", (*at, key, number), key=key, expected=" | ".join((*ACTIONS, WRITE)))
        if key in rule and not found:
            self._wrong("access.value_wrong", (*at, key), key=key, expected="[…]")
        return frozenset(ACTIONS) if WRITE in found else frozenset(found)

    def _patterns(self, at: tuple[str, int], rule: Mapping[str, Value], scope: str) -> tuple[Pattern, ...]:
        globs = self._texts(at, rule, "paths")
        if "paths" in rule and not globs:
            self._wrong("access.value_wrong", (*at, "paths"), key="paths", expected="[…]")
        patterns: list[Pattern] = []
        for number, glob in enumerate(globs):
            try:
                patterns += parse_glob(glob, scope)
            except GlobError as error:
                self._wrong(error.code, (*at, "paths", number), **error.params)
        return tuple(dict.fromkeys(patterns))

    def _condition(self, at: tuple[str, int], rule: Mapping[str, Value], key: str) -> Condition | None:
        if key not in rule:
            return None
        try:
            return parse_condition(self._text(at, rule, key))
        except ConditionError as error:
            self._wrong("access.condition_syntax", (*at, key), character=error.column)
            return None

    def _fields(self, at: tuple[str, int], rule: Mapping[str, Value]) -> tuple[FieldPath, ...]:
        named = self._texts(at, rule, "fields")
        if "fields" in rule and not named:
            self._wrong("access.value_wrong", (*at, "fields"), key="fields", expected="[…]")
        return tuple(self._field((*at, "fields", number), field) for number, field in enumerate(named))

    def _field(self, at: tuple[str | int, ...], field: Value) -> FieldPath:
        steps = parse_field(field) if isinstance(field, str) else None
        if steps is None:
            self._wrong("access.field_syntax", at)
        return steps or ()

    def _entries(self, root: Mapping[str, Value], key: str) -> Iterator[tuple[tuple[str, int], Value]]:
        entries = root.get(key, [])
        if not isinstance(entries, list):
            self._wrong("access.value_wrong", (key,), key=key, expected="[…]")
            return
        for number, entry in enumerate(entries):
            yield (key, number), entry

    def _map(self, at: tuple[str | int, ...], value: Value, keys: tuple[str, ...] | None = None) -> dict[str, Value]:
        if not isinstance(value, dict):
            self._wrong("access.value_wrong", at, key=str(at[-1]) if at else PATH, expected="{…}")
            return {}
        for key in value if keys is not None else ():
            if keys is not None and key not in keys:
                self._wrong("access.key_unknown", (*at, key), key=key)
        return value

    def _needed(self, at: tuple[str | int, ...], value: Mapping[str, Value], keys: tuple[str, ...]) -> None:
        for key in keys:
            if key not in value:
                self._wrong("access.key_missing", at, key=key)

    def _text(self, at: tuple[str | int, ...], rule: Mapping[str, Value], key: str) -> str:
        value = rule.get(key, "")
        if key in rule and (not isinstance(value, str) or not value.strip()):
            self._wrong("access.value_wrong", (*at, key), key=key, expected='"…"')
        return value if isinstance(value, str) else ""

    def _texts(self, at: tuple[str | int, ...], rule: Mapping[str, Value], key: str) -> tuple[str, ...]:
        value = rule.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            self._wrong("access.value_wrong", (*at, key), key=key, expected='["…"]')
            return ()
        return tuple(item for item in value if isinstance(item, str))

    def _wrong(self, code: str, at: tuple[str | int, ...], **params: Param) -> None:
        pointer = pointer_to(*at)
        line, column = self._record.document.position(pointer, key=code in ("access.key_unknown", "access.role_name"))
        self.problems.append(Problem(code, self._record.path, line, column, pointer, params))

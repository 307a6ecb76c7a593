"""privacy.*: personal data in records that are not protected (requirement N8). The value itself goes nowhere."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from crmfs.checks.checksums import is_credit_code
from crmfs.checks.personal import Sort, find_personal, may_hold_personal
from crmfs.checks.subject import Rules
from crmfs.core.messages import Param
from crmfs.core.problem import Problem
from crmfs.records.fields import Field
from crmfs.records.kinds import CONTACTS, CUSTOMER, MEMBERS, SETTINGS, is_protected
from crmfs.records.record import Record
from crmfs.records.schema import SchemaRefused
from crmfs.records.yaml import Value, pointer_to

CODES: Mapping[Sort, str] = {
    "mobile": "privacy.phone",
    "landline": "privacy.phone",
    "international": "privacy.phone",
    "email": "privacy.email",
    "id_card": "privacy.id_card",
    "bank_card": "privacy.bank_card",
}
_MASK = ("*", "＊")


class _Words(NamedTuple):
    """One key or value of a record: where it stands, what it says, under which key."""

    pointer: str
    text: str
    about: str
    is_key: bool


def is_free(path: str, rules: Rules) -> bool:
    """Says whether a file may hold personal data: a protected one, unless the profile forbids them everywhere."""
    return rules.profile != "no-pii" and is_protected(path)


def told(rules: Rules) -> Mapping[str, Param]:
    """Returns the params of a problem with personal data: the profile where it forbids what else would be allowed."""
    return {"profile": rules.profile} if rules.profile == "no-pii" else {}


def check(record: Record, rules: Rules) -> Iterator[Problem]:
    """Finds phone numbers, e-mail addresses, identity and bank cards in values, keys and comments of a record."""
    if not may_hold_personal(record.document.data) or is_free(record.path, rules):
        return
    seen: set[tuple[str, str]] = set()
    for words in _words(record, rules):
        for personal in find_personal(words.text, words.about):
            code = CODES[personal.sort]
            if (code, words.pointer) not in seen:
                seen.add((code, words.pointer))
                yield _problem(record, code, words.pointer, rules, key=words.is_key)
    yield from _in_comments(record, rules)


def check_names(record: Record, rules: Rules) -> Iterator[Problem]:
    """Finds names that are no mask such as `*经理`: of customers, and with the profile no-pii of all people."""
    if record.kind is CUSTOMER:
        name = record.text("name")
        if name and not name.startswith(_MASK):
            yield _problem(record, "privacy.name_unmasked", "/name", rules)
    elif (record.kind is CONTACTS or record.kind is MEMBERS) and not is_free(record.path, rules):
        key = record.kind.name
        people = record.value.get(key)
        for index, person in enumerate(people if isinstance(people, list) else ()):
            called = person.get("name") if isinstance(person, dict) else None
            if isinstance(called, str) and called and not called.startswith(_MASK):
                yield _problem(record, "privacy.name_unmasked", f"/{key}/{index}/name", rules)


def _problem(record: Record, code: str, pointer: str, rules: Rules, *, key: bool = False) -> Problem:
    line, column = record.document.position(pointer, key=key)
    return Problem(code, record.path, line, column, pointer, told(rules))


def _words(record: Record, rules: Rules) -> Iterator[_Words]:
    try:
        fields = rules.schemas.fields(record.kind.name)
    except SchemaRefused:
        fields = {}
    strict = rules.profile == "no-pii"
    for key, value in record.value.items():
        if record.kind is SETTINGS and key == "support" and not strict:
            continue  # whom to ask is the company's own business
        if key == "credit_code" and isinstance(value, str) and is_credit_code(value):
            continue
        yield from _below(key, value, fields, "", strict)


def _below(key: str, value: Value, fields: Mapping[str, Field], above: str, strict: bool) -> Iterator[_Words]:
    """Yields a key of a map and all that stands below it, but for what the schema protects or says to be a number."""
    field = fields.get(key)
    pointer = above + pointer_to(key)
    yield _Words(pointer, key, "", True)
    if field and (field.protected and not strict):
        return
    yield from _values(key, value, field, pointer, strict)


def _values(key: str, value: Value, field: Field | None, pointer: str, strict: bool) -> Iterator[_Words]:
    if isinstance(value, str):
        yield _Words(pointer, value, key, False)
    elif isinstance(value, dict):
        for inner, part in value.items():
            yield from _below(inner, part, field.items if field else {}, pointer, strict)
    elif isinstance(value, list):
        for index, part in enumerate(value):
            yield from _values(key, part, field, f"{pointer}/{index}", strict)
    elif type(value) is int and (field is None or field.type not in ("integer", "number")):
        yield _Words(pointer, str(value), key, False)


def _in_comments(record: Record, rules: Rules) -> Iterator[Problem]:
    from crmfs.checks.comments import comments_of  # needs the full reader, which few files need

    for line, column, text in comments_of(record.document.data):
        for personal in find_personal(text):
            yield Problem(CODES[personal.sort], record.path, line, column + personal.start, params=told(rules))

"""What the schema finds wrong with a record, in the most helpful words: `label.used` where a label was typed."""

from collections.abc import Iterator, Mapping

from crmfs.checks.meant import meant_date, meant_number, narrow
from crmfs.checks.personal import find_personal
from crmfs.checks.subject import Rules
from crmfs.core.messages import Param
from crmfs.core.problem import Problem
from crmfs.core.regex import regex
from crmfs.records.fields import Field
from crmfs.records.kinds import CONTACTS, CUSTOMER
from crmfs.records.labels import choice_code, field_code
from crmfs.records.record import Record
from crmfs.records.schema import Finding, SchemaRefused
from crmfs.records.yaml import Value, pointer_parts

_PERSONAL = ("phone", "mobile", "email", "wechat", "title")  # fields of a contact, which `set` takes for a customer
_NARROWED = ("value.pattern", "value.email", "value.format")
_NUMBER = regex(r"[-+]?[0-9]+(?:\.[0-9]+)?")


def check(record: Record, rules: Rules) -> Iterator[Problem]:
    """Finds every rule of the schema that a record breaks; what follows from another finding alone is left out."""
    try:
        findings = rules.schemas.findings(record.kind.name, record.value)
    except SchemaRefused as error:
        # Without its rules a record never passes; the schema's own problems are told where it lies.
        yield Problem("check.rules_unreadable", record.path, params={"reason": error.code})
        return
    if not findings:
        return
    fields = rules.schemas.fields(record.kind.name)
    labelled = {place: code for place, code in (_labelled_key(f, fields) for f in findings) if code}
    for finding in findings:
        if finding.code == "field.required" and f"{finding.pointer}/{finding.params['field']}" in labelled.values():
            continue  # it is there, under its label
        yield _problem(record, finding, rules, labelled.get(finding.pointer, "").rpartition("/")[2])


def _problem(record: Record, finding: Finding, rules: Rules, meant_key: str) -> Problem:
    fields = rules.schemas.fields(record.kind.name)
    is_key = finding.code == "field.unknown"
    personal_key = _personal_key(record, finding, rules) if is_key and not meant_key else ""
    code, params = _told(record, finding, fields)
    if meant_key:
        code, params = "label.used", {"code": meant_key}
    elif personal_key:
        code, params = "field.in_contacts", {"field": personal_key}
    elif is_key and find_personal(str(params["field"])):
        params = {**params, "field": "*"}  # a key may be anything that was typed
    line, column = record.document.position(finding.pointer, key=is_key)
    return Problem(code, record.path, line, column, finding.pointer, params)


def _told(record: Record, finding: Finding, fields: Mapping[str, Field]) -> tuple[str, Mapping[str, Param]]:
    """Returns code and params of a finding, or of a better one that says what was meant."""
    field = field_at(fields, finding.pointer)
    value = value_at(record.value, finding.pointer)
    if field and isinstance(value, str) and finding.code == "value.enum":
        meant = choice_code(field, value)
        if meant:
            return "label.used", {"code": meant}
    if finding.pointer == "/id" and finding.code == "value.pattern" and value == narrow(value):
        return "id.invalid", {}
    if field and field.type == "date" and meant_date(value):
        return "value.date_format", {"field": field.name}
    if narrow(value) != value and (finding.code in _NARROWED or (finding.code == "value.type" and _is_number(value))):
        return "value.fullwidth", {"field": finding.params["field"]}
    if field and finding.code == "value.type" and meant_number(field, value) is not None:
        return "value.number_form", {"field": field.name}
    return finding.code, finding.params


def _personal_key(record: Record, finding: Finding, rules: Rules) -> str:
    """Returns the field of a contact that a key of customer.yaml means, "" for any other key."""
    if record.kind is not CUSTOMER or finding.pointer.count("/") != 1:
        return ""
    try:
        contacts = rules.schemas.fields(CONTACTS.name).get("contacts")
    except SchemaRefused:
        return ""
    code = field_code(contacts.items, pointer_parts(finding.pointer)[0]) if contacts else None
    return code if code in _PERSONAL else ""


def _is_number(value: Value) -> bool:
    return _NUMBER.fullmatch(str(narrow(value))) is not None


def _labelled_key(finding: Finding, fields: Mapping[str, Field]) -> tuple[str, str]:
    """Returns a finding's pointer and, where it is a key typed as its label, the pointer of the right key."""
    if finding.code != "field.unknown":
        return finding.pointer, ""
    *place, typed = pointer_parts(finding.pointer)
    for part in place:
        if not part.isdigit():
            fields = fields[part].items if part in fields else {}
    code = field_code(fields, typed)
    return finding.pointer, f"{finding.pointer.rpartition('/')[0]}/{code}" if code else ""


def field_at(fields: Mapping[str, Field], pointer: str) -> Field | None:
    """Returns the field that a pointer leads to; an item of a list belongs to the list's field."""
    field: Field | None = None
    for part in pointer_parts(pointer):
        if field is None or not part.isdigit():
            field = (field.items if field else fields).get(part)
            if field is None:
                return None
    return field


def value_at(value: Value, pointer: str) -> Value:
    """Returns the value that a pointer leads to, None where it leads nowhere."""
    for part in pointer_parts(pointer):
        if isinstance(value, dict):
            value = value.get(part)
        elif isinstance(value, list) and part.isdigit() and int(part) < len(value):
            value = value[int(part)]
        else:
            return None
    return value

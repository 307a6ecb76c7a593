"""Real names and numbers go to the protected contacts.yaml, the mask to customer.yaml. Writes nothing."""

from collections.abc import Mapping, Sequence

from crmfs.core.messages import Language, Text, pick
from crmfs.core.text import fold_label
from crmfs.edits.assignments import Assignment
from crmfs.records.fields import Field
from crmfs.records.ids import random_id
from crmfs.records.labels import field_code
from crmfs.records.yaml import Value

MASK = "*"
UNTITLED = Text("联系人", "contact")  # stands after the mask where no title is known
PERSONAL = ("name", "title", "phone", "mobile", "email", "wechat")
_ALSO = {"联系方式": "phone", "电子邮箱": "email", "客户姓名": "name", "联系电话": "phone"}


def is_mask(value: Value) -> bool:
    """Says whether a value is a mask, `*` or `*经理`, and so tells nothing of a person."""
    return isinstance(value, str) and value.startswith(MASK)


def mask_of(title: Value, lang: Language) -> str:
    """Returns how a person is called in an unprotected field: `*经理`, or `*联系人` without a title.

    Args:
        lang: The repository's language.
    """
    return MASK + (title if isinstance(title, str) and title else pick(UNTITLED, lang))


def personal_field(typed: str, customer: Mapping[str, Field], person: Mapping[str, Field]) -> str | None:
    """Returns the contact's field that a typed name of a customer's field means, None for one that customer.yaml keeps.

    Args:
        customer: The fields of customer.yaml.
        person: The fields of one contact.
    """
    code = _ALSO.get(typed.strip()) or field_code(customer, typed)
    if code is None:
        code = field_code(person, typed)
    return code if code in PERSONAL and (code == "name" or code not in customer) else None


def split_typed(
    typed: Sequence[str], customer: Mapping[str, Field], person: Mapping[str, Field], *, empties: bool = False
) -> tuple[list[str], list[str]]:
    """Returns the assignments for customer.yaml and those for the primary contact; a mask stays with the customer.

    Args:
        empties: Whether no value empties a field of the contact; else it says nothing.
    """
    own: list[str] = []
    private: list[str] = []
    for text in typed:
        name, sign, value = text.replace("＝", "=", 1).partition("=")
        code = personal_field(name.rstrip("+-"), customer, person) if sign else None
        if code is None or (code == "name" and value.strip().startswith(MASK)):
            own.append(text)
        elif code == "name" or fold_label(value) not in ("", MASK) or (empties and not value.strip()):
            private.append(f"{code}={value}")
    return own, private


def phone_field(number: str) -> str:
    """Returns the contact's field that a number belongs to: a Chinese mobile number is `mobile`, any other `phone`."""
    digits = "".join(char for char in number if char.isdigit())
    digits = digits[2:] if len(digits) == 13 and digits.startswith("86") else digits
    return "mobile" if len(digits) == 11 and digits.startswith("1") and digits[1] in "3456789" else "phone"


def contact_of(assignments: Sequence[Assignment], unnamed: Value = None) -> dict[str, Value]:
    """Returns a new primary contact with the assigned values.

    Args:
        unnamed: What stands for the name where none is assigned: the customer's mask.
    """
    given = {_target(assignment): assignment.value for assignment in assignments}
    name: dict[str, Value] = {"name": unnamed} if unnamed and "name" not in given else {}
    return {"id": random_id("CON"), **name, **given, "primary": True}


def _target(assignment: Assignment) -> str:
    if assignment.field == "phone" and isinstance(assignment.value, str):
        return phone_field(assignment.value)
    return assignment.field


def aimed(assignments: Sequence[Assignment], person: str) -> list[Assignment]:
    """Returns assignments to one contact's fields as assignments to contacts.yaml.

    Args:
        person: The contact's id, or its index.
    """
    return [Assignment("contacts", ("contacts", person, _target(a)), a.how, a.value) for a in assignments]

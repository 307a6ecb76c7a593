"""A field's value in people's words. Knows no command and reads no file."""

from crmfs.context import Context
from crmfs.core.messages import say
from crmfs.records.fields import Field
from crmfs.records.labels import label
from crmfs.records.yaml import Value


def shown_value(context: Context, field: Field | None, value: Value) -> str:
    """Returns a value as people read it: choices by their labels, members with their names, lists in one line."""
    if isinstance(value, list):
        return ("、" if context.lang == "zh" else ", ").join(shown_value(context, field, item) for item in value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return say("show.yes" if value else "show.no", context.lang)
    if field and field.choices:
        return next((label(choice, context.lang) for choice in field.choices if choice.code == value), str(value))
    if field and field.refers == "member":
        members = context.members.meant(str(value))
        return f"{members[0].name} ({members[0].id})" if len(members) == 1 else str(value)
    return str(value)

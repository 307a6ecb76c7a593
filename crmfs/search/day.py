"""Day: which day a record is of. Reads no file."""

from datetime import date

from crmfs.records.yaml import Value

_DAYS = ("date", "opened")  # fields that say it


def day_of(value: dict[str, Value]) -> str:
    """Returns the day of a record as stored, `""` without one."""
    return next((day for key in _DAYS if isinstance(day := value.get(key), str)), "")


def ordinal(day: object) -> int | None:
    """Returns the number of a day as the index keeps it, None for what is no day."""
    try:
        return date.fromisoformat(str(day)).toordinal()
    except ValueError:
        return None

"""What of two customer.yaml decides itself when they become one: masks, a status' trail, foreign ids. Pure."""

from crmfs.edits.creation import Desk
from crmfs.lifecycle.keeping import ARCHIVED, IN_USE, TO_ARCHIVE
from crmfs.records.former import IDS, REFS, listed_former
from crmfs.records.kinds import CUSTOMER
from crmfs.records.merge3 import Decision
from crmfs.records.record import Record, read_record
from crmfs.records.yaml import Value
from crmfs.records.yaml.editor import delete, set_value
from crmfs.records.yaml.writer import write_yaml

DECIDED_BY_ITSELF = ("status_reason", "status_by", "status_date", "extra")
_TRAIL = ("status_reason", "status_by", "status_date")
_LIVELIEST = (IN_USE, TO_ARCHIVE, ARCHIVED)
_REVIEWS = "reviews"


def prepared(stays: Record, goes: bytes, gone: str) -> tuple[bytes, bytes]:
    """Returns the file of the customer that goes without what nobody has to decide, and what both have in common.

    The mask of a name is that of the primary contact, who stays; the livelier lifecycle counts; a quarter that both
    were reviewed in is as the one that stays says; the ids of the one that goes are kept under `extra`, so that nobody
    looks for it in vain and no import makes it anew; sets such as tags are joined.

    Args:
        gone: Id of the customer that goes.
    """
    other = _value(stays.path, goes)
    for key in _TRAIL:
        if key in other and stays.text("status"):
            goes = delete(goes, f"/{key}")
    if stays.text("name").startswith("*") and str(other.get("name", "")).startswith("*"):
        goes = set_value(goes, "/name", stays.text("name"))
    mine, theirs = stays.text("lifecycle"), str(other.get("lifecycle") or "")  # none is in use
    if livelier(mine or IN_USE, theirs or IN_USE) != (mine or IN_USE):
        goes = set_value(goes, "/lifecycle", theirs or IN_USE)
    elif theirs:
        goes = set_value(goes, "/lifecycle", mine) if mine else delete(goes, "/lifecycle")
    goes = _without_done(goes, stays.value.get(_REVIEWS), other.get(_REVIEWS))
    foreign = other.get("source_ref")
    if foreign and stays.value.get("source_ref") and foreign != stays.value["source_ref"]:
        goes = delete(goes, "/source_ref")
        goes = set_value(goes, f"/extra/{REFS}", [*listed_former(other, REFS), foreign])
    known = listed_former(stays.value, IDS)
    goes = set_value(goes, f"/extra/{IDS}", [*known, *listed_former(other, IDS), gone])
    sets: dict[str, Value] = {
        key: value for key, value in stays.value.items() if _is_set(value) and _is_set(other.get(key))
    }
    for key, value in sets.items():
        goes = set_value(goes, f"/{key}", _joined(value, other[key]))
    common = sets | ({"extra": {IDS: known}} if known else {})
    return goes, write_yaml(common) if common else b""


def _without_done(goes: bytes, known: Value, other: Value) -> bytes:
    """Returns a file without the reviews of quarters that the other list has, too."""
    if not isinstance(known, list) or not isinstance(other, list):
        return goes
    quarters = [one.get("id") for one in known if isinstance(one, dict)]
    left = [one for one in other if not (isinstance(one, dict) and one.get("id") in quarters)]
    return set_value(goes, f"/{_REVIEWS}", left) if left else delete(goes, f"/{_REVIEWS}")


def _is_set(value: Value) -> bool:
    return isinstance(value, list) and not any(isinstance(one, (dict, list)) for one in value)


def _joined(one: Value, other: Value) -> list[Value]:
    first, second = (value if isinstance(value, list) else [] for value in (one, other))
    return [*first, *(item for item in second if item not in first)]


def with_trail(desk: Desk, before: Record, after: Record) -> bytes:
    """Returns the file that comes out, with who changed the status and why, where it changed."""
    data, order = after.document.data, tuple(desk.fields(CUSTOMER))
    if before.text("status") and after.text("status") != before.text("status"):
        trail = (desk.intent.reason, desk.intent.member.id, desk.intent.today.isoformat())
        for key, value in zip(_TRAIL, trail, strict=True):
            data = set_value(data, f"/{key}", value, order)
    return data


def of_itself(stays: Record, goes: bytes) -> dict[str, Decision]:
    """Returns what else is decided by itself: a lifecycle that is livelier on the other side."""
    other = str(_value(stays.path, goes).get("lifecycle") or "")
    is_livelier = other in _LIVELIEST and other != stays.text("lifecycle") and bool(stays.text("lifecycle"))
    return {"lifecycle": Decision("theirs")} if is_livelier else {}


def livelier(one: str, other: str) -> str:
    """Returns which of two codes of `lifecycle` is the livelier."""
    return min((each for each in (one, other) if each in _LIVELIEST), key=_LIVELIEST.index, default=one or other)


def _value(path: str, data: bytes) -> dict[str, Value]:
    found = read_record(path, CUSTOMER, data)
    return found.value if isinstance(found, Record) else {}

"""Definitions of reports: the files reports/<name>.yaml, read strictly, and what is wrong in them. Runs none."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from crmfs.core.errors import CrmfsError
from crmfs.core.messages import Param, Text
from crmfs.core.problem import Problem
from crmfs.query.joined import PREFIX, joined_fields
from crmfs.query.names import Names
from crmfs.query.parser import parse_filters
from crmfs.query.times import TimeUnit, time_unit
from crmfs.query.tree import Node
from crmfs.records.fields import Field
from crmfs.records.kinds import CUSTOMER, FEEDBACK, INTERACTION, ORDER, TICKET, Kind
from crmfs.records.labels import field_code
from crmfs.records.schema import Schemas
from crmfs.records.yaml import Document, YamlError, read_yaml

FOLDER, SUFFIX = "reports", ".yaml"
SOURCES = {kind.name: kind for kind in (CUSTOMER, INTERACTION, ORDER, TICKET, FEEDBACK)}
DATES = {INTERACTION.name: "date", ORDER.name: "date", TICKET.name: "opened", FEEDBACK.name: "date"}
COUNTS, SUMS = ("count", "customers", "share"), ("sum", "average", "median", "min", "max")
CHARTS = ("bar", "column", "line", "pie", "none")
MOST_KEYS, MOST_ROWS = 2, 10_000
_KEYS = frozenset(("title", "description", "source", "filter", "by", "measures", "chart", "date", "limit"))


class Fault(NamedTuple):
    """What is wrong with a definition.

    Attributes:
        code: `report.…`, a rule's.
        pointer: JSON Pointer of the place.
        is_key: Whether it is the key that is wrong, not its value.
    """

    code: str
    pointer: str
    params: Mapping[str, Param]
    is_key: bool = False


class Asked(NamedTuple):
    """One measure that is asked for.

    Attributes:
        op: One of `COUNTS` or `SUMS`.
        field: Code of the field of which it is one, `""` for what is counted.
    """

    op: str
    field: str = ""


class Definition(NamedTuple):
    """One report of a team.

    Attributes:
        name: The file's name without `.yaml`.
        source: What is counted.
        filters: Which of it, as the syntax tree of all filters; None for all.
        keys: What it is grouped by: codes of fields, units of time.
        measures: At least one.
        chart: One of `CHARTS`.
        date: Code of the field by which periods and units of time go, `""` where there is none.
        limit: Most rows, 0 for all.
    """

    name: str
    title: Text
    about: Text
    source: Kind
    filters: Node | None
    keys: tuple[str, ...]
    units: tuple[TimeUnit | None, ...]
    measures: tuple[Asked, ...]
    chart: str
    date: str
    limit: int


class _Refused(Exception):
    """A definition that cannot be used."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.code)
        self.fault = fault


def definition_in(
    path: str, data: bytes, schemas: Schemas, today: date, member_id: Callable[[str], str | None] = str
) -> Definition | Problem:
    """Returns what a file says, or the first thing that is wrong with it.

    Args:
        member_id: Finds a member by what somebody typed; as it is given, people come and go.
    """
    try:
        document = read_yaml(data)
    except YamlError as error:
        return Problem("report.definition_invalid", path, error.line or 1)
    try:
        return _Reader(path, document.value, schemas, today, member_id).definition()
    except _Refused as refused:
        fault = refused.fault
        return Problem(fault.code, path, _line(document, fault), pointer=fault.pointer, params=fault.params)


def is_definition(path: str) -> bool:
    """Says whether a path is that of a report's definition."""
    return path.startswith(f"{FOLDER}/") and path.endswith(SUFFIX) and path.count("/") == 1


def _line(document: Document, fault: Fault) -> int:
    if not fault.pointer:
        return 1
    return document.position(fault.pointer, key=fault.is_key)[0]


class _Reader:
    """Reads one definition; the first thing that is wrong ends it."""

    def __init__(
        self, path: str, value: Any, schemas: Schemas, today: date, member_id: Callable[[str], str | None]
    ) -> None:
        self._name = path.rpartition("/")[2].removesuffix(SUFFIX)
        self._said: dict[str, Any] = value if isinstance(value, dict) else {}
        self._schemas = schemas
        self._today = today
        self._member_id = member_id

    def definition(self) -> Definition:
        """Returns what it says."""
        for key in self._said:
            if key not in _KEYS:
                raise _Refused(_invalid(f"/{_escaped(key)}", is_key=True))
        source = self._said.get("source")
        if not isinstance(source, str) or source not in SOURCES:
            raise _Refused(_invalid("/source" if source is not None else ""))
        kind = SOURCES[source]
        fields = joined_fields(self._schemas, kind)
        day = self._day(source, fields)
        keys, units = self._by(fields, day)
        return Definition(
            self._name,
            self._title(),
            self._text("description"),
            kind,
            self._filters(fields),
            keys,
            units,
            tuple(self._measures(fields)),
            self._one_of("chart", CHARTS, "bar"),
            day,
            self._limit(),
        )

    def _day(self, source: str, fields: Mapping[str, Field]) -> str:
        """Returns the field by which days go, `""` for none; that of its source where the team's rules have it."""
        if "date" not in self._said:
            usual = DATES.get(source, "")
            return usual if usual in fields and fields[usual].type == "date" else ""
        day = self._field("/date", self._said["date"], fields)
        if fields[day].type != "date":
            raise _Refused(Fault("report.definition_date", "/date", {"field": day}))
        return day

    def _title(self) -> Text:
        return self._text("title") if self._said.get("title") else Text(self._name, self._name)

    def _text(self, key: str) -> Text:
        """Returns a text that is given once for both languages, or for each."""
        said = self._said.get(key)
        if said is None:
            return Text("", "")
        if isinstance(said, str):
            return Text(said, said)
        if isinstance(said, dict) and set(said) == {"zh", "en"} and all(isinstance(one, str) for one in said.values()):
            return Text(said["zh"], said["en"])
        raise _Refused(_invalid(f"/{key}"))

    def _one_of(self, key: str, known: tuple[str, ...], default: str) -> str:
        said = self._said.get(key, default)
        if said not in known:
            raise _Refused(_invalid(f"/{key}"))
        return str(said)

    def _limit(self) -> int:
        said = self._said.get("limit", 0)
        if isinstance(said, bool) or not isinstance(said, int) or not 0 <= said <= MOST_ROWS:
            raise _Refused(_invalid("/limit"))
        return said

    def _by(self, fields: Mapping[str, Field], day: str) -> tuple[tuple[str, ...], tuple[TimeUnit | None, ...]]:
        said = self._said.get("by")
        listed = said if isinstance(said, list) else [said]
        if said is None or not 1 <= len(listed) <= MOST_KEYS:
            raise _Refused(_invalid("/by" if said is not None else ""))
        keys: list[str] = []
        units: list[TimeUnit | None] = []
        for place, typed in enumerate(listed):
            pointer = f"/by/{place}" if isinstance(said, list) else "/by"
            unit = time_unit(typed) if isinstance(typed, str) else None
            if unit and not day:
                raise _Refused(Fault("report.definition_no_date", pointer, {"unit": typed}))
            keys.append(day if unit else self._field(pointer, typed, fields))
            units.append(unit)
        return tuple(keys), tuple(units)

    def _measures(self, fields: Mapping[str, Field]) -> Iterator[Asked]:
        said = self._said.get("measures", ["count"])
        listed = said if isinstance(said, list) else [said]
        if not listed:
            raise _Refused(_invalid("/measures"))
        for place, one in enumerate(listed):
            pointer = f"/measures/{place}" if isinstance(said, list) else "/measures"
            if isinstance(one, str) and one in COUNTS:
                yield Asked(one)
                continue
            if not isinstance(one, dict) or len(one) != 1 or next(iter(one)) not in SUMS:
                raise _Refused(_invalid(pointer))
            ((op, typed),) = one.items()
            code = self._field(f"{pointer}/{op}", typed, fields)
            if fields[code].type not in ("number", "integer"):
                raise _Refused(Fault("report.definition_number", f"{pointer}/{op}", {"field": code}))
            yield Asked(op, code)

    def _field(self, pointer: str, typed: Any, fields: Mapping[str, Field]) -> str:
        code = field_code(fields, typed) if isinstance(typed, str) else None
        if code is None:
            raise _Refused(
                Fault("report.definition_field", pointer, {"field": str(typed), "near": _near(fields, typed)})
            )
        return code

    def _filters(self, fields: Mapping[str, Field]) -> Node | None:
        said = self._said.get("filter")
        listed: list[Any] = said if isinstance(said, list) else [said]
        if said is None:
            return None
        if not all(isinstance(one, str) and one.strip() for one in listed):
            raise _Refused(_invalid("/filter"))
        try:
            return parse_filters(listed, Names.of(fields, self._today, self._member_id))
        except CrmfsError:
            raise _Refused(Fault("report.definition_filter", "/filter", {})) from None


def _near(fields: Mapping[str, Field], typed: Any) -> str:
    """Returns the field that a mistyped name most likely means; the records' own ones if none is near."""
    from difflib import get_close_matches  # needed for mistakes only

    spelt = {code.removeprefix(PREFIX): code for code in reversed([*fields])} | {code: code for code in fields}
    found = get_close_matches(str(typed), spelt, n=1, cutoff=0.6)
    return spelt[found[0]] if found else ", ".join(code for code in fields if not code.startswith(PREFIX))


def _invalid(pointer: str, *, is_key: bool = False) -> Fault:
    return Fault("report.definition_invalid", pointer, {}, is_key)


def _escaped(key: object) -> str:
    return str(key).replace("~", "~0").replace("/", "~1")

"""The value that somebody writes to settle a conflict, judged by the rules of its field before it counts. Pure."""

from crmfs import checks
from crmfs.checks.run import guarded
from crmfs.checks.subject import Rules
from crmfs.edits.transaction import Refused
from crmfs.records.kinds import locate
from crmfs.records.merge3 import ABSENT, Decision
from crmfs.records.record import Record, read_record
from crmfs.records.yaml import Value, pointer_to
from crmfs.records.yaml.writer import write_yaml


def demand_fitting(path: str, at: tuple[str, ...], decision: Decision, rules: Rules) -> None:
    """Refuses (Refused) a value that would break a rule at its place, whatever else the record holds.

    Args:
        at: The place in the record: keys; of an item of a list `[ID]`.
    """
    kind = locate(path).kind
    if kind is None or decision.value is ABSENT:
        return
    value: Value = decision.value  # type: ignore[assignment]
    for step in reversed(at):
        value = [value] if step.startswith("[") else {step: value}
    if not isinstance(value, dict):
        return
    record = read_record(path, kind, write_yaml(value))
    pointer = pointer_to(*(0 if step.startswith("[") else step for step in at))
    found = guarded(checks.RECORD_CHECKS, path, record, rules) if isinstance(record, Record) else [record]
    refused = [one for one in found if one.severity == "error" and one.pointer == pointer]
    if refused:
        raise Refused(refused)

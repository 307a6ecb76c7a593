"""What is said of changes of a customer's status. Texts only."""

from crmfs.core.messages import Rule, Text

_WHY = Text(
    "每次状态变更都要记下原因、员工、日期和下一步，以后才查得到",
    "every change of status records reason, employee, date and next step, so that it can be traced",
)
_COMMAND = Text(
    'crmfs status {customer} 状态 --reason "…" --follow-up +7d 会一次写好这几项',
    'crmfs status {customer} STATUS --reason "…" --follow-up +7d writes all of it at once',
)

MESSAGES: dict[str, Text | Rule] = {
    "status.reason_missing": Rule(
        "error",
        Text(
            "状态改了，但没有写新的原因（status_reason），如 客户签约成功",
            "the status was changed without a new status_reason, such as signed the contract",
        ),
        _COMMAND,
        _WHY,
    ),
    "status.by_missing": Rule(
        "error",
        Text(
            "状态改了，但没有写是哪位员工改的（status_by）", "the status was changed without saying by whom (status_by)"
        ),
        _COMMAND,
        _WHY,
    ),
    "status.date_missing": Rule(
        "error",
        Text("状态改了，但没有写日期（status_date）", "the status was changed without its date (status_date)"),
        _COMMAND,
        _WHY,
    ),
    "status.follow_up_missing": Rule(
        "error",
        Text(
            "状态改了，但没有定下次跟进日期（next_follow_up）；已过去的日期不算",
            "the status was changed without setting next_follow_up; a date before the change does not count",
        ),
        _COMMAND,
        _WHY,
    ),
}

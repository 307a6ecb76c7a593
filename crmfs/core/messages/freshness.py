"""What the calendar says of customers. Texts only."""

from crmfs.core.messages import Rule, Text

MESSAGES: dict[str, Text | Rule] = {
    "freshness.follow_up_overdue": Rule(
        "info",
        Text("该跟进了：已过 {days} 天", "the follow-up is {days} days overdue"),
        Text(
            "联系客户并记录互动，再定下次日期：crmfs set 客户ID next_follow_up=+7d",
            "contact the customer, record it, and set the next date: crmfs set ID next_follow_up=+7d",
        ),
        Text("按计划跟进，客户才不会流失", "customers stay when they are followed up as planned"),
    ),
    "freshness.stale": Rule(
        "info",
        Text(
            "超过 {months} 个月没有互动，应标为待归档", "no interaction for more than {months} months: to be archived"
        ),
        Text(
            "crmfs lifecycle run 会标记；有新互动就记录下来",
            "crmfs lifecycle run marks it; a new interaction clears the mark",
        ),
        Text(
            "只标记，不归档也不删除；月数在 crmfs.yaml 的 stale_months",
            "it is marked only; the months stand in crmfs.yaml",
        ),
    ),
}

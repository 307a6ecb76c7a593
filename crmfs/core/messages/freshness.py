"""What the calendar says of customers. Texts only."""

from crmfs.core.messages import Rule, Text

MESSAGES: dict[str, Text | Rule] = {
    "freshness.follow_up_overdue": Rule(
        "info",
        Text("该跟进了：已过 {days} 天", "the follow-up is {days:day|days} overdue"),
        Text(
            "联系客户并记录互动，再定下次日期：crmfs set {customer} 下次跟进日期=+7d",
            "contact the customer, record it, and set the next date: crmfs set {customer} next_follow_up=+7d",
        ),
        Text("按计划跟进，客户才不会流失", "customers stay when they are followed up as planned"),
    ),
    "freshness.stale": Rule(
        "info",
        Text(
            "超过 {months} 个月没有互动，应标为待归档",
            "no interaction for more than {months:month|months}: to be archived",
        ),
        Text(
            "标记：crmfs set {customer} 档案状态=待归档；若有新互动，就记录下来",
            "mark it: crmfs set {customer} lifecycle=to_archive; or record the new interaction, if there was one",
        ),
        Text(
            "只标记，不归档也不删除；月数在 crmfs.yaml 的 stale_months",
            "it is marked only; the months stand in crmfs.yaml",
        ),
    ),
}

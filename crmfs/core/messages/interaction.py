"""What is said of interactions. Texts only."""

from crmfs.core.messages import Rule, Text

MESSAGES: dict[str, Text | Rule] = {
    "interaction.rewritten": Rule(
        "warning",
        Text("互动发生 {days} 天后，记录被改写", "the interaction was rewritten {days:day|days} after it took place"),
        Text(
            "有新情况请另记一次互动：crmfs new interaction；更正错误可以忽略此警告",
            "record what is new as an interaction of its own: crmfs new interaction; a correction may stay",
        ),
        Text("互动记录是当时情况的凭据", "the log is the evidence of what was said at the time"),
    ),
    "interaction.in_future": Rule(
        "warning",
        Text("互动日期在今天之后", "the interaction is dated after today"),
        Text(
            "改正日期；计划要做的事写在 next_step 和 next_follow_up",
            "correct the date; what is planned goes to next_step and next_follow_up",
        ),
        Text(
            "互动记录已发生的事；未来的日期会打乱跟进和归档",
            "the log tells what took place; future dates upset reminders",
        ),
    ),
}

"""What is said when checking itself fails. Texts only."""

from crmfs.core.messages import Rule, Text

MESSAGES: dict[str, Text | Rule] = {
    "check.crashed": Rule(
        "error",
        Text("检查程序在这里出错（{error}），这一项没有检查", "a check failed here ({error}), so it was not done"),
        Text(
            "请把 {path} 的情况报告给 crmfs 的维护者；不要附上客户数据",
            "report it to the maintainers of crmfs, naming {path}, without customers' data",
        ),
        Text("没有检查过的内容不能当作合格", "what was not checked must not pass as good"),
    ),
    "check.rules_unreadable": Rule(
        "error",
        Text("检查所需的规则读不出来：{reason}", "the rules needed for checking cannot be read: {reason}"),
        Text(
            "先改正 crmfs.yaml、members.yaml 或 schema/：crmfs validate schema",
            "mend crmfs.yaml, members.yaml or schema/ first: crmfs validate schema",
        ),
        Text("没有规则就无法检查，也就不能放行", "without rules nothing can be checked, so nothing passes"),
    ),
}

"""Messages about the quality of data over time."""

from crmfs.core.messages import Text

MESSAGES = {
    "quality.by_unknown": Text(zh="--by 可以写：{known}", en="--by is one of: {known}"),
    "quality.since_malformed": Text(
        zh="看不懂日期“{text}”。例如 --since 2026-01-01、--since 6m",
        en="“{text}” is no date. For example --since 2026-01-01, --since 6m",
    ),
    "quality.fields_alone": Text(
        zh="--fields 不按人、地区或时间统计：请去掉 --by 和 --since。",
        en="--fields counts neither by owner or region nor over time: leave out --by and --since.",
    ),
    "quality.no_earlier": Text(
        zh="从 {day} 到今天还没有一个月末有资料，暂时看不出变化。",
        en="No month has ended with data since {day}: there is nothing to compare with yet.",
    ),
    "quality.reading": Text(zh="正在读取客户", en="Reading customers"),
    "quality.checking": Text(zh="正在检查", en="Checking"),
    "quality.state_of": Text(zh="正在看 {day} 的状态", en="Looking at the state of {day}"),
    "quality.summary": Text(
        zh="{customers} 个客户，资料完整 {complete}，{wrong} 个（{rate}）有错误或警告。",
        en="{customers:customer|customers}, {complete} complete; {wrong} ({rate}) with errors or warnings.",
    ),
    "quality.none": Text(zh="没有客户。", en="There are no customers."),
    "quality.column_field": Text(zh="字段", en="Field"),
    "quality.column_filled": Text(zh="已填", en="Filled in"),
    "quality.column_expected": Text(zh="应填", en="Of"),
    "quality.column_complete": Text(zh="完整", en="Complete"),
    "quality.column_wrong": Text(zh="有问题", en="Wrong"),
    "quality.column_rate": Text(zh="问题率", en="Error rate"),
    "quality.column_customers": Text(zh="客户数", en="Customers"),
    "quality.column_day": Text(zh="日期", en="Day"),
    "quality.column_kind": Text(zh="记录", en="Record"),
    "quality.column_records": Text(zh="记录数", en="Records"),
    "quality.column_unused": Text(zh="没人用的选项", en="Choices that nobody uses"),
    "quality.nobody": Text(zh="（没有填）", en="(none)"),
    "quality.never_filled": Text(zh="没人填", en="never filled in"),
    "quality.rarely_filled": Text(zh="很少填", en="rarely filled in"),
    "quality.all_used": Text(
        zh="每个字段都有人填，每个选项都有人用。", en="Every field is filled in by somebody, and every choice is used."
    ),
    "quality.fields_counted": Text(
        zh="{never} 个字段没人填，{unused} 个选项没人用。模板还合适吗？见 schema/ 和 crmfs schema doc。",
        en="{never:field is|fields are} never filled in, {unused:choice is|choices are} never used. Is the template still right? See schema/ and crmfs schema doc.",
    ),
    "quality.by_todays_rules": Text(
        zh="过去的日子也按今天的规则检查，看的是当天最后一次提交。",
        en="Earlier days are judged by today's rules, as of each day's last commit.",
    ),
}

"""Messages of reports: their titles, columns, notes and refusals."""

from crmfs.core.messages import Rule, Text

MESSAGES: dict[str, Text | Rule] = {
    "report.distribution": Text(zh="客户分布", en="Customer distribution"),
    "report.distribution_about": Text(
        zh="客户按类型、行业、地区、状态、来源和负责员工的分布。",
        en="How customers are spread by type, industry, region, status, source and owner.",
    ),
    "report.interactions": Text(zh="互动频率", en="Interaction frequency"),
    "report.interactions_about": Text(
        zh="多久联系一次客户，由谁联系，哪些客户沉默了。",
        en="How often customers are talked to, by whom, and who has gone quiet.",
    ),
    "report.sales": Text(zh="销售与消费分析", en="Sales and spending"),
    "report.sales_about": Text(
        zh="订单的金额、频率和最近一次，以及 RFM 客户分层。",
        en="Orders by amount, frequency and recency, and customers by RFM.",
    ),
    "report.satisfaction": Text(zh="满意度与问题", en="Satisfaction and tickets"),
    "report.satisfaction_about": Text(zh="客户评分、工单和处理时间。", en="Ratings, tickets and how long they take."),
    "report.quality": Text(zh="数据质量", en="Data quality"),
    "report.quality_about": Text(
        zh="客户资料填了多少，按字段、员工和地区。",
        en="How much of the customers' data is filled in, by field, owner, region.",
    ),
    "report.follow_ups": Text(zh="跟进", en="Follow-ups"),
    "report.follow_ups_about": Text(
        zh="该跟进的，以及约定的跟进做到了多少。", en="What is due, and how much of what was promised was kept."
    ),
    "report.time": Text(zh="时间", en="Time"),
    "report.over_time": Text(zh="随时间变化", en="Over time"),
    "report.by_customer": Text(zh="按客户", en="By customer"),
    "report.in_currency": Text(zh="{what}（{currency}）", en="{what} ({currency})"),
    "report.talks": Text(zh="互动次数", en="Interactions"),
    "report.met": Text(zh="联系过的客户", en="Customers talked to"),
    "report.talks_each": Text(zh="每位客户次数", en="Per customer"),
    "report.owned": Text(zh="在册客户", en="In charge of"),
    "report.last_talk": Text(zh="最近互动", en="Latest interaction"),
    "report.since": Text(zh="距今", en="Since then"),
    "report.quiet": Text(zh="沉默的客户", en="Quiet customers"),
    "report.quiet_means": Text(
        zh="超过 {months} 个月（crmfs.yaml 的 lifecycle.stale_months）没有互动、没有流失也没有归档的客户，不受所选期间影响。",
        en="Customers neither lost nor archived without an interaction for more than {months:month|months}"
        " (lifecycle.stale_months in crmfs.yaml), whatever period is asked for.",
    ),
    "report.no_talks": Text(zh="这段时间没有互动记录。", en="There is no interaction in this period."),
    "report.no_quiet": Text(zh="没有沉默的客户。", en="No customer has gone quiet."),
    "report.orders": Text(zh="订单数", en="Orders"),
    "report.amount": Text(zh="金额", en="Amount"),
    "report.average_order": Text(zh="平均每单", en="Average order"),
    "report.buyers": Text(zh="下单客户", en="Buyers"),
    "report.repeat": Text(zh="复购率", en="Bought again"),
    "report.share_of_amount": Text(zh="金额占比", en="Share of amount"),
    "report.first_order": Text(zh="首次下单", en="First order"),
    "report.last_order": Text(zh="最近下单", en="Latest order"),
    "report.no_orders": Text(zh="这段时间没有订单。", en="There is no order in this period."),
    "report.not_sold": Text(
        zh="草稿、已取消、已退货的订单不计入。", en="Drafts, cancelled and returned orders are left out."
    ),
    "report.rfm": Text(zh="RFM 客户分层", en="Customers by RFM"),
    "report.rfm_means": Text(
        zh="R 最近一次：距今 {days} 天以内为高；F 次数：{orders} 单及以上为高；M 金额：{amount} 及以上为高。界限是全部下单客户的中位数。",
        en="R, recency, is high within {days} days; F, frequency, from {orders} orders on; M, monetary, from {amount} on."
        " These are the medians of all buyers.",
    ),
    "report.rfm_recency": Text(zh="R 最近一次", en="R recency"),
    "report.rfm_frequency": Text(zh="F 次数", en="F frequency"),
    "report.rfm_monetary": Text(zh="M 金额", en="M monetary"),
    "report.high": Text(zh="高", en="high"),
    "report.low": Text(zh="低", en="low"),
    "report.segment": Text(zh="分层", en="Segment"),
    "report.rfm_champions": Text(zh="重要价值客户", en="Champions"),
    "report.rfm_promising": Text(zh="重要发展客户", en="Promising: big and recent, still rare"),
    "report.rfm_keep": Text(zh="重要保持客户", en="To be kept: big and often, not lately"),
    "report.rfm_win_back": Text(zh="重要挽留客户", en="To win back: big, long ago"),
    "report.rfm_regulars": Text(zh="一般价值客户", en="Regulars: recent and often, small"),
    "report.rfm_new": Text(zh="一般发展客户", en="New: recent, rare, small"),
    "report.rfm_fading": Text(zh="一般保持客户", en="Fading: often, small, not lately"),
    "report.rfm_dormant": Text(zh="一般挽留客户", en="Dormant"),
    "report.rating": Text(zh="平均评分", en="Rating"),
    "report.ratings": Text(zh="评价数", en="Ratings"),
    "report.rated_over_time": Text(zh="评分随时间变化", en="Ratings over time"),
    "report.no_ratings": Text(zh="这段时间没有评价。", en="There is no rating in this period."),
    "report.tickets": Text(zh="工单数", en="Tickets"),
    "report.tickets_by": Text(zh="工单：按{field}", en="Tickets: {field}"),
    "report.tickets_over_time": Text(zh="工单随时间变化", en="Tickets over time"),
    "report.tickets_open": Text(zh="未解决的工单", en="Open tickets"),
    "report.tickets_solved": Text(zh="已解决", en="Solved"),
    "report.still_open": Text(zh="未解决", en="Open"),
    "report.handling_median": Text(zh="处理时间（中位数）", en="Handling time (median)"),
    "report.handling_average": Text(zh="处理时间（平均）", en="Handling time (average)"),
    "report.handled_late": Text(zh="超期占比", en="Took too long"),
    "report.ticket_days": Text(
        zh="期限 {days} 天（crmfs.yaml 的 lifecycle.ticket_days）；处理时间从提出到关闭，未关闭的不计。",
        en="A ticket may take {days:day|days} (lifecycle.ticket_days in crmfs.yaml); handling time is from its opening to"
        " its closing, open ones left out.",
    ),
    "report.open_for": Text(zh="已有", en="Open for"),
    "report.no_tickets": Text(zh="这段时间没有工单。", en="There is no ticket in this period."),
    "report.no_open_tickets": Text(zh="没有未解决的工单。", en="No ticket is open."),
    "report.field": Text(zh="字段", en="Field"),
    "report.filled": Text(zh="已填", en="Filled in"),
    "report.missing": Text(zh="未填", en="Missing"),
    "report.complete": Text(zh="完整的客户", en="Complete customers"),
    "report.completeness": Text(zh="完整率", en="Completeness"),
    "report.completeness_means": Text(
        zh="完整率按这些字段计算，与 crmfs quality 相同：{fields}。流失和已归档的客户不要求下次跟进日期；您看不到的字段不算。",
        en="Completeness counts these fields, as crmfs quality does: {fields}. Lost and archived customers need no next"
        " follow-up; fields that are kept from you are left out.",
    ),
    "report.standard_fields": Text(zh="应填的字段", en="Fields to be filled in"),
    "report.other_fields": Text(zh="其他字段", en="Other fields"),
    "report.overdue": Text(zh="逾期", en="Overdue"),
    "report.due_today": Text(zh="今天", en="Today"),
    "report.due_week": Text(zh="7 天内", en="Within 7 days"),
    "report.due_month": Text(zh="8–30 天", en="In 8 to 30 days"),
    "report.due_coming": Text(zh="即将", en="Coming"),
    "report.due_by": Text(zh="该跟进的：按{field}", en="Due: {field}"),
    "report.due_list": Text(zh="逾期和 30 天内", en="Overdue or due within 30 days"),
    "report.state": Text(zh="状态", en="State"),
    "report.nothing_due": Text(zh="没有该跟进的客户。", en="Nothing is due."),
    "report.promised": Text(zh="约定的跟进", en="Follow-ups promised"),
    "report.kept": Text(zh="按时", en="Kept"),
    "report.kept_late": Text(zh="迟了", en="Late"),
    "report.moved": Text(zh="改期", en="Moved"),
    "report.missed": Text(zh="没做", en="Missed"),
    "report.kept_share": Text(zh="按时率", en="Kept in time"),
    "report.kept_by": Text(zh="做到了多少：按{field}", en="Kept: {field}"),
    "report.nothing_promised": Text(
        zh="这段时间没有约定的跟进（历史从第一次提交算起）。",
        en="No follow-up was promised for this period (history begins with the first commit).",
    ),
    "report.kept_means": Text(
        zh="约定日前 {before} 天到后 {after} 天内有互动为按时，更晚为迟了；没有互动而在约定日前改了日期为改期；其余为没做。"
        "约定取自现在的资料和修改历史。",
        en="Kept: an interaction from {before} days before to {after} days after the day; later: late. Without one, a day that"
        " was changed before it came is moved, all others are missed. Promises are those that stand and those in the history.",
    ),
    "report.only_customers": Text(zh="只统计客户 {filters}", en="only customers {filters}"),
    "report.only_met": Text(
        zh="只统计这段时间里有互动的客户。", en="Only customers with an interaction in the period are counted."
    ),
    "report.by_field": Text(zh="按{field}", en="{field}"),
    "report.customers": Text(zh="客户数", en="Customers"),
    "report.share": Text(zh="占比", en="Share"),
    "report.several": Text(
        zh="一位客户可以属于几项，所以各项相加大于客户数。",
        en="A customer can be in several groups, so that they add up to more than there are customers.",
    ),
    "report.no_customers": Text(zh="没有可以统计的客户。", en="There is no customer to be counted."),
    "report.no_value": Text(zh="（未填）", en="(not given)"),
    "report.masked_value": Text(zh="***（已遮蔽）", en="*** (masked for you)"),
    "report.total": Text(zh="合计", en="Total"),
    "report.all_days": Text(zh="全部时间", en="all days"),
    "report.span": Text(zh="{first} 至 {last}", en="{first} to {last}"),
    "report.until": Text(zh="至 {last}", en="until {last}"),
    "report.period": Text(zh="期间：{period}", en="Period: {period}"),
    "report.as_of": Text(zh="截至 {day}", en="as of {day}"),
    "report.days": Text(zh="{count} 天", en="{count:day|days}"),
    "report.more_rows": Text(
        zh="另有 {count} 行；全部见 xlsx 或 json。", en="{count} more rows; xlsx and json have all."
    ),
    "report.all_rows": Text(zh="显示全部 {count} 行", en="Show all {count} rows"),
    "report.others": Text(zh="其他 {count} 项", en="{count} others"),
    "report.masked": Text(
        zh="有些值对您遮蔽，不计入数字：{fields}", en="Masked for you in places, and in no number: {fields}"
    ),
    "report.unread": Text(
        zh="有 {count} 条记录读不出来，没有统计，例如 {path}。crmfs validate 会说明原因。",
        en="{count:record|records} cannot be read and were not counted, such as {path}. crmfs validate tells why.",
    ),
    "report.reading": Text(zh="读取记录", en="reading records"),
    "report.column_name": Text(zh="名称", en="Name"),
    "report.column_title": Text(zh="标题", en="Title"),
    "report.column_about": Text(zh="内容", en="What it tells"),
    "report.how": Text(
        zh="看一份：crmfs report 名称；写成文件：--format html|pdf|xlsx|png|svg -o 文件。",
        en="See one: crmfs report NAME. As a file: --format html|pdf|xlsx|png|svg -o FILE.",
    ),
    "report.writing": Text(zh="制作报告", en="making the report"),
    "report.done": Text(zh="报告“{title}”已写到 {path}", en="The report “{title}” is in {path}"),
    "report.name_missing": Text(
        zh="请写明要哪一份报告：crmfs report 名称 …；crmfs report 列出全部。",
        en="Say which report: crmfs report NAME …; crmfs report lists them.",
    ),
    "report.output_missing": Text(
        zh="{format} 要写到文件：请加 -o 文件，例如 -o ../报告.{format}。",
        en="A report as {format} goes to a file: add -o FILE, such as -o ../report.{format}.",
    ),
    "report.unknown": Text(
        zh="没有名为“{name}”的报告。现有：{known}。", en="There is no report “{name}”. There are: {known}."
    ),
    "report.date_invalid": Text(
        zh="{option} 要是日期或时间段，例如 2026-06-30、2026-06、2026Q2、上月。",
        en="{option} takes a day or a period, such as 2026-06-30, 2026-06, 2026Q2, last-month.",
    ),
    "report.period_backward": Text(
        zh="开始日期 {first} 在结束日期 {last} 之后。", en="The period ends on {last}, before it begins on {first}."
    ),
    "report.no_times": Text(
        zh="这份报告不按时间统计，不能用 --by {unit}。", en="This report has nothing by time: leave out --by {unit}."
    ),
    "report.charts_missing": Text(
        zh="画图需要 matplotlib。请运行 pip install 'crmfs[reports]'。",
        en="Charts need matplotlib. Run pip install 'crmfs[reports]'.",
    ),
    "report.two_units": Text(zh="--by 里只能有一种时间单位。", en="--by takes one unit of time only."),
    "report.definition_invalid": Rule(
        "error",
        Text("报告的定义不对", "this is no definition of a report"),
        Text(
            "source 是 customer、interaction、order、ticket 或 feedback；by 是一两个字段或日、周、月、季、年；measures 是 count、"
            "customers、share，或 sum、average、median、min、max 加字段；chart 是 bar、column、line、pie 或 none；"
            "另可有 title、description、filter、date、limit，不能有别的",
            "source is customer, interaction, order, ticket or feedback; by one or two fields, or day, week, month, quarter,"
            " year; measures count, customers, share, or sum, average, median, min, max with a field; chart bar, column,"
            " line, pie or none; title, description, filter, date and limit may be there, nothing else",
        ),
        Text(
            "团队的报告是大家共用的，写错了谁都看不了", "a team's report is shared: written wrongly, nobody can see it"
        ),
    ),
    "report.definition_field": Rule(
        "error",
        Text("报告用了没有的字段“{field}”", "the report names a field that is not there: “{field}”"),
        Text(
            "最接近的：{near}。写字段的代码或名称，客户的字段写成 customer.region；crmfs schema doc 列出全部字段",
            "nearest: {near}. Write a field's code or label, a customer's as customer.region; crmfs schema doc lists"
            " all",
        ),
        Text(
            "团队的报告是大家共用的，写错了谁都看不了", "a team's report is shared: written wrongly, nobody can see it"
        ),
    ),
    "report.definition_number": Rule(
        "error",
        Text("“{field}”不是数字，不能求和或平均", "“{field}” is no number: it has no sum and no average"),
        Text("换成数字字段，或用 count", "take a field of numbers, or count"),
        Text(
            "团队的报告是大家共用的，写错了谁都看不了", "a team's report is shared: written wrongly, nobody can see it"
        ),
    ),
    "report.definition_date": Rule(
        "error",
        Text("“{field}”不是日期", "“{field}” is no date"),
        Text("date 要写一个日期字段", "date takes a field of dates"),
        Text(
            "团队的报告是大家共用的，写错了谁都看不了", "a team's report is shared: written wrongly, nobody can see it"
        ),
    ),
    "report.definition_no_date": Rule(
        "error",
        Text("没有日期字段，不能按“{unit}”统计", "there is no field of dates to group by “{unit}”"),
        Text("加上 date: 字段，例如 date: status_date", "add date: FIELD, such as date: status_date"),
        Text(
            "团队的报告是大家共用的，写错了谁都看不了", "a team's report is shared: written wrongly, nobody can see it"
        ),
    ),
    "report.definition_filter": Rule(
        "error",
        Text("报告的条件不成立", "the report's filter cannot be understood"),
        Text(
            "写成 字段:值，与 crmfs list 的条件相同，例如 状态:活跃",
            "write field:value, as for crmfs list, such as status:active",
        ),
        Text(
            "团队的报告是大家共用的，写错了谁都看不了", "a team's report is shared: written wrongly, nobody can see it"
        ),
    ),
    "report.definition_wrong": Text(
        zh="报告“{name}”的定义有错：{path} 第 {line} 行。请运行 crmfs validate {path}。",
        en="The report “{name}” is not defined rightly: {path}, line {line}. Run crmfs validate {path}.",
    ),
    "report.twice": Text(zh="{first} × {second}", en="{first} × {second}"),
    "report.sum_of": Text(zh="{field}合计", en="{field}, sum"),
    "report.average_of": Text(zh="{field}平均", en="{field}, average"),
    "report.median_of": Text(zh="{field}中位数", en="{field}, median"),
    "report.least_of": Text(zh="{field}最小", en="{field}, least"),
    "report.most_of": Text(zh="{field}最大", en="{field}, most"),
    "report.records": Text(zh="记录数", en="Records"),
    "report.nothing_counted": Text(zh="没有符合的记录。", en="No record matches."),
    "report.by_not_here": Text(
        zh="这份报告按定义里的字段分组，不能用 --by。", en="This report groups as it is defined: leave out --by."
    ),
}

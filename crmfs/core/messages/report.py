"""Messages of reports: their titles, columns, notes and refusals."""

from crmfs.core.messages import Text

MESSAGES = {
    "report.distribution": Text(zh="客户分布", en="Customer distribution"),
    "report.distribution_about": Text(
        zh="客户按类型、行业、地区、状态、来源和负责员工的分布。",
        en="How customers are spread by type, industry, region, status, source and owner.",
    ),
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
}

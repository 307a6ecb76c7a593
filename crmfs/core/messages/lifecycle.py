"""What `due` and `lifecycle` say. Texts only."""

from crmfs.core.messages import Rule, Text

MESSAGES: dict[str, Text | Rule] = {
    "lifecycle.within_malformed": Text(
        zh="--within：看不懂“{within}”。写成 7d（天）、2w（周）、1m（月）、1y（年）。",
        en="--within: “{within}” is no span of time. Write 7d (days), 2w (weeks), 1m (months), 1y (years).",
    ),
    "lifecycle.icalendar_missing": Text(
        zh="写日历文件需要 icalendar。请安装：pip install 'crmfs[calendar]'",
        en="Writing a calendar needs icalendar. Install it: pip install 'crmfs[calendar]'",
    ),
    "lifecycle.ics_and_json": Text(
        zh="--ics - 把日历写到标准输出，不能和 --json 一起用。请给日历一个文件名。",
        en="--ics - writes the calendar to stdout, where --json writes, too. Name a file for the calendar.",
    ),
    "lifecycle.ics_no_folder": Text(
        zh="没有文件夹 {path}，日历写不进去。请先建好。",
        en="There is no folder {path} for the calendar. Make it first.",
    ),
    "lifecycle.ics_is_folder": Text(
        zh="{path} 是文件夹。请给日历一个文件名，如 {path}/crmfs.ics。",
        en="{path} is a folder. Name a file for the calendar, such as {path}/crmfs.ics.",
    ),
    "lifecycle.ics_written": Text(
        zh="日历已写入 {path}，{count} 个事项。再次导入只更新，不会重复。",
        en="Calendar written to {path} with {count:entry|entries}. Importing it again updates and repeats nothing.",
    ),
    "lifecycle.due_none": Text(
        zh="到 {until} 为止没有要办的事。",
        en="Nothing is due until {until}.",
    ),
    "lifecycle.due_counts": Text(
        zh="逾期 {overdue}，今天 {today}，之后到 {until} 还有 {coming}。",
        en="Overdue: {overdue}, today: {today}, coming until {until}: {coming}.",
    ),
    "lifecycle.owner_unknown": Text(
        zh="没有叫 {name} 的员工。crmfs member list 列出员工。",
        en="There is no member {name}. crmfs member list shows who there is.",
    ),
    "lifecycle.reading": Text(zh="正在查看客户", en="Looking at customers"),
    "lifecycle.today": Text(zh="今天", en="today"),
    "lifecycle.days_over": Text(zh="过 {days} 天", en="{days:day|days} over"),
    "lifecycle.days_left": Text(zh="{days} 天后", en="in {days:day|days}"),
    "lifecycle.follow_up": Text(zh="跟进", en="follow-up"),
    "lifecycle.document": Text(zh="文档到期", en="document expires"),
    "lifecycle.ticket": Text(zh="工单待解决", en="ticket to be solved"),
    "lifecycle.column_date": Text(zh="日期", en="Date"),
    "lifecycle.column_days": Text(zh="天数", en="Days"),
    "lifecycle.column_kind": Text(zh="事项", en="What"),
    "lifecycle.column_company": Text(zh="公司", en="Company"),
    "lifecycle.column_title": Text(zh="内容", en="About"),
    "lifecycle.column_owner": Text(zh="负责员工", en="Owner"),
    "lifecycle.column_id": Text(zh="编号", en="ID"),
    "lifecycle.calendar": Text(zh="客户跟进", en="Customers"),
    "lifecycle.event": Text(zh="{what}：{about}", en="{what}: {about}"),
    "lifecycle.changing": Text(zh="正在修改", en="Changing"),
    "lifecycle.reason": Text(
        zh="档案规则：{months} 个月没有互动即待归档",
        en="rule of the lifecycle: to be archived after {months:month|months} without an interaction",
    ),
    "lifecycle.mark": Text(zh="标为待归档", en="mark"),
    "lifecycle.clear": Text(zh="恢复在用", en="in use again"),
    "lifecycle.archive": Text(zh="归档", en="archive"),
    "lifecycle.delete": Text(zh="可以删除", en="may be deleted"),
    "lifecycle.is_lost": Text(zh="流失已过保存期", en="lost, beyond the retention"),
    "lifecycle.is_archived": Text(zh="归档已过保存期", en="archived, beyond the retention"),
    "lifecycle.is_expired": Text(zh="到期已过保存期", en="expired, beyond the retention"),
    "lifecycle.last": Text(zh="最近互动 {day}", en="last interaction {day}"),
    "lifecycle.never": Text(zh="没有互动", en="no interaction"),
    "lifecycle.column_act": Text(zh="处理", en="Act"),
    "lifecycle.column_why": Text(zh="依据", en="Why"),
    "lifecycle.nothing": Text(zh="档案状态都对，没有要改的。", en="Every file is as it should be; nothing to change."),
    "lifecycle.unchanged": Text(zh="没有改动。", en="Nothing was changed."),
    "lifecycle.subject": Text(
        zh="整理档案：标记待归档 {marked}，恢复在用 {cleared}，归档 {archived}",
        en="lifecycle: marked {marked}, in use again {cleared}, archived {archived}",
    ),
    "lifecycle.would": Text(
        zh="将标记待归档 {marked}，恢复在用 {cleared}，归档 {archived}。没有写入。",
        en="Would be marked: {marked}, in use again: {cleared}, archived: {archived}. Nothing was written.",
    ),
    "lifecycle.done": Text(
        zh="已标记待归档 {marked}，恢复在用 {cleared}，归档 {archived}。",
        en="Marked: {marked}, in use again: {cleared}, archived: {archived}.",
    ),
    "lifecycle.deletable": Text(
        zh="{count} 项过了保存期，可以删除：crmfs delete 编号 --whole --reason 原因（文档不写 --whole）。",
        en="{count:entry|entries} beyond the retention may be deleted: crmfs delete ID --whole --reason WHY (no --whole for a document).",
    ),
    "lifecycle.held": Text(
        zh="{count} 个客户写了保留原因，没有动：crmfs list 保留原因:*",
        en="{count:customer|customers} on hold left alone: crmfs list hold:*",
    ),
    "lifecycle.not_allowed": Text(
        zh="{count} 个客户的档案状态该改，但您无权修改。请有权的人（如主管、管理层）也运行 crmfs lifecycle run",
        en="{count:customer|customers} would have to change, and you may not change them. Somebody who may (a lead, management) has to run crmfs lifecycle run, too",
    ),
    "lifecycle.unjudged": Text(
        zh="{count} 个客户的互动或字段您不能全看，没有判断。请能全看的人（如主管、管理层）也运行 crmfs lifecycle run",
        en="{count:customer|customers} not judged: you do not see all of their interactions or fields. Somebody who does (a lead, management) has to run crmfs lifecycle run, too",
    ),
}

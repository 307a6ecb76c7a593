"""Messages about quarterly reviews."""

from crmfs.core.messages import Text

MESSAGES = {
    "review.period_malformed": Text(
        zh="季度写成 2026Q4，不是“{text}”。", en="A quarter is written 2026Q4, not “{text}”."
    ),
    "review.unknown": Text(
        zh="没有 {period} 的审查。有权的人（模板里是管理层）这样开始：crmfs review start {period}",
        en="There is no review of {period}. Whoever may (management in the template) starts one: crmfs review start {period}",
    ),
    "review.none": Text(
        zh="还没有审查。有权的人（模板里是管理层）这样开始：crmfs review start {period}",
        en="There is no review yet. Whoever may (management in the template) starts one: crmfs review start {period}",
    ),
    "review.closed": Text(
        zh="{period} 的审查已经结束。要继续：crmfs set {path} 审查状态=进行中",
        en="The review of {period} is done. To go on: crmfs set {path} status=open",
    ),
    "review.started_otherwise": Text(
        zh="{period} 的审查已经开始，{field}与现在写的不同，没有改。要改：crmfs set {path} {field}=…",
        en="The review of {period} was started with another {field}; nothing was changed. To change it: crmfs set {path} {field}=…",
    ),
    "review.due_malformed": Text(
        zh="--due：看不懂日期“{text}”。例如 --due 2026-12-31、--due +4w",
        en="--due: “{text}” is no date. For example --due 2026-12-31, --due +4w",
    ),
    "review.due_past": Text(
        zh="{period} 的审查截止 {day}，已经过去。季度没有写错的话，写明现在要何时完成，例如 --due {later}",
        en="The review of {period} would be due on {day}, which is past. If that is the right quarter, say by when, for example --due {later}",
    ),
    "review.out_of_scope": Text(
        zh="{id} 不在 {period} 审查的范围内（{scope}），没有记下。crmfs review status --list 列出要审查的",
        en="{id} is not in the scope of the review of {period} ({scope}); nothing was noted. crmfs review status --list lists what is",
    ),
    "review.schema_old": Text(
        zh="这个仓库的规则还不认识“{field}”字段。请管理员运行 crmfs upgrade。",
        en="The rules of this repository do not know the field “{field}” yet. Ask an administrator to run crmfs upgrade.",
    ),
    "review.reading": Text(zh="正在读取客户", en="Reading customers"),
    "review.reason": Text(zh="{period} 季度审查", en="quarterly review {period}"),
    "review.started": Text(
        zh="{period} 的审查开始了：{path}。客户 {total} 个，负责员工 {owners} 位，有问题的 {wrong} 个。",
        en="The review of {period} has begun: {path}. Customers: {total}, owners: {owners}, with findings: {wrong}.",
    ),
    "review.would_start": Text(
        zh="将开始 {period} 的审查：{path}。客户 {total} 个，负责员工 {owners} 位，有问题的 {wrong} 个（--dry-run，未写入）。",
        en="The review of {period} would begin: {path}. Customers: {total}, owners: {owners}, with findings: {wrong} (--dry-run, nothing is written).",
    ),
    "review.goes_on": Text(
        zh="{period} 的审查早已开始：{path}。客户 {total} 个，负责员工 {owners} 位，有问题的 {wrong} 个；新客户自动加入。",
        en="The review of {period} was started before: {path}. Customers: {total}, owners: {owners}, with findings: {wrong}; new customers join by themselves.",
    ),
    "review.column_owner": Text(zh="负责员工", en="Owner"),
    "review.column_done": Text(zh="已审查", en="Done"),
    "review.column_total": Text(zh="共", en="Of"),
    "review.column_share": Text(zh="进度", en="Progress"),
    "review.column_wrong": Text(zh="未审查中有问题的", en="To do, with findings"),
    "review.column_id": Text(zh="客户", en="Customer"),
    "review.column_company": Text(zh="公司", en="Company"),
    "review.column_findings": Text(zh="要看什么", en="What to look at"),
    "review.column_result": Text(zh="结果", en="Result"),
    "review.nobody": Text(zh="（没有负责员工）", en="(no owner)"),
    "review.left": Text(zh="{owner}（已不在成员名单）", en="{owner} (no member any more)"),
    "review.to_do": Text(zh="待审查", en="to do"),
    "review.incomplete": Text(zh="缺{fields}", en="lacks {fields}"),
    "review.stale": Text(zh="很久没有互动", en="no interaction for long"),
    "review.duplicate": Text(zh="可能重复", en="may be there twice"),
    "review.owner_left": Text(zh="负责员工已离开", en="the owner has left"),
    "review.counts": Text(
        zh="{period}：{total} 个客户，已审查 {done} 个，还有 {left} 个，截止 {due}。",
        en="{period}: {done} of {total:customer|customers} done, {left} to do, due {due}.",
    ),
    "review.complete": Text(
        zh="{period} 全部审查完。结束：crmfs set {path} 审查状态=已完成 完成日期={today}",
        en="{period} is complete. To end it: crmfs set {path} status=done closed={today}",
    ),
    "review.no_customers": Text(
        zh="这次审查的范围里没有您能看到的客户。", en="You see no customer in the scope of this review."
    ),
    "review.no_due": Text(zh="未定", en="any time"),
    "review.ticked": Text(zh="{id} 已审查：{path}", en="{id} is reviewed: {path}"),
}

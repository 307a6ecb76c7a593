"""Words of histories: log, diff, blame."""

from crmfs.core.messages import Text

MESSAGES = {
    "history.added": Text(zh="新增{what}", en="added {what}"),
    "history.deleted": Text(zh="删除{what}", en="deleted {what}"),
    "history.replaced": Text(zh="替换{what}", en="replaced {what}"),
    "history.moved": Text(zh="移动{what}：{old} → {new}", en="moved {what}: {old} → {new}"),
    "history.layout": Text(zh="{what}: 只改了注释或排版", en="{what}: comments or layout only"),
    "history.unreadable": Text(zh="{what}: 内容读不懂", en="{what}: cannot be read as a record"),
    "history.version": Text(zh="第 {number} 版", en="version {number}"),
    "history.step": Text(zh="{field}: {old} → {new}", en="{field}: {old} → {new}"),
    "history.empty": Text(zh="（空）", en="(empty)"),
    "history.reason": Text(zh="原因: {reason}", en="reason: {reason}"),
    "history.for": Text(zh="{employee}（{author}登记）", en="{employee} (entered by {author})"),
    "history.commit": Text(zh="提交  {commit}", en="commit  {commit}"),
    "history.list": Text(zh="{field}: {items}", en="{field}: {items}"),
    "history.counted": Text(zh="{how}: {told}", en="{how}: {told}"),
    "history.how_added": Text(zh="新增", en="added"),
    "history.how_changed": Text(zh="修改", en="changed"),
    "history.how_moved": Text(zh="移动", en="moved"),
    "history.how_deleted": Text(zh="删除", en="deleted"),
    "history.document": Text(zh="附件", en="document"),
    "history.file": Text(zh="其他文件", en="other file"),
    "history.more_lines": Text(zh="另有 {count} 行不同", en="{count:more line differs|more lines differ}"),
    "history.none": Text(zh="没有变更记录。", en="No changes are on record."),
    "history.none_fitting": Text(
        zh="没有符合条件的变更记录。去掉 --since、--until、--author、--employee 中的一个再试。",
        en="No changes fit. Try without one of --since, --until, --author, --employee.",
    ),
    "history.person_unknown": Text(
        zh="{option} 要写成员的编号、姓名或邮箱，没有这位成员，变更记录里也没有这个名字。crmfs member list 列出所有成员。",
        en="{option} takes the id, name or e-mail address of a member; there is none such, and no commit names one."
        " crmfs member list names them all.",
    ),
    "history.person_misspelt": Text(
        zh="{option} 写的不是哪位成员，变更记录里也没有这个名字。是不是想写 {suggestion}？",
        en="{option} names nobody of the members, and no commit names one like this. Did you mean {suggestion}?",
    ),
    "history.earlier": Text(
        zh="还有更早的：加上 --offset {offset}", en="There are earlier ones: add --offset {offset}"
    ),
    "history.date_invalid": Text(
        zh="{option} 要写日期或一段时间，例如 2026-03-31、2026-03、昨天、上月。",
        en="{option} takes a date or a period, such as 2026-03-31, 2026-03, yesterday, last-month.",
    ),
    "history.revision_unknown": Text(
        zh="没有“{revision}”这个版本。可以写日期（2026-03-31、上月）、crmfs log 里的提交号或操作号、分支名。",
        en="There is no revision {revision}. Write a date (2026-03-31, last-month), an id of a commit or of an act as"
        " crmfs log shows it, or a branch.",
    ),
    "history.too_early": Text(
        zh="{date} 时还没有任何提交。crmfs log 列出从什么时候开始有记录。",
        en="There was no commit yet at {date}. crmfs log shows when the history begins.",
    ),
    "history.restored": Text(zh="已恢复 {id}：{path}", en="Restored {id}: {path}"),
    "history.undone": Text(zh="已改回 {id}：{path}", en="Changed back {id}: {path}"),
    "history.restored_many": Text(zh="已恢复 {path}：{count} 个文件", en="Restored {path}: {count:file|files}"),
    "history.undone_many": Text(zh="已改回 {path}：{count} 个文件", en="Changed back {path}: {count:file|files}"),
    "history.not_then": Text(
        zh="那个版本里没有 {path}。crmfs log 列出它从什么时候开始有记录。",
        en="{path} was not there in that revision. crmfs log shows when its history begins.",
    ),
    "history.restore_malformed": Text(
        zh="要写成 ID@版本，例如 CUST001@2026-03-01、CUST001#备注@HEAD~1；“{target}”缺少一部分。",
        en="Write ID@REVISION, such as CUST001@2026-03-01 or CUST001#notes@HEAD~1; {target} lacks a part.",
    ),
    "history.undo_merge": Text(
        zh="这次提交是合并，不能整个撤回。用 crmfs log 找出其中的某次操作来撤回，或用 crmfs restore 恢复一条记录。",
        en="This commit is a merge and cannot be taken back as a whole. Find the act in it with crmfs log, or restore a"
        " record with crmfs restore.",
    ),
    "history.changed_since": Text(
        zh="{id} 在那以后又改过，所以什么也没有撤回。crmfs log '{id}' 列出后来的修改：先撤回它们，或用 crmfs set、crmfs restore 改成要的样子。",
        en="{id} was changed again since then, so nothing was taken back. crmfs log '{id}' lists what came later: take that"
        " back first, or use crmfs set or crmfs restore.",
    ),
    "history.undo_first": Text(
        zh="这是仓库的第一次提交，不能撤回。",
        en="This is the first commit of the repository and cannot be taken back.",
    ),
    "history.undo_status": Text(
        zh="客户状态会因此改变，要用 --reason 说明原因。",
        en="The customer's status changes by this: tell why with --reason.",
    ),
    "history.equal": Text(zh="没有不同。", en="Nothing differs."),
    "history.no_text": Text(
        zh="{path} 不是文本文件，分不出行。crmfs log 列出它的各个版本。",
        en="{path} is no text file and has no lines. crmfs log lists its versions.",
    ),
    "history.document_new": Text(
        zh="{path} 还没有提交过，没有历史。", en="{path} was never committed and has no history yet."
    ),
    "history.column_field": Text(zh="字段", en="Field"),
    "history.column_value": Text(zh="值", en="Value"),
    "history.column_who": Text(zh="谁", en="Who"),
    "history.column_date": Text(zh="日期", en="Date"),
    "history.column_reason": Text(zh="原因", en="Reason"),
    "history.column_line": Text(zh="行", en="Line"),
    "history.column_text": Text(zh="内容", en="Text"),
    "history.not_committed": Text(zh="未提交", en="not committed"),
}

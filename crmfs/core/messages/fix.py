"""What `crmfs fix` says: what it would mend, what it has mended, what it leaves alone. Texts only."""

from crmfs.core.messages import Text

MESSAGES = {
    "fix.nothing": Text(zh="没有 crmfs fix 能改的问题。", en="There is nothing that crmfs fix can mend."),
    "fix.make": Text(zh="新建 {path}", en="new file {path}"),
    "fix.move": Text(zh="移动 {old} → {new}", en="moved: {old} → {new}"),
    "fix.more": Text(
        zh="还有 {count} 个文件这里没有列出；全部看：crmfs fix --dry-run | less",
        en="Not shown here: {count:more file|more files}; to see all: crmfs fix --dry-run | less",
    ),
    "fix.would": Text(
        zh="可以改正 {fixed} 个问题，涉及 {files} 个文件（--dry-run，未写入）。",
        en="Problems that can be mended: {fixed}, files: {files} (--dry-run, nothing is written).",
    ),
    "fix.ask": Text(
        zh="改正 {fixed} 个问题，涉及 {files} 个文件。现在写入吗？[Y/n]",
        en="Problems to mend: {fixed}, files: {files}. Write now? [Y/n]",
    ),
    "fix.declined": Text(zh="没有改动任何文件。", en="Nothing was changed."),
    "fix.done": Text(
        zh="已改正 {fixed} 个问题，涉及 {files} 个文件。还没有提交。",
        en="Mended problems: {fixed}, files: {files}. Nothing is committed yet.",
    ),
    "fix.renumbered": Text(
        zh="已换成新的 ID：{id}。还没有提交。",
        en="It has a new id: {id}. Nothing is committed yet.",
    ),
    "fix.would_renumber": Text(
        zh="会换成新的 ID：{id}（--dry-run，未写入）。",
        en="It would get a new id: {id} (--dry-run, nothing is written).",
    ),
    "fix.ask_renumber": Text(
        zh="换成新的 ID：{id}。现在写入吗？[Y/n]",
        en="It gets a new id: {id}. Write now? [Y/n]",
    ),
    "fix.next": Text(zh="下一步：{command}", en="Next: {command}"),
    "fix.next_then": Text(zh="手工改完以后：{command}", en="Once the rest is mended: {command}"),
    "fix.left": Text(zh="还有 {count} 个错误，要手工改正：", en="Errors left, to be mended by hand: {count}"),
    "fix.left_more": Text(
        zh="还有 {count} 个这里没有列出：crmfs validate 列出全部。",
        en="Not shown here: {count:more error|more errors}. crmfs validate lists all.",
    ),
    "fix.left_alone": Text(zh="{path} 没有改动：{reason}", en="{path} was left alone: {reason}"),
    "fix.not_allowed": Text(
        zh="您无权修改它。crmfs whoami 显示您的权限；请找它的负责人或管理员。",
        en="you may not change it. crmfs whoami shows your rights; ask its owner or an administrator.",
    ),
    "fix.not_yours": Text(
        zh="换 ID 要改动的文件里有您无权修改的，没有修改任何内容。请找管理员。",
        en="A new ID changes files that you may not change, so nothing was changed. Ask an administrator.",
    ),
    "fix.mend_unshown": Text(
        zh="改正 {path}（其中有您看不到的内容，不显示逐行对照）",
        en="mend {path} (something in it is not yours to see, so its lines are not shown)",
    ),
    "fix.unmended": Text(
        zh="看不出应改成什么，请在编辑器中改正。", en="it is not clear what is meant; edit the file by hand."
    ),
    "fix.metadata_incomplete": Text(
        zh="只凭文件名写出的说明不合规则（{rule}），请手工写一份 .meta.yaml，或给文件改名。",
        en="metadata made from the name alone would break a rule ({rule}); write the .meta.yaml by hand,"
        " or rename the file.",
    ),
    "fix.target_taken": Text(
        zh="要移到的 {path} 已经有东西了；两份都有用就用 crmfs fix --renumber {old} 换一个 ID，否则删除一份。",
        en="{path}, where it belongs, is taken; if both are needed, give this one another id with"
        " crmfs fix --renumber {old}, else delete one.",
    ),
    "fix.name_taken": Text(
        zh="{path} 已经有了。请把 {old} 里要保留的内容抄过去，再删除它。",
        en="{path} is there already. Copy what you need from {old} and delete it.",
    ),
    "fix.changed_meanwhile": Text(
        zh="{path} 刚刚又被改过，没有写入。请再运行一次 crmfs fix。",
        en="{path} was changed meanwhile, so nothing was written. Run crmfs fix again.",
    ),
    "fix.key_order": Text(zh="字段顺序", en="order of the fields"),
    "fix.renumber_alone": Text(
        zh="--renumber 不能和文件路径、--order 一起用。", en="--renumber takes neither paths nor --order."
    ),
    "fix.renumber_pushed": Text(
        zh="“{id}”已经在服务器上，别人在用这个 ID，不能换。ID 重复时，换还没有推送的那一个。",
        en="“{id}” is on the server and others use this id, so it stays. Of two with one id, give the other a new one.",
    ),
    "fix.renumber_ambiguous": Text(
        zh="有几处叫“{id}”：{paths}。请写其中一个的路径。",
        en="There are several “{id}”: {paths}. Give the path of one.",
    ),
}

"""What is said of merges: what was settled by itself, and where people are asked."""

from crmfs.core.messages import Text

MESSAGES = {
    "merge.settled": Text(
        zh="crmfs 按字段合并了 {count} 个双方都改过的文件：",
        en="crmfs merged {count:file|files} by field that both sides had changed:",
    ),
    "merge.ours": Text(zh="本方的 {fields}", en="ours: {fields}"),
    "merge.theirs": Text(zh="对方的 {fields}", en="theirs: {fields}"),
    "merge.both": Text(zh="双方合在一起的 {fields}", en="both: {fields}"),
    "merge.conflict": Text(
        zh="冲突：{id} 的 {fields}，双方改成了不同的内容。\n  逐项选定：crmfs resolve {first} --mine 或 --theirs 或 --value 内容",
        en="Conflict: {id}: {fields} changed on both sides to different values.\n"
        "  Choose for each: crmfs resolve {first} --mine, or --theirs, or --value TEXT",
    ),
    "merge.conflict_file": Text(
        zh="冲突：{id} 双方都改了，整个文件只能选一方：\n  crmfs resolve {first} --mine 或 --theirs",
        en="Conflict: {id} was changed on both sides, and only one can be taken as a whole:\n"
        "  crmfs resolve {first} --mine, or --theirs",
    ),
    "merge.driver_unregistered": Text(
        zh="合并程序还没有登记，也无法登记：git 会把记录当成普通文本合并。请运行 crmfs doctor --fix。",
        en="The merge driver is not registered and cannot be: git merges records as mere text. Run crmfs doctor --fix.",
    ),
}

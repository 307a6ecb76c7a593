"""Messages about the record of exports."""

from crmfs.core.messages import Text

MESSAGES = {
    "audit.none": Text(zh="本机还没有导出记录。", en="No export is recorded on this computer yet."),
    "audit.none_shown": Text(
        zh="本机还没有查看受保护内容的记录。", en="No look at protected fields is recorded on this computer yet."
    ),
    "audit.not_noted": Text(
        zh="注意：这次查看受保护的内容没能记录下来（本机的记录文件写不进去）。",
        en="Note: this look at protected fields could not be recorded (the record on this computer cannot be written).",
    ),
    "audit.heading_command": Text(zh="命令", en="Command"),
    "audit.heading_fields": Text(zh="看到的字段", en="Fields"),
    "audit.shown_whole": Text(
        zh="{count} 次查看，记录链完整。这是本机的记录，不能防范电脑的主人。",
        en="{count:look|looks}; the chain is whole. A local record, no proof against this computer's owner.",
    ),
    "audit.shown_broken": Text(
        zh="{count} 次查看，记录链有 {faults} 处问题：有人改过 {path}，或电脑断过电。请保留这个文件，并与备份比较。",
        en="{count:look|looks}; the chain has {faults:fault|faults}: somebody changed {path}, or the power failed. "
        "Keep that file, and compare it with a backup.",
    ),
    "audit.heading_at": Text(zh="时间", en="When"),
    "audit.heading_who": Text(zh="谁", en="Who"),
    "audit.heading_format": Text(zh="格式", en="Format"),
    "audit.heading_records": Text(zh="记录数", en="Records"),
    "audit.heading_filters": Text(zh="筛选条件", en="Filters"),
    "audit.heading_masked": Text(zh="遮蔽的字段", en="Masked"),
    "audit.heading_sealed": Text(zh="加密", en="Encrypted"),
    "audit.heading_file": Text(zh="文件 SHA-256", en="File's SHA-256"),
    "audit.yes": Text(zh="是", en="yes"),
    "audit.plain": Text(zh="否：{reason}", en="no: {reason}"),
    "audit.seen_as": Text(zh="{who}（以 {other} 的权限）", en="{who} (as {other})"),
    "audit.whole": Text(
        zh="{count} 次导出，记录链完整。这是本机的记录，不能防范电脑的主人。",
        en="{count:export|exports}; the chain is whole. A local record, no proof against this computer's owner.",
    ),
    "audit.broken": Text(
        zh="{count} 次导出，记录链有 {faults} 处问题：有人改过 {path}。请保留这个文件，并与备份比较。",
        en="{count:export|exports}; the chain has {faults:fault|faults}: somebody changed {path}. "
        "Keep that file, and compare it with a backup.",
    ),
    "audit.fault": Text(zh="第 {line} 行：{what}", en="line {line}: {what}"),
    "audit.line_broken": Text(zh="不是一条记录，内容损坏", en="no record: it is damaged"),
    "audit.line_changed": Text(zh="内容被改过", en="its content was changed"),
    "audit.chain_broken": Text(
        zh="与上一行接不上：中间有行被删除、加入或调换",
        en="does not follow the line before: lines were removed, added or swapped",
    ),
    "audit.end_missing": Text(zh="末尾有记录被删除", en="records are missing at the end"),
}

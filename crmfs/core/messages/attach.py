"""Messages about attaching documents."""

from crmfs.core.messages import Text

MESSAGES = {
    "attach.absent": Text(zh="没有文件 {name}。", en="There is no file {name}."),
    "attach.not_a_file": Text(
        zh="{name} 不是普通文件，不能附加。", en="{name} is no regular file and cannot be attached."
    ),
    "attach.too_big": Text(
        zh="{name} 超过 {largest} MiB 的上限（crmfs.yaml 的 limits.attachment_max_mib）。请压缩，或把链接写进备注。",
        en="{name} is larger than {largest} MiB (limits.attachment_max_mib in crmfs.yaml). Compress it, or note a link to it.",
    ),
    "attach.name_unsafe": Text(
        zh="文件名 {name} 不能在所有系统上保存。请改名后再附加。",
        en="The file name {name} cannot be stored on every system. Rename it and attach it again.",
    ),
    "attach.category_unknown": Text(
        zh="没有文档类别“{category}”。可以写：{known}（或其代码）。",
        en="There is no document category “{category}”. Known are: {known}.",
    ),
}

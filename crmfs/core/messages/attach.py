"""Messages about attaching documents."""

from crmfs.core.messages import Text

MESSAGES = {
    "attach.absent": Text(zh="没有文件 {name}。", en="There is no file {name}."),
    "attach.not_a_file": Text(
        zh="{name} 不是普通文件，不能附加。", en="{name} is no regular file and cannot be attached."
    ),
    "attach.is_folder": Text(
        zh="{name} 是文件夹。请写出里面的文件，例如 {name}/*",
        en="{name} is a folder. Name the files in it, such as {name}/*",
    ),
    "attach.twice": Text(
        zh="有两个文件都会存为 {name}。请分开附加，或先改名。",
        en="Two of the files would be stored as {name}. Attach them one by one, or rename one.",
    ),
    "attach.name_personal": Text(
        zh="文件名里有电话、证件号等个人信息，无权打开文件的人也看得到文件名。请改名后再附加。",
        en="The file's name holds a phone number or other personal data, and names are seen even by those who may not"
        " open the file. Rename it and attach it again.",
    ),
    "attach.name_taken": Text(
        zh="以 {suffix} 结尾的文件名留给元数据，{name} 不能用。请改名后再附加。",
        en="Names that end in {suffix} are those of metadata, so {name} cannot be used. Rename it and attach it again.",
    ),
    "attach.unchanged": Text(
        zh="{path} 已是这个文件，没有修改。", en="{path} is this file already; nothing was changed."
    ),
    "attach.replaced": Text(
        zh="替换了原来的同名文件；旧版在历史里：crmfs log '{path}'",
        en="It replaces the file of the same name, which stays in the history: crmfs log '{path}'",
    ),
    "attach.renamed": Text(
        zh="文件名里有些字符不能在所有系统上保存，已换成 _。",
        en="Characters of the name that some systems cannot store became _.",
    ),
    "attach.other": Text(
        zh="{name} 看不出类别，放在“其他”里。可用 --category 指定：{known}。",
        en="{name} tells no category, so it is among the others. Name one with --category: {known}.",
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

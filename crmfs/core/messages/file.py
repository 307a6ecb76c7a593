"""What is said of files as a whole. Texts only."""

from crmfs.core.messages import Rule, Text

_WHY_SIZE = Text(
    "每个人的副本都含有全部历史；大文件一旦提交，就永远拖慢所有人",
    "every copy holds the whole history; a big file, once committed, slows everybody down for ever",
)

MESSAGES: dict[str, Text | Rule] = {
    "file.misnamed": Rule(
        "error",
        Text(
            "文件名写错了，应为 {suggestion}；现在没有程序会读它",
            "misnamed: it should be {suggestion}; nothing reads it now",
        ),
        Text(
            "运行 crmfs fix 改名为 {suggestion}；若是备份副本，请删除",
            "let crmfs fix rename it to {suggestion}; delete a backup copy",
        ),
        Text(
            "名称不对的记录既不被检查，也不受 contacts.yaml 那样的保护",
            "a misnamed record is neither checked nor protected as contacts.yaml is",
        ),
        fixable=True,
    ),
    "file.too_big": Rule(
        "error",
        Text(
            "文件有 {size_mib} MiB，超过上限 {limit_mib} MiB",
            "the file has {size_mib} MiB; the limit is {limit_mib} MiB",
        ),
        Text(
            "压缩或拆分它，或把它存到网盘并在 meta 的 source 里写明位置；上限在 crmfs.yaml 的 limits",
            "shrink or split it, or keep it on a drive and name the place in its metadata; limits stand in crmfs.yaml",
        ),
        _WHY_SIZE,
    ),
    "file.big": Rule(
        "warning",
        Text("文件有 {size_mib} MiB，超过 {limit_mib} MiB", "the file has {size_mib} MiB, more than {limit_mib} MiB"),
        Text("能压缩就压缩，例如把扫描件存为较小的 PDF", "shrink it if you can, such as a scan to a smaller PDF"),
        _WHY_SIZE,
    ),
    "file.lfs_pointer": Rule(
        "error",
        Text("这是 Git LFS 的指针，不是文件本身", "this is a pointer of Git LFS, not the file itself"),
        Text(
            "git lfs untrack 取消跟踪，再提交真正的文件",
            "git lfs untrack it, then commit the file itself",
        ),
        Text(
            "指针只有三行文字；搜索、导出和备份都拿不到合同本身",
            "a pointer is three lines of text; search, export and backup would miss the contract itself",
        ),
    ),
}

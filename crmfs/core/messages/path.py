"""What is said of paths: names that cannot be stored, and files in the wrong place. Texts only."""

from crmfs.core.messages import Rule, Text

_WHY_CHECKOUT = Text(
    "仓库要能在 Windows、macOS 和 Linux 上取出；有一个名称不行，别人的电脑上就会缺文件",
    "the repository must check out on Windows, macOS and Linux; one bad name and files are missing on somebody's machine",
)
_WHY_CONTENT = Text(
    "仓库里只放普通文件，这样检查、权限和备份才能管到全部内容",
    "only plain files are kept, so that checks, rights and backups reach all of the content",
)

MESSAGES: dict[str, Text | Rule] = {
    "path.unsafe": Rule(
        "error",
        Text("文件名或文件夹名不能使用：{reason}", "this name cannot be used: {reason}"),
        Text(
            "改名：git mv 旧名 新名；可以用中文、字母、数字、空格、- 和 _",
            "rename it: git mv OLD NEW; letters of any script, digits, spaces, - and _ are fine",
        ),
        _WHY_CHECKOUT,
    ),
    "path.reason_dots": Text("路径里有空的部分、. 或 ..", "the path has an empty part, . or .."),
    "path.reason_git": Text(".git 是 git 自己的名称", ".git is git's own name"),
    "path.reason_device": Text(
        "CON、NUL、COM1 等是 Windows 的设备名", "CON, NUL, COM1 and the like are devices on Windows"
    ),
    "path.reason_character": Text('含有 < > : " | ? * \\ 中的字符', 'it has one of the characters < > : " | ? * \\'),
    "path.reason_invisible": Text("含有看不见的字符，或不是 UTF-8", "it has an invisible character, or is not UTF-8"),
    "path.reason_trailing": Text("以点或空格结尾，或以空格开头", "it ends in a dot or space, or begins with a space"),
    "path.reason_long": Text(
        "名称超过 200 字节，或路径超过 1000 字节", "the name has over 200 bytes, or the path over 1000"
    ),
    "path.reason_not_nfc": Text(
        "字符不是合成形式（NFC），常见于旧版 macOS", "its characters are not composed (NFC), as old macOS writes them"
    ),
    "path.collision": Rule(
        "error",
        Text("与 {other} 的名称相同（不计大小写和全半角）", "the same name as {other}, case and width not counted"),
        Text("给其中一个改名：git mv 旧名 新名", "rename one of them: git mv OLD NEW"),
        Text(
            "Windows 和 macOS 分不清这两个名称，取出时一个会覆盖另一个；权限规则也会被绕过",
            "Windows and macOS take them for one, so one overwrites the other; and rules of access could be evaded",
        ),
    ),
    "path.symlink": Rule(
        "error",
        Text("这是符号链接，不是文件", "this is a symbolic link, not a file"),
        Text("删除链接，把文件本身放进来", "remove the link and add the file itself"),
        _WHY_CONTENT,
    ),
    "path.submodule": Rule(
        "error",
        Text("这是 git 子模块，不是文件夹", "this is a git submodule, not a folder"),
        Text("git rm --cached {path}，再把其中的文件加进来", "git rm --cached {path}, then add the files in it"),
        _WHY_CONTENT,
    ),
    "path.wrong_shard": Rule(
        "error",
        Text(
            "客户文件夹放错了位置，应为 {expected}",
            "the customer's folder is in the wrong place; it should be {expected}",
        ),
        Text("运行 crmfs fix，它会移动文件夹", "let crmfs fix move the folder"),
        Text(
            "文件夹按客户ID的最后两位存放；放在别处，按ID就找不到这个客户",
            "folders lie below the last two characters of the id; elsewhere the customer is not found by its id",
        ),
        fixable=True,
    ),
    "path.id_mismatch": Rule(
        "error",
        Text("文件里的 id 与名称中的 {named} 不一致", "the id inside is not {named}, as the file or folder is named"),
        Text(
            "把 id 改回 {named}；若文件名错了，用 git mv 改名",
            "set id back to {named}; if the name is wrong, rename it with git mv",
        ),
        Text(
            "记录按名称查找；名称和内容各说各的，就不知道是哪一条",
            "records are found by their names; when name and content differ, nobody knows which record it is",
        ),
    ),
    "path.unknown": Rule(
        "warning",
        Text(
            "客户文件夹里不认识的文件，搜索和列表都看不到它",
            "a file with no place here: search and lists do not see it",
        ),
        Text(
            "若是文档，用 crmfs attach {customer} 文件 存到 documents/；不需要就删除",
            "store a document with crmfs attach {customer} FILE below documents/; delete what is not needed",
        ),
        Text(
            "每样东西都有固定的位置，别人才找得到，权限也才管得到",
            "with one place for each thing others find it, and the rules of access reach it",
        ),
    ),
}

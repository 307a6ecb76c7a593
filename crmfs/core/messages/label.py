"""What is said where a label stands in place of a code. Texts only."""

from crmfs.core.messages import Rule, Text

MESSAGES: dict[str, Text | Rule] = {
    "label.used": Rule(
        "error",
        Text("这里写的是名称，应写代码 {code}", "this is a label; its code is {code}"),
        Text("改成 {code}，或运行 crmfs fix 自动改正", "write {code}, or let crmfs fix correct it"),
        Text(
            "文件里只存代码，这样中文和英文界面看到的是同一条记录",
            "files hold codes only, so that the Chinese and the English user interface show the same record",
        ),
        fixable=True,
    ),
}

"""The table of all commands: a line each, by what they are for. Imports none of them."""

from crmfs.cli.frame import Entry
from crmfs.core.messages import Text

SECTIONS = {
    "start": Text("开始", "Start here"),
    "change": Text("日常：登记与修改", "Every day: add and change"),
    "read": Text("日常：查看与查找", "Every day: look and find"),
    "rhythm": Text("跟进与报告", "Follow-ups and reports"),
    "quality": Text("数据质量", "Data quality"),
    "exchange": Text("导入与导出", "Import and export"),
    "history": Text("历史", "History"),
    "together": Text("协作", "Working together"),
    "rights": Text("成员与权限", "Members and rights"),
    "setup": Text("设置与维护", "Set-up and upkeep"),
}

COMMANDS = {
    "rule": Entry("crmfs.cli.rule:rule", Text("列出全部规则，或解释一条", "List all rules, or explain one"), "quality"),
    "completion": Entry("crmfs.cli.completion:completion", Text("输出补全脚本", "Print a completion script"), "setup"),
}

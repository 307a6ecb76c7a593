"""What is said of contacts. Texts only."""

from crmfs.core.messages import Rule, Text

MESSAGES: dict[str, Text | Rule] = {
    "contact.several_primary": Rule(
        "warning",
        Text("主要联系人多于一位", "there is more than one primary contact"),
        Text("只留一位 primary: true", "leave primary: true with one of them"),
        Text("列表和导出只显示主要联系人的电话", "lists and exports show the phone of the primary contact"),
    ),
}

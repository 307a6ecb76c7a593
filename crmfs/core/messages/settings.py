"""What is said of crmfs.yaml. Texts only."""

from crmfs.core.messages import Rule, Text

MESSAGES: dict[str, Text | Rule] = {
    "settings.format_newer": Text(
        "这个仓库的格式是 {format}，本机的 crmfs 只认识到 {known}；请先升级 crmfs",
        "this repository has format {format}; the crmfs here knows formats up to {known}: install a newer crmfs",
    ),
    "settings.unreadable": Text(
        "读不懂 crmfs.yaml（第 {line} 行）；运行 crmfs validate crmfs.yaml 查看原因",
        "crmfs.yaml cannot be read (line {line}); crmfs validate crmfs.yaml tells why",
    ),
    "settings.invalid": Text(
        "crmfs.yaml 里的 {field} 不正确；运行 crmfs validate crmfs.yaml 查看原因",
        "{field} in crmfs.yaml is not right; crmfs validate crmfs.yaml tells why",
    ),
}

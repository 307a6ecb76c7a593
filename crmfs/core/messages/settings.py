"""What is said of crmfs.yaml. Texts only."""

from crmfs.core.messages import Rule, Text

MESSAGES: dict[str, Text | Rule] = {
    "settings.format_newer": Text(
        "这个仓库的格式是 {format}，本机的 crmfs 只认识到 {known}；请先升级 crmfs",
        "this repository has format {format}; the crmfs here knows formats up to {known}: install a newer crmfs",
    ),
    "settings.unreadable": Text(
        "crmfs.yaml 第 {line} 行读不懂。请改正该行（git log -p crmfs.yaml 可看历史）。",
        "crmfs.yaml cannot be read at line {line}. Mend that line (git log -p crmfs.yaml shows its past).",
    ),
    "settings.invalid": Text(
        "crmfs.yaml 里的 {field} 不正确，应为 {expected}。请改正（git log -p crmfs.yaml 可看历史）。",
        "{field} in crmfs.yaml is not right; it must be {expected}. Correct it (git log -p crmfs.yaml shows its past).",
    ),
}

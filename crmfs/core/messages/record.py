"""Messages about finding and reading records."""

from crmfs.core.messages import Text

MESSAGES = {
    "record.not_found": Text(
        zh="找不到“{name}”。可以写客户ID、公司名称、来源系统的编号或文件路径；用 crmfs list 查看。",
        en="Nothing is found for “{name}”. Give a customer id, a company name, a source id or a path; crmfs list shows them.",
    ),
    "record.unreadable": Text(
        zh="{path} 第 {line} 行的 YAML 读不懂。运行 crmfs validate {path} 查看原因。",
        en="The YAML of {path} cannot be read at line {line}. Run crmfs validate {path} to see why.",
    ),
    "record.ambiguous": Text(
        zh="“{name}”有 {count} 个客户符合：{ids}。请写客户ID。",
        en="{count} customers match “{name}”: {ids}. Give the customer id.",
    ),
}

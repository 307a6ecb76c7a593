"""Messages about finding and reading records."""

from crmfs.core.messages import Rule, Text

MESSAGES: dict[str, Text | Rule] = {
    "record.not_found": Text(
        zh="找不到“{name}”。可以写客户ID、公司名称、来源系统的编号或文件路径；用 crmfs list 查看。",
        en="Nothing is found for “{name}”. Give a customer id, a company name, a source id or a path; crmfs list shows them.",
    ),
    "record.part_of_name": Text(
        zh="“{name}”不是完整的名称或现在的编号，没有修改任何内容。名称里有它、或它已并入的，只有 {id}：如果是指它，请改写 {id}。",
        en="“{name}” is no whole name and no id of today, so nothing was changed. The one whose name holds it, or that it was "
        "merged into, is {id}: if you mean that one, write {id}.",
    ),
    "record.schema_line": Rule(
        "warning",
        Text(
            "第一行给编辑器指的 schema 路径不对，应为 {expected}",
            "the line that names the schema to editors has the wrong path; it should be {expected}",
        ),
        Text("运行 crmfs fix 自动改正", "let crmfs fix correct it"),
        Text(
            "路径不对，编辑器就不能在填写时提示和检查；从 templates/ 复制来的文件常有这个问题",
            "with a wrong path the editor neither completes nor checks; files copied from templates/ often have one",
        ),
        fixable=True,
    ),
    "record.unreadable": Text(
        zh="{path} 第 {line} 行的 YAML 读不懂。运行 crmfs validate {path} 查看原因。",
        en="The YAML of {path} cannot be read at line {line}. Run crmfs validate {path} to see why.",
    ),
    "record.ambiguous": Text(
        zh="“{name}”有 {count} 个客户符合：{ids}。请写客户ID。",
        en="{count} customers match “{name}”: {ids}. Give the customer id.",
    ),
    "record.held": Rule(
        "error",
        Text(
            "客户 {customer} 写了保留原因，其中的内容不能删除",
            "the customer {customer} is on hold, so nothing of it may be deleted",
        ),
        Text(
            "真的要删，先由有权的人解除保留，单独提交并推送：crmfs set {customer} 保留原因=",
            "to delete all the same, whoever may has to end the hold first, as a change of its own that is pushed: crmfs set {customer} hold=",
        ),
        Text(
            "诉讼、审计期间的资料必须原样保留；解除保留是单独的决定，要留下记录",
            "what a lawsuit or an audit needs must stay; ending a hold is a decision of its own, on record",
        ),
    ),
    "record.needed": Text(
        zh="{path} 是仓库需要的文件，不能用 delete 删除。",
        en="The repository needs {path}; delete does not remove it.",
    ),
    "record.referred": Text(
        zh="{id} 还有 {count} 个互动、订单、文件等。先删除它们，或用 --whole 连同全部内容一起删除。",
        en="{id} still has {count} interactions, orders, documents or the like. Delete these first, or all together with --whole.",
    ),
    "record.contact_named": Text(
        zh="{id} 的互动还提到其中的联系人，不能删除。先改这些互动的 contact。",
        en="Interactions of {id} still name people in it, so it is not deleted. Change their contact first.",
    ),
}

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
    "init": Entry("crmfs.cli.init:init", Text("新建客户仓库", "Make a repository"), "start"),
    "demo": Entry("crmfs.cli.demo:demo", Text("建一个示例仓库来试用", "Make a filled repository to try"), "start"),
    "new": Entry(
        "crmfs.cli.new:new", Text("新建客户、互动、订单等", "Make a customer, an interaction, an order …"), "change"
    ),
    "set": Entry("crmfs.cli.set:set_", Text("修改字段", "Change fields"), "change"),
    "status": Entry("crmfs.cli.set:status", Text("修改客户状态", "Change a customer's status"), "change"),
    "attach": Entry(
        "crmfs.cli.attach:attach", Text("附加合同、报价等文件", "Attach contracts, quotes, other files"), "change"
    ),
    "delete": Entry("crmfs.cli.delete:delete", Text("删除记录或文件", "Delete a record or a document"), "change"),
    "search": Entry("crmfs.cli.search:search", Text("全文检索记录和附件", "Search records and attachments"), "read"),
    "show": Entry("crmfs.cli.show:show", Text("查看一条记录", "Show one record"), "read"),
    "list": Entry(
        "crmfs.cli.list:list_", Text("列出客户，或标准客户表", "List customers, or the standard table"), "read"
    ),
    "tree": Entry("crmfs.cli.tree:tree", Text("按分类列成树", "Show customers as a tree"), "read"),
    "open": Entry("crmfs.cli.show:open_", Text("打开客户的文件夹", "Open a customer's folder"), "read"),
    "due": Entry("crmfs.cli.due:due", Text("该跟进、到期、拖久了的", "What is due: follow-ups, tickets"), "rhythm"),
    "lifecycle": Entry(
        "crmfs.cli.lifecycle:lifecycle", Text("标记待归档、归档、列出可删", "Mark, archive, list what may go"), "rhythm"
    ),
    "report": Entry(
        "crmfs.cli.report_:report", Text("报告：分布、互动、销售等", "Reports with charts, also as files"), "rhythm"
    ),
    "review": Entry("crmfs.cli.review:review", Text("季度审查", "The review of every quarter"), "rhythm"),
    "validate": Entry("crmfs.cli.validate:validate", Text("检查数据质量", "Check data quality"), "quality"),
    "fix": Entry("crmfs.cli.fix:fix", Text("自动改正可以改正的问题", "Mend what can be mended safely"), "quality"),
    "quality": Entry(
        "crmfs.cli.quality:quality", Text("资料完整多少、是否在变好", "How complete data is, over time"), "quality"
    ),
    "dedupe": Entry(
        "crmfs.cli.dedupe:dedupe", Text("查找、合并重复的客户", "Find and merge double customers"), "quality"
    ),
    "schema": Entry("crmfs.cli.schema:schema", Text("填写规范", "The fill-in rules"), "quality"),
    "rule": Entry("crmfs.cli.rule:rule", Text("列出全部规则，或解释一条", "List all rules, or explain one"), "quality"),
    "import": Entry("crmfs.cli.import_:import_", Text("导入表格", "Import tables"), "exchange"),
    "export": Entry(
        "crmfs.cli.export:export_", Text("导出表格或通讯录", "Export tables or an address book"), "exchange"
    ),
    "audit": Entry("crmfs.cli.audit:audit", Text("本机的导出记录", "The record of exports"), "exchange"),
    "log": Entry("crmfs.cli.log:log", Text("谁在何时改了什么", "Who changed what, and when"), "history"),
    "diff": Entry("crmfs.cli.diff:diff", Text("比较两个版本", "What differs between two revisions"), "history"),
    "blame": Entry("crmfs.cli.blame:blame", Text("每个字段是谁填的", "Who gave each field its value"), "history"),
    "sync": Entry(
        "crmfs.cli.sync:sync", Text("取回同事的修改，上传自己的", "Fetch the others' changes, push yours"), "together"
    ),
    "resolve": Entry("crmfs.cli.resolve:resolve", Text("选定冲突的内容", "Decide a conflict"), "together"),
    "restore": Entry("crmfs.cli.restore:restore", Text("恢复成以前的样子", "Bring back what was before"), "history"),
    "undo": Entry("crmfs.cli.restore:undo", Text("撤回一次操作", "Take an act back"), "history"),
    "access": Entry("crmfs.cli.access:access", Text("谁可以看什么、改什么", "Who may see and change what"), "rights"),
    "member": Entry("crmfs.cli.member:member", Text("员工名单", "The people who work here"), "rights"),
    "whoami": Entry("crmfs.cli.whoami:whoami", Text("我是谁、有什么角色", "Who I am, in which roles"), "rights"),
    "doctor": Entry("crmfs.cli.doctor:doctor", Text("找出并修复环境问题", "Find and mend what is off"), "setup"),
    "hooks": Entry("crmfs.cli.hooks:hooks", Text("检查提交和推送的钩子", "Hooks that check commits, pushes"), "setup"),
    "index": Entry("crmfs.cli.index:index", Text("检索用的索引：查看、重建、核对", "The index of searches"), "setup"),
    "watch": Entry("crmfs.cli.watch:watch", Text("保存后随即可检索", "Keep searches up to date"), "setup"),
    "backup": Entry(
        "crmfs.cli.backup:backup", Text("备份、验证、恢复、演练", "Back up, prove, restore, drill"), "setup"
    ),
    "merge-driver": Entry("crmfs.cli.merge_driver:merge_driver", Text("git 的合并程序", "What git merges with"), ""),
    "upgrade": Entry("crmfs.cli.upgrade:upgrade", Text("升级仓库的格式", "Bring the format up to date"), "setup"),
    "completion": Entry("crmfs.cli.completion:completion", Text("输出补全脚本", "Print a completion script"), "setup"),
}

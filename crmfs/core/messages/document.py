"""What is said of documents and their metadata. Texts only."""

from crmfs.core.messages import Rule, Text

MESSAGES: dict[str, Text | Rule] = {
    "document.meta_missing": Rule(
        "warning",
        Text("文档没有说明文件（.meta.yaml）", "the document has no metadata (.meta.yaml)"),
        Text("运行 crmfs fix，它会写一份说明", "let crmfs fix write it"),
        Text(
            "标题、标签和到期日写在说明里，搜索和到期提醒都靠它",
            "title, tags and date of expiry stand there; search and reminders need them",
        ),
        fixable=True,
    ),
    "document.missing": Rule(
        "error",
        Text("只有说明，没有它说明的文档", "this describes a document that is not there"),
        Text(
            "把文档加进来（可能忘了 git add）；文档已删除就把说明也删除",
            "add the document (was git add forgotten?); if it was deleted, delete this too",
        ),
        Text("说明里写着有一份合同，其实没有", "it says there is a contract, and there is none"),
    ),
    "document.expired": Rule(
        "info",
        Text("文档已过期 {days} 天", "the document expired {days:day|days} ago"),
        Text("换成新的一份，或更新 expires_on", "replace it by a new one, or set expires_on"),
        Text("过期的合同和资质不能再用", "expired contracts and licences must not be used"),
    ),
}

"""Phrases of commit subjects."""

from crmfs.core.messages import Text

MESSAGES = {
    "subject.added": Text(zh="新增{what}", en="add {what}"),
    "subject.deleted": Text(zh="删除{what}", en="delete {what}"),
    "subject.changed": Text(zh="修改{what}", en="change {what}"),
    "subject.several": Text(zh="{count} 个客户：{what}", en="{count:customer|customers}: {what}"),
    "subject.files": Text(zh="{count} 个文件", en="{count:file|files}"),
    "subject.and_more": Text(zh="{first} 等（另 {count} 项）", en="{first} and {count} more"),
}

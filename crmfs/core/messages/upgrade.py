"""What is said when a repository is brought to this release."""

from crmfs.core.messages import Text

MESSAGES = {
    "upgrade.release_incomplete": Text(
        zh="这个 crmfs 安装不完整：缺少 schema/ 或 repo-template/。请重新安装 crmfs。",
        en="This crmfs is not installed completely: schema/ or repo-template/ is missing. Install crmfs again.",
    ),
    "upgrade.up_to_date": Text(zh="已是最新：格式 {format}。", en="Already up to date: format {format}."),
    "upgrade.format": Text(zh="格式 {old} → {new}", en="format {old} → {new}"),
    "upgrade.replaced": Text(zh="更新 {path}", en="updated {path}"),
    "upgrade.removed": Text(zh="删除 {path}", en="removed {path}"),
    "upgrade.done": Text(zh="升级完成，共 {count} 个文件，一次提交。", en="Upgraded: {count} files, one commit."),
    "upgrade.would": Text(
        zh="将更新 {count} 个文件（--dry-run，未写入）。",
        en="{count:file|files} would be updated (--dry-run, nothing is written).",
    ),
    "upgrade.subject": Text(zh="升级仓库", en="Upgrade the repository"),
}  # fmt: skip

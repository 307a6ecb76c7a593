"""Messages about who asks."""

from crmfs.core.messages import Text

MESSAGES = {
    "access.stranger": Text(
        zh="这个仓库不认识您（{email}）。请管理员运行 crmfs member add，或用 git config user.email 设成登记过的邮箱。",
        en="This repository does not know you ({email}). Ask an administrator for crmfs member add, or set git config user.email to the address that is registered.",
    ),
    "access.member_unknown": Text(
        zh="没有成员“{name}”。crmfs member list 列出所有成员。",
        en="There is no member “{name}”. crmfs member list shows all.",
    ),
    "access.as_reads_only": Text(
        zh="--as 只用于查看，不能以别人的名义修改。请去掉 --as。",
        en="--as is for looking only; nobody changes things in another's name. Leave --as out.",
    ),
}

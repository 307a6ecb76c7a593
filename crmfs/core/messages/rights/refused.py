"""Messages to who may not do something, and about who asks or pushes. Texts only."""

from crmfs.core.messages import Rule, Text
from crmfs.core.messages.rights.written import WHOLE_FILE

_NOT_YOURS = Text(
    zh="权限策略 access.yaml 决定谁可以改什么；默认都不可以",
    en="the policy in access.yaml says who may change what; whatever it does not grant is denied",
)


_ASK = Text(
    zh="撤销这处改动；确实需要，请找管理员。crmfs whoami 显示您的权限",
    en="take it back; if you need it, ask an administrator. crmfs whoami shows your rights",
)


def _not_granted(zh: str, en: str) -> Rule:
    """Returns the rule of an action on something that no grant allows."""
    return Rule(
        severity="error",
        text=Text(
            zh=f"您无权{zh} {{field}}：没有规则授予这项权限", en=f"you may not {en} {{field}}: no grant allows it"
        ),
        remedy=_ASK,
        why=_NOT_YOURS,
    )


def _stopped(zh: str, en: str) -> Rule:
    """Returns the rule of an action on something that a restriction stops."""
    return Rule(
        severity="error",
        text=Text(
            zh=f"您无权{zh} {{field}}：受规则 {{rules}} 限制", en=f"you may not {en} {{field}}: stopped by {{rules}}"
        ),
        remedy=_ASK,
        why=_NOT_YOURS,
    )


MESSAGES: dict[str, Text | Rule] = {
    "access.stranger": Text(
        zh="这个仓库不认识您（{email}）。请管理员运行 crmfs member add，或用 git config user.email 设成登记过的邮箱。",
        en="This repository does not know you ({email}). Ask an administrator for crmfs member add, or set git config user.email to the address that is registered.",
    ),
    "access.member_unknown": Text(
        zh="没有成员“{name}”。crmfs member list 列出所有成员。",
        en="There is no member “{name}”. crmfs member list shows all.",
    ),
    "access.copy_claimed": Rule(
        severity="error",
        text=Text(
            zh="您无权把已有的附件标成“两份之一”（{field}）：以后凭这个标记就可以删掉它",
            en="you may not mark a document that is there as one of two versions ({field}): the mark lets it be deleted",
        ),
        remedy=Text(
            zh="去掉这个标记：crmfs sync 保留两份时会自己写上。要删除附件，请找有权删除的同事",
            en="take the mark out: crmfs sync writes it where it keeps two versions. To delete a document, ask who may",
        ),
        why=Text(
            zh="从保留的两份里选一份，只需要有权修改；标记因此不能随手加",
            en="to choose one of two versions it takes the right to edit only, so the mark is not for anybody to set",
        ),
    ),
    "access.write_denied": Text(
        zh="您无权这样做，没有修改任何内容。{reasons}。crmfs whoami 显示您的权限；确实需要，请找管理员。",
        en="You may not do this; nothing was changed. {reasons}. crmfs whoami shows your rights; if you need it, ask an administrator.",
    ),
    "access.as_reads_only": Text(
        zh="--as 只用于查看，不能以别人的名义修改。请去掉 --as。",
        en="--as is for looking only; nobody changes things in another's name. Leave --as out.",
    ),
    "access.administrators_only": Text(
        zh="只有管理员能看别人的权限：能修改 access.yaml 和 members.yaml 的成员。自己的权限用 crmfs whoami 查看。",
        en="Others' rights are for administrators: members who may edit access.yaml and members.yaml. crmfs whoami tells your own.",
    ),
    "access.explain_own": Text(
        zh="只能查询自己的权限；别人的由管理员查询。crmfs whoami 显示您的员工ID和权限。",
        en="You can ask about your own rights; administrators ask about others. crmfs whoami tells your id and rights.",
    ),
    "access.as_denied": Text(
        zh="只有能查看整个仓库的人才能用 --as。请去掉 --as，或请管理员来看。",
        en="--as is for those who may read the whole repository. Leave --as out, or ask an administrator.",
    ),
    "access.policy_missing": Text(
        zh="仓库里没有 access.yaml，所以谁都没有权限。请管理员恢复它：git checkout 旧提交 -- access.yaml。",
        en="The repository has no access.yaml, so nobody has any right. An administrator can bring it back: git checkout COMMIT -- access.yaml.",
    ),
    "access.policy_broken": Text(
        zh="磁盘上和最近提交里的 access.yaml 都有错误，所以现在谁都没有权限。改好它（crmfs validate access.yaml 列出错误），"
        "或取回以前的版本：git checkout origin/main -- access.yaml；没有服务器时用 git checkout 旧提交 -- access.yaml。",
        en="access.yaml is broken on disk and in the last commit, so nobody has any right now. Mend it (crmfs validate "
        "access.yaml lists what is wrong) or bring an earlier one back: git checkout origin/main -- access.yaml; without "
        "a server git checkout COMMIT -- access.yaml.",
    ),
    "access.edit_not_granted": _not_granted("修改", "change"),
    "access.create_not_granted": _not_granted("新建", "create"),
    "access.delete_not_granted": _not_granted("删除", "delete"),
    "access.edit_stopped": _stopped("修改", "change"),
    "access.create_stopped": _stopped("新建", "create"),
    "access.delete_stopped": _stopped("删除", "delete"),
    "access.unseen": Rule(
        severity="error",
        text=Text(
            zh="您看不到 {field} 的内容，因此不能修改或清空它：受规则 {rules} 限制",
            en="you cannot see what {field} holds, so you may not change or clear it: stopped by {rules}",
        ),
        remedy=_ASK,
        why=Text(
            zh="没看到原来的内容就改，会盖掉别人写的东西",
            en="who changes what he does not see writes over what others wrote",
        ),
    ),
    "access.out_of_reach": Rule(
        severity="error",
        text=Text(
            zh="这里或其中的内容您看不到（不论有没有），因此也不能改",
            en="this, or something in it, is not yours to see, be it there or not; so it is not yours to change",
        ),
        remedy=_ASK,
        why=Text(zh="看不到的东西不能改", en="nobody changes what he cannot see"),
    ),
    "access.not_yours": Rule(
        severity="error",
        text=Text(
            zh="新客户的 {field} 只能写成您自己的，否则客户就归了别人",
            en="in a new customer {field} must be your own, or the customer would be somebody else's",
        ),
        remedy=Text(
            zh="改成您自己的（crmfs whoami 可查看），或请有权修改它的人来新建",
            en="write your own (crmfs whoami shows it), or ask somebody who may change it to create the customer",
        ),
        why=Text(
            zh="权限取决于这一项，新建时不能借它给别人或自己多一份权限",
            en="rights depend on it; creating a customer must not give rights away, nor win any",
        ),
    ),
    "access.employee_mismatch": Rule(
        severity="error",
        text=Text(
            zh="{field} 写的不是您本人，而您无权代别人登记", en="{field} is not you, and you may not record for others"
        ),
        remedy=Text(
            zh="写您自己的员工ID（crmfs whoami）；提交人不对就设好 user.email，再运行 git commit --amend --reset-author",
            en="write your own id (crmfs whoami); where the commit's person is wrong, set user.email and run git commit --amend --reset-author",
        ),
        why=Text(
            zh="每条记录都要知道真正是谁做的；可代别人登记的规则写 act_for: true",
            en="every record must tell who really did it; a grant with act_for: true lets its roles record for others",
        ),
    ),
    "access.policy_unusable": Rule(
        severity="error",
        text=Text(
            zh="服务器主分支上的 access.yaml 不能用，因此什么都不能推送",
            en="the access.yaml on the server's main branch cannot be used, so nothing can be pushed",
        ),
        remedy=Text(
            zh="请管理员推送一个只改 access.yaml 和 members.yaml、并把它改对的提交；crmfs validate access.yaml 列出错误",
            en="an administrator pushes commits that change only access.yaml and members.yaml and mend it; crmfs validate access.yaml lists what is wrong",
        ),
        why=WHOLE_FILE,
    ),
    "access.first_by_administrator": Rule(
        severity="error",
        text=Text(
            zh="第一次推送须由管理员来做：能按推送的 access.yaml 修改 access.yaml 和 members.yaml 的成员",
            en="the first push is an administrator's: a member who may edit access.yaml and members.yaml under the access.yaml that is pushed",
        ),
        remedy=Text(
            zh="请管理员推送，或让您的角色能修改这两个文件",
            en="have an administrator push, or give one of your roles the right to edit both files",
        ),
        why=Text(
            zh="空仓库还没有策略，因此以推送来的策略为准",
            en="an empty repository has no policy yet; the one that is pushed decides",
        ),
    ),
    "access.identity_unknown": Rule(
        severity="error",
        text=Text(
            zh="服务器认不出您：members.yaml 里没有（或不止一个）“{name}”",
            en="the server does not know you: members.yaml has no “{name}”, or several",
        ),
        remedy=Text(
            zh="用登记过的邮箱提交：git config user.email 邮箱，git commit --amend --reset-author；还没登记的，请管理员运行 crmfs member add",
            en="commit with the address that is registered: git config user.email ADDRESS, git commit --amend --reset-author; or ask an administrator for crmfs member add",
        ),
        why=Text(
            zh="不知道是谁，就不知道他可以改什么",
            en="who is not known has no rights: it is not known what he may change",
        ),
    ),
    "access.identity_missing": Rule(
        severity="error",
        text=Text(
            zh="服务器没有说明是谁在推送，因此拒绝", en="the server does not tell who pushes, so this is refused"
        ),
        remedy=Text(
            zh="请管理员在服务器上为每个账号或密钥设置 CRMFS_ACTOR；或在服务器的仓库里运行 git config {setting} true，以最后一次提交的提交人邮箱为准（邮箱谁都能写，只适合互相信任的小团队）",
            en="an administrator sets CRMFS_ACTOR for each account or key on the server; or runs git config {setting} true in the server's repository, which takes the committer's address of the last commit for the pusher's (anybody can write any address: for teams that trust each other)",
        ),
        why=Text(
            zh="不知道是谁，就不知道他可以改什么",
            en="who is not known has no rights: it is not known what he may change",
        ),
    ),
}

"""What is said when members are added, changed and listed, and of who asks."""

from crmfs.core.messages import Text

MESSAGES = {
    "member.added": Text(zh="已登记员工 {id}（{path}）", en="{id} is a member now ({path})"),
    "member.same_name": Text(
        zh="员工 {id} 也叫这个名字；今后请用员工ID 或邮箱指明是哪一位。",
        en="{id} has the same name; name either by id or e-mail address from now on.",
    ),
    "member.ambiguous": Text(
        zh="叫“{name}”的员工不止一位：{ids}。请写员工ID 或邮箱（crmfs member list 列出）。",
        en="Several members are called “{name}”: {ids}. Give the id or the e-mail address (crmfs member list shows them).",
    ),
    "member.no_email": Text(
        zh="{id} 还没有邮箱，因此还不能使用仓库。登记他的 git user.email：crmfs member set {id} 邮箱=…",
        en="{id} has no e-mail address and cannot act until there is one. Give the person's git user.email: "
        "crmfs member set {id} emails=…",
    ),
    "member.changed": Text(zh="已修改员工 {id}（{path}）", en="{id} is changed ({path})"),
    "member.subject_added": Text(zh="登记员工 {id}", en="add member {id}"),
    "member.subject_changed": Text(zh="修改员工 {id}", en="change member {id}"),
    "member.id_invalid": Text(
        zh="员工ID {id} 不能用：大写字母开头，只含大写字母、数字和 -，例如 E002。",
        en="The employee id {id} cannot be used: a capital letter first, then capital letters, digits and -, such as E002.",
    ),
    "member.id_taken": Text(
        zh="员工ID {id} 已有人用。修改那位员工请用 crmfs member set {id} 字段=值；不写 --id 则自动编号。",
        en="The employee id {id} is taken. Change that member with crmfs member set {id} FIELD=VALUE; without --id one is"
        " made.",
    ),
    "member.email_taken": Text(
        zh="这个邮箱已属于员工 {id}；一个邮箱只能属于一个人。",
        en="This e-mail address belongs to {id} already; one address names one person.",
    ),
    "member.role_unknown": Text(
        zh="access.yaml 里没有角色“{role}”。可用：{known}。",
        en="access.yaml has no role “{role}”. Known are: {known}.",
    ),
    "member.nothing": Text(
        zh="没有要修改的字段。例如：crmfs member set E002 团队=east 角色+=sales-lead",
        en="No field to change is given. For example: crmfs member set E002 team=east roles+=sales-lead",
    ),
    "member.count": Text(zh="共 {count} 人。", en="{count:member|members}."),
    "member.you_id": Text(zh="员工ID", en="Employee id"),
    "member.you_name": Text(zh="姓名", en="Name"),
    "member.you_roles": Text(zh="角色", en="Roles"),
    "member.you_team": Text(zh="团队", en="Team"),
    "member.you_regions": Text(zh="负责地区", en="Regions"),
    "member.you_language": Text(zh="语言", en="Language"),
    "member.you_emails": Text(zh="电子邮箱", en="E-mails"),
    "member.you_known_by": Text(zh="认出您的依据", en="Known by"),
    "member.by_variable": Text(zh="环境变量 CRMFS_ACTOR", en="the variable CRMFS_ACTOR"),
    "member.by_email": Text(zh="git 的 user.email", en="git's user.email"),
}  # fmt: skip

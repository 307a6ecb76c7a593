"""Messages about who may do what: who asks, and what is wrong with a policy."""

from crmfs.core.messages import Rule, Text

_WHOLE_FILE = Text(
    zh="策略只要有一处错误就整个不生效，以免有人得到不该有的权限",
    en="one mistake refuses the whole policy, so that nobody gets a right by accident",
)

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
    "access.version_unknown": Rule(
        severity="error",
        text=Text(zh="策略的 version 必须是 {known}", en="the policy's version must be {known}"),
        remedy=Text(
            zh="写 version: {known}；较新的格式需要较新的 crmfs",
            en="write version: {known}; a newer format needs a newer crmfs",
        ),
        why=_WHOLE_FILE,
    ),
    "access.key_unknown": Rule(
        severity="error",
        text=Text(zh="策略里没有“{key}”这个键", en="a policy has no key “{key}” here"),
        remedy=Text(zh="检查拼写，或删除这个键", en="check the spelling, or take the key out"),
        why=_WHOLE_FILE,
    ),
    "access.key_missing": Rule(
        severity="error",
        text=Text(zh="这里缺少“{key}”", en="“{key}” is missing here"),
        remedy=Text(
            zh="补上它；access.yaml 开头的说明和 crmfs schema doc 列出每条规则要写的内容",
            en="add it; the head of access.yaml and crmfs schema doc say what a rule consists of",
        ),
        why=_WHOLE_FILE,
    ),
    "access.value_wrong": Rule(
        severity="error",
        text=Text(zh="“{key}”的值应是 {expected}", en="“{key}” must be {expected}"),
        remedy=Text(zh="改成应有的写法；列表不能为空", en="write it as expected; a list cannot be empty"),
        why=_WHOLE_FILE,
    ),
    "access.role_undefined": Rule(
        severity="error",
        text=Text(zh="角色“{role}”没有在 roles 中定义", en="the role “{role}” is not defined under roles"),
        remedy=Text(zh="在 roles 中加上它，或改正拼写", en="add it under roles, or mend the spelling"),
        why=_WHOLE_FILE,
    ),
    "access.role_cycle": Rule(
        severity="error",
        text=Text(
            zh="角色“{role}”经由 includes 又包含了自己", en="the role “{role}” includes itself over its includes"
    "access.role_name": Rule(
        severity="error",
        text=Text(
            zh="角色不能叫“{role}”：不少 YAML 程序把它读成真假值",
            en="a role cannot be called “{role}”: other YAML readers take that for a truth value",
        ),
        remedy=Text(zh="换一个名字，如 {role}-team", en="give it another name, such as {role}-team"),
        why=Text(
            zh="同一个文件在别的程序里会成为另一个角色，权限就对不上了",
            en="the same file would name another role in another program, and rights would differ",
        ),
    ),
        ),
        remedy=Text(zh="去掉其中一个 includes", en="take one of the includes out"),
        why=_WHOLE_FILE,
    ),
    "access.id_duplicate": Rule(
        severity="error",
        text=Text(zh="规则 ID “{id}”已用于 {other}", en="the rule ID “{id}” is used at {other} already"),
        remedy=Text(zh="给其中一条换一个 ID", en="give one of the two another ID"),
        why=_WHOLE_FILE,
    ),
    "access.glob_scope": Rule(
        severity="error",
        text=Text(zh="{{customer}} 只能写在路径开头", en="{{customer}} stands at the beginning of a path only"),
        remedy=Text(zh="写成 {{customer}}/…，或写出完整路径", en="write {{customer}}/… or the whole path"),
        why=_WHOLE_FILE,
    ),
    "access.glob_braces": Rule(
        severity="error",
        text=Text(zh="路径里的花括号不成对、嵌套或为空", en="the braces of this path are unbalanced, nested or empty"),
        remedy=Text(zh="写成 {{a,b}}，不能嵌套，每项都要有内容", en="write {{a,b}}, not nested, no word empty"),
        why=_WHOLE_FILE,
    ),
    "access.glob_explodes": Rule(
        severity="error",
        text=Text(zh="这条路径展开后超过 {most} 种", en="this path stands for more than {most} patterns"),
        remedy=Text(zh="少用花括号和 **，或拆成几条规则", en="use fewer braces and **, or write several rules"),
        why=_WHOLE_FILE,
    ),
    "access.glob_segment": Rule(
        severity="error",
        text=Text(zh="路径里有空的、“.”或“..”的一段", en="a segment of this path is empty, “.” or “..”"),
        remedy=Text(
            zh="从仓库根目录写起，不以 / 开头或结尾，如 customers/**",
            en="write it from the repository's root without / at either end, such as customers/**",
        ),
        why=_WHOLE_FILE,
    ),
    "access.glob_sign": Rule(
        severity="error",
        text=Text(zh="路径里不能用“{sign}”", en="a path cannot have “{sign}” in it"),
        remedy=Text(
            zh="只能用文字、*、** 和 {{a,b}}；不支持正则表达式和 !",
            en="only names, *, ** and {{a,b}} are known; no regular expression, no !",
        ),
        why=_WHOLE_FILE,
    ),
    "access.glob_star": Rule(
        severity="error",
        text=Text(
            zh="* 的写法不对：** 必须单独成段，一段里最多 8 个 *",
            en="* is misused: ** is a segment of its own, and a segment has 8 * at most",
        ),
        remedy=Text(zh="写成 a/**/b 或 a/*.yaml", en="write a/**/b or a/*.yaml"),
        why=_WHOLE_FILE,
    ),
    "access.condition_syntax": Rule(
        severity="error",
        text=Text(
            zh="条件从第 {character} 个字符起看不懂", en="the condition cannot be read from character {character} on"
        ),
        remedy=Text(
            zh="写成 customer.字段 == me.属性，可用 ==、!=、in，用 and 连接；文字加引号",
            en="write customer.FIELD == me.ATTRIBUTE with ==, != or in, joined by and; put texts in quotes",
        ),
        why=_WHOLE_FILE,
    ),
    "access.field_syntax": Rule(
        severity="error",
        text=Text(zh="这不是字段的写法", en="this is no way to write a field"),
        remedy=Text(
            zh="写成 budget、terms.bank 或 contacts[].mobile", en="write budget, terms.bank or contacts[].mobile"
        ),
        why=_WHOLE_FILE,
    ),
    "access.condition_unlocked": Rule(
        severity="error",
        text=Text(
            zh="条件用到了 customer.{field}，却没有限制谁能修改它",
            en="a condition names customer.{field}, and nothing restricts who may change it",
        ),
        remedy=Text(
            zh='加一条 restrict：only 写可以修改的角色，stop: [edit, delete]，paths: ["{{customer}}/customer.yaml"]，fields: [{field}]，不写 unless',
            en='add a restrict rule: only with the roles that may change it, stop: [edit, delete], paths: ["{{customer}}/customer.yaml"], fields: [{field}], without unless',
        ),
        why=Text(
            zh="能改条件所用字段的人，就能给自己权限",
            en="whoever may change a field that a condition names can give himself rights",
        ),
    ),
    "access.test_failed": Rule(
        severity="error",
        text=Text(
            zh="策略自带的检查应得 {expected}，实际是 {got}",
            en="the policy's own test expects {expected} and gets {got}",
        ),
        remedy=Text(zh="改规则，或改这条检查", en="mend the rules, or the test"),
        why=_WHOLE_FILE,
    ),
    "access.no_administrator": Rule(
        severity="error",
        text=Text(
            zh="这样就没有人能修改 access.yaml 和 members.yaml 了",
            en="nobody could change access.yaml and members.yaml any more",
        ),
        remedy=Text(
            zh="至少保留一名成员，其角色可以修改这两个文件",
            en="keep at least one member whose roles may edit both files",
        ),
        why=Text(
            zh="没有管理员的仓库，谁也无法再调整权限", en="without an administrator nobody could mend the rights again"
        ),
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
        zh="access.yaml 有错误，也没有可用的旧版本，所以谁都没有权限。crmfs validate access.yaml 列出错误。",
        en="access.yaml is broken and there is no valid earlier one, so nobody has any right. crmfs validate access.yaml lists what is wrong.",
    ),
    "access.edit_not_granted": _not_granted("修改", "change"),
    "access.create_not_granted": _not_granted("新建", "create"),
    "access.delete_not_granted": _not_granted("删除", "delete"),
    "access.edit_stopped": _stopped("修改", "change"),
    "access.create_stopped": _stopped("新建", "create"),
    "access.delete_stopped": _stopped("删除", "delete"),
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
}

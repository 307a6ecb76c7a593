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
    "access.write_denied": Text(
        zh="您无权这样做，没有修改任何内容。{reasons}。crmfs whoami 显示您的权限；确实需要，请找管理员。",
        en="You may not do this; nothing was changed. {reasons}. crmfs whoami shows your rights; if you need it, ask an administrator.",
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
    "access.role_cycle": Rule(
        severity="error",
        text=Text(
            zh="角色“{role}”经由 includes 又包含了自己", en="the role “{role}” includes itself over its includes"
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
    "access.rule_dead": Rule(
        severity="warning",
        text=Text(
            zh="授权“{id}”不起作用：{by} 已经给了同样的权限，或者全部禁止",
            en="the grant “{id}” changes nothing: {by} gives all of it already, or stops all of it",
        ),
        remedy=Text(
            zh="删除它；如果本该起作用，检查 to、paths 和 where",
            en="take it out; if it was to have an effect, look at its to, paths and where",
        ),
        why=Text(
            zh="不起作用的规则让人误以为有人得到了权限，或权限有人管着",
            en="a rule without effect lets people believe in a right, or in a protection, that is not there",
        ),
    ),
    "access.restriction_dead": Rule(
        severity="warning",
        text=Text(
            zh="限制“{id}”不起作用：它的路径上，只有它放行的角色（{by}）有权限",
            en="the restriction “{id}” stops nobody: only roles that it lets pass ({by}) are granted anything on its paths",
        ),
        remedy=Text(
            zh="检查 paths 和 only；确实不需要就删除它",
            en="look at its paths and only; take it out if it is not needed",
        ),
        why=Text(
            zh="不起作用的规则让人误以为有人得到了权限，或权限有人管着",
            en="a rule without effect lets people believe in a right, or in a protection, that is not there",
        ),
    ),
    "access.role_unused": Rule(
        severity="warning",
        text=Text(zh="没有人有角色“{role}”", en="nobody has the role “{role}”"),
        remedy=Text(
            zh="用 crmfs member set 成员 roles+={role} 分给成员，或从策略中删除它",
            en="give it to somebody with crmfs member set MEMBER roles+={role}, or take it out of the policy",
        ),
        why=Text(
            zh="可能是角色改了名，而成员的角色没有跟着改",
            en="the role may have been renamed, and the members' roles not",
        ),
    ),
    "access.member_roleless": Rule(
        severity="warning",
        text=Text(zh="成员 {id} 没有角色，所以没有任何权限", en="member {id} has no role, and so no right at all"),
        remedy=Text(
            zh="crmfs member set {id} roles+=角色；已离职的成员可以不管",
            en="crmfs member set {id} roles+=ROLE; leave it for somebody who has left",
        ),
        why=Text(zh="权限只来自角色", en="rights come from roles alone"),
    ),
    "access.member_role": Rule(
        severity="error",
        text=Text(
            zh="角色“{role}”没有在 access.yaml 中定义，不给任何权限",
            en="access.yaml defines no role “{role}”: it gives no right",
        ),
        remedy=Text(
            zh="改正拼写，或在 access.yaml 的 roles 中加上它",
            en="mend the spelling, or add it under roles in access.yaml",
        ),
        why=Text(
            zh="拼错的角色会悄悄收走一个人的全部权限", en="a misspelt role silently takes all of somebody's rights away"
        ),
    ),
    "access.field_unknown": Rule(
        severity="warning",
        text=Text(
            zh="这些路径上的记录没有“{name}”这个字段，所以规则管不到任何内容",
            en="no record on these paths has a field “{name}”, so the rule is about nothing",
        ),
        remedy=Text(
            zh="写字段代码，列表中的字段写成 contacts[].mobile；crmfs schema doc 列出全部字段",
            en="write the field's code, in a list as in contacts[].mobile; crmfs schema doc lists all fields",
        ),
        why=Text(
            zh="字段写错了，本该隐藏的内容就会人人可见",
            en="with the field misspelt, what was to be hidden is there for all to see",
        ),
    ),
    "access.condition_field": Rule(
        severity="error",
        text=Text(
            zh="客户没有“{name}”这个字段，所以这个条件永远不成立",
            en="a customer has no field “{name}”, so this condition never holds",
        ),
        remedy=Text(
            zh="写 customer.yaml 里的字段代码；crmfs schema doc 列出全部字段",
            en="write a field of customer.yaml by its code; crmfs schema doc lists all fields",
        ),
        why=Text(
            zh="条件不成立，where 的授权没有人得到，unless 的例外也没有人得到",
            en="a condition that never holds gives nobody the grant of a where, nor the exception of an unless",
        ),
    ),
    "access.attribute_unknown": Rule(
        severity="error",
        text=Text(
            zh="成员没有“{name}”这个属性，所以这个条件永远不成立",
            en="a member has no attribute “{name}”, so this condition never holds",
        ),
        remedy=Text(
            zh="写 members.yaml 里的字段，如 me.id、me.team、me.regions",
            en="write a field of members.yaml, such as me.id, me.team, me.regions",
        ),
        why=Text(
            zh="条件不成立，where 的授权没有人得到，unless 的例外也没有人得到",
            en="a condition that never holds gives nobody the grant of a where, nor the exception of an unless",
        ),
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
    "access.administrators_only": Text(
        zh="只有管理员能看别人的权限：能修改 access.yaml 和 members.yaml 的成员。自己的权限用 crmfs whoami 查看。",
        en="Others' rights are for administrators: members who may edit access.yaml and members.yaml. crmfs whoami tells your own.",
    ),
    "access.explain_own": Text(
        zh="只能查询自己的权限；别人的由管理员查询。crmfs whoami 显示您的员工ID和权限。",
        en="You can ask about your own rights; administrators ask about others. crmfs whoami tells your id and rights.",
    ),
    "access.action_read": Text(zh="查看", en="read"),
    "access.action_edit": Text(zh="修改", en="edit"),
    "access.action_create": Text(zh="新建", en="create"),
    "access.action_delete": Text(zh="删除", en="delete"),
    "access.action_write": Text(zh="读写", en="write"),
    "access.verdict_allow": Text(zh="允许", en="ALLOWED"),
    "access.verdict_deny": Text(zh="拒绝", en="DENIED"),
    "access.verdict_mask": Text(zh="遮蔽", en="MASKED"),
    "access.verdict_partial": Text(zh="部分显示", en="SHOWN IN PART"),
    "access.verdict_hide": Text(zh="隐藏", en="HIDDEN"),
    "access.term_is_me": Text(zh="{field}是本人", en="{field} is me"),
    "access.term_is_not_me": Text(zh="{field}不是本人", en="{field} is not me"),
    "access.term_is_mine": Text(zh="{field}与本人的{value}相同", en="{field} is my {value}"),
    "access.term_is_not_mine": Text(zh="{field}与本人的{value}不同", en="{field} is not my {value}"),
    "access.term_in_mine": Text(zh="{field}在本人的{value}之中", en="{field} is one of my {value}"),
    "access.term_is": Text(zh="{field}是{value}", en="{field} is {value}"),
    "access.term_is_not": Text(zh="{field}不是{value}", en="{field} is not {value}"),
    "access.term_in": Text(zh="{field}是{value}之一", en="{field} is one of {value}"),
    "access.term_not": Text(zh="并非：{said}", en="not: {said}"),
    "access.and": Text(zh="，且", en=" and "),
    "access.or": Text(zh="，或", en=" or "),
    "access.said": Text(zh="{verdict}：{reasons}", en="{verdict}: {reasons}"),
    "access.said_grant": Text(zh="授权 {id} 符合", en="grant {id} matches"),
    "access.said_none": Text(zh="没有授权符合", en="no grant matches"),
    "access.said_near": Text(zh="若{condition}，授权 {id} 就符合", en="grant {id} would match if {condition}"),
    "access.said_stopped": Text(zh="被限制 {id} 拦下", en="stopped by restrict {id}"),
    "access.said_masked": Text(zh="被限制 {id} 遮蔽", en="masked by restrict {id}"),
    "access.said_only": Text(zh="只有 {roles} 可以", en="only {roles}"),
    "access.said_unless": Text(zh="除非{condition}", en="unless {condition}"),
    "access.said_lacking": Text(zh="不能{actions}", en="cannot {actions}"),
    "access.nothing_there": Text(
        zh="还没有 {path}；按它尚不存在来判断。", en="There is no {path} yet; the decision is on a file still to come."
    ),
    "access.said_fields": Text(zh="但字段 {fields} {verdict}", en="but {verdict} for {fields}"),
    "access.who_count": Text(zh="{all} 位成员中有 {count} 位可以", en="{count} of {all:member|members} may"),
    "access.checked": Text(
        zh="策略：{rules} 条规则；自带的检查通过 {passed}/{tests} 条；管理员 {administrators} 位",
        en="policy: {rules:rule|rules}; {passed} of {tests:test|tests} passed; {administrators:administrator|administrators}",
    ),
    "access.area_document": Text(zh="附件", en="Documents"),
    "access.area_finance": Text(zh="财务附件", en="Finance documents"),
    "access.area_library": Text(zh="共享资料", en="Shared material"),
    "access.area_schema": Text(zh="填写规则", en="Fill-in rules"),
    "access.area_templates": Text(zh="模板", en="Templates"),
    "access.area_searches": Text(zh="保存的检索", en="Saved searches"),
    "access.area_reports": Text(zh="报告", en="Reports"),
    "access.area_readme": Text(zh="说明文件", en="README"),
    "access.area_git": Text(zh="git 的设置文件", en="Files for git"),
    "access.rights": Text(zh="权限", en="Rights"),
    "access.rights_all": Text(
        zh="可以查看、修改、新建和删除一切。", en="You may see, change, make and delete everything."
    ),
    "access.rights_none": Text(
        zh="没有任何权限：您没有角色，或角色没有得到授权。请管理员运行 crmfs member set。",
        en="None: you have no role, or your roles are granted nothing. Ask an administrator for crmfs member set.",
    ),
    "access.rights_fault": Text(
        zh="没有生效的策略，所以谁都没有权限。crmfs validate access.yaml 列出错误。",
        en="No policy is in force, so nobody has any right. crmfs validate access.yaml lists what is wrong.",
    ),
    "access.rights_unseen": Text(zh="看不到：{areas}", en="Not visible: {areas}"),
    "access.rights_hidden": Text(zh="{fields} 不显示", en="{fields} not shown"),
    "access.rights_masked": Text(zh="{fields} 显示为 ***", en="{fields} shown as ***"),
    "access.rights_partial": Text(zh="{fields} 只显示一部分", en="{fields} shown in part"),
    "access.rights_locked": Text(zh="不能修改 {fields}", en="{fields} not to be changed"),
    "access.rights_only": Text(zh="只限 {fields}", en="{fields} only"),
    "access.rights_acts": Text(zh="可以登记其他员工的工作。", en="You may record the work of other employees."),
    "access.diff_title": Text(zh="权限变化", en="Changes of rights"),
    "access.diff_none": Text(zh="谁的权限都没有变化。", en="Nobody's rights change."),
    "access.diff_gains": Text(zh="得到权限", en="Gained"),
    "access.diff_losses": Text(zh="失去权限", en="Lost"),
    "access.diff_more": Text(zh="另外 {count} 位", en="{count} more"),
    "access.diff_when": Text(zh="{when}时", en="when {when}"),
    "access.diff_without": Text(zh="字段 {fields} 除外", en="except {fields}"),
    "access.diff_old_fault": Text(
        zh="前一个版本没有生效的策略，那时谁都没有权限，无法比较。",
        en="No policy is in force in the first revision: nobody has a right there, and there is nothing to compare.",
    ),
    "access.diff_new_fault": Text(
        zh="后一个版本的 access.yaml 不能生效，旧策略会继续有效，无法比较。crmfs access check 列出错误。",
        en="The second revision's access.yaml cannot come into force; the old one would stay. crmfs access check lists what is wrong.",
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
    "access.policy_gone": Rule(
        severity="error",
        text=Text(
            zh="没有 access.yaml，谁都不会再有权限", en="without access.yaml nobody would have any right any more"
        ),
        remedy=Text(
            zh="把它放回来：git checkout HEAD~1 -- access.yaml", en="bring it back: git checkout HEAD~1 -- access.yaml"
        ),
        why=Text(
            zh="默认全部拒绝；没有策略就什么也不能做", en="whatever is not granted is denied; no policy grants nothing"
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
        why=_WHOLE_FILE,
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

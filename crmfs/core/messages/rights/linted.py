"""Messages about what a policy amounts to: what refuses it, what in it has no effect. Texts only."""

from crmfs.core.messages import Rule, Text
from crmfs.core.messages.rights.written import WHOLE_FILE

MESSAGES: dict[str, Text | Rule] = {
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
            zh="策略自带的检查应得 {expected}，实际是 {got}（规则：{by}）",
            en="the policy's own test expects {expected} and gets {got} (by rule: {by})",
        ),
        remedy=Text(zh="改规则，或改这条检查", en="mend the rules, or the test"),
        why=WHOLE_FILE,
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
    "access.restricted_field": Rule(
        severity="error",
        text=Text(
            zh="这些路径上的记录没有“{name}”这个字段，所以限制什么也保护不了；相近的字段：{meant}",
            en="no record on these paths has a field “{name}”, so the restriction protects nothing; fields like it: {meant}",
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
}

"""Messages about how a policy is written: what refuses access.yaml for its form. Texts only."""

from crmfs.core.messages import Rule, Text

WHOLE_FILE = Text(
    zh="策略只要有一处错误就整个不生效，以免有人得到不该有的权限",
    en="one mistake refuses the whole policy, so that nobody gets a right by accident",
)

MESSAGES: dict[str, Text | Rule] = {
    "access.version_unknown": Rule(
        severity="error",
        text=Text(zh="策略的 version 必须是 {known}", en="the policy's version must be {known}"),
        remedy=Text(
            zh="写 version: {known}；较新的格式需要较新的 crmfs",
            en="write version: {known}; a newer format needs a newer crmfs",
        ),
        why=WHOLE_FILE,
    ),
    "access.key_unknown": Rule(
        severity="error",
        text=Text(zh="策略里没有“{key}”这个键", en="a policy has no key “{key}” here"),
        remedy=Text(zh="检查拼写，或删除这个键", en="check the spelling, or take the key out"),
        why=WHOLE_FILE,
    ),
    "access.key_missing": Rule(
        severity="error",
        text=Text(zh="这里缺少“{key}”", en="“{key}” is missing here"),
        remedy=Text(
            zh="补上它；access.yaml 开头的说明和 crmfs schema doc 列出每条规则要写的内容",
            en="add it; the head of access.yaml and crmfs schema doc say what a rule consists of",
        ),
        why=WHOLE_FILE,
    ),
    "access.value_wrong": Rule(
        severity="error",
        text=Text(zh="“{key}”的值应是 {expected}", en="“{key}” must be {expected}"),
        remedy=Text(zh="改成应有的写法；列表不能为空", en="write it as expected; a list cannot be empty"),
        why=WHOLE_FILE,
    ),
    "access.role_undefined": Rule(
        severity="error",
        text=Text(zh="角色“{role}”没有在 roles 中定义", en="the role “{role}” is not defined under roles"),
        remedy=Text(zh="在 roles 中加上它，或改正拼写", en="add it under roles, or mend the spelling"),
        why=WHOLE_FILE,
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
        why=WHOLE_FILE,
    ),
    "access.id_duplicate": Rule(
        severity="error",
        text=Text(zh="规则 ID “{id}”已用于 {other}", en="the rule ID “{id}” is used at {other} already"),
        remedy=Text(zh="给其中一条换一个 ID", en="give one of the two another ID"),
        why=WHOLE_FILE,
    ),
    "access.glob_scope": Rule(
        severity="error",
        text=Text(zh="{{customer}} 只能写在路径开头", en="{{customer}} stands at the beginning of a path only"),
        remedy=Text(zh="写成 {{customer}}/…，或写出完整路径", en="write {{customer}}/… or the whole path"),
        why=WHOLE_FILE,
    ),
    "access.glob_braces": Rule(
        severity="error",
        text=Text(
            zh="路径里的花括号不成对、嵌套、为空或只有一项",
            en="the braces of this path are unbalanced, nested, empty, or hold one word only",
        ),
        remedy=Text(
            zh="写成 {{a,b}}，不能嵌套，每项都要有内容；客户的文件夹写成 {{customer}}",
            en="write {{a,b}}, not nested, no word empty; a customer's folder is {{customer}}",
        ),
        why=WHOLE_FILE,
    ),
    "access.glob_explodes": Rule(
        severity="error",
        text=Text(zh="这条路径展开后超过 {most} 种", en="this path stands for more than {most} patterns"),
        remedy=Text(zh="少用花括号和 **，或拆成几条规则", en="use fewer braces and **, or write several rules"),
        why=WHOLE_FILE,
    ),
    "access.glob_segment": Rule(
        severity="error",
        text=Text(zh="路径里有空的、“.”或“..”的一段", en="a segment of this path is empty, “.” or “..”"),
        remedy=Text(
            zh="从仓库根目录写起，不以 / 开头或结尾，如 customers/**",
            en="write it from the repository's root without / at either end, such as customers/**",
        ),
        why=WHOLE_FILE,
    ),
    "access.glob_sign": Rule(
        severity="error",
        text=Text(zh="路径里不能用“{sign}”", en="a path cannot have “{sign}” in it"),
        remedy=Text(
            zh="只能用文字、*、** 和 {{a,b}}；不支持正则表达式和 !",
            en="only names, *, ** and {{a,b}} are known; no regular expression, no !",
        ),
        why=WHOLE_FILE,
    ),
    "access.glob_star": Rule(
        severity="error",
        text=Text(
            zh="* 的写法不对：** 必须单独成段，一段里最多 8 个 *",
            en="* is misused: ** is a segment of its own, and a segment has 8 * at most",
        ),
        remedy=Text(zh="写成 a/**/b 或 a/*.yaml", en="write a/**/b or a/*.yaml"),
        why=WHOLE_FILE,
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
        why=WHOLE_FILE,
    ),
    "access.field_syntax": Rule(
        severity="error",
        text=Text(zh="这不是字段的写法", en="this is no way to write a field"),
        remedy=Text(
            zh="写成 budget、terms.bank 或 contacts[].mobile", en="write budget, terms.bank or contacts[].mobile"
        ),
        why=WHOLE_FILE,
    ),
}

"""What is said of values that break a rule of the schema. Texts only, and never the value."""

from crmfs.core.messages import Rule, Text

_WHY_RULE = Text(
    "这是 schema/ 里定下的填写规范；同一格式的数据才能查找、统计和导出",
    "schema/ lays down the fill-in rules; only data in one format can be searched, counted and exported",
)
_SEE_DOC = Text(
    "按规范修改；crmfs schema doc 列出各字段的填写规范",
    "correct it; crmfs schema doc lists the fill-in rules of every field",
)


def _rule(zh: str, en: str, remedy: Text = _SEE_DOC, why: Text = _WHY_RULE) -> Rule:
    return Rule("error", Text(zh, en), remedy, why)


MESSAGES: dict[str, Text | Rule] = {
    "value.type": _rule(
        "{field} 的类型不对，应为 {expected}",
        "{field} has the wrong type; it must be {expected}",
        Text(
            "文本：数字样的内容加英文引号；整数、数字：不加引号、单位和千分位；"
            "是否：true 或 false；列表：每项一行，以 - 开头；分组：下级字段缩进写",
            "text: put quotes around what looks like a number; numbers: no quotes, unit or separators; "
            "true or false: without quotes; list: one item a line, each after a dash; group: keys below, indented",
        ),
    ),
    "value.enum": _rule(
        "{field} 的值不在允许范围内；可以写：{allowed}",
        "{field} has a value that is not allowed; allowed are: {allowed}",
        Text(
            "改成其中一个代码；若需要新的选项，请加到 schema/ 的 enum 和 x-labels 里",
            "write one of these codes; a new one is added to enum and x-labels in schema/",
        ),
    ),
    "value.date": _rule(
        "{field} 不是有效日期，应写成 2023-10-15 这样",
        "{field} is no valid date; write it like 2023-10-15",
        Text(
            "写成 年-月-日；2023/10/15 这类写法可由 crmfs fix 自动改正",
            "write year-month-day; crmfs fix corrects forms such as 2023/10/15",
        ),
    ),
    "value.email": _rule(
        "{field} 不是有效的邮箱地址",
        "{field} is no valid e-mail address",
        Text("写成 name@example.com 这样，不加空格和中文标点", "write it like name@example.com, without spaces"),
    ),
    "value.format": _rule("{field} 的格式不对，应为 {format}", "{field} has the wrong format; it must be {format}"),
    "value.pattern": _rule(
        "{field} 的格式不对，应像 {example} 这样",
        "{field} has the wrong form; it should look like {example}",
    ),
    "value.too_long": _rule("{field} 太长，最多 {limit} 个字符", "{field} is too long; at most {limit} characters"),
    "value.too_short": _rule("{field} 太短，至少 {limit} 个字符", "{field} is too short; at least {limit} characters"),
    "value.too_small": _rule("{field} 太小，不得小于 {limit}", "{field} is too small; at least {limit}"),
    "value.too_large": _rule("{field} 太大，不得大于 {limit}", "{field} is too large; at most {limit}"),
    "value.not_above": _rule("{field} 必须大于 {limit}", "{field} must be greater than {limit}"),
    "value.not_below": _rule("{field} 必须小于 {limit}", "{field} must be less than {limit}"),
    "value.items_too_few": _rule("{field} 的项太少，至少 {limit} 项", "{field} has too few items; at least {limit}"),
    "value.items_too_many": _rule("{field} 的项太多，最多 {limit} 项", "{field} has too many items; at most {limit}"),
    "value.items_repeated": _rule(
        "{field} 里有重复的项",
        "{field} has the same item twice",
        Text("删去重复的项", "remove the item that is there twice"),
    ),
    "value.items": _rule("{field} 的项不符合规则", "the items of {field} break a rule"),
    "value.key": _rule("{field} 里有不允许的名称", "{field} has a name in it that is not allowed"),
    "value.not_allowed": _rule(
        "按这条记录的类型，不应填写 {field}",
        "{field} has no place in a record of this type",
        Text(
            "删去这个字段，或更正客户类型 type（b2b 企业客户，b2c 个人客户）",
            "remove the field, or correct the customer's type (b2b company, b2c private person)",
        ),
        Text(
            "有些字段只用于企业客户或个人客户，例如信用代码和性别",
            "some fields are for companies only or for private persons only, such as credit code and gender",
        ),
    ),
    "value.rule": _rule("{field} 不符合 schema/ 里的一条规则", "{field} breaks a rule of schema/"),
    "value.date_format": Rule(
        "error",
        Text(
            "{field} 的日期写法不对，应写成 2023-10-15 这样",
            "{field} is a date in another form; write it like 2023-10-15",
        ),
        Text("运行 crmfs fix 自动改正", "let crmfs fix correct it"),
        _WHY_RULE,
        fixable=True,
    ),
    "value.fullwidth": Rule(
        "error",
        Text("{field} 用了全角字符，应为半角", "{field} is written in full-width characters"),
        Text("运行 crmfs fix 自动改正", "let crmfs fix correct it"),
        Text(
            "全角和半角的数字、字母看着一样，查找和比较时却不同",
            "full-width digits and letters look the same, yet are others when searched and compared",
        ),
        fixable=True,
    ),
    "value.number_form": Rule(
        "error",
        Text(
            "{field} 要写成数字，如 100000，不加单位、千分位和引号",
            "{field} must be a plain number such as 100000, without unit, separators and quotes",
        ),
        Text("运行 crmfs fix 自动改正", "let crmfs fix correct it"),
        _WHY_RULE,
        fixable=True,
    ),
    "value.date_unlikely": Rule(
        "warning",
        Text(
            "{field} 的年份不太可能，应在 1900 到 2100 之间",
            "the year of {field} is unlikely; it should be 1900 to 2100",
        ),
        Text("改正年份；“长期有效”写 9999-12-31", "correct the year; write 9999-12-31 for never"),
        Text("多半是输错了一位", "most likely a digit was mistyped"),
    ),
    "value.phone": Rule(
        "warning",
        Text(
            "{field} 不像电话号码，可能多了或少了一位",
            "{field} does not look like a phone number; a digit too many or few?",
        ),
        Text(
            "核对号码；写成 138 0000 1111、010-62345678 或 +49 30 1234567 这样",
            "look it up; write it like 138 0000 1111, 010-62345678 or +49 30 1234567",
        ),
        Text("打不通的号码没有用", "a number that cannot be dialled is of no use"),
    ),
}

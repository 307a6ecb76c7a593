"""What is said of a record's keys. Texts only."""

from crmfs.core.messages import Rule, Text

MESSAGES: dict[str, Text | Rule] = {
    "field.required": Rule(
        "error",
        Text("缺少必填字段 {field}", "the required field {field} is missing"),
        Text(
            "补上 {field}；crmfs schema doc 列出各字段的填写规范",
            "fill in {field}; crmfs schema doc lists the fill-in rules",
        ),
        Text(
            "没有这些字段，记录就无法识别和使用",
            "without these fields a record cannot be recognised and used",
        ),
    ),
    "field.unknown": Rule(
        "error",
        Text("没有 {field} 这个字段；应写在 {suggestion}", "there is no field {field}; it may belong to {suggestion}"),
        Text(
            "改成正确的字段名；若是团队需要的新字段，请加到 schema/ 里；不常用的内容放在 extra 下面",
            "correct the name; a new field that your team needs is added in schema/; the rest goes below extra",
        ),
        Text(
            "写错的字段名不会被搜索、列表和报告看到，内容就等于丢失",
            "search, lists and reports do not see a misspelt field, so its content is as good as lost",
        ),
    ),
    "field.in_contacts": Rule(
        "error",
        Text(
            "{field} 不写在 customer.yaml 里，应写在 contacts.yaml",
            "{field} has no place in customer.yaml, but in contacts.yaml",
        ),
        Text(
            "从这里删去；提交后用 crmfs set {customer} {field}=… 就会存进 contacts.yaml",
            "remove it here; once that is committed, crmfs set {customer} {field}=… keeps it in contacts.yaml",
        ),
        Text(
            "联系方式属于一个人，放在受保护的 contacts.yaml，没有权限的人看不到",
            "numbers and addresses belong to a person and to the protected contacts.yaml, which not everybody may see",
        ),
    ),
    "field.no_such": Text(
        "没有字段“{field}”。crmfs schema doc 列出所有字段。",
        "There is no field “{field}”. crmfs schema doc lists all fields.",
    ),
    "field.misspelt": Text(
        "没有字段“{field}”。最接近的是 {suggestion}。crmfs schema doc 列出所有字段。",
        "There is no field “{field}”. The nearest is {suggestion}. crmfs schema doc lists all fields.",
    ),
    "field.choice_unknown": Text(
        "{field} 没有这个选项；可以写：{known}（或其代码）",
        "{field} has no such choice; choices are: {known} (or their labels)",
    ),
    "field.number_invalid": Text(
        "{field} 要填数字，例如 1234.5",
        "{field} takes a number, such as 1234.5",
    ),
    "field.truth_invalid": Text(
        "{field} 要填 true（是）或 false（否）",
        "{field} takes true or false",
    ),
    "field.not_typed": Text(
        "{field} 有下级内容，不能这样填写；请在编辑器里打开文件修改，新建时可用 crmfs new --edit",
        "{field} has parts of its own and cannot be given in one word; edit the file, or use crmfs new --edit for a new one",
    ),
    "field.is_required": Text("必填", "required"),
    "field.type_text": Text("文本", "text"),
    "field.type_choice": Text("选择", "choice"),
    "field.type_integer": Text("整数", "whole number"),
    "field.type_number": Text("数字", "number"),
    "field.type_date": Text("日期", "date"),
    "field.type_boolean": Text("是否", "true or false"),
    "field.type_list": Text("列表", "list"),
    "field.type_map": Text("分组", "group"),
}

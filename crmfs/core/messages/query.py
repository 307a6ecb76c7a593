"""Messages about filters and queries that people type."""

from crmfs.core.messages import Text

MESSAGES = {
    "query.not_a_filter": Text(
        zh="“{term}”不是筛选条件。请写成 字段:值，例如 状态:活跃、下次跟进日期:<2026-04-01、负责员工:王芳。",
        en="“{term}” is no filter. Write field:value, such as status:active, next_follow_up:<2026-04-01, owner:E001.",
    ),
    "query.choice_unknown": Text(
        zh="字段 {field} 没有这个取值。可用：{known}。",
        en="The field {field} has no such value. Known are: {known}.",
    ),
    "query.number_invalid": Text(
        zh="字段 {field} 要与数字比较，例如 金额:>10万。",
        en="The field {field} is compared with a number, such as amount:>10000.",
    ),
    "query.column_phone": Text(zh="联系方式", en="Phone"),
    "query.column_email": Text(zh="电子邮箱", en="E-mail"),
    "query.column_interaction_date": Text(zh="互动日期", en="Last contact"),
    "query.column_interaction_type": Text(zh="互动类型", en="Contact type"),
    "query.column_interaction_content": Text(zh="互动内容", en="Contact content"),
}

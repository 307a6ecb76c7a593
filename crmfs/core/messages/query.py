"""Messages about filters and queries that people type."""

from crmfs.core.messages import Text

MESSAGES = {
    "query.not_a_filter": Text(
        zh="“{term}”不是筛选条件。请写成 字段:值，例如 状态:活跃、下次跟进日期:<2026-04-01、负责员工:王芳。",
        en="“{term}” is no filter. Write field:value, such as status:active, next_follow_up:<2026-04-01, owner:E001.",
    ),
    "query.field_unknown": Text(
        zh="没有字段“{field}”（第 {column} 个字符）。crmfs schema doc 列出所有字段。",
        en="There is no field “{field}” (character {column}). crmfs schema doc lists all fields.",
    ),
    "query.field_misspelt": Text(
        zh="没有字段“{field}”（第 {column} 个字符）。是不是想写 {suggestion}？若要找的就是这些字，请加引号。",
        en="There is no field “{field}” (character {column}). Did you mean {suggestion}? To look for the text itself, put it in quotes.",
    ),
    "query.choice_unknown": Text(
        zh="字段 {field} 没有这个取值（第 {column} 个字符）。可用：{known}。",
        en="The field {field} has no such value (character {column}). Known are: {known}.",
    ),
    "query.choice_misspelt": Text(
        zh="字段 {field} 没有这个取值（第 {column} 个字符）。是不是想写 {suggestion}？",
        en="The field {field} has no such value (character {column}). Did you mean {suggestion}?",
    ),
    "query.member_unknown": Text(
        zh="字段 {field} 要写员工的编号、姓名或邮箱，没有这位员工（第 {column} 个字符）。crmfs member list 列出所有员工。",
        en="The field {field} takes the id, name or e-mail address of a member, and there is none such (character {column}). crmfs member list names them all.",
    ),
    "query.member_misspelt": Text(
        zh="字段 {field} 写的不是哪位员工（第 {column} 个字符）。是不是想写 {suggestion}？",
        en="The field {field} names nobody of the members (character {column}). Did you mean {suggestion}?",
    ),
    "query.file_type_unknown": Text(
        zh="这里要写附件的文件类型（第 {column} 个字符）：pdf、word、excel、powerpoint、text、html、mail、image、audio、video、archive，或 docx 这样的扩展名。要找正文里的词，直接写词。",
        en="Here stands a type of file (character {column}): pdf, word, excel, powerpoint, text, html, mail, image, audio, video, archive, or an ending such as docx. To find a word in the text, write the word alone.",
    ),
    "query.number_invalid": Text(
        zh="字段 {field} 要与数字比较（第 {column} 个字符），例如 金额:>10万、金额:5000..2万。",
        en="The field {field} is compared with a number (character {column}), such as amount:>10000 or amount:5k..20k.",
    ),
    "query.date_invalid": Text(
        zh="字段 {field} 要与日期比较（第 {column} 个字符），例如 2026-03-31、2026-03、2026Q1、本周、上月、近6个月、<today、2026-01-01..2026-03-31。",
        en="The field {field} is compared with a date (character {column}), such as 2026-03-31, 2026-03, 2026Q1, this-week, last-month, last-30-days, <today, 2026-01-01..2026-03-31.",
    ),
    "query.truth_invalid": Text(
        zh="字段 {field} 只有 是 和 否（第 {column} 个字符）。",
        en="The field {field} is true or false (character {column}).",
    ),
    "query.not_ordered": Text(
        zh="字段 {field} 不分大小（第 {column} 个字符），不能用 > 或 <。请写成 字段:值。",
        en="The field {field} has no order (character {column}), so > and < mean nothing. Write field:value.",
    ),
    "query.range_reversed": Text(
        zh="范围的两头写反了（第 {column} 个字符）：小的在前，大的在后，例如 2026-01-01..2026-03-31。",
        en="The range runs backwards (character {column}): the lesser end comes first, as in 2026-01-01..2026-03-31.",
    ),
    "query.value_missing": Text(
        zh='字段 {field} 后面缺少值（第 {column} 个字符）。没有填写的写 字段:""，填写了的写 字段:*。',
        en='A value is missing after the field {field} (character {column}). Write field:"" for none and field:* for any.',
    ),
    "query.quote_open": Text(
        zh="第 {column} 个字符的引号没有配对。请补上 {quote}，或去掉它。",
        en="The quote at character {column} is never closed. Add {quote}, or leave it out.",
    ),
    "query.bracket_open": Text(
        zh="第 {column} 个字符的左括号没有配对。请补上右括号；若是要找的字，请加引号。",
        en="The bracket at character {column} is never closed. Close it, or put it in quotes if you look for it.",
    ),
    "query.bracket_extra": Text(
        zh="第 {column} 个字符的右括号多余。请去掉它；若是要找的字，请加引号。",
        en="The bracket at character {column} closes nothing. Leave it out, or put it in quotes if you look for it.",
    ),
    "query.operand_missing": Text(
        zh="第 {column} 个字符的 {operator} 旁边缺少条件。若要找的就是这个词，请加引号或用小写。",
        en="Something is missing beside {operator} at character {column}. To look for the word itself, put it in quotes or in lower case.",
    ),
    "query.too_deep": Text(
        zh="括号套得太深（第 {column} 个字符），最多 {most} 层。请拆成几次查询。",
        en="The brackets are nested too deep at character {column}; {most} is the most. Ask in several queries.",
    ),
    "query.too_long": Text(
        zh="查询太长，最多 {most} 个字符。",
        en="The query is too long; {most} characters are the most.",
    ),
    "query.saved_unknown": Text(
        zh="没有保存的搜索“{name}”。现有：{known}。它们是 searches/ 下的 YAML 文件；若要找的就是这些字，请加引号。",
        en="There is no saved search “{name}”. There are: {known}. They are the YAML files in searches/; to look for the text itself, put it in quotes.",
    ),
    "query.saved_misspelt": Text(
        zh="没有保存的搜索“{name}”。是不是想写 @{suggestion}？",
        en="There is no saved search “{name}”. Did you mean @{suggestion}?",
    ),
    "query.saved_none": Text(zh="（还没有）", en="(none yet)"),
    "query.saved_invalid": Text(
        zh="{path} 第 {line} 行不能用：要有 query（文本），另可有 description、kind、sort（date 或 relevance）、limit（1 到 1000），不能有别的。",
        en="{path} cannot be used (line {line}): it needs query (text) and may have description, kind, sort (date or relevance) and limit (1 to 1000), nothing else.",
    ),
    "query.saved_circular": Text(
        zh="保存的搜索“{name}”绕回了自己（第 {column} 个字符）。请从 searches/ 里的查询中去掉 @{name}。",
        en="The saved search “{name}” leads back to itself (character {column}). Take @{name} out of the query in searches/.",
    ),
    "query.saved_too_many": Text(
        zh="一次查询引用的保存的搜索超过 {most} 个（第 {column} 个字符）。请减少 searches/ 中的相互引用。",
        en="The query takes in more than {most} saved searches (character {column}). Let those in searches/ refer to fewer others.",
    ),
    "query.column_phone": Text(zh="联系方式", en="Phone"),
    "query.column_email": Text(zh="电子邮箱", en="E-mail"),
    "query.column_interaction_date": Text(zh="互动日期", en="Last contact"),
    "query.column_interaction_type": Text(zh="互动类型", en="Contact type"),
    "query.column_interaction_content": Text(zh="互动内容", en="Contact content"),
    "query.kind": Text(zh="种类", en="Record kind"),
    "query.customer": Text(zh="客户", en="Customer"),
    "query.file_type": Text(zh="文件类型", en="File type"),
    "query.document": Text(zh="文档", en="Document"),
    "query.library": Text(zh="资源库", en="Library"),
}  # fmt: skip

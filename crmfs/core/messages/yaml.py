"""Messages about files as YAML: what the reader refuses or notes, and what the editor cannot do."""

from crmfs.core.messages import Rule, Text

_WHY_STRICT = Text(
    zh="每个读文件的程序都必须得到同样的内容，所以 crmfs 只接受 YAML 1.2 中含义明确的部分",
    en="every program must read the same content, so crmfs accepts only the unmistakable part of YAML 1.2",
)
_WHY_ALTERED = Text(
    zh="电话、邮编、编号当作数字会丢掉数位，读出来就不再是写下的值",
    en="phones, postcodes and numbers of things lose digits when they are taken for quantities",
)
_WHY_SIZE = Text(
    zh="过大或嵌套过深的文件会让工具变慢甚至崩溃，也不可能是手写的记录",
    en="files this large or deep make tools slow or crash, and no hand-written record looks like that",
)
_QUOTE = Text(
    zh='给整个值加上双引号，例如 key: "值"',
    en='put double quotes around the whole value, as in key: "value"',
)


def _error(zh: str, en: str, remedy: Text, why: Text = _WHY_STRICT, fixable: bool = False) -> Rule:
    return Rule("error", Text(zh, en), remedy, why, fixable)


def _warning(zh: str, en: str, remedy: Text, why: Text, fixable: bool = False) -> Rule:
    return Rule("warning", Text(zh, en), remedy, why, fixable)


_FAULTS: dict[str, Text | Rule] = {
    "yaml.syntax": _error(
        "此处不符合 YAML 写法",
        "this is not valid YAML",
        Text(
            zh="检查这一行和上一行：冒号后要有空格，缩进要对齐，引号和括号要成对；含特殊符号的值加双引号",
            en="look at this line and the one before: a space after the colon, aligned indentation, "
            "closed quotes and brackets; quote values with special characters",
        ),
    ),
    "yaml.asterisk_unquoted": _error(
        "以 * 开头的值没有加引号",
        "a value that begins with * has no quotes",
        Text(
            zh='加上双引号，例如 name: "*经理"；或运行 crmfs fix 自动加上',
            en='put it in double quotes, as in name: "*manager"; `crmfs fix` does it for you',
        ),
        Text(
            zh="在 YAML 中，不加引号的 * 表示引用别处的内容，任何工具都读不出这个文件",
            en="without quotes, * means a reference in YAML, and no tool can read the file",
        ),
        fixable=True,
    ),
    "yaml.alias": _error(
        "文件使用了 YAML 引用（*名称），不允许",
        "the file uses a YAML alias (*name), which is not allowed",
        Text(zh="把被引用的内容直接写在这里", en="write the content here in full"),
    ),
    "yaml.anchor": _error(
        "值以 & 开头，这是 YAML 的锚点，不允许",
        "a value begins with &, a YAML anchor, which is not allowed",
        _QUOTE,
    ),
    "yaml.merge_key": _error(
        "文件使用了合并键 <<，不允许",
        "the file uses the merge key <<, which is not allowed",
        Text(zh="把要合并的字段直接写出来", en="write the merged fields out in full"),
    ),
    "yaml.tag": _error(
        "值以 ! 开头，这是 YAML 的类型标记，不允许",
        "a value begins with !, a YAML tag, which is not allowed",
        _QUOTE,
    ),
    "yaml.directive": _error(
        "文件含有 YAML 指令行（以 % 开头），不允许",
        "the file has a YAML directive (a line that begins with %), which is not allowed",
        Text(zh="删除这一行；如果它是值，给它加双引号", en="delete the line; if it is a value, quote it"),
    ),
    "yaml.duplicate_key": _error(
        "字段 {key} 在同一处写了两次",
        "the field {key} stands twice in the same place",
        Text(zh="保留一个，删除另一个", en="keep one and delete the other"),
        Text(
            zh="两个值只有一个会生效，另一个会悄悄丢失",
            en="only one of the two values would count; the other would be lost without a word",
        ),
    ),
    "yaml.several_documents": _error(
        "一个文件里有多份文档（用 --- 分开）",
        "the file holds several documents (separated by ---)",
        Text(zh="一个文件只放一条记录；把其余的移到各自的文件", en="keep one record a file; move the others"),
    ),
    "yaml.too_deep": _error(
        "嵌套超过 {limit} 层",
        "nested deeper than {limit} levels",
        Text(zh="减少嵌套", en="nest less"),
        _WHY_SIZE,
    ),
    "yaml.too_big": _error(
        "文件有 {size} 字节，超过 {limit} 字节的上限",
        "the file has {size} bytes; the limit is {limit}",
        Text(
            zh="把大段内容作为附件存放：crmfs attach",
            en="store large content as an attachment: crmfs attach",
        ),
        _WHY_SIZE,
    ),
    "yaml.too_many": _error(
        "文件中的值超过 {limit} 个",
        "the file holds more than {limit} values",
        Text(zh="把内容分成几个文件", en="split the content into several files"),
        _WHY_SIZE,
    ),
    "yaml.nul": _error(
        "文件含有空字符（NUL），可能不是文本文件或已损坏",
        "the file holds a NUL character; it may be no text file, or damaged",
        Text(
            zh="从历史恢复：git restore {path}；或在编辑器里重新保存为 UTF-8",
            en="restore it from history: git restore {path}; or save it again as UTF-8",
        ),
    ),
    "yaml.control_character": _error(
        "此处有一个看不见的控制字符",
        "there is an invisible control character here",
        Text(zh="删除它，重新输入这个值", en="delete it and type the value again"),
    ),
    "yaml.encoding": _error(
        "文件编码不是 UTF-8，看起来是 {looks_like}",
        "the file is not UTF-8; it looks like {looks_like}",
        Text(
            zh="在编辑器中用 {looks_like} 打开，再“另存为” UTF-8",
            en="open it in your editor as {looks_like} and save it as UTF-8",
        ),
        Text(
            zh="同一份字节在不同编码下是不同的文字，统一用 UTF-8 才不会乱码",
            en="the same bytes are different words in different encodings; with one, text stays readable",
        ),
    ),
    "yaml.not_text": _error(
        "文件不是 UTF-8 文本",
        "the file is not UTF-8 text",
        Text(
            zh="记录只能是文本；其他文件请用 crmfs attach 作为附件保存",
            en="records are text; store other files as attachments with crmfs attach",
        ),
    ),
    "yaml.tab": _error(
        "用了制表符（Tab）缩进",
        "a tab character is used for indentation",
        Text(zh="把行首的 Tab 换成空格，每层两个", en="replace the tab by spaces, two a level"),
    ),
    "yaml.key_not_text": _error(
        "字段名不是文字（是数字、空值或列表）",
        "a field's name is not text (it is a number, nothing, or a list)",
        Text(zh='给字段名加双引号，例如 "2023": 值', en='put the name in double quotes, as in "2023": value'),
    ),
    "yaml.not_finite": _error(
        "数值是无穷大或“非数字”",
        "a number is infinite or not a number",
        Text(zh="写一个真实的数字；如果是文字，加双引号", en="write a real number; if it is text, quote it"),
    ),
    "yaml.conflict": _error(
        "合并冲突没有解决",
        "a merge conflict is not resolved",
        Text(
            zh="从 <<<<<<< 到 >>>>>>> 是两边的改动，中间以 ======= 分开：留下要的内容，删去这三行记号，再 git add",
            en="from <<<<<<< to >>>>>>> stand both sides' changes, parted by =======: keep what is right,"
            " delete these three lines, then git add",
        ),
    ),
    "yaml.fullwidth_colon_key": _error(
        "字段名后用了全角冒号“：”",
        "a full-width colon follows the field's name",
        Text(
            zh="换成半角冒号加一个空格，例如 name: 张三；或运行 crmfs fix 自动改正",
            en="write a plain colon and a space, as in name: value; `crmfs fix` does it for you",
        ),
        fixable=True,
    ),
    "yaml.colon_space": _error(
        "冒号后面缺少空格",
        "a space is missing after the colon",
        Text(zh="在冒号后加一个空格，例如 name: 张三", en="put a space after the colon, as in name: value"),
    ),
    "yaml.no_colon": _error(
        "这一行不是“字段: 值”的写法",
        "this line is not `field: value`",
        Text(
            zh="补上字段名和冒号；如果它是上一行的继续，请比上一行的字段多缩进两格",
            en="add the field's name and a colon; if it continues the line before, indent it two more spaces",
        ),
    ),
    "yaml.colon_in_value": _error(
        "值里含有“冒号加空格”，却没有加引号",
        "the value contains a colon and a space, but has no quotes",
        _QUOTE,
    ),
    "yaml.indentation": _error(
        "缩进不对",
        "the indentation is wrong",
        Text(
            zh="同一层的字段要左对齐；有下级内容的字段，冒号后不能再写值",
            en="align the fields of one level; a field with fields below it has no value of its own",
        ),
    ),
    "yaml.reserved_start": _error(
        "值以 YAML 保留的符号（@、` 或 %）开头，却没有加引号",
        "a value begins with a character that YAML reserves (@, ` or %), without quotes",
        _QUOTE,
    ),
    "yaml.quote_open": _error(
        "引号没有成对",
        "a quote is not closed",
        Text(
            zh='补上缺少的引号；值里面的双引号写成 \\"',
            en='add the missing quote; write a double quote inside a value as \\"',
        ),
    ),
    "yaml.escape": _error(
        "双引号中的反斜杠写法不对",
        "a backslash in double quotes is not understood",
        Text(zh="反斜杠写成 \\\\，或改用单引号", en="write \\\\ for a backslash, or use single quotes"),
    ),
    "yaml.bracket": _error(
        "方括号或花括号没有成对，或缺少逗号",
        "a bracket is not closed, or a comma is missing",
        Text(
            zh="检查括号和逗号；如果整个值是文字，给它加双引号",
            en="look at brackets and commas; if the whole value is text, quote it",
        ),
    ),
    "yaml.not_mapping": _error(
        "文件内容不是“字段: 值”的形式",
        "the file's content is not of the form `field: value`",
        Text(
            zh="每行写一个字段，例如 name: 张三（半角冒号加空格）；可参考 templates/ 中的模板",
            en="write a field a line, as in name: value; see templates/ for examples",
        ),
        Text(zh="记录由有名字的字段组成", en="a record is made of named fields"),
    ),
}

_NOTES: dict[str, Text | Rule] = {
    "yaml.bom": _warning(
        "文件开头有 UTF-8 BOM 标记",
        "the file begins with a UTF-8 byte order mark",
        Text(zh="运行 crmfs fix 去掉它", en="`crmfs fix` removes it"),
        Text(
            zh="有些工具会把它当作第一个字段名的一部分",
            en="some tools take it for a part of the first field's name",
        ),
        fixable=True,
    ),
    "yaml.leading_zero": _warning(
        "以 0 开头的数字没有加引号，已按文字读取",
        "a number that begins with 0 has no quotes; it was read as text",
        Text(
            zh='电话、邮编、编号请加双引号，例如 "0571"；数量请去掉开头的 0',
            en='quote phones, postcodes and codes, as in "0571"; drop the zero of a quantity',
        ),
        _WHY_ALTERED,
    ),
    "yaml.leading_plus": _warning(
        "以 + 开头的数字没有加引号，已按文字读取",
        "a number that begins with + has no quotes; it was read as text",
        Text(
            zh='电话请加双引号，例如 "+86 571…"；数量请去掉加号',
            en='quote phones, as in "+86 571…"; drop the plus sign of a quantity',
        ),
        _WHY_ALTERED,
    ),
    "yaml.big_integer": _warning(
        "整数太大，有些工具会读错后几位",
        "the integer is so large that some tools get its last digits wrong",
        Text(zh="如果是编号或账号，加双引号", en="quote it if it is a code or an account"),
        _WHY_ALTERED,
    ),
    "yaml.long_fraction": _warning(
        "小数位数太多，读取时会被舍入",
        "the fraction has so many digits that reading rounds it",
        Text(zh="如果是编号，加双引号；如果是数量，少写几位", en="quote it if it is a code; else write fewer digits"),
        _WHY_ALTERED,
    ),
    "yaml.fullwidth_colon": _warning(
        "用了全角冒号“：”，整行被读成文字而不是字段",
        "a full-width colon makes this line text, not a field",
        Text(
            zh="换成半角冒号加一个空格，例如 name: 张三；如果本来就是文字，加双引号",
            en="write a plain colon and a space, as in name: value; if it is meant as text, quote it",
        ),
        Text(
            zh="全角冒号看起来一样，字段却会悄悄变成一段文字",
            en="it looks the same, and silently turns fields into one piece of text",
        ),
    ),
}

_REFUSALS: dict[str, Text | Rule] = {
    "yaml.value_unwritable": Text(
        zh="这个值无法写进 YAML 文件（无穷大、不完整的字符、过大或嵌套过深）。",
        en="This value cannot be written to a YAML file (infinite, a broken character, too large or too deep).",
    ),
    "yaml.edit_refused": Text(
        zh="无法证明对 {pointer} 的修改不会影响文件的其他内容，因此没有修改。请在编辑器中手工修改。",
        en="It cannot be proved that changing {pointer} leaves the rest of the file alone, so nothing was changed. "
        "Edit the file by hand.",
    ),
    "yaml.edit_no_place": Text(
        zh="文件中没有 {pointer} 这个位置，没有修改。",
        en="There is no {pointer} in the file; nothing was changed.",
    ),
    "yaml.edit_key_taken": Text(
        zh="同一处已有同名字段，{pointer} 没有改名。",
        en="A field of that name is already there; {pointer} was not renamed.",
    ),
}

MESSAGES: dict[str, Text | Rule] = {**_FAULTS, **_NOTES, **_REFUSALS}

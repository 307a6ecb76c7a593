"""What is said of the files in `schema/`. Texts only."""

from crmfs.core.messages import Rule, Text

_WHY = Text(
    "规则文件有错时，任何记录都无法检查，所以先拒绝它",
    "while the rules are broken no record can be checked, so they are refused first",
)
_WHY_HOSTILE = Text(
    "规则文件会在每台电脑和服务器上运行，不能让它卡死程序或访问网络",
    "the rules run on every machine and on the server; they must not stall it or reach out to the network",
)


def _rule(zh: str, en: str, remedy_zh: str, remedy_en: str, why: Text = _WHY) -> Rule:
    return Rule("error", Text(zh, en), Text(remedy_zh, remedy_en), why)


MESSAGES: dict[str, Text | Rule] = {
    "schema.refused": Text(
        "规则文件 {path} 有错（共 {count} 处），无法检查记录；运行 crmfs validate schema 查看原因",
        "the rules in {path} are broken ({count} in all), so no record can be checked; crmfs validate schema tells why",
    ),
    "schema.missing": _rule(
        "缺少规则文件",
        "a file of rules is missing",
        "从历史中恢复它，或运行 crmfs upgrade 重新写出",
        "restore it from the history, or let crmfs upgrade write it again",
    ),
    "schema.kind_unknown": _rule(
        "没有这个类别的记录",
        "there is no kind of record of this name",
        "改正文件名；共用的定义请用别的名称，例如 schema/common.json",
        "correct the file's name; shared definitions go by another one, such as schema/common.json",
    ),
    "schema.not_json": _rule(
        "不是有效的 JSON",
        "this is not JSON",
        "检查这一处的引号、逗号和括号；JSON 里不能写注释",
        "look for quotes, commas and brackets here; JSON has no comments",
    ),
    "schema.not_object": _rule(
        "规则文件必须是一个 JSON 对象",
        "a file of rules must be one JSON object",
        "内容用 {{ }} 括起来",
        "put the content in {{ }}",
    ),
    "schema.key_twice": _rule(
        "{key} 写了两次",
        "{key} stands there twice",
        "合并成一处",
        "make it one",
    ),
    "schema.too_large": _rule(
        "规则文件太大，最多 512 KiB",
        "the file of rules is too large; at most 512 KiB",
        "删去不用的内容",
        "remove what is not used",
        _WHY_HOSTILE,
    ),
    "schema.too_deep": _rule(
        "规则层层引用或嵌套太多（最多 {limit} 层）",
        "the rules nest or refer to each other too much (at most {limit} levels)",
        "减少嵌套和引用",
        "use fewer levels and references",
        _WHY_HOSTILE,
    ),
    "schema.ref_remote": _rule(
        "$ref 指向网络地址",
        "a $ref points to the network",
        "把那份规则存到 schema/ 里，再用相对路径引用",
        "store those rules in schema/ and refer to them by a relative path",
        _WHY_HOSTILE,
    ),
    "schema.ref_outside": _rule(
        "$ref 指向 schema/ 之外",
        "a $ref points outside of schema/",
        "只引用 schema/ 里的文件，用相对路径",
        "refer to files in schema/ only, by a relative path",
        _WHY_HOSTILE,
    ),
    "schema.ref_missing": _rule(
        "$ref 指向的内容不存在",
        "a $ref points to nothing",
        "改正路径，例如 base/customer.schema.json 或 #/$defs/名称",
        "correct the path, such as base/customer.schema.json or #/$defs/name",
    ),
    "schema.ref_cycle": _rule(
        "$ref 绕回到自己",
        "a $ref leads back to itself",
        "去掉其中一个引用",
        "remove one of the references",
        _WHY_HOSTILE,
    ),
    "schema.keyword_refused": _rule(
        "不能使用 {keyword}",
        "{keyword} cannot be used",
        "删去它；引用用相对路径的 $ref",
        "remove it; refer by $ref with a relative path",
        Text(
            "它会改变引用的含义，使编辑器和 crmfs 读出不同的规则",
            "it changes what references mean, so that an editor and crmfs would read different rules",
        ),
    ),
    "schema.draft_unknown": _rule(
        "$schema 不是 draft 2020-12",
        "$schema is not draft 2020-12",
        '写成 "$schema": "https://json-schema.org/draft/2020-12/schema"',
        'write "$schema": "https://json-schema.org/draft/2020-12/schema"',
    ),
    "schema.not_schema": _rule(
        "这一处不符合 JSON Schema",
        "this is not JSON Schema",
        "检查关键字的拼写和取值，例如 type、enum、required",
        "check the keyword's spelling and value, such as type, enum, required",
    ),
    "schema.pattern_refused": _rule(
        "pattern 无法使用",
        "the pattern cannot be used",
        "检查括号；不支持环视和反向引用；减小重复次数",
        "check the brackets; look-around and back references do not work; use smaller repeat counts",
        _WHY_HOSTILE,
    ),
    "schema.pattern_costly": _rule(
        "pattern 可能耗时极长：重复里又有无限重复，或超过 500 个字符",
        "the pattern may take for ever: an unlimited repetition in a repeated group, or over 500 characters",
        "去掉一层 + 或 *，例如 (a+)+ 写成 a+，或写明次数 {{1,20}}",
        "drop one + or *, as a+ for (a+)+, or give a limit such as {{1,20}}",
        _WHY_HOSTILE,
    ),
    "schema.doc_field": Text("字段", "Field"),
    "schema.doc_type": Text("类型", "Type"),
    "schema.doc_required": Text("必填", "Required"),
    "schema.doc_example": Text("示例", "Example"),
    "schema.doc_note": Text("说明", "Note"),
}

"""Messages about searching."""

from crmfs.core.messages import Rule, Text

MESSAGES: dict[str, Text | Rule] = {
    "search.saved_invalid": Rule(
        "error",
        Text("保存的搜索不能用：格式不对", "the saved search cannot be used: it is not written as one"),
        Text(
            "要有 query（文本），另可有 description、kind、sort（date 或 relevance）、limit（1 到 1000），不能有别的",
            "it needs query (text) and may have description, kind, sort (date or relevance) and limit (1 to 1000),"
            " nothing else",
        ),
        Text(
            "保存的搜索是大家共用的，写错了谁都用不了",
            "a saved search is shared: written wrongly, it is of use to nobody",
        ),
    ),
    "search.saved_query": Rule(
        "error",
        Text("保存的搜索里的查询看不懂", "the query of the saved search cannot be understood"),
        Text(
            "运行 crmfs search @{name} 看哪里不对，然后改正 query",
            "run crmfs search @{name} to see what is wrong, then mend query",
        ),
        Text(
            "字段或选项改了名、写错了字，查询就用不了；提前发现，用的人才不会碰到",
            "a field renamed or a word misspelt breaks a query; better found now than by who needs it",
        ),
    ),
    "search.saved_circular": Rule(
        "error",
        Text("保存的搜索绕回了自己", "the saved search leads back to itself"),
        Text(
            "从 query 里去掉引用（@名称），直到不再绕回；crmfs search @{name} 会指出是哪一处",
            "take a reference (@name) out of the query, until none leads back; crmfs search @{name} shows which",
        ),
        Text(
            "一个搜索引用另一个，另一个又引用它，永远得不出结果",
            "one that takes in another, which takes it in again, never comes to an end",
        ),
    ),
    "search.field_date": Text(zh="日期", en="Date"),
    "search.field_problem": Text(zh="读取问题", en="Reading problem"),
    "search.building": Text(zh="建立索引", en="Building the index"),
    "search.found_all": Text(zh="找到 {total} 条。", en="Found {total:hit|hits}."),
    "search.found": Text(
        zh="找到 {total} 条，显示第 {first}-{last} 条。", en="Found {total:hit|hits}, showing {first}-{last}."
    ),
    "search.found_one": Text(
        zh="找到 {total} 条，显示第 {number} 条。", en="Found {total:hit|hits}, showing number {number}."
    ),
    "search.next": Text(zh="接着看：加上 --offset {offset}", en="For more, add --offset {offset}"),
    "search.past_end": Text(
        zh="共 {total} 条，第 {first} 条起没有了。请减小 --offset。",
        en="There are {total:hit|hits}, none from number {first} on. Give a smaller --offset.",
    ),
    "search.found_none": Text(zh="没有找到。", en="Nothing found."),
    "search.more": Text(
        zh="另有 {count} 条符合关键词，但不符合筛选条件（{filters}）；去掉筛选条件就能看到。",
        en="{count} more have the words but do not pass the filters ({filters}). Leave those out to see them.",
    ),
    "search.ranked": Text(
        zh="没有内容与所输文字完全一致，以下按相近程度排列。",
        en="Nothing has the words as they stand; shown is what comes closest.",
    ),
    "search.behind": Text(
        zh="索引落后 {count} 个文件，结果可能不全。请运行 crmfs index rebuild。",
        en="The index is {count:file|files} behind, so results may be missing. Run crmfs index rebuild.",
    ),
    "search.failed": Text(
        zh="有 {count} 个文件的内容未能全部读出，可能漏掉了结果；见 crmfs index status。",
        en="{count:file|files} could not be read in full, so hits may be missing: see crmfs index status.",
    ),
    "search.meant_condition": Text(
        zh="想按字段筛选？可以写 {conditions}", en="To filter by a field, write {conditions}"
    ),
    "search.meant_word": Text(zh="是不是想找：{words}", en="Did you mean {words}?"),
    "search.uncommitted": Text(
        zh="有 {count} 个文件的修改还没有提交，没有检索；加上 --fresh 就会检索。",
        en="{count:file|files} with edits that are not committed were not searched. Add --fresh to search them too.",
    ),
    "search.facet_more": Text(
        zh="还有 {count} 个值；--json 列出全部。", en="{count} more values; --json lists them all."
    ),
    "search.facet_number": Text(
        zh="{field} 是数字，几乎每条都不同，不能按它计数。要看某个范围有多少，请写条件，例如 金额:10万..20万 --limit 0。",
        en="{field} is a number, another in nearly every record, so it is not counted by. For how many lie in a range,"
        " write a condition, such as 'amount:100k..200k' --limit 0.",
    ),
    "search.facet_none": Text(zh="（没有值）", en="(no values)"),
    "search.facet_uncounted": Text(zh="（没有索引，未计数）", en="(not counted, for want of an index)"),
    "search.saved_used": Text(zh="@{name}：{description}", en="@{name}: {description}"),
    "search.saved_heading": Text(zh="保存的搜索", en="Saved searches"),
    "search.saved_purpose": Text(zh="用途", en="What for"),
    "search.start": Text(
        zh="怎么检索（更多写法见 crmfs search --help）：",
        en="How to search (crmfs search --help tells more):",
    ),
    "search.start_words": Text(zh="crmfs search 未来科技 报价", en="crmfs search acme quotation"),
    "search.start_filter": Text(zh="crmfs search 合同 状态:活跃", en="crmfs search contract status:active"),
    "search.start_saved": Text(zh="crmfs search @{name}", en="crmfs search @{name}"),
    "search.nothing_asked": Text(
        zh="“{query}”里没有可以检索的字。请写要找的词；要列出全部，请写 '*'。",
        en="There is nothing to look for in “{query}”. Type a word; to list everything, type '*'.",
    ),
    "search.date_invalid": Text(
        zh="{option} 要写日期，例如 2026-03-31、2026-03、2026Q1、今天、本周、上月、近6个月。",
        en="{option} takes a date, such as 2026-03-31, 2026-03, 2026Q1, today, this-week, last-month, last-30-days.",
    ),
}

"""Messages about searching."""

from crmfs.core.messages import Text

MESSAGES = {
    "search.field_date": Text(zh="日期", en="Date"),
    "search.field_problem": Text(zh="读取问题", en="Reading problem"),
    "search.building": Text(zh="建立索引", en="Building the index"),
    "search.found": Text(zh="找到 {total} 条，显示第 {first}-{last} 条。", en="Found {total}, showing {first}-{last}."),
    "search.found_none": Text(zh="没有找到。", en="Nothing found."),
    "search.more": Text(
        zh="另有 {count} 条符合关键词，被筛选条件隐藏了。", en="{count} more have the words but not the filters."
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
        zh="有 {count} 个附件的文字未能读出，见 crmfs index status。",
        en="The text of {count:attachment|attachments} could not be read: see crmfs index status.",
    ),
}

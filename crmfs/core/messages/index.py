"""Messages about the index of searches."""

from crmfs.core.messages import Rule, Text

MESSAGES: dict[str, Text | Rule] = {
    "index.record_unreadable": Rule(
        "warning",
        Text("记录的 YAML 读不懂", "the YAML of the record cannot be read"),
        Text("运行 crmfs validate {path} 查看原因", "run crmfs validate {path} to see why"),
        Text(
            "读不懂的记录只能按原样的文字找到，不能按字段筛选；客户资料读不懂时，筛选也找不到它名下的记录",
            "a record that cannot be read is found by its words as they stand, by none of its fields; nor is what lies"
            " in the folder of a customer whose own record it is",
        ),
    ),
    "index.broken": Text(
        zh="索引打不开。请运行 crmfs index rebuild 重建。", en="The index cannot be opened. Run crmfs index rebuild."
    ),
    "index.busy": Text(
        zh="另一个程序正在写索引。请稍后再试。", en="Another process is writing the index. Try again in a moment."
    ),
    "index.engine_failed": Text(
        zh="检索引擎处理这个查询时出错了，索引本身完好。请换个写法再试。",
        en="The search engine failed on this query; the index itself is whole. Put the query in another way.",
    ),
    "index.disk_full": Text(
        zh="磁盘已满，索引写不进去。资料没有受影响；腾出空间后再试一次即可。",
        en="The disk is full, so the index cannot be written. No file was harmed; free some space and try again.",
    ),
    "index.not_writable": Text(
        zh="索引所在的文件夹（.git/crmfs/index）不能写入。请检查它的权限，或磁盘是否只读。",
        en="The folder of the index (.git/crmfs/index) cannot be written. Look at its rights, and whether the disk is"
        " read-only.",
    ),
    "index.write_failed": Text(
        zh="写索引时磁盘出错。请检查磁盘；资料没有受影响，再试一次会接着做。",
        en="The disk failed while the index was written. Look at the disk; no file was harmed, and the next run goes"
        " on.",
    ),
    "index.scanned": Text(
        zh="没有可用的索引：{why}这次直接逐个查看了 {count} 个文件，只找原样出现的文字，不认拼音和相近的说法。",
        en="There is no index to use: {why} This time the {count} files themselves were looked through, for the words"
        " as they stand; pinyin and similar wording are not found.",
    ),
    "index.needed": Text(
        zh="没有可用的索引，而仓库的文件超过 {count} 个，无法逐个查看，所以没有检索。{why}",
        en="There is no index to use, and with more than {count} files the repository is too large to be looked through, so"
        " nothing was searched. {why}",
    ),
    "index.outdated": Text(
        zh="索引没能更新，结果来自较早的版本。{why}",
        en="The index could not be updated; the results are those of an earlier commit. {why}",
    ),
    "index.mended": Text(
        zh="索引已损坏，刚刚重建好了；以上是重建之后的结果。资料没有受影响。",
        en="The index was damaged and has just been built anew; the results come from the new one. No file was harmed.",
    ),
    "index.building": Text(zh="重建索引", en="Rebuilding the index"),
    "index.none": Text(
        zh="还没有索引，下次检索时会建立；也可以运行 crmfs index rebuild。",
        en="There is no index yet. The next search builds it, or run crmfs index rebuild.",
    ),
    "index.unreadable": Text(
        zh="索引已损坏。请运行 crmfs index rebuild 重建；检索遇到损坏之处时也会先重建。",
        en="The index is damaged. Run crmfs index rebuild; a search that meets the damage builds it anew too.",
    ),
    "index.other_rules": Text(
        zh="索引是按另一版程序或另一套填写规范、权限建立的，下次检索时会重建。",
        en="The index was made by another release, or by other schemas or rights. The next search builds it anew.",
    ),
    "index.commit": Text(zh="反映的提交  {commit}", en="shows commit        {commit}"),
    "index.no_commit": Text(zh="尚无提交", en="none yet"),
    "index.behind": Text(zh="落后的文件  {count}", en="files behind        {count}"),
    "index.edits": Text(zh="未提交修改  {count}", en="uncommitted edits   {count}"),
    "index.entries": Text(zh="条目        {count}", en="entries             {count}"),
    "index.size": Text(zh="大小        {size} MB", en="size                {size} MB"),
    "index.failed": Text(zh="读不出      {count}", en="could not be read   {count}"),
    "index.rebuilt": Text(
        zh="索引已重建：{count} 个条目，用时 {seconds} 秒。", en="Built the index anew: {count} entries in {seconds} s."
    ),
    "index.right": Text(
        zh="索引与文件完全一致：{count} 个条目。", en="The index is as the files are: {count} entries."
    ),
    "index.wrong": Text(
        zh="有 {count} 处与文件不一致。运行 crmfs index rebuild 重建索引。",
        en="{count:difference|differences} from the files. Run crmfs index rebuild.",
    ),
    "index.only_behind": Text(
        zh="索引没有错，只是还没跟上：有 {count} 处是之后的修改。下次检索会跟上提交；运行 crmfs search '*' --fresh --limit 0 连未提交的也会跟上。",
        en="The index is not wrong, only behind: {count:difference|differences}, all from changes made since it was written. The next search takes in what is committed; crmfs search '*' --fresh --limit 0 takes them in uncommitted too.",
    ),
    "index.state_missing": Text(zh="索引里没有", en="not in the index"),
    "index.state_outdated": Text(zh="索引里是旧的", en="an older state is in the index"),
    "index.state_extra": Text(zh="文件已不在，索引里还有", en="gone, and still in the index"),
    "index.state_damaged": Text(zh="索引的这个文件已损坏", en="this file of the index is damaged"),
    "index.state_edited": Text(zh="含未提交的修改", en="shown with its uncommitted edit"),
    "index.state_removed": Text(zh="已删除，尚未提交", en="left out: deleted, not committed yet"),
}

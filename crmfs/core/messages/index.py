"""Messages about the index of searches."""

from crmfs.core.messages import Text

MESSAGES = {
    "index.broken": Text(
        zh="索引打不开。请运行 crmfs index rebuild 重建。", en="The index cannot be opened. Run crmfs index rebuild."
    ),
    "index.busy": Text(
        zh="另一个程序正在写索引。请稍后再试。", en="Another process is writing the index. Try again in a moment."
    ),
}

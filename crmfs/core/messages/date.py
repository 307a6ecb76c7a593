"""Messages about dates that people type or configure."""

from crmfs.core.messages import Text

MESSAGES = {
    "date.override_invalid": Text(
        zh="环境变量 CRMFS_TODAY 不是日期。请写成 2026-03-31 的样子，或取消它。",
        en="The variable CRMFS_TODAY is no date. Write it like 2026-03-31, or unset it.",
    ),
    "date.timezone_unknown": Text(
        zh="crmfs.yaml 中的 timezone 不是已知时区。请写成 Asia/Shanghai 的样子。",
        en="timezone in crmfs.yaml is not a known time zone. Write it like Asia/Shanghai.",
    ),
    "date.typed_invalid": Text(
        zh="看不懂这个日期。可以写 2026-03-31、今天、明天、+7d、+2w、-1m、下周一、本周五、月底、下月15日、3月5日（今年）。",
        en="This date is not understood. Write 2026-03-31, today, tomorrow, +7d, +2w, -1m, next monday, this friday or"
        " end of month.",
    ),
}

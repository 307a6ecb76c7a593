"""Messages of the command line itself: help, usage errors, summaries of problems, what went wrong with the machine."""

from crmfs.core.messages import Text

MESSAGES = {
    "cli.problems_folded": Text(
        zh="… 另有 {count} 处 {code} 未列出；全部列出请加 --format json",
        en="… {count} more of {code} not listed; see all with --format json",
    ),
    "cli.whole_repository": Text(zh="（整个仓库）", en="(the repository)"),
    "cli.summary": Text(
        zh="错误 {errors} 个，警告 {warnings} 个，提示 {infos} 个，涉及 {files} 个文件。",
        en="Errors: {errors}, warnings: {warnings}, infos: {infos}, files with problems: {files}.",
    ),
    "cli.summary_clean": Text(zh="没有发现问题。", en="No problems found."),
    "cli.summary_checked": Text(zh="（共检查 {count} 个文件）", en=" ({count:file|files} checked)"),
    "cli.summary_fixable": Text(
        zh="其中 {count} 个可由 crmfs fix 修复。", en=" {count} of them can be mended by crmfs fix."
    ),
    "cli.usage": Text(zh="用法：{line}", en="Usage: {line}"),
    "cli.usage_options": Text(zh="[选项]", en="[OPTIONS]"),
    "cli.usage_command": Text(zh="命令 [参数]…", en="COMMAND [ARGS]…"),
    "cli.heading_arguments": Text(zh="参数", en="Arguments"),
    "cli.heading_options": Text(zh="选项", en="Options"),
    "cli.heading_everywhere": Text(
        zh="通用选项（写在命令前后均可）", en="Options of every command (before or after it)"
    ),
    "cli.heading_commands": Text(zh="命令", en="Commands"),
    "cli.heading_examples": Text(zh="示例", en="Examples"),
    "cli.heading_exits": Text(zh="退出码", en="Exit codes"),
    "cli.required": Text(zh="必填", en="required"),
    "cli.repeatable": Text(zh="可重复", en="may be repeated"),
    "cli.default": Text(zh="默认 {value}", en="default {value}"),
    "cli.exit_ok": Text(zh="成功（没有查到结果也算）", en="done (no hits counts as done)"),
    "cli.exit_problems": Text(zh="发现问题，或值被规则拒绝", en="problems found, or a value refused by a rule"),
    "cli.exit_usage": Text(zh="命令写法有误", en="the command is malformed"),
    "cli.exit_denied": Text(zh="不存在，或无权访问", en="not found or not allowed"),
    "cli.exit_conflict": Text(zh="数据已被他人修改、冲突，或仓库正忙", en="changed meanwhile, conflict, or busy"),
    "cli.exit_config": Text(
        zh="配置有误，或不是 crmfs 仓库", en="configuration broken, or not a crmfs repository"
    ),
    "cli.exit_bug": Text(zh="程序缺陷（详情写入日志文件）", en="a bug (details in a log file)"),
    "cli.exit_storage": Text(zh="磁盘已满或读写失败", en="disk full, or reading or writing failed"),
    "cli.exit_interrupted": Text(zh="被用户中断", en="interrupted"),
    "cli.error": Text(zh="错误：{message}", en="Error: {message}"),
    "cli.support": Text(zh="需要帮助请联系：{support}", en="For help, ask: {support}"),
    "cli.see_help": Text(zh="详见 {command} --help", en="See {command} --help"),
    "cli.did_you_mean": Text(zh="{message}是不是想写 {names}？", en="{message} Did you mean {names}?"),
    "cli.no_such_command": Text(zh="没有命令 {name}。", en="There is no command {name}."),
    "cli.no_such_option": Text(zh="没有选项 {name}。", en="There is no option {name}."),
    "cli.missing_command": Text(zh="缺少命令。", en="A command is missing."),
    "cli.missing_argument": Text(zh="缺少参数 {name}。", en="The argument {name} is missing."),
    "cli.missing_option": Text(zh="缺少选项 {name}。", en="The option {name} is missing."),
    "cli.extra_arguments": Text(zh="多了参数：{names}", en="Too many arguments: {names}"),
    "cli.option_takes_value": Text(zh="选项 {name} 后面要有一个值。", en="The option {name} needs a value."),
    "cli.option_takes_none": Text(zh="选项 {name} 不带值。", en="The option {name} takes no value."),
    "cli.value_choice": Text(zh="{name} 的值应为其中之一：{choices}", en="{name} must be one of: {choices}"),
    "cli.value_number": Text(zh="{name} 的值应为数字。", en="{name} must be a number."),
    "cli.value_range": Text(zh="{name} 的值超出范围 {range}。", en="{name} is out of the range {range}."),
    "cli.value_path": Text(
        zh="{name} 指的文件或文件夹不存在，或不能使用。", en="{name} names a file or folder that is absent or unusable."
    ),
    "cli.value_invalid": Text(zh="{name} 的值无效。", en="The value of {name} is not valid."),
    "cli.usage_invalid": Text(zh="命令写法有误。", en="The command is malformed."),
    "cli.format_contradicts": Text(
        zh="--json 与 --format {format} 相互矛盾，只写其中一个。",
        en="--json and --format {format} contradict each other; give one of them.",
    ),
    "cli.disk_full": Text(zh="磁盘已满，未能写入。", en="The disk is full; nothing more could be written."),
    "cli.not_writable": Text(
        zh="无权读写所需的文件，或磁盘为只读。", en="A file may not be read or written, or the disk is read-only."
    ),
    "cli.read_write_failed": Text(zh="读写失败，请检查磁盘。", en="Reading or writing failed; check the disk."),
    "cli.bug": Text(
        zh="程序出错了（{kind}），这是 crmfs 的缺陷。详情（不含数据）已写入 {path}",
        en="crmfs failed ({kind}); this is a bug. Details (without data) are in {path}",
    ),
    "cli.interrupted": Text(zh="已中断。", en="Interrupted."),
    "cli.rule_unknown": Text(
        zh="没有规则 {name}。运行 crmfs rule 列出全部。", en="There is no rule {name}. crmfs rule lists all."
    ),
    "cli.rule_unknown_near": Text(
        zh="没有规则 {name}。是不是 {near}？", en="There is no rule {name}. Did you mean {near}?"
    ),
    "cli.rule_why": Text(zh="原因", en="Why"),
    "cli.rule_remedy": Text(zh="处理", en="Remedy"),
    "cli.rule_fixable": Text(zh="crmfs fix 可以自动修复。", en="crmfs fix mends it."),
}  # fmt: skip

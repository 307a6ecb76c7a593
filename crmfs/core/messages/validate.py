"""Words of the command that checks data."""

from crmfs.core.messages import Text

MESSAGES = {
    "validate.one_source": Text(
        zh="--staged、--rev、--range 只能用一个。",
        en="Give only one of --staged, --rev and --range.",
    ),
    "validate.range_malformed": Text(
        zh="“{range}”不是 A..B 的形式，例如 origin/main..HEAD。",
        en="“{range}” is not of the form A..B, such as origin/main..HEAD.",
    ),
    "validate.path_absent": Text(zh="仓库里没有 {path}。", en="There is no {path} in the repository."),
    "validate.checking": Text(zh="检查", en="checking"),
}

"""Messages about what is and what is not a crmfs repository."""

from crmfs.core.messages import Text

MESSAGES = {
    "repository.not_crmfs": Text(
        zh="这里不是 crmfs 仓库（没有 crmfs.yaml）。用 crmfs init 目录 新建一个，或用 -C 目录 指定。",
        en="This is no crmfs repository (there is no crmfs.yaml). Make one with crmfs init DIR, or name it with -C DIR.",
    ),
}

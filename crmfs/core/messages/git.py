"""Messages about the repository and its git: what is wrong with the place, and what keeps a change from landing."""

from crmfs.core.messages import Text

MESSAGES = {
    "git.not_installed": Text(
        zh="找不到 git 命令。请先安装 git（2.31 或更新版本），再试一次。",
        en="The git command is not found. Install git (2.31 or newer) and try again.",
    ),
    "git.command_failed": Text(
        zh="git {command} 失败（退出码 {status}）。请运行 crmfs doctor 查看原因。",
        en="git {command} failed (exit code {status}). Run crmfs doctor to see why.",
    ),
    "git.not_a_repository": Text(
        zh="这里不是 git 仓库。请进入仓库的文件夹，或用 -C 指定它；新建请用 crmfs init。",
        en="This is not a git repository. Go to its folder or name it with -C; crmfs init makes a new one.",
    ),
    "git.not_owned": Text(
        zh="这个仓库属于另一个用户，git 不信任它。若你信任，请运行"
        " git config --global --add safe.directory '{directory}'。",
        en="This repository belongs to another user, so git does not trust it."
        " If you do, run git config --global --add safe.directory '{directory}'.",
    ),
    "git.unreadable": Text(
        zh="这个 git 仓库打不开：它已损坏，或用了不支持的格式。请运行 git fsck 检查。",
        en="This git repository cannot be opened: it is damaged, or of a format not supported. Check it with git fsck.",
    ),
    "git.object_missing": Text(
        zh="仓库中缺少对象 {oid}，或它已损坏。请运行 git fsck，再从备份或服务器取回。",
        en="The repository lacks object {oid}, or it is damaged. Run git fsck, then fetch it again.",
    ),
    "git.needs_work_tree": Text(
        zh="这是没有工作文件夹的裸仓库，做不了这件事。请在克隆出来的仓库里做，或用 --rev 指定版本。",
        en="This is a bare repository without a work tree, so this cannot be done here."
        " Do it in a clone, or name a version with --rev.",
    ),
    "git.revision_unknown": Text(
        zh="没有叫“{revision}”的版本。用 git log 查看有哪些版本。",
        en='There is no version named "{revision}". git log shows which there are.',
    ),
    "git.path_absent": Text(
        zh="没有文件 {path}。",
        en="There is no file {path}.",
    ),
    "git.detached_head": Text(
        zh="当前不在任何分支上，改动会丢失。请先运行 git switch main（或你的分支）。",
        en="No branch is checked out, so a change would get lost. First run git switch main (or your branch).",
    ),
}

"""What hooks say: to who commits, to who pushes, and to who installs them."""

from crmfs.core.messages import Text

MESSAGES = {
    "hook.commit_refused": Text(
        zh="没有提交：{count} 处错误须先改正（见上），再 git add。",
        en="Nothing was committed: {count:error|errors} to be mended first (see above); then git add.",
    ),
    "hook.message_refused": Text(
        zh="没有提交：提交说明里有 {count} 处错误（见上）。请改写说明后再提交，文件不受影响。",
        en="Nothing was committed: the commit message has {count:error|errors} (see above). Write it anew; the files are fine.",
    ),
    "hook.push_refused": Text(
        zh="推送被拒绝：{count} 处错误（见上）。服务器上的资料没有变化，您的提交也还在。",
        en="The push was refused: {count:error|errors} (see above). Nothing changed on the server, and your commits are kept.",
    ),
    "hook.push_remedy_tip": Text(
        zh="先在本地改正并提交（git commit -a，命令改的不用），再运行 crmfs sync（或 git push）。",
        en="Mend them and commit (git commit -a; what commands change is committed), then crmfs sync (or git push).",
    ),
    "hook.push_remedy_history": Text(
        zh="提交 {commits} 里的内容会永远留在历史中，只在后面的提交里改掉还不够。\n"
        "  不该改的，整个去掉：crmfs sync --fold {without}\n"
        "  要留下、只需改正的：改好文件，git commit -a，再 crmfs sync --fold\n"
        "  两者之后都运行 crmfs sync（或 git push）。",
        en="What commits {commits} hold would stay in history for ever; to change it in a later commit is not enough.\n"
        "  To leave out all that they changed: crmfs sync --fold {without}\n"
        "  To keep and correct it: mend the files, git commit -a, then crmfs sync --fold\n"
        "  After either, run crmfs sync (or git push).",
    ),
    "hook.rules_unreadable": Text(
        zh="检查做不了，因此拒绝：{message}",
        en="This cannot be checked and is refused: {message}",
    ),
    "hook.failed": Text(
        zh="检查程序出错（{kind}），因此拒绝。详情（不含数据）已写入 {path}，请交给管理员。",
        en="The check failed ({kind}), so this is refused. Details (without data) are in {path}; tell your administrator.",
    ),
    "hook.gone": Text(
        zh="crmfs 不见了或启动不了，什么也没有检查，因此拒绝。请重新安装 crmfs，再运行 crmfs hooks install。",
        en="crmfs is gone or does not start; nothing was checked, so this is refused. Install crmfs again,"
        " then run crmfs hooks install.",
    ),
    "hook.gone_server": Text(
        zh="服务器上的 crmfs 不见了或启动不了，什么也没有检查，因此拒绝。请告诉管理员：重新安装 crmfs，"
        "再在服务器的仓库里运行 crmfs hooks install --server。",
        en="crmfs is gone from the server or does not start; nothing was checked, so this is refused. Tell your"
        " administrator: install crmfs again, then run crmfs hooks install --server in the server's repository.",
    ),
    "hook.do_not_edit": Text(
        zh="由 crmfs hooks install 生成，请勿修改；自己的钩子放在 {name}.local，它会先运行。",
        en="Written by crmfs hooks install, do not edit; a hook of your own goes into {name}.local and runs first.",
    ),
    "hook.unknown": Text(
        zh="没有钩子 {name}。可用：{known}。",
        en="There is no hook {name}. Known are: {known}.",
    ),
    "hook.local_taken": Text(
        zh="{name} 是别的程序的钩子，而 {name}.local 已存在，两个都不会动。请把它们合成一个 {name}.local，再运行 crmfs hooks install。",
        en="{name} is another program's hook and {name}.local is there already; neither is touched. Join them in one"
        " {name}.local, then run crmfs hooks install again.",
    ),
    "hook.server_needs_bare": Text(
        zh="这不是服务器上的裸仓库，--server 用不上。去掉 --server，或在裸仓库里运行（crmfs init 目录 --bare 可新建）。",
        en="This is no bare repository, so --server does not fit. Leave it out, or run this in the server's repository"
        " (crmfs init DIR --bare makes one).",
    ),
    "hook.client_needs_work_tree": Text(
        zh="这是裸仓库，没有人在里面提交。请加 --server，安装检查推送的钩子。",
        en="This is a bare repository, nobody commits in it. Add --server for the hook that checks pushes.",
    ),
    "hook.identity_needs_server": Text(
        zh="--identity 只用于安装服务器的钩子：crmfs hooks install --server --identity account。",
        en="--identity is for installing a server's hooks: crmfs hooks install --server --identity account.",
    ),
    "hook.trusts_committer": Text(
        zh="推送的人以 CRMFS_ACTOR 为准；没有设置时，就相信最后一次提交写的提交人邮箱，而邮箱谁都能写：只适合互相信任的"
        "小团队。各有账号或密钥的，请设好 CRMFS_ACTOR，再运行 crmfs hooks install --server --identity account。",
        en="Who pushes is the member in CRMFS_ACTOR; where that is not set, the committer of the last commit is believed,"
        " and anybody can write any address there: for small teams that trust each other. With an account or key for each,"
        " set CRMFS_ACTOR and run crmfs hooks install --server --identity account.",
    ),
    "hook.trusts_account": Text(
        zh="推送的人只以服务器的账号或密钥所设的 CRMFS_ACTOR 为准；没有设置的推送会被拒绝。",
        en="Who pushes is the member in CRMFS_ACTOR as the server's account or key sets it; a push without it is refused.",
    ),
    "hook.made": Text(zh="已安装 {path}", en="installed {path}"),
    "hook.updated": Text(zh="已更新 {path}", en="updated {path}"),
    "hook.unchanged": Text(zh="已是最新 {path}", en="up to date {path}"),
    "hook.removed": Text(zh="已卸载 {path}", en="removed {path}"),
    "hook.absent": Text(zh="没有安装 {path}", en="not installed {path}"),
    "hook.foreign": Text(zh="不是 crmfs 的钩子，未动 {path}", en="not crmfs's hook, left alone {path}"),
    "hook.kept": Text(
        zh="  原有的钩子保留为 {name}.local，先于 crmfs 运行",
        en="  the hook that was there is kept as {name}.local and runs first",
    ),
    "hook.restored": Text(zh="  原有的钩子已恢复", en="  the hook that was there before is back"),
}  # fmt: skip

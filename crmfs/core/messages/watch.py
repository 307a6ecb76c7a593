"""Messages of `crmfs watch`."""

from crmfs.core.messages import Text

MESSAGES = {
    "watch.ready": Text(
        zh="索引与文件一致（{count} 条），正在监视。按 Ctrl-C 结束。",
        en="The index is equal to the files ({count} entries); watching. Ctrl-C ends this.",
    ),
    "watch.ready_seen": Text(
        zh="索引与文件一致，正在监视。按 Ctrl-C 结束。",
        en="The index is equal to the files; watching. Ctrl-C ends this.",
    ),
    "watch.building": Text(zh="建立索引", en="Building the index"),
    "watch.added": Text(zh="新增", en="added"),
    "watch.changed": Text(zh="更新", en="changed"),
    "watch.removed": Text(zh="移除", en="removed"),
    "watch.many": Text(
        zh="新增 {added} 个文件，更新 {changed} 个，移除 {removed} 个",
        en="{added} files added, {changed} changed, {removed} removed",
    ),
    "watch.moved": Text(
        zh="已切换到提交 {commit}，{count} 个文件与之前不同",
        en="commit {commit} is checked out; {count} files differ from before",
    ),
    "watch.moved_seen": Text(zh="已切换到提交 {commit}", en="commit {commit} is checked out"),
    "watch.rebuilt_seen": Text(zh="索引已重建", en="index built anew"),
    "watch.rebuilt": Text(zh="索引已重建：{count} 条", en="index built anew: {count} entries"),
    "watch.comparing": Text(zh="正在与全部文件核对", en="comparing with all files"),
    "watch.compared": Text(
        zh="已与全部文件核对：更新 {written} 条，移除 {removed} 条",
        en="compared with all files: {written} entries written, {removed} removed",
    ),
    "watch.unread": Text(zh="只能按文件名找到：{problem}", en="found by its name only: {problem}"),
    "watch.again": Text(zh="未能更新索引，稍后会再试：{reason}", en="not updated, will try again: {reason}"),
    "watch.too_many_folders": Text(
        zh="系统允许监视的文件夹不够多，改为每 {seconds} 秒核对一次全部文件。要随存随搜，请管理员运行 sysctl fs.inotify.max_user_watches=524288，再重新运行 crmfs watch。",
        en="The system does not allow enough folders to be watched: all files are compared every {seconds} seconds instead. For saved files to be found at once, have an administrator run sysctl fs.inotify.max_user_watches=524288, and run crmfs watch again.",
    ),
    "watch.not_watched": Text(
        zh="系统不允许再监视文件夹，改为每 {seconds} 秒核对一次全部文件。请关闭别的监视程序，或请管理员运行 sysctl fs.inotify.max_user_instances=512，再重新运行 crmfs watch。",
        en="The system does not let another program watch folders: all files are compared every {seconds} seconds instead. Close other watching programs, or have an administrator run sysctl fs.inotify.max_user_instances=512, and run crmfs watch again.",
    ),
    "watch.already": Text(
        zh="已经有一个 crmfs watch 在监视这个仓库（进程 {pid}），不需要第二个。",
        en="Another crmfs watch is watching this repository already (process {pid}); a second one is not needed.",
    ),
    "watch.bare": Text(
        zh="裸仓库里没有可以监视的文件：每次推送后由 post-receive 钩子更新索引。请运行 crmfs hooks install --server。",
        en="A bare repository has no files to watch: its post-receive hook updates the index after each push. Run crmfs hooks install --server.",
    ),
    "watch.gone": Text(
        zh="仓库已被移走或删除，监视结束。",
        en="The repository was moved away or deleted; watching ends.",
    ),
    "watch.stopped": Text(zh="已停止监视。", en="Stopped watching."),
}

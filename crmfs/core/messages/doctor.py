"""What `doctor` says: what it looked after, what is off, what to do."""

from crmfs.core.messages import Text

MESSAGES = {
    "doctor.ok": Text(zh="正常", en="ok"),
    "doctor.problem": Text(zh="问题", en="problem"),
    "doctor.fixed": Text(zh="已修复", en="fixed"),
    "doctor.summary": Text(
        zh="正常 {ok} 项，已修复 {fixed} 项，问题 {problem} 项。",
        en="{ok} ok, {fixed} fixed, {problem:problem|problems}.",
    ),
    "doctor.fix_hint": Text(zh="其中 {count} 项可由 crmfs doctor --fix 修复。", en="crmfs doctor --fix mends {count} of them."),
    "doctor.not_looked": Text(zh="检查不了（{reason}）", en="cannot be looked at ({reason})"),
    "doctor.not_looked_remedy": Text(
        zh="先处理其他问题，再运行 crmfs doctor；仍不行请运行 git fsck。",
        en="Mend the other problems and run crmfs doctor again; if it stays, run git fsck.",
    ),
    "doctor.title_git_version": Text(zh="git 版本", en="version of git"),
    "doctor.git_old": Text(zh="git {found} 太旧，需要 {oldest} 或更新", en="git {found} is too old; {oldest} or newer is needed"),
    "doctor.git_old_remedy": Text(zh="请升级 git。", en="Install a newer git."),
    "doctor.title_identity": Text(zh="您的身份", en="who you are"),
    "doctor.identity_absent": Text(
        zh="git 还不知道您的姓名或邮箱", en="git does not know your name or e-mail address yet"
    ),
    "doctor.identity_absent_remedy": Text(
        zh="git config user.name 姓名；git config user.email 登记过的邮箱（crmfs member list 可查）。",
        en="git config user.name NAME; git config user.email ADDRESS, the one that is registered (crmfs member list).",
    ),
    "doctor.identity_stranger": Text(zh="{email} 不是这个仓库的员工", en="{email} is no member of this repository"),
    "doctor.identity_ambiguous_remedy": Text(
        zh="把环境变量 CRMFS_ACTOR 改成员工ID，例如 CRMFS_ACTOR=E001",
        en="set the variable CRMFS_ACTOR to an id, such as CRMFS_ACTOR=E001",
    ),
    "doctor.identity_stranger_remedy": Text(
        zh="请管理员运行 crmfs member add，或把 git config user.email 改成登记过的邮箱。",
        en="Ask an administrator for crmfs member add, or set git config user.email to the address that is registered.",
    ),
    "doctor.title_git_settings": Text(zh="git 的文件名设置", en="git's settings for file names"),
    "doctor.title_object_checks": Text(zh="服务器检查收到的对象", en="the server checks what it gets"),
    "doctor.title_file_names": Text(zh="文件名的大小写", en="upper and lower case in file names"),
    "doctor.setting": Text(zh="{name} 应为 {value}", en="{name} should be {value}"),
    "doctor.setting_remedy": Text(zh="git config {name} {value}", en="git config {name} {value}"),
    "doctor.title_hooks": Text(zh="检查提交或推送的钩子", en="the hooks that check commits or pushes"),
    "doctor.hook_absent": Text(zh="没有安装 {name}", en="{name} is not installed"),
    "doctor.hook_outdated": Text(zh="{name} 是另一个 crmfs 安装的", en="{name} was installed by another crmfs"),
    "doctor.hook_foreign": Text(zh="{name} 是别的程序的钩子，crmfs 的没有安装", en="{name} is another program's; crmfs's is not there"),
    "doctor.hook_remedy": Text(zh="crmfs hooks install（原有的钩子会保留）", en="crmfs hooks install (other hooks are kept)"),
    "doctor.hook_remedy_server": Text(
        zh="crmfs hooks install --server（原有的钩子会保留）", en="crmfs hooks install --server (other hooks are kept)"
    ),
    "doctor.title_interpreter": Text(zh="钩子调用的 crmfs", en="the crmfs that the hooks call"),
    "doctor.crmfs_gone": Text(
        zh="{name} 调用的 {path} 不见了，提交和推送都会被拒绝", en="{name} calls {path}, which is gone; it refuses everything"
    ),
    "doctor.crmfs_gone_remedy": Text(
        zh="crmfs doctor --fix，改为调用现在的 crmfs。", en="crmfs doctor --fix makes it call the crmfs that runs now."
    ),
    "doctor.title_main_branch": Text(zh="服务器的主分支", en="the server's main branch"),
    "doctor.main_absent": Text(
        zh="服务器的主分支应是 {branch}，但只有 {others}，因此推送不受保护",
        en="the server's main branch should be {branch}, but there is only {others}, so nothing is protected",
    ),
    "doctor.main_absent_remedy": Text(
        zh="选定主分支：git symbolic-ref HEAD refs/heads/分支名（现有：{others}；不是 {branch}）",
        en="Choose the main branch: git symbolic-ref HEAD refs/heads/NAME (there are: {others}; not {branch})",
    ),
    "doctor.title_unfinished": Text(zh="未完成的 git 操作", en="unfinished business of git"),
    "doctor.unfinished": Text(zh="git {doing} 还没有完成", en="git {doing} is not finished"),
    "doctor.unfinished_remedy": Text(
        zh="完成它：git {doing} --continue；或放弃：git {doing} --abort。",
        en="Finish it with git {doing} --continue, or give it up with git {doing} --abort.",
    ),
    "doctor.unfinished_bisect": Text(zh="结束它：git {doing} reset。", en="End it with git {doing} reset."),
    "doctor.detached": Text(zh="当前不在任何分支上", en="no branch is checked out"),
    "doctor.detached_remedy": Text(zh="git switch main（或您的分支）", en="git switch main (or your branch)"),
    "doctor.title_journal": Text(zh="中断的写入", en="interrupted writing"),
    "doctor.journal": Text(zh="上次写入中途断了，还没有收尾", en="the last change was interrupted and is not wound up yet"),
    "doctor.journal_remedy": Text(
        zh="crmfs doctor --fix，或运行任何修改命令，它会自动收尾。",
        en="crmfs doctor --fix, or any command that changes something, winds it up.",
    ),
    "doctor.title_locks": Text(zh="git 的锁", en="git's locks"),
    "doctor.lock": Text(
        zh="{path} 已放了 {hours} 小时（属于用户 {owner}），git 因此不能写入",
        en="{path} has been there for {hours} hours (made by the user {owner}) and keeps git from writing",
    ),
    "doctor.lock_held": Text(
        zh="{path} 已放了 {hours} 小时（属于用户 {owner}），进程 {process} 还开着它",
        en="{path} has been there for {hours} hours (made by the user {owner}); process {process} has it open",
    ),
    "doctor.lock_held_remedy": Text(
        zh="等进程 {process} 结束；若它已经没有反应，先结束它。", en="Wait for process {process}, or end it if it hangs."
    ),
    "doctor.lock_remedy": Text(
        zh="确认没有 git 和编辑器在用这个仓库，再删除它：rm '{path}'",
        en="Make sure that no git and no editor uses this repository, then remove it: rm '{path}'",
    ),
    "doctor.title_state_folder": Text(zh="本机缓存目录的权限", en="who may enter the local cache"),
    "doctor.state_open": Text(zh="{path} 的权限是 {mode}，别的用户可以进入", en="{path} has mode {mode}, so other users can enter it"),
    "doctor.state_open_remedy": Text(zh="chmod 700 '{path}'", en="chmod 700 '{path}'"),
    "doctor.title_store": Text(zh="本机缓存", en="the local cache"),
    "doctor.store": Text(zh="缓存 {path} 已损坏", en="the cache {path} is damaged"),
    "doctor.store_differs": Text(
        zh="缓存 {path} 里有与资料不符的内容", en="the cache {path} holds what is not as the data are"
    ),
    "doctor.store_remedy": Text(
        zh="crmfs doctor --fix 会删除它；它会自动重建，不丢数据。",
        en="crmfs doctor --fix removes it; it is made anew and no data is lost.",
    ),
    "doctor.title_rules": Text(zh="设置、填写规则和员工名单", en="settings, fill-in rules, members"),
    "doctor.no_commit": Text(zh="还没有任何提交", en="there is no commit yet"),
    "doctor.no_commit_remedy": Text(
        zh="crmfs init .；已有 crmfs.yaml 时：git add -A && git commit",
        en="crmfs init . – or, where crmfs.yaml is there already: git add -A && git commit",
    ),
    "doctor.not_crmfs": Text(zh="最新提交里没有 crmfs.yaml，这不是 crmfs 仓库", en="the last commit has no crmfs.yaml: this is no crmfs repository"),
    "doctor.not_crmfs_remedy": Text(zh="crmfs init . 会添加它所缺的文件。", en="crmfs init . adds what is missing."),
    "doctor.rules_broken": Text(zh="读不懂（{code}），因此无法提交和推送", en="cannot be read ({code}), so nothing can be committed or pushed"),
    "doctor.rules_broken_remedy": Text(zh="crmfs validate 会指出是哪个文件哪一行。", en="crmfs validate tells the file and the line."),
    "doctor.settings_gone": Text(zh="磁盘上没有 {path}，最新提交里有", en="{path} is in the last commit, but not on disk"),
    "doctor.settings_gone_remedy": Text(zh="git restore {path}", en="git restore {path}"),
    "doctor.rules_uncommitted": Text(
        zh="最新提交里的读不懂（{code}）；磁盘上的能读懂，还没有提交",
        en="those of the last commit cannot be read ({code}); those on disk can, and are not committed",
    ),
    "doctor.rules_uncommitted_remedy": Text(zh="提交改好的文件：git commit -a", en="Commit what is mended: git commit -a"),
    "doctor.title_schemas": Text(
        zh="最新提交里仓库的格式和 schema/base", en="the repository's format and schema/base, as last committed"
    ),
    "doctor.not_upgraded": Text(zh="{count} 个文件与本机的 crmfs 不一致", en="{count:file|files} not as the crmfs here has"),
    "doctor.not_upgraded_remedy": Text(zh="crmfs upgrade --dry-run 查看，crmfs upgrade 更新。", en="crmfs upgrade --dry-run shows them, crmfs upgrade replaces them."),
    "doctor.title_attributes": Text(zh=".gitattributes", en=".gitattributes"),
    "doctor.attribute": Text(zh="缺少一行：{line}", en="a line is missing: {line}"),
    "doctor.attribute_remedy": Text(zh="把 {line} 加到 .gitattributes，再提交。", en="Add {line} to .gitattributes and commit it."),
    "doctor.title_large_files": Text(zh="git-lfs", en="git-lfs"),
    "doctor.lfs_missing": Text(zh="有文件交给 git-lfs 存放，但本机没有装 git-lfs", en="files are kept by git-lfs, which is not installed here"),
    "doctor.lfs_missing_remedy": Text(
        zh="安装 git-lfs，运行 git lfs install 和 git lfs pull；再按下一步移出（git lfs migrate export）。",
        en="Install git-lfs, run git lfs install and git lfs pull; then take the files out with git lfs migrate export.",
    ),
    "doctor.lfs_used": Text(zh="有文件交给 git-lfs 存放；crmfs 只认真正的文件，会拒绝其指针", en="files are kept by git-lfs; crmfs takes real files only and refuses pointers"),
    "doctor.lfs_used_remedy": Text(
        zh="从 .gitattributes 去掉 filter=lfs 的行，再运行 git lfs migrate export。",
        en="Take the lines with filter=lfs out of .gitattributes and run git lfs migrate export.",
    ),
    "doctor.title_nested": Text(zh="仓库里的仓库", en="repositories inside"),
    "doctor.nested": Text(zh="{path} 是另一个 git 仓库，git 只记它的名字，里面的文件不会保存", en="{path} is a git repository of its own; git keeps its name only, not its files"),
    "doctor.nested_remedy": Text(
        zh="移到仓库外；若要留下文件，先删除 '{path}/.git'，再 git add。",
        en="Move it out; to keep its files here, remove '{path}/.git' first, then git add.",
    ),
    "doctor.title_search_index": Text(zh="检索用的索引", en="the index of searches"),
    "doctor.search_unreadable": Text(zh="索引读不出来", en="the index cannot be read"),
    "doctor.search_wrong": Text(zh="索引与文件不一致", en="the index is not as the files are"),
    "doctor.search_remedy": Text(
        zh="crmfs index rebuild 重新建立；crmfs index verify 列出不一致之处。",
        en="crmfs index rebuild builds it anew; crmfs index verify lists what differs.",
    ),
    "doctor.title_unchecked": Text(zh="绕过检查的提交", en="commits made around the checks"),
    "doctor.unchecked": Text(
        zh="{path} 里有没有经过检查就提交的错误，服务器会拒绝",
        en="{path} has errors that were committed unchecked; a server refuses them",
    ),
    "doctor.unchecked_remedy": Text(
        zh="crmfs validate '{path}' 说明是什么；改好后再提交（crmfs fix 可改的先改）。",
        en="crmfs validate '{path}' tells what; mend it (crmfs fix, for what it can) and commit again.",
    ),
    "doctor.title_objects": Text(zh="git 的对象", en="git's objects"),
    "doctor.loose_objects": Text(
        zh="有 {count} 个对象没有打包，各种操作会变慢", en="{count:object is|objects are} not packed, which makes everything slow"
    ),
    "doctor.many_packs": Text(zh="有 {count} 个包，各种操作会变慢", en="there are {count:pack|packs}, which makes everything slow"),
    "doctor.objects_remedy": Text(zh="git gc", en="git gc"),
    "doctor.did_search_index": Text(zh="重新建立了索引。", en="Built the index anew."),
    "doctor.did_objects": Text(zh="重新打包了对象，没有删除任何东西。", en="Packed the objects; nothing was thrown away."),
    "doctor.did_commit_graph": Text(zh="写好了历史的索引。", en="Wrote the index of the history."),
    "doctor.did_file_names": Text(zh="按这块磁盘设好了 core.ignorecase。", en="Set core.ignorecase as this disk is."),
    "doctor.did_git_settings": Text(zh="在本仓库的配置里设好了。", en="Set them in the repository's own configuration."),
    "doctor.did_hooks": Text(zh="安装了钩子；原有的钩子保留，先运行。", en="Installed the hooks; other ones are kept and run first."),
    "doctor.did_interpreter": Text(zh="钩子现在调用正在运行的 crmfs。", en="The hooks now call the crmfs that runs here."),
    "doctor.did_journal": Text(zh="给中断的写入收了尾。", en="Wound the interrupted change up."),
    "doctor.did_main_branch": Text(zh="把唯一的分支定为主分支。", en="Made the only branch the main one."),
    "doctor.did_object_checks": Text(zh="在服务器的配置里打开了检查。", en="Turned the checks on in the server's configuration."),
    "doctor.did_state_folder": Text(zh="收紧了目录的权限。", en="Closed the folder to others."),
    "doctor.did_store": Text(zh="删除了缓存；下一条命令会重建。", en="Removed the cache; the next command makes it anew."),
    "doctor.title_commit_graph": Text(zh="历史的索引", en="index of the history"),
    "doctor.no_commit_graph": Text(zh="历史很长，却没有索引，查看历史会很慢", en="the history is long and has no index, so looking at it is slow"),
    "doctor.old_commit_graph": Text(zh="历史的索引里缺最近 {count} 次提交，查看历史会变慢", en="the index of the history lacks the last {count} commits, so looking at it is slow"),
    "doctor.no_commit_graph_remedy": Text(
        zh="git commit-graph write --reachable --changed-paths", en="git commit-graph write --reachable --changed-paths"
    ),
}  # fmt: skip

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
    "git.in_progress": Text(
        zh="git 正在进行 {doing}，还没完成。crmfs resolve 列出有冲突的地方；都选好后用 git {doing} --continue 完成它，"
        "或用 git {doing} --abort 放弃它（bisect 用 git bisect reset），再来一次。",
        en="git is in the middle of a {doing}. crmfs resolve lists what is in conflict; decide it and finish by"
        " git {doing} --continue, or give it up by git {doing} --abort (bisect: git bisect reset), then try again.",
    ),
    "git.unsaved_edits": Text(
        zh="{path} 里有您还没提交的改动，所以什么也没做，改动还在。\n"
        "  要留下：git add '{path}'，再 git commit -m \"改了什么\"，然后再试一次\n"
        "  不要了：git restore --staged --worktree '{path}'，然后再试一次",
        en="{path} has changes of yours that are not committed yet, so nothing was done; they are still there.\n"
        "  To keep them: git add '{path}', then git commit -m \"what changed\", then try again\n"
        "  To drop them: git restore --staged --worktree '{path}', then try again",
    ),
    "git.not_committed": Text(
        zh="{path} 还没有提交，所以没有去动它。请先提交（git add {path} && git commit），再试一次。",
        en="{path} is not committed yet, so it was left alone. Commit it (git add {path} && git commit), then try again.",
    ),
    "git.no_commit": Text(
        zh="这个仓库还没有任何提交。请先提交现有的文件（git add -A && git commit），再试一次。",
        en="This repository has no commit yet. Commit the files there are (git add -A && git commit), then try again.",
    ),
    "git.busy": Text(
        zh="仓库正忙：另一个程序正在写入。请稍后再试。",
        en="The repository is busy: another program is writing to it. Try again in a moment.",
    ),
    "git.index_locked": Text(
        zh="另一个 git 程序占用着仓库（.git/index.lock）。请等它结束；若已没有 git 在运行，请删除该文件。",
        en="Another git program holds the repository (.git/index.lock)."
        " Wait for it to end; if no git is running any more, remove that file.",
    ),
    "git.branch_locked": Text(
        zh="另一个 git 程序占用着分支（.git/{ref}.lock）。请等它结束；若已没有 git 在运行，请删除该文件。",
        en="Another git program holds the branch (.git/{ref}.lock)."
        " Wait for it to end; if no git is running any more, remove that file.",
    ),
    "git.path_refused": Text(
        zh="{path} 不能用作文件名：有的系统存不了它。请换一个名字。",
        en="{path} cannot be a file's name: some systems cannot store it. Choose another one.",
    ),
    "git.path_taken": Text(
        zh="{path} 已被占用：那里已有同名的文件夹或文件。",
        en="{path} is taken: a folder or a file of that name is there already.",
    ),
    "git.not_a_file": Text(
        zh="{path} 是符号链接或子模块，不是普通文件。请用 git 删除它。",
        en="{path} is a symlink or a submodule, not a plain file. Remove it with git.",
    ),
    "git.identity_missing": Text(
        zh="git 不知道您是谁。请运行 git config --global user.name 姓名 和 git config --global user.email 邮箱。",
        en="git does not know who you are."
        " Run git config --global user.name NAME and git config --global user.email MAIL.",
    ),
    "git.signing_failed": Text(
        zh="提交需要签名（commit.gpgsign），但签名失败，什么也没改。请检查签名密钥（git config user.signingkey）。",
        en="Commits must be signed (commit.gpgsign) and signing failed, so nothing was changed."
        " Check the signing key (git config user.signingkey).",
    ),
    "git.storage_failed": Text(
        zh="磁盘写入失败（{reason}），改动没有保存。请检查磁盘空间和权限，再试一次。",
        en="Writing to the disk failed ({reason}); the change was not saved. Check space and rights, then try again.",
    ),
    "git.state_in_the_way": Text(
        zh="{path} 应当是文件夹，现在却是别的东西，本机状态无处存放。请把它移走或删除，再试一次；资料没有受影响。",
        en="{path} should be a folder and is something else, so there is no place for local state. Move it away or"
        " delete it, then try again; no file was harmed.",
    ),
    "git.landed_unfinished": Text(
        zh="改动已提交（{commit}），但文件没能全部写到磁盘（{reason}）。腾出空间后运行 crmfs doctor --fix。",
        en="The change is committed ({commit}), but not all files could be written to the disk ({reason})."
        " Make room, then run crmfs doctor --fix.",
    ),
    "git.journal_unreadable": Text(
        zh="上次中断留下的记录（.git/crmfs/journal.json）读不出来。请核对 git status 后删除该文件。",
        en="What an interrupted commit left (.git/crmfs/journal.json) cannot be read."
        " Look at git status, then remove that file.",
    ),
    "git.derived_busy": Text(
        zh="缓存正被别的程序使用，没有清除。请关闭其他 crmfs 程序后再试一次。",
        en="The store of derived values is in use and was not cleaned. Close other crmfs programs and try again.",
    ),
}

"""What is said of working together: fetched, joined, pushed, and what the server refuses."""

from crmfs.core.messages import Text

MESSAGES = {
    "sync.no_server": Text(
        zh="还没有登记服务器，没有可以同步的地方。请先运行 git remote add origin 服务器地址。",
        en="No server is known, so there is nothing to sync with. Run git remote add origin ADDRESS first.",
    ),
    "sync.which_server": Text(
        zh="有好几个服务器，不知道和哪一个同步。请运行 git branch --set-upstream-to=服务器名/{branch}。",
        en="There are several servers. Say which one: git branch --set-upstream-to=SERVER/{branch}.",
    ),
    "sync.unreachable": Text(
        zh="连不上服务器 {server}。本地的资料和提交都还在；网络恢复后再运行 crmfs sync。",
        en="The server {server} cannot be reached. Your files and commits are safe; run crmfs sync again later.",
    ),
    "sync.server_full": Text(
        zh="服务器 {server} 的磁盘已满，没有收下。本地的提交都还在；请管理员腾出空间，再运行 crmfs sync。",
        en="The disk of the server {server} is full, and it took nothing. Your commits are kept; have space made there, then"
        " run crmfs sync.",
    ),
    "sync.denied": Text(
        zh="服务器 {server} 不让登录。请检查密钥或密码（ssh-add -l，或 git credential），再运行 crmfs sync。",
        en="The server {server} does not let you in. Check your key or password (ssh-add -l, git credential), then run"
        " crmfs sync.",
    ),
    "sync.unrelated": Text(
        zh="本地和服务器没有共同的历史，是两个不同的仓库，不能合并。请检查服务器地址：git remote -v。",
        en="This repository and the server's share no history: they are two different ones and are not joined. Check the"
        " address: git remote -v.",
    ),
    "sync.busy": Text(
        zh="同事们正在不断上传，试了几次都没轮到。您的资料没有丢；请过一会儿再运行 crmfs sync。",
        en="Others keep pushing, and no attempt got through. Nothing is lost; run crmfs sync again in a moment.",
    ),
    "sync.collision": Text(
        zh="一方把文件移到了 {path}，另一方在那里新建了别的文件，合不到一起。请把自己的改名（git mv），提交，再运行 crmfs sync。",
        en="One side moved a file to {path}, where the other made a different one. Give yours another name (git mv),"
        " commit, and run crmfs sync again.",
    ),
    "sync.refused": Text(
        zh="服务器没有接受您的修改（原因见上）。本地的提交都还在。内容改对、提交，再运行 crmfs sync；"
        "不该由您改的，把那个提交改过的内容去掉：crmfs sync --fold --without 提交号，再运行 crmfs sync。",
        en="The server did not take your changes (see above why). Your commits are kept. Put it right, commit, and run"
        " crmfs sync again; what was not yours to change is left out by crmfs sync --fold --without COMMIT, then crmfs sync.",
    ),
    "sync.refused_told": Text(
        zh="服务器没有接受您的修改（原因和办法见上）。本地的提交都还在。",
        en="The server did not take your changes (see above why, and what to do). Your commits are kept.",
    ),
    "sync.conflicts": Text(
        zh="有 {count} 处双方改成了不同的内容，要先选定；在此之前什么也没有合并、没有上传。\n"
        "选好后再运行 crmfs sync。想重新选：crmfs sync --abort。",
        en="{count:place was|places were} changed on both sides to different values and must be decided first; until"
        " then nothing is merged and nothing pushed.\nThen run crmfs sync again. To begin anew: crmfs sync --abort.",
    ),
    "sync.decide_anew": Text(
        zh="合到一起后违反规则。选定的内容可以重新选：再运行一次 crmfs resolve ID#字段 …；全部重新选：crmfs sync --abort。",
        en="What comes out breaks a rule. What you decided can be decided anew: type crmfs resolve ID#FIELD … again, or"
        " forget all by crmfs sync --abort.",
    ),
    "sync.apart": Text(
        zh="本地 {ahead} 项未上传，服务器有 {behind} 项新变更。",
        en="{ahead:change is|changes are} not pushed; the server has {behind:new change|new changes}.",
    ),
    "sync.even": Text(zh="本地与服务器一致。", en="This side and the server's are the same."),
    "sync.not_asked": Text(
        zh="连不上服务器，这是上次见到的情况。", en="The server cannot be reached; this is what was seen last time."
    ),
    "sync.unsaved": Text(
        zh="另有 {count} 个文件改了还没有提交，所以没有上传：{files}\n"
        '  要上传：git add -A，再 git commit -m "改了什么"，然后 crmfs sync\n'
        "  先看对不对：crmfs validate；不要这些改动：git restore 文件",
        en="{count:file is|files are} changed and not committed, so not pushed: {files}\n"
        '  To push: git add -A, then git commit -m "what changed", then crmfs sync\n'
        "  To look first: crmfs validate; to drop the changes: git restore FILE",
    ),
    "sync.done": Text(zh="已取回 {fetched} 项、上传 {pushed} 项。", en="Fetched {fetched}, pushed {pushed}."),
    "sync.fetched": Text(
        zh="已取回 {fetched} 项，与您的合并好了，还没有上传。",
        en="Fetched {fetched} and joined with yours; nothing is pushed yet.",
    ),
    "sync.nothing": Text(zh="已是最新，没有要取回或上传的。", en="Up to date: nothing to fetch, nothing to push."),
    "sync.kept_both": Text(
        zh="双方都改过的文件，两份都保留了：", en="Both versions are kept of files that both sides had changed:"
    ),
    "sync.copy": Text(
        zh="{copy}\n  是 {path} 的另一份。选定：crmfs resolve {name} --mine（用这一份）、--theirs（用原名那份）或 --both",
        en="{copy}\n  is the other version of {path}. Choose: crmfs resolve {name} --mine (this one), --theirs (the one"
        " that kept the name) or --both",
    ),
    "sync.copy_mine": Text(
        zh="已选定：{path} 用您选的这一份，旁边的另一份文件已去掉。两份都在历史里，随时能找回。",
        en="Chosen: {path} holds this version now, and the file beside it is gone. Both are in the history.",
    ),
    "sync.copy_theirs": Text(
        zh="已选定：{path} 不变，旁边的那一份已去掉。两份都在历史里，随时能找回。",
        en="Chosen: {path} stays as it is, and the version beside it is gone. Both are in the history.",
    ),
    "sync.copy_both": Text(zh="两份都留下，不再列出：{id}", en="Both stay and are no longer listed: {id}"),
    "sync.copy_not_yours": Text(
        zh="没有改动。只留一份要能修改 {path} 和它旁边的那一份，您不能：{reasons}。\n"
        "两份都留下：crmfs resolve {copy} --both\n"
        "只留一份：请负责这位客户的同事或主管运行 crmfs resolve {copy} --mine（或 --theirs）。",
        en="Nothing was changed. To leave one version takes the right to edit {path} and the one beside it: {reasons}.\n"
        "To keep both: crmfs resolve {copy} --both\nTo leave one: have the owner of the customer, or their lead, run"
        " crmfs resolve {copy} --mine (or --theirs).",
    ),
    "sync.copy_not_allowed": Text(
        zh="没有改动，您不能修改 {path} 旁边的那一份：{reasons}。请负责这位客户的同事或主管运行 crmfs resolve {copy}，"
        "加 --mine、--theirs 或 --both。",
        en="Nothing was changed: you may not edit the version beside {path}: {reasons}. Have the owner of the customer, or their"
        " lead, run crmfs resolve {copy} with --mine, --theirs or --both.",
    ),
    "sync.reason_for_copies": Text(
        zh="--reason 只用于选附件：选字段时，原因写在同步的提交里。请去掉 --reason。",
        en="--reason is for choosing a document; decisions on fields become part of sync's own commit. Leave it out.",
    ),
    "sync.renumbered": Text(
        zh="您的客户 {old} 换了编号，现在是 {new}；{old} 是同事的那一位。",
        en="Your customer {old} has a new id, {new}; {old} is the other one's.",
    ),
    "sync.subject": Text(zh="合并服务器上的变更", en="Merge changes from the server"),
    "sync.fetching": Text(zh="取回服务器上的变更", en="Fetching"),
    "sync.joining": Text(zh="合并", en="Joining"),
    "sync.pushing": Text(zh="上传", en="Pushing"),
    "sync.fold_nothing": Text(
        zh="没有未上传的提交，没有可以合成的。", en="All commits are pushed: there are none to join."
    ),
    "sync.folded": Text(
        zh="{count} 个未上传的提交合成了一个：{commit}。",
        en="{count:unpushed commit|unpushed commits} joined into one: {commit}.",
    ),
    "sync.folded_away": Text(
        zh="{count} 个未上传的提交都去掉了，本地与服务器的 {commit} 一样。",
        en="{count:unpushed commit is|unpushed commits are} left out, and nothing else remains: this side is at the"
        " server's {commit}.",
    ),
    "sync.fold_kept": Text(
        zh="原来的提交保留 30 天：git log {backup}", en="The old commits are kept for 30 days: git log {backup}"
    ),
    "sync.folded_next": Text(zh="接着运行 crmfs sync。", en="Now run crmfs sync."),
    "sync.would_fold": Text(
        zh="会把 {count} 个未上传的提交合成一个。",
        en="{count:unpushed commit|unpushed commits} would be joined into one.",
    ),
    "sync.left_out": Text(
        zh="去掉 {count} 个提交改过的内容，恢复原样的有：",
        en="What {count:commit|commits} changed is left out; as before are:",
    ),
    "sync.left_gone": Text(zh="新建的，去掉了", en="made by it, and gone"),
    "sync.left_back": Text(zh="删除的，回来了", en="deleted by it, and back"),
    "sync.left_out_where": Text(
        zh="去掉的内容保留 30 天，可以查看、转告同事：crmfs diff HEAD {backup}",
        en="What was left out is kept for 30 days, to be looked at and passed on: crmfs diff HEAD {backup}",
    ),
    "sync.left_out_nothing": Text(
        zh="这 {count} 个提交改过的内容早已改回，没有要恢复的。",
        en="What {count:commit|commits} changed is as it was before already.",
    ),
    "sync.hidden_changes": Text(
        zh="另有 {count} 处，您无权查看", en="{count:more place|more places} that you may not see"
    ),
    "sync.changed_later": Text(zh="后来又被 {commits} 改过", en="changed again by {commits}"),
    "sync.without_conflict": Text(
        zh="没有合成，什么也没改：提交 {commit} 改过的 {count} 处，后来的提交又改过（见上）。\n"
        "后来改的也不要：{command}\n"
        "后来改的要留下：先把内容改对、提交，再运行 crmfs sync --fold（不写 --without）。",
        en="Nothing was joined or changed: {count:place|places} that commit {commit} changed, later commits changed again"
        " (see above).\nTo leave those out, too: {command}\nTo keep what they say: put it right, commit, and run"
        " crmfs sync --fold without --without.",
    ),
    "sync.without_unknown": Text(
        zh="“{commit}”不是未上传的提交。crmfs log 列出提交；已经上传的，用 crmfs undo 撤回。",
        en='"{commit}" is no unpushed commit. crmfs log lists commits; one that is pushed is taken back by crmfs undo.',
    ),
    "sync.without_merge": Text(
        zh="{commit} 是一次合并，不能单独去掉。请去掉合并进来的提交，或把内容改对、提交，再运行 crmfs sync --fold。",
        en="{commit} is a merge and cannot be left out. Leave out a commit that it brought, or put the content right, commit,"
        " and run crmfs sync --fold.",
    ),
    "sync.only_with_fold": Text(
        zh="--without、--reason、--dry-run 和 --op 要与 --fold 一起用。",
        en="--without, --reason, --dry-run and --op go with --fold.",
    ),
    "sync.fold_subject": Text(zh="合并 {count} 个未上传的提交", en="{count:unpushed commit|unpushed commits} in one"),
    "sync.aborted": Text(
        zh="已忘记对 {count} 个文件的选择。资料没有变化。",
        en="Decisions on {count:file|files} forgotten. No data changed.",
    ),
    "sync.mine": Text(zh="我的", en="mine"),
    "sync.theirs": Text(zh="服务器", en="theirs"),
    "sync.base": Text(zh="原来", en="before"),
    "sync.absent": Text(zh="（无）", en="(none)"),
    "sync.hidden": Text(zh="（无权查看）", en="(not for you to see)"),
    "sync.hidden_files": Text(
        zh="另有 {count} 个文件有冲突，您无权查看，请管理员在这里运行 crmfs resolve。",
        en="{count:more file is|more files are} in conflict that are not for you to see: an administrator has to run"
        " crmfs resolve here.",
    ),
    "sync.whole": Text(zh="整个文件", en="the whole file"),
    "sync.whole_customer": Text(zh="整个客户", en="the whole customer"),
    "sync.made": Text(zh="新建", en="made anew"),
    "sync.was_there": Text(zh="（有）", en="(there)"),
    "sync.both_made": Text(
        zh="两位不同的客户用了同一个编号：--both 两位都留下，您的那位换一个新编号。",
        en="Two customers with one id: --both keeps both, and yours gets a new id.",
    ),
    "sync.deleted": Text(zh="已删除", en="deleted"),
    "sync.changed": Text(zh="已修改", en="changed"),
    "sync.decided": Text(
        zh="已选定 {id}。还有 {count} 处未定。", en="Decided: {id}. {count:place is|places are} left to decide."
    ),
    "sync.all_decided": Text(
        zh="已选定 {id}。都选好了，请运行 {command}。", en="Decided: {id}. All is decided: run {command}."
    ),
    "sync.no_conflict": Text(
        zh="“{id}”没有冲突，不需要选。crmfs resolve 列出所有冲突。",
        en='"{id}" is not in conflict: nothing to decide. crmfs resolve lists all conflicts.',
    ),
    "sync.none": Text(zh="没有冲突。", en="There are no conflicts."),
    "sync.one_choice": Text(
        zh="请只选一个：--mine、--theirs、--both 或 --value 内容。",
        en="Choose one of --mine, --theirs, --both and --value TEXT.",
    ),
    "sync.value_needs_field": Text(
        zh="--value 只能用于一个字段，如 {id}#status。", en="--value is for one field, as in {id}#status."
    ),
    "sync.both_needs_copy": Text(
        zh="--both 只能用于保留了两份的附件，和双方用同一个编号新建的两位客户。",
        en="--both is for documents of which two versions are kept, and for two new customers with one id.",
    ),
}

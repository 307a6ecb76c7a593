"""What `backup` says: what was made, what is proved, what is wrong with a backup."""

from crmfs.core.messages import Rule, Text

MESSAGES: dict[str, Text | Rule] = {
    "backup.inside": Text(
        zh="{path} 在仓库里面：仓库坏了备份也没了。请选仓库以外的文件夹，最好在另一块磁盘上。",
        en="{path} lies inside the repository: what takes the one would take the other. Choose a folder outside of it, best on another disk.",
    ),
    "backup.not_empty": Text(
        zh="{path} 里有别的东西，不是备份文件夹。请给备份一个空文件夹，或还不存在的文件夹。",
        en="{path} holds something else and is no folder of backups. Give backups an empty folder, or one that is not there yet.",
    ),
    "backup.other_repository": Text(
        zh="{path} 里是另一个仓库的备份。请换一个文件夹；如果是本仓库的全部历史被改写过，加 --full。",
        en="{path} holds backups of another repository. Choose another folder; if the whole history of this one was rewritten, add --full.",
    ),
    "backup.shallow": Text(
        zh="这个克隆没有完整的历史（浅克隆或部分克隆），备份不全。请先运行 git fetch --unshallow，或在服务器仓库上备份。",
        en="This clone does not hold the whole history (it is shallow or partial), so neither would a backup. Run git fetch --unshallow first, or back up the server's repository.",
    ),
    "backup.drive_absent": Text(
        zh="以前在 {path} 备份过，现在那里没有备份。磁盘挂载了吗？确实要重新开始就加 --full。",
        en="Backups were made in {path}, and there are none now. Is the drive mounted? To begin anew, add --full.",
    ),
    "backup.none_here": Text(
        zh="{path} 里没有备份。磁盘挂载了吗？路径对吗？",
        en="There is no backup in {path}. Is the drive mounted? Is the path right?",
    ),
    "backup.none_at": Text(
        zh="没有 {at} 或更早的备份。运行 crmfs backup verify 可以看到有哪些。",
        en="There is no backup of {at} or before. crmfs backup verify lists those that are there.",
    ),
    "backup.at_invalid": Text(
        zh="看不懂时间 {at}。写成 2026-03-02、2026-03-02T15:00，或备份的名字。",
        en="{at} is no time. Write 2026-03-02, 2026-03-02T15:00, or a backup's name.",
    ),
    "backup.age_invalid": Text(
        zh="看不懂 {age}。写成 90d（天）、12w（周）、6m（月）、2y（年）。",
        en="{age} is no age. Write 90d (days), 12w (weeks), 6m (months), 2y (years).",
    ),
    "backup.busy": Text(
        zh="另一个备份正在使用这个文件夹。请稍后再试。", en="Another backup is using this folder. Try again later."
    ),
    "backup.disk_full": Text(
        zh="{path} 所在的磁盘已满，没有留下半个备份，以前的备份不受影响。请腾出空间后再运行一次。",
        en="The disk of {path} is full. No half of a backup is left, and earlier ones are as they were. Free some space and run it again.",
    ),
    "backup.no_room": Text(
        zh="{path} 所在的磁盘满了或写不进去，没有留下半个仓库。备份没有问题：请腾出空间，或换一个地方（演练和验证用 TMPDIR 指定）。",
        en="The disk of {path} is full or refuses; no half of a repository is left. The backup is well: free some space, or"
        " choose another place (for a drill or a proof, by TMPDIR).",
    ),
    "backup.not_writable": Text(
        zh="{path} 不能写入。请检查它的权限，或磁盘是否只读。",
        en="{path} cannot be written. Look at its rights, and whether the disk is read-only.",
    ),
    "backup.io_failed": Text(
        zh="读写 {path} 时磁盘出错（{reason}）。请检查磁盘和连接。",
        en="The disk failed at {path} ({reason}). Look at the disk and at how it is connected.",
    ),
    "backup.format_newer": Text(
        zh="{path} 是更新版本的 crmfs 写的。请升级 crmfs。", en="{path} was written by a newer crmfs. Upgrade crmfs."
    ),
    "backup.needs_all": Text(
        zh="备份包含整个仓库，只有能看到全部内容的人可以制作；通常由服务器按时制作。",
        en="A backup holds the whole repository, so only who may see everything makes one; usually the server does, on a schedule.",
    ),
    "backup.age_missing": Text(
        zh="加密备份需要 pyrage。请运行 pip install 'crmfs[backup]'。",
        en="Encrypted backups need pyrage. Run pip install 'crmfs[backup]'.",
    ),
    "backup.recipient_invalid": Text(
        zh="{recipient} 不是 age 公钥（age1…、ssh-ed25519 …），也不是每行一个公钥的文件。用 age-keygen 生成密钥。",
        en="{recipient} is neither a public key of age (age1…, ssh-ed25519 …) nor a file with one a line. age-keygen makes keys.",
    ),
    "backup.identity_needed": Text(
        zh="备份是加密的。请用 --identity 给出私钥文件。",
        en="The backup is encrypted. Give the file of the secret key by --identity.",
    ),
    "backup.identity_needed_verify": Text(
        zh="备份是加密的。请用 --identity 给出私钥文件；只核对校验和就加 --checksums。",
        en="The backup is encrypted. Give the file of the secret key by --identity, or compare the checksums only, with --checksums.",
    ),
    "backup.identity_absent": Text(
        zh="没有 {file} 这个文件。--identity 要写私钥文件的路径。",
        en="There is no file {file}. --identity takes the path of the secret key's file.",
    ),
    "backup.last_whole": Text(
        zh="能完整恢复的最后一份是 {id}：加上 --at {id}。已有的备份请不要删除。",
        en="The last one that can be restored is {id}: add --at {id}. Delete nothing.",
    ),
    "backup.none_whole": Text(
        zh="这里没有一份能完整恢复。已有的备份请不要删除；别处还有备份或克隆吗？",
        en="None of these can be restored as a whole. Delete nothing. Is there a backup elsewhere, or a clone?",
    ),
    "backup.identity_unreadable": Text(
        zh="{file} 不是私钥文件（AGE-SECRET-KEY-1… 或 SSH 私钥）。",
        en="{file} is no file of a secret key (AGE-SECRET-KEY-1…, or one of SSH).",
    ),
    "backup.identity_wrong": Text(
        zh="这把私钥打不开备份：它是为别的收件人加密的。",
        en="This key does not open the backup: it was encrypted for others.",
    ),
    "backup.target_not_empty": Text(
        zh="{path} 不是空文件夹。恢复只写入空的或还不存在的文件夹，从不覆盖任何东西。",
        en="{path} is no empty folder. A restore writes into an empty or new folder only and never over anything.",
    ),
    "backup.edited": Text(
        zh="{path} 不是当初写下的样子：损坏了，或被改过", en="{path} is not what was written: damaged, or edited"
    ),
    "backup.missing": Text(zh="{path} 不见了", en="{path} is missing"),
    "backup.damaged": Text(
        zh="{path} 不是当初写下的样子：损坏、被截断或被换过",
        en="{path} is not what was written: damaged, cut short or exchanged",
    ),
    "backup.parent_missing": Text(
        zh="{path} 接着 {parent}，而那一份不见了或被换过",
        en="{path} continues {parent}, which is missing or another one now",
    ),
    "backup.not_as_remembered": Text(
        zh="{path} 的清单不是本仓库当初写下的那份",
        en="the manifest of {path} is not the one that this repository wrote",
    ),
    "backup.unusable": Text(
        zh="{path} 的文件没变，但恢复不出清单所说的仓库",
        en="the files of {path} are as written, but the repository that its manifest tells of does not come of them",
    ),
    "backup.file_differs": Text(
        zh="恢复出来的 {path} 与仓库里的不同", en="{path}, restored, is not as in the repository"
    ),
    "backup.damaged_remedy": Text(
        zh="已有的备份请不要删除。先运行 crmfs backup create DEST --full 做一份新的全量备份（最好换一块磁盘），再查明原因。",
        en="Delete nothing. Make a new one with crmfs backup create DEST --full, best on another disk, then look for the cause.",
    ),
    "backup.packing": Text(zh="打包", en="Packing"),
    "backup.making": Text(zh="备份（MB）", en="Backing up (MB)"),
    "backup.reading": Text(zh="核对校验和（MB）", en="Comparing checksums (MB)"),
    "backup.restoring": Text(zh="恢复（MB）", en="Restoring (MB)"),
    "backup.made_full": Text(
        zh="全量备份 {id}：{files} 个文件，{commits} 次提交，{size}。",
        en="Full backup {id}: {size} (files: {files}, commits: {commits}).",
    ),
    "backup.made_incremental": Text(
        zh="增量备份 {id}：新增 {objects} 个对象，{size}。",
        en="Incremental backup {id}: {size} (new objects: {objects}).",
    ),
    "backup.unchanged": Text(zh="自上次备份以来没有新内容。", en="Nothing is new since the last backup."),
    "backup.would_full": Text(zh="将做全量备份。", en="Would make a full backup."),
    "backup.would_incremental": Text(zh="将做增量备份。", en="Would make an incremental backup."),
    "backup.why_first": Text(zh="这是这里的第一份备份。", en="It is the first one here."),
    "backup.why_rewritten": Text(
        zh="历史被改写过，接不上以前的备份，所以是全量。",
        en="It is a full one because the history was rewritten, so that it does not continue the last.",
    ),
    "backup.why_damaged": Text(
        zh="以前的备份有损坏或缺失，所以是全量。运行 crmfs backup verify 查看。",
        en="It is a full one because the last ones are damaged or incomplete; see crmfs backup verify.",
    ),
    "backup.why_recipients": Text(
        zh="收件人变了，所以是全量。以前的备份仍是原来的收件人能打开。",
        en="It is a full one because the recipients are others now. Earlier backups still open for those they were made for.",
    ),
    "backup.encrypted_for": Text(zh="已加密，{count} 把公钥可以打开。", en="Encrypted for {count:key|keys}."),
    "backup.in_clear": Text(
        zh="没有加密：拿到这个文件夹的人能看到全部客户资料。加密用 --recipient。",
        en="In clear: whoever has this folder can read all customer files. --recipient encrypts.",
    ),
    "backup.edits": Text(
        zh="{count} 个文件有未提交的修改，不在备份里。请提交（git add、git commit）后再备份一次。",
        en="{count:file|files} with uncommitted edits not in the backup. Commit (git add, git commit) and run it again.",
    ),
    "backup.removed": Text(zh="已删除过期的备份 {id}", en="removed, too old: {id}"),
    "backup.would_remove": Text(zh="将删除过期的备份 {id}", en="would remove, too old: {id}"),
    "backup.full": Text(zh="全量", en="full"),
    "backup.incremental": Text(zh="增量", en="incremental"),
    "backup.bad": Text(zh="损坏", en="damaged"),
    "backup.proved": Text(
        zh="已证明能恢复：{backups} 份备份，校验和一致；最新一份恢复出 {files} 个文件、{commits} 次提交，git fsck 无误。",
        en="Proved to restore: {backups:backup|backups}, checksums right; the newest restores (files: {files}, commits: {commits}), git fsck finds nothing wrong.",
    ),
    "backup.checked": Text(
        zh="{backups} 份备份的校验和一致。没有解密，也没有试着恢复。",
        en="The checksums of {backups:backup|backups} are right. Nothing was decrypted, and no restore tried.",
    ),
    "backup.failed": Text(zh="有 {count} 处不对。{remedy}", en="{count:fault|faults}. {remedy}"),
    "backup.records": Text(
        zh="备份里的资料本身有 {errors} 个错误、{warnings} 个警告（备份时就有，不是备份的问题）：恢复后运行 crmfs validate 查看。",
        en="The data in it have {errors:error|errors} and {warnings:warning|warnings}; they had them when they were backed up, which is no fault of the backup. crmfs validate lists them after a restore.",
    ),
    "backup.not_validated": Text(
        zh="备份里的资料没有检查（{reason}）：备份时就是这样，不是备份的问题。",
        en="The data in it were not validated ({reason}); they were so when they were backed up, which is no fault of the backup.",
    ),
    "backup.restored": Text(
        zh="已恢复到 {path}：{time} 的备份 {id}，{files} 个文件，{commits} 次提交。",
        en="Restored into {path}: backup {id} of {time} (files: {files}, commits: {commits}).",
    ),
    "backup.salvaged": Text(
        zh="备份目录损坏了，按各备份自己的清单恢复；最新的备份可能不在其中。",
        en="The catalogue of the backups is damaged; restored by what each backup says of itself. The newest may be missing.",
    ),
    "backup.next_hooks": Text(
        zh="安装检查提交或推送的钩子，并检查环境",
        en="install the hooks that check commits or pushes, and look whether all is well",
    ),
    "backup.next_other_hooks": Text(
        zh="别的程序的钩子不在备份里，请自己装回：{names}",
        en="hooks of other programs are in no backup; put them back yourself: {names}",
    ),
    "backup.next_remote": Text(zh="登记服务器的地址", en="say where the server is"),
    "backup.drilled": Text(
        zh="演练通过：{id} 恢复成功，{files} 个随机文件逐字节相同，{tips} 个引用一致，索引 {entries} 条。",
        en="Drill passed: {id} restored; files taken at random and the same byte for byte: {files}, refs that are right: {tips}, entries in the index: {entries}.",
    ),
    "backup.drill_failed": Text(zh="演练没有通过。{remedy}", en="The drill failed. {remedy}"),
    "backup.rto": Text(
        zh="RTO  {seconds} 秒能重新工作（恢复 {restore} 秒，建索引 {index} 秒）",
        en="RTO  {seconds} s until people can work again (restore {restore} s, index {index} s)",
    ),
    "backup.rpo": Text(
        zh="RPO  {age}前备份的；现在出事会失去 {commits} 次提交、{edits} 个未提交的文件",
        en="RPO  backed up {age} ago; lost now would be {commits:commit|commits} and {edits:uncommitted file|uncommitted files}",
    ),
    "backup.age_moments": Text(zh="不到 1 分钟", en="less than a minute"),
    "backup.age_minutes": Text(zh="{count} 分钟", en="{count:minute|minutes}"),
    "backup.age_hours": Text(zh="{count} 小时", en="{count:hour|hours}"),
    "backup.age_days": Text(zh="{count} 天", en="{count:day|days}"),
    "backup.title": Text(zh="备份", en="backups"),
    "backup.old": Text(zh="最近一次备份是 {days} 天以前", en="the last backup is of {days} days ago"),
    "backup.old_remedy": Text(
        zh="crmfs backup create 备份文件夹；定时运行见文档“备份”。",
        en="crmfs backup create FOLDER; for schedules see the page on backups in the documentation.",
    ),
    "backup.never": Text(zh="这个服务器仓库还没有备份", en="this server's repository has no backup"),
    "backup.never_remedy": Text(
        zh="crmfs backup create 备份文件夹；用别的办法备份的，运行 git config crmfs.backup elsewhere。",
        en="crmfs backup create FOLDER; where something else backs it up, git config crmfs.backup elsewhere.",
    ),
    "backup.readme": Text(
        zh="这里是 crmfs 仓库的备份。恢复：crmfs backup restore 本文件夹 空文件夹\n没有 crmfs 时：git clone --mirror 最近的 …-full/objects.bundle，再按时间顺序对其后的 …-incremental/objects.bundle 逐个运行 git fetch 文件 '+refs/*:refs/*'。",
        en="Backups of a crmfs repository. To restore: crmfs backup restore THIS-FOLDER EMPTY-FOLDER\nWithout crmfs: git clone --mirror the newest …-full/objects.bundle, then for each later …-incremental/objects.bundle, in order of time, git fetch FILE '+refs/*:refs/*'.",
    ),
    "backup.readme_encrypted": Text(
        zh="这里是 crmfs 仓库的加密备份。恢复：crmfs backup restore 本文件夹 空文件夹 --identity 私钥文件\n没有 crmfs 时：先用 age -d -i 私钥文件 解开 objects.bundle.age，再 git clone --mirror 最近的 …-full/objects.bundle，然后按时间顺序对其后的增量逐个运行 git fetch 文件 '+refs/*:refs/*'。",
        en="Encrypted backups of a crmfs repository. To restore: crmfs backup restore THIS-FOLDER EMPTY-FOLDER --identity KEY-FILE\nWithout crmfs: open objects.bundle.age by age -d -i KEY-FILE, git clone --mirror the newest …-full/objects.bundle, then for each later increment, in order of time, git fetch FILE '+refs/*:refs/*'.",
    ),
}

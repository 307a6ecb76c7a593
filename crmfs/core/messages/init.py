"""What is said when a repository is made: by `init`, and filled by `demo`."""

from crmfs.core.messages import Text

MESSAGES = {
    "init.not_empty": Text(
        zh="{path} 里已有别的文件，没有动它。请换一个新目录；若它就是要用的目录，先在其中运行 git init。",
        en="{path} holds other files and was left alone. Name a new folder; if this is the one you mean, run git init in"
        " it first.",
    ),
    "init.is_file": Text(zh="{path} 是一个文件，不是目录。请换一个名字。", en="{path} is a file, no folder. Take another name."),
    "init.already": Text(
        zh="{path} 已经是 crmfs 仓库。用 crmfs doctor 检查它，用 crmfs upgrade 更新它。",
        en="{path} is a crmfs repository already. crmfs doctor looks after it, crmfs upgrade brings it up to date.",
    ),
    "init.nested": Text(
        zh="{path} 在另一个 crmfs 仓库里面。仓库不能套仓库，请换一个目录。",
        en="{path} lies inside another crmfs repository. One cannot hold another; name another folder.",
    ),
    "init.in_the_way": Text(
        zh="这个 git 仓库里已有 {path}，crmfs 也要用这个名字，因此什么也没有动。请先把它移走或改名。",
        en="This git repository has {path} already, a name that crmfs needs; nothing was touched."
        " Move or rename it first.",
    ),
    "init.identity_missing": Text(
        zh="git 还不知道您是谁。请加上姓名和员工ID：--me 王芳 --employee E001（可加 --email 您的邮箱）。",
        en="git does not know yet who you are. Say your name and employee id: --me 王芳 --employee E001"
        " (and --email with your address, if you like).",
    ),
    "init.employee_invalid": Text(
        zh="员工ID {id} 不能用：大写字母开头，只含大写字母、数字和 -，例如 E001。",
        en="The employee id {id} cannot be used: a capital letter first, then capital letters, digits and -, such as E001.",
    ),
    "init.email_invalid": Text(
        zh="--email 给出的不是邮箱地址。例如 --email wang@example.com",
        en="What --email gives is no e-mail address. For example --email wang@example.com",
    ),
    "init.bare_needs_nothing": Text(
        zh="服务器仓库（--bare）是空的，等第一次推送；{option} 请写在第一个仓库的 crmfs init 里。",
        en="A server's repository (--bare) is empty until the first push; give {option} to crmfs init of the first clone.",
    ),
    "init.made": Text(
        zh="已建立客户仓库 {path}（{count} 个文件，一次提交）。",
        en="The repository {path} is made ({count:file|files}, one commit).",
    ),
    "init.made_bare": Text(
        zh="已建立服务器仓库 {path}，推送时会检查每个提交。",
        en="The server's repository {path} is made; every commit pushed to it is checked.",
    ),
    "init.you": Text(
        zh="您登记为 {id} {name}，角色 {roles}，是第一位管理员。",
        en="You are {id} {name}, role {roles}, the first administrator.",
    ),
    "init.kept": Text(zh="保留了您原有的 {path}。", en="Your own {path} was kept."),
    "init.hooks_kept": Text(
        zh="原有的钩子保留为 {name}.local，先于 crmfs 运行。",
        en="The hook that was there is kept as {name}.local and runs first.",
    ),
    "init.clone_warning": Text(
        zh="请注意：拿到整个仓库副本的人能打开其中所有文件。权限策略管住的是写入（在服务器上）和 crmfs 显示的内容，"
        "不能对持有副本的人隐藏文件。",
        en="Be aware: whoever holds a full clone can open every file in it. The policy protects writes (at the server) and"
        " what crmfs shows; it cannot hide files from someone who holds the clone.",
    ),
    "init.next": Text(zh="接下来：", en="Next:"),
    "init.next_customer": Text(zh="登记第一位客户", en="add the first customer"),
    "init.next_member": Text(zh="登记同事", en="add a colleague"),
    "init.next_look": Text(zh="查看客户一览表", en="see all customers in a table"),
    "init.next_remote": Text(zh="在已有资料的仓库里，指向这台服务器", en="in the repository that holds the data: name this server"),
    "init.next_push": Text(zh="第一次推送", en="push for the first time"),
    "init.next_doctor": Text(zh="检查服务器仓库", en="look after the server's repository"),
    "init.demo_made": Text(
        zh="示例仓库已就绪：{path}（{customers} 位虚构客户，{count} 个文件，检查通过）。",
        en="The demo is ready: {path} ({customers:invented customer|invented customers}, {count:file|files}, checked).",
    ),
    "init.demo_reused": Text(zh="示例仓库已在这里，没有改动过：{path}", en="The demo is here already, untouched: {path}"),
    "init.demo_changed": Text(
        zh="{path} 里的示例已被改动过，没有动它。另建一个：crmfs demo 别的目录；或先删除：rm -r {path}",
        en="The demo in {path} was changed and is left alone. Make another: crmfs demo OTHER; or remove it: rm -r {path}",
    ),
    "init.demo_foreign": Text(
        zh="{path} 不是示例仓库，没有动它。请换一个目录：crmfs demo 别的目录",
        en="{path} is no demo and is left alone. Name another folder: crmfs demo OTHER",
    ),
    "init.try_list": Text(zh="客户一览表", en="all customers in a table"),
    "init.try_show": Text(zh="看一位客户", en="look at one customer"),
    "init.try_status": Text(zh="修改状态，自动提交", en="change a status; it is committed"),
    "init.try_refused": Text(zh="故意填错，看看怎样被拒绝", en="a wrong value on purpose: see it refused"),
    "init.try_validate": Text(zh="检查全部资料", en="check everything"),
    "init.subject": Text(zh="建立客户仓库", en="Make the repository"),
    "init.subject_demo": Text(zh="建立示例仓库", en="Make the demo"),
}  # fmt: skip

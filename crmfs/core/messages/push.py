"""Messages about refs that a push may not move."""

from crmfs.core.messages import Rule, Text

MESSAGES = {
    "push.ref_refused": Rule(
        "error",
        Text(zh="不能推送 {ref}：服务器只接收分支", en="{ref} cannot be pushed: the server takes branches only"),
        Text(zh="推送分支：git push origin main", en="push a branch: git push origin main"),
        Text(
            zh="标签、替换对象和注释可以改变别人看到的历史，因此不接收",
            en="tags, replacements and notes can change the history that others see, so they are not taken",
        ),
    ),
    "push.branch_deleted": Rule(
        "error",
        Text(zh="受保护的分支 {ref} 不能删除", en="the protected branch {ref} cannot be deleted"),
        Text(zh="改为提交一次还原：git revert", en="commit a revert instead: git revert"),
        Text(zh="这个分支上是所有人的数据", en="everybody's data is on this branch"),
    ),
    "push.forced": Rule(
        "error",
        Text(zh="不能强制推送受保护的分支 {ref}", en="the protected branch {ref} cannot be force-pushed"),
        Text(
            zh="先取回再推送：git pull --rebase，然后 git push",
            en="fetch first, then push: git pull --rebase, git push",
        ),
        Text(zh="强制推送会抹掉别人的提交", en="a forced push wipes out other people's commits"),
    ),
    "push.protected_first": Rule(
        "error",
        Text(
            zh="服务器还是空的，第一次推送必须包含它的主分支 {branch}",
            en="the server is still empty; the first push must bring its main branch {branch}",
        ),
        Text(
            zh="git push origin HEAD:{branch}；或请管理员在服务器上运行 git symbolic-ref HEAD refs/heads/您的主分支",
            en="git push origin HEAD:{branch}; or have an administrator run git symbolic-ref HEAD refs/heads/YOURS there",
        ),
        Text(
            zh="规则和成员以主分支为准；没有它，就没有可信的依据",
            en="rules and members are those of the main branch; without it there is nothing to trust",
        ),
    ),
    "push.protected_absent": Rule(
        "error",
        Text(
            zh="服务器上有分支，却没有它的主分支 {branch}，因此没有可信的依据",
            en="the server has branches, but not its main branch {branch}, so there is nothing to trust",
        ),
        Text(
            zh="请管理员在服务器上运行 git symbolic-ref HEAD refs/heads/真正的主分支",
            en="have an administrator run git symbolic-ref HEAD refs/heads/YOURS on the server",
        ),
        Text(
            zh="只有空仓库的第一次推送才以它自己带来的策略为准",
            en="only the first push to an empty repository is judged by the policy that it brings",
        ),
    ),
}

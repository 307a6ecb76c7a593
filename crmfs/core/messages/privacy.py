"""What is said where personal data stand unprotected; never the data. Texts only."""

from crmfs.core.messages import Rule, Text

_WHY = Text(
    "真实的电话、邮箱和证件号只能放在受保护的文件里；提交之后会永远留在历史中",
    "real numbers and addresses belong in protected files; once committed they stay in the history for ever",
)
_MOVE = Text(
    '这里删去或写 "*"；提交后用 crmfs set {customer} 联系方式=… 存进 contacts.yaml；示例邮箱用 name@example.com',
    'remove it or write "*"; once that is committed, crmfs set {customer} phone=… keeps it in contacts.yaml; '
    "sample addresses end in example.com",
)
_REMOVE = Text(
    "从这里删去；确需保存的放进 finance/ 下受保护的文件",
    "remove it; what must be kept goes to a protected file below finance/",
)
_PRACTICE = Text(
    '这是练习用的仓库（privacy: no-pii），放不得真实信息。改写成虚构的、打了 * 的内容，如 "*经理"、"138****0000"、'
    "name@example.com；登记真实客户请用 crmfs init 目录 新建自己的仓库",
    "this repository is for practice (privacy: no-pii), nothing real may stand in it: write something made up and masked,"
    ' such as "*manager", "138****0000" or name@example.com; for real customers make your own: crmfs init DIR',
)

MESSAGES: dict[str, Text | Rule] = {
    "privacy.phone": Rule(
        "error",
        Text("这里不能写电话号码", "no phone number may stand here"),
        _MOVE,
        _WHY,
        practice=_PRACTICE,
    ),
    "privacy.email": Rule(
        "error",
        Text("这里不能写真实的邮箱地址", "no real e-mail address may stand here"),
        _MOVE,
        _WHY,
        practice=_PRACTICE,
    ),
    "privacy.id_card": Rule(
        "error",
        Text("这里不能写身份证号码", "no identity card's number may stand here"),
        _REMOVE,
        _WHY,
        practice=_PRACTICE,
    ),
    "privacy.bank_card": Rule(
        "error",
        Text("这里不能写银行卡号", "no bank card's number may stand here"),
        _REMOVE,
        _WHY,
        practice=_PRACTICE,
    ),
    "privacy.file_name": Rule(
        "error",
        Text("文件名或文件夹名里有个人信息", "the name of the file or of its folder holds personal data"),
        Text("改名：git mv 旧名 新名", "rename it: git mv OLD NEW"),
        Text(
            "无权打开文件的人也看得到文件名",
            "names are seen even by those who may not open the file",
        ),
    ),
    "privacy.in_message": Rule(
        "error",
        Text("提交说明里有个人信息", "the commit message holds personal data"),
        Text(
            "改写说明：git commit --amend；较早的提交用 git rebase -i",
            "reword it: git commit --amend, for older commits git rebase -i",
        ),
        _WHY,
    ),
    "privacy.in_attachment": Rule(
        "warning",
        Text(
            "附件的文字里有 {count} 处电话、邮箱、证件号或银行卡号",
            "the attachment's text holds phone numbers, e-mail addresses or card numbers: {count}",
        ),
        Text(
            "在附件里删去；确需保存的移到受保护的 finance/files/",
            "remove them from the attachment; what must be kept goes to finance/files/, which is protected",
        ),
        Text(
            "建立索引时读出附件的文字，能看附件的人搜得到这些信息；没有读过的附件不检查",
            "the index gets the text out of attachments, and who may see them finds it; one not read yet is not checked",
        ),
    ),
    "privacy.name_unmasked": Rule(
        "error",
        Text("这里不能写真实姓名，应写成 *经理 这样", "no real name may stand here; write it like *manager"),
        Text(
            '改成加引号的 "*称呼"；提交后用 crmfs set {customer} 客户姓名=… 把真实姓名存进 contacts.yaml',
            'write "*title" in quotes; once that is committed, crmfs set {customer} name=… keeps the name in contacts.yaml',
        ),
        _WHY,
        practice=_PRACTICE,
    ),
}

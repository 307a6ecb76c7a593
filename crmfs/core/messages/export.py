"""Messages about exporting."""

from crmfs.core.messages import Text

MESSAGES = {
    "export.title": Text(zh="客户资料", en="Customers"),
    "export.book_head": Text(zh="共 {count} 位客户", en="{count:customer|customers}"),
    "export.book_masked": Text(zh="（已遮蔽）", en=" (masked)"),
    "export.made_by": Text(zh="导出人与时间：{who}", en="Exported by: {who}"),
    "export.working": Text(zh="读取客户", en="reading customers"),
    "export.writing": Text(zh="写入文件", en="writing the file"),
    "export.done": Text(
        zh="已导出 {customers} 位客户（共 {records} 条记录）到 {path}",
        en="{customers:customer|customers} ({records:record|records} in all) exported to {path}",
    ),
    "export.done_people": Text(
        zh="已导出 {customers} 位客户的 {records} 位联系人到 {path}",
        en="{records:contact|contacts} of {customers:customer|customers} exported to {path}",
    ),
    "export.sealed": Text(
        zh="文件已加密（AES-256）。密码请另外告知对方，不要与文件一起发送。",
        en="The file is encrypted (AES-256). Tell its password by another way than the file's.",
    ),
    "export.in_clear": Text(
        zh="文件没有加密，谁拿到都能打开；原因已记入本机的导出记录。",
        en="The file is not encrypted: whoever gets it can open it. The reason is in this computer's record of exports.",
    ),
    "export.masks": Text(
        zh="有 {count} 个字段对您遮蔽，文件里也是遮蔽的：{fields}",
        en="Masked for you, and so in the file: {fields} ({count:field|fields})",
    ),
    "export.nobody": Text(
        zh="没有符合条件的客户：文件里只有表头。", en="No customer matches: the file has headings alone."
    ),
    "export.unread": Text(
        zh="有 {count} 条记录读不出来，没有导出，例如 {path}。crmfs validate 会说明原因。",
        en="{count:record|records} cannot be read and were left out, such as {path}. crmfs validate tells why.",
    ),
    "export.password_prompt": Text(zh="文件的密码", en="Password of the file"),
    "export.password_again": Text(zh="再输入一次", en="Once more"),
    "export.password_differs": Text(
        zh="两次输入的密码不同。请再运行一次。", en="The two passwords differ. Run the command again."
    ),
    "export.password_missing": Text(
        zh="导出的文件要加密：用 --password-file F（第一行是密码）或 --prompt（当场输入）。"
        '确实不需要加密时：--plain --reason "原因"，会被记录。',
        en="An export is encrypted: give --password-file F (its first line is the password) or --prompt (type it). "
        'Where it really must not be: --plain --reason "why", which is recorded.',
    ),
    "export.two_passwords": Text(
        zh="--password-file 和 --prompt 只能用一个。", en="--password-file and --prompt contradict each other."
    ),
    "export.password_short": Text(
        zh="密码太短，至少 {least} 个字符（首尾空格不算）。",
        en="The password is too short: at least {least} characters, blanks at its ends not counted.",
    ),
    "export.password_long": Text(
        zh="密码太长，Excel 最多接受 {most} 个字符。",
        en="The password is too long: Excel takes {most} characters at most.",
    ),
    "export.password_long_pdf": Text(
        zh="密码太长，PDF 最多接受 {most} 字节（一个汉字占三字节）。",
        en="The password is too long: PDF takes {most} bytes at most (a Chinese character is three).",
    ),
    "export.plain_or_password": Text(
        zh="--plain 是不加密，不能与密码一起用。", en="--plain means no encryption; leave out the password or --plain."
    ),
    "export.only_plain": Text(
        zh='{format} 文件不能加密。请用 xlsx 或 pdf；或确实需要时写 --plain --reason "原因"，会被记录。',
        en="A {format} file cannot be encrypted. Take xlsx or pdf; or, where it must be, "
        'give --plain --reason "why", which is recorded.',
    ),
    "export.reason_missing": Text(
        zh='不加密的导出要写明原因：--plain --reason "原因"。',
        en='An export that is not encrypted needs a reason: --plain --reason "why".',
    ),
    "export.ending_unknown": Text(
        zh="“{file}”的扩展名不是能写的格式（{formats}）。请改扩展名，或加 --format。",
        en="What “{file}” ends in is no format that can be written ({formats}). Name it otherwise, or add --format.",
    ),
    "export.exists": Text(
        zh="“{file}”已经存在。请换一个文件名，或用 --force 覆盖。",
        en="“{file}” is there already. Choose another name, or replace it with --force.",
    ),
    "export.no_folder": Text(
        zh="“{file}”所在的文件夹不存在。请先建好文件夹。", en="The folder of “{file}” does not exist. Make it first."
    ),
    "export.inside": Text(
        zh="“{file}”在仓库里面，个人资料可能被提交。请写到仓库外面，例如 -o ../客户.xlsx。",
        en="“{file}” is inside the repository, where personal data could be committed. "
        "Write it elsewhere, such as -o ../customers.xlsx.",
    ),
    "export.pdf_missing": Text(
        zh="制作 PDF 需要 typst。请运行 pip install 'crmfs[reports]'。",
        en="Making a PDF needs typst. Run pip install 'crmfs[reports]'.",
    ),
    "export.font_missing": Text(
        zh="缺少中文字体。请运行 pip install 'crmfs[reports]'。",
        en="The font for Chinese is not installed. Run pip install 'crmfs[reports]'.",
    ),
    "export.seal_pdf_missing": Text(
        zh="加密 PDF 需要 pikepdf。请运行 pip install 'crmfs[reports]'。",
        en="Encrypting a PDF needs pikepdf. Run pip install 'crmfs[reports]'.",
    ),
    "export.excel_missing": Text(
        zh="导出 Excel 需要 XlsxWriter。请运行 pip install 'crmfs[excel]'。",
        en="Exporting Excel needs XlsxWriter. Run pip install 'crmfs[excel]'.",
    ),
    "export.encrypt_missing": Text(
        zh="加密 Excel 需要 msoffcrypto-tool。请运行 pip install 'crmfs[excel]'。",
        en="Encrypting Excel needs msoffcrypto-tool. Run pip install 'crmfs[excel]'.",
    ),
}

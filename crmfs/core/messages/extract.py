"""Why the text of an attachment, or a part of it, is not known: it can then be found by its name only. Texts only."""

from crmfs.core.messages import Rule, Text

_FOUND_BY_NAME = Text(
    "读不出文字的附件，只能按文件名和说明找到，里面的内容搜不到",
    "an attachment that cannot be read is found by its name and description only, never by what it says",
)

MESSAGES: dict[str, Text | Rule] = {
    "extract.encrypted": Rule(
        "warning",
        Text("附件有密码，读不出文字", "the attachment has a password; its text cannot be read"),
        Text(
            "用原来的程序去掉密码后另存，再提交；需要保密的放进 finance/files/",
            "save it without its password and commit it; what is secret goes to finance/files/",
        ),
        _FOUND_BY_NAME,
    ),
    "extract.damaged": Rule(
        "warning",
        Text(
            "附件已损坏，或内容与扩展名不符，文字读不全",
            "the attachment is damaged or not what its name says; not all of its text can be read",
        ),
        Text(
            "打开看看；打不开就换上完好的一份，扩展名错了就改名：git mv 旧名 新名",
            "open it; put a whole copy in its place, or rename it if only its ending is wrong: git mv OLD NEW",
        ),
        _FOUND_BY_NAME,
    ),
    "extract.too_large": Rule(
        "warning",
        Text(
            "附件展开后太大或层级太深，没有全部读取",
            "the attachment is too large or too deeply nested once unpacked; it was not read to its end",
        ),
        Text("拆成几个小一些的文件", "split it into smaller files"),
        _FOUND_BY_NAME,
    ),
    "extract.timeout": Rule(
        "warning",
        Text("读取附件超过了时间限制", "reading the attachment took longer than it may"),
        Text(
            "用原来的程序另存一份；很长的拆成几个文件",
            "save it anew by the program that made it; split what is very long",
        ),
        _FOUND_BY_NAME,
    ),
    "extract.memory": Rule(
        "warning",
        Text("读取附件需要的内存太多", "reading the attachment takes more memory than it may"),
        Text("拆成几个小一些的文件", "split it into smaller files"),
        _FOUND_BY_NAME,
    ),
    "extract.crashed": Rule(
        "warning",
        Text("读取附件的子程序中途退出", "the process that was reading the attachment died"),
        Text(
            "下次建立索引时会再试；总是如此就用原来的程序另存一份",
            "it is tried again when the index is rebuilt; if it happens again, save the file anew by its program",
        ),
        _FOUND_BY_NAME,
    ),
    "extract.not_read": Rule(
        "warning",
        Text("不读取旧格式 .doc、.ppt、.msg 里的文字", "the text of the old formats .doc, .ppt and .msg is not read"),
        Text(
            "另存为 .docx、.pptx 或 .eml，再提交",
            "save it as .docx, .pptx or .eml and commit that",
        ),
        _FOUND_BY_NAME,
    ),
    "extract.no_text": Rule(
        "info",
        Text("附件是图片或扫描件，里面没有文字", "the attachment is a picture or a scan; there is no text in it"),
        Text(
            '要能搜到，就存一份带文字的 PDF，或把要点写进说明的 title 和 tags；pip install "crmfs[ocr]" 之后会识别图片里的字',
            'to have it found, keep a PDF with text, or put the gist into title and tags of its description; pip install "crmfs[ocr]" has letters in pictures recognised',
        ),
        _FOUND_BY_NAME,
    ),
    "extract.missing_library": Rule(
        "warning",
        Text("没有安装读取这种附件的程序库", "the library that reads this type of attachment is not installed"),
        Text('运行 pip install "crmfs[documents]"', 'run pip install "crmfs[documents]"'),
        _FOUND_BY_NAME,
    ),
    "extract.unreadable": Rule(
        "warning",
        Text("读取时附件不在了", "the attachment was gone when it was to be read"),
        Text("不用处理；下次建立索引时会再读", "nothing to do; it is read again with the next update of the index"),
        _FOUND_BY_NAME,
    ),
}

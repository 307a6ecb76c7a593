"""What is said of ids. Texts only."""

from crmfs.core.messages import Rule, Text

MESSAGES: dict[str, Text | Rule] = {
    "id.invalid": Rule(
        "error",
        Text("这不是有效的 ID", "this is no valid id"),
        Text(
            "写成 CUST001 这样：以大写字母开头，3 到 40 个大写字母和数字，中间可以有 -；"
            "crmfs new 会自动生成，外来编号放在 source_ref",
            "write it like CUST001: a capital first, 3 to 40 capitals and digits, single - between; "
            "crmfs new makes one, and a foreign number goes to source_ref",
        ),
        Text(
            "ID 就是文件名，要在任何电脑上都能用，并且不含人名",
            "ids name files, so they must work on every machine, and tell nobody's name",
        ),
    ),
    "id.duplicate": Rule(
        "error",
        Text("这个 ID 已被 {other} 使用", "{other} has this id already"),
        Text(
            "给其中一个换新 ID：crmfs fix --renumber ID；同一客户有两份就合并后删除一份",
            "give one of them a new id: crmfs fix --renumber ID; merge what is there twice and delete one",
        ),
        Text("ID 用来唯一地指明一条记录", "an id stands for one record alone"),
    ),
    "id.email_duplicate": Rule(
        "error",
        Text(
            "另一位员工已用这个邮箱（不计大小写和空格）", "another member has this address, case and spaces not counted"
        ),
        Text("删去其中一个", "remove one of the two"),
        Text(
            "crmfs 按邮箱认人；两人同用一个邮箱，就分不清是谁改的",
            "crmfs knows people by their address; with one for two nobody can say who changed what",
        ),
    ),
    "id.changed": Rule(
        "error",
        Text("ID 被改了；ID 一经生成不能修改", "the id was changed; an id is for ever"),
        Text("把 id 改回原来的值（git diff 可看）", "set id back to what it was; git diff shows it"),
        Text(
            "历史、报表和其他系统都按 ID 指向这条记录",
            "the history, reports and other systems point to the record by its id",
        ),
    ),
}

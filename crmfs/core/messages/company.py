"""What is said of companies. Texts only."""

from crmfs.core.messages import Rule, Text

MESSAGES: dict[str, Text | Rule] = {
    "company.duplicate": Rule(
        "warning",
        Text("公司名称与 {other} 相同（不计“有限公司”等）", "the same company as in {other}, legal forms not counted"),
        Text(
            "确是同一家就合并：crmfs dedupe merge 留下的 并入的；是不同的公司，就在名称中写出地区或分公司",
            "merge the two if they are one (crmfs dedupe merge KEPT OTHER); else tell them apart by place or branch in the name",
        ),
        Text("同一家公司记两次，跟进和统计都会出错", "a company that is there twice is called twice and counted twice"),
    ),
}

"""Rules made for these tests, so that they depend on no check, and problems that break them."""

from crmfs.core.messages import Rule, Text
from crmfs.core.problem import Problem
from crmfs.records.fields import Choice, Field

RULES = {
    "sample.missing": Rule(
        severity="error",
        text=Text("缺少必填字段 {field}。", "The required field {field} is missing."),
        remedy=Text("补上它：crmfs set {customer} {field}=…", "Add it: crmfs set {customer} {field}=…"),
        why=Text("没有它就找不到客户。", "Without it nobody finds the customer."),
    ),
    "sample.twin": Rule(
        severity="warning",
        text=Text("与 {other} 重名。", "Has the same name as {other}."),
        remedy=Text("合并两者。", "Merge the two."),
        why=Text("同一客户只登记一次。", "A customer is recorded once."),
        fixable=True,
    ),
    "sample.late": Rule(
        severity="info",
        text=Text("跟进已过期 {days} 天。", "The follow-up is {days} days late."),
        remedy=Text("定一个新日期。", "Set a new date."),
        why=Text("客户在等。", "The customer waits."),
    ),
    "sample.choice": Rule(
        severity="error",
        text=Text("{field} 可以写：{allowed}", "{field} may be: {allowed}"),
        remedy=Text("改成其中一个。", "Write one of them."),
        why=Text("只有这些能统计。", "Only these can be counted."),
    ),
    "sample.type": Rule(
        severity="error",
        text=Text("应为 {expected}", "must be {expected}"),
        remedy=Text("改正它。", "Correct it."),
        why=Text("写错了就不能计算。", "A wrong one cannot be reckoned with."),
    ),
    "sample.renew": Rule(
        severity="info",
        text=Text("该跟进了", "the follow-up is overdue"),
        remedy=Text("crmfs set {customer} 下次跟进日期=+7d", "crmfs set {customer} next_follow_up=+7d"),
        why=Text("客户在等。", "The customer waits."),
    ),
    "sample.bom": Rule(
        severity="warning",
        text=Text("文件开头有标记。", "The file begins with a mark."),
        remedy=Text("crmfs fix {path}", "crmfs fix {path}"),
        why=Text("有些工具读不懂。", "Some tools cannot read it."),
        fixable=True,
    ),
}

HOSTILE = "甲\n::error::x%0A,:\r\"'<&>]]>\x1b[31m\u202e😀{0}[a](b)\x00"

FIELDS = {
    "company": Field("company", Text("公司名称", "Company")),
    "status": Field(
        "status",
        Text("客户状态", "Status"),
        choices=(Choice("active", Text("活跃", "Active")), Choice("lost", Text("流失", "Lost"))),
    ),
}


def missing(path: str = "customers/01/CUST001/customer.yaml", line: int | None = 3, column: int | None = 1) -> Problem:
    """Returns an error about a missing company."""
    return Problem("sample.missing", path, line, column, "/company", {"field": "company", "customer": "CUST001"})


def twin(path: str = "customers/02/CUST002/customer.yaml", other: str = "CUST001") -> Problem:
    """Returns a warning about a whole file."""
    return Problem("sample.twin", path, params={"other": other})


def late(path: str = "customers/02/CUST002/customer.yaml") -> Problem:
    """Returns an information with a number in it."""
    return Problem("sample.late", path, 9, 19, "/next_follow_up", {"days": 12})


SEVERAL = [
    missing(),
    twin(),
    late(),
    Problem("sample.twin", "", params={"other": "仓库"}),
    Problem("sample.twin", f"customers/03/CUST003/documents/mail/{HOSTILE}", 1, 1, "", {"other": HOSTILE}),
    twin(),
]

"""What the tests of the query language ask with: small fields in three kinds, a day, two people."""

from datetime import date

from crmfs.core.messages import Text
from crmfs.query.common import common_fields
from crmfs.query.names import Names
from crmfs.query.parser import parse_query
from crmfs.query.tree import Node
from crmfs.records.fields import Choice, Field

TODAY = date(2026, 3, 31)  # a Tuesday
STATUS = (
    Choice("potential", Text("潜在", "Potential")),
    Choice("active", Text("活跃", "Active")),
    Choice("lost", Text("流失", "Lost")),
)
BUSINESS = (Choice("b2b", Text("企业客户", "B2B")),)
CALL = (Choice("call", Text("电话会议", "Call")),)
PAID = (Choice("paid", Text("已付款", "Paid")),)
CUSTOMER = (
    Field("status", Text("客户状态", "Status"), choices=STATUS, aliases=("状态",)),
    Field(
        "type", Text("客户类型", "Customer type"), choices=(Choice("b2b", Text("企业客户", "B2B")),), aliases=("类型",)
    ),
    Field("company", Text("公司名称", "Company")),
    Field("owner", Text("负责员工", "Owner"), refers="member"),
    Field("next_follow_up", Text("下次跟进日期", "Next follow-up"), "date"),
    Field("budget", Text("采购预算", "Budget"), "number", aliases=("预算",)),
    Field("tags", Text("标签", "Tags"), "list", aliases=("tag",)),
    Field("vip", Text("重要", "VIP"), "boolean"),
    Field("source_ref", Text("来源编号", "Source reference"), "map"),
)
INTERACTION = (
    Field("date", Text("互动日期", "Interaction date"), "date", aliases=("日期",)),
    Field(
        "type",
        Text("互动类型", "Interaction type"),
        choices=(Choice("call", Text("电话会议", "Call")),),
        aliases=("类型",),
    ),
)
ORDER = (
    Field("date", Text("订单日期", "Order date"), "date", aliases=("日期",)),
    Field("amount", Text("订单金额", "Amount"), "number", aliases=("金额",)),
    Field(
        "status", Text("订单状态", "Order status"), choices=(Choice("paid", Text("已付款", "Paid")),), aliases=("状态",)
    ),
)
FIELDS = {field.name: field for field in CUSTOMER}
PEOPLE = {"王芳": "E001"}.get


def names(**saved: str) -> Names:
    """Returns the names of all kinds, and saved searches by name."""
    kinds = {"customer": CUSTOMER, "interaction": INTERACTION, "order": ORDER}
    fields = {kind: {field.name: field for field in inside} for kind, inside in kinds.items()}
    common = common_fields((*kinds, "document", "library"), lambda kind: Text(kind, kind))
    return Names.over({"": common, **fields}, TODAY, PEOPLE, {"未来科技": "CUST001"}.get, saved.get if saved else None)


def parsed(typed: str) -> Node:
    """Returns the tree of a query over all kinds."""
    return parse_query(typed, names())

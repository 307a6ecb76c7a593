"""What the sample company shares: the library's documents, its members and last quarter's review. No personal data."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from crmfs.exchange.samples.documents import Document, described, text_file
from crmfs.exchange.samples.files import docx, pdf, xlsx
from crmfs.exchange.samples.words import PRODUCTS
from crmfs.records.yaml import Value

MEMBERS: dict[str, Value] = {
    "members": [
        {"id": "E001", "name": "*总经理", "roles": ["management"], "team": "management"},
        {"id": "E002", "name": "*销售主管", "roles": ["sales-lead"], "team": "east", "regions": ["华东", "华北"]},
        {"id": "E003", "name": "*东区销售代表", "roles": ["sales"], "team": "east", "regions": ["华东", "东北"]},
        {"id": "E004", "name": "*南区销售代表", "roles": ["sales"], "team": "south", "regions": ["华南", "西南"]},
        {"id": "E005", "name": "*客服专员", "roles": ["support"], "team": "service"},
        {"id": "E006", "name": "*财务主管", "roles": ["finance"], "team": "finance"},
        {"id": "E007", "name": "*市场专员", "roles": ["marketing"], "team": "marketing"},
    ]
}

_SERVICE = (
    "# 客户服务手册",
    "",
    "## 响应时限",
    "",
    "- 咨询类：四小时内回复。",
    "- 投诉类：一小时内联系客户，三个工作日内给出解决方案。",
    "- 报修类：当天安排工程师，备件次日送达。",
    "",
    "## 退款流程",
    "",
    "客服登记工单，财务主管审核，五个工作日内原路退回。",
)

_FAQ = (
    "# 常见问题解答",
    "",
    "**旧系统的数据怎样导入？** 导出为表格，核对列名后导入，系统按公司名称查重。",
    "",
    "**扫码终端离线能用吗？** 可以，联网后自动同步，离线最多保存一万条记录。",
    "",
    "**发票多久开具？** 收款后三个工作日内开具增值税发票。",
)
_LEGAL = (
    "客户信息保密协议（范本）",
    "一、双方对在合作中知悉的商业秘密和个人信息负有保密义务。",
    "二、未经客户书面同意，不得向第三方提供客户资料。",
    "三、合作终止后，应在三十日内删除或归还全部资料。",
)
_MARKETING = (
    "智能仓储解决方案宣传册",
    "盘点时间缩短一半，库存准确率达到百分之九十八。",
    "典型客户：制造、食品、物流行业。",
)
_TRAINING = (
    "新员工培训：客户档案填写规范",
    "一、客户姓名只写称呼，如 *经理；真实姓名和联系方式只写入联系人文件。",
    "二、每次互动当天登记，写明内容、员工编号和下一步。",
    "三、修改客户状态必须填写原因和下次跟进日期。",
)


def library_documents() -> Iterator[Document]:
    """Yields one document for each section of the library."""
    prices: Sequence[Sequence[str | int]] = [
        ("产品", "单价（元）"),
        *((product.name, product.unit_price) for product in PRODUCTS),
    ]
    yield _shared("service-manual/客户服务手册.md", text_file(_SERVICE), "客户服务手册", "service_manual")
    yield _shared("faq/常见问题解答.md", text_file(_FAQ), "常见问题解答", "faq")
    yield _shared("products/产品价目表.xlsx", xlsx("价目表", prices), "产品价目表", "product_info")
    yield _shared("legal/保密协议范本.docx", docx(_LEGAL), "客户信息保密协议（范本）", "legal")
    yield _shared("marketing/智能仓储宣传册.pdf", pdf(_MARKETING), "智能仓储宣传册", "marketing", "public")
    yield _shared("training/客户档案填写规范.docx", docx(_TRAINING), "客户档案填写规范", "training")


def last_review(today: date, customers: Sequence[str]) -> tuple[str, dict[str, Value]]:
    """Returns the file name and the values of the review of the quarter before, done for the customers given."""
    year, quarter = (today.year, (today.month - 1) // 3) if today.month > 3 else (today.year - 1, 4)
    opened = date(today.year, (today.month - 1) // 3 * 3 + 1, 1)
    results = ("ok", "corrected", "ok", "ok")
    items: list[Value] = [
        {"customer": customer, "result": results[index % len(results)], "employee": "E002", "date": opened.isoformat()}
        for index, customer in enumerate(customers)
    ]
    period = f"{year}-Q{quarter}"
    values: dict[str, Value] = {
        "period": period,
        "opened": opened.isoformat(),
        "due": (opened + timedelta(days=14)).isoformat(),
        "status": "done",
        "employee": "E002",
        "closed": opened.isoformat(),
        "items": items,
    }
    return f"{period}.yaml", values


def _shared(path: str, data: bytes, title: str, tag: str, sensitivity: str = "internal") -> Document:
    return Document(f"library/{path}", data, described(title, tag, sensitivity))

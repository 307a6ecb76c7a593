"""The documents of a sample customer, in the formats that offices use, each with its metadata. No personal data."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from crmfs.core.dates import add_months
from crmfs.exchange.samples.files import docx, pdf, xlsx
from crmfs.exchange.samples.plan import Sample
from crmfs.exchange.samples.words import PRODUCTS, Company
from crmfs.records.yaml import Value


class Document(NamedTuple):
    """One document: its path inside the customer's folder (or the repository), bytes and metadata."""

    path: str
    data: bytes
    meta: dict[str, Value]


def customer_documents(sample: Sample) -> Iterator[Document]:
    """Yields what lies in a company's folder at its sales stage; nothing for private customers."""
    who, status, stage = sample.who, sample.standing.status, sample.standing.stage
    if not isinstance(who, Company):
        return
    if stage in ("proposal", "negotiation") or status == "active":
        yield _quote(who, sample.talks[-2])
    if stage in ("qualified", "proposal"):
        yield _minutes(who, sample.talks[-1])
    if status == "active":
        yield _contract(sample, who)
        yield _minutes(who, sample.talks[-1])
        yield _statement(who, sample.talks[-1])
    if stage == "after_sales":
        yield _manual(who)
        yield _mail(who, sample.talks[-1])
    if stage == "negotiation":
        yield _slides(who)


def _quote(who: Company, day: date) -> Document:
    rows = [(product.name, 1, product.unit_price) for product in PRODUCTS[:4]]
    if who.size == "large":
        heading = ("产品", "数量", "单价（元）")
        path = f"documents/quotes/{_month(day)}报价单.xlsx"
        return Document(path, xlsx("报价单", [heading, *rows]), described(f"{who.name}报价单", "quote", "internal"))
    lines = [
        "产品,数量,单价（元）",
        *(",".join(map(str, row)) for row in rows),
        f"备注,,针对{who.need}的报价，三十日内有效",
    ]
    path = f"documents/quotes/{_month(day)}报价单.csv"
    return Document(path, text_file(lines), described(f"{who.name}报价单", "quote", "internal"))


def _contract(sample: Sample, who: Company) -> Document:
    signed = sample.talks[len(sample.talks) // 2]
    ends = add_months(sample.today, 1) if sample.rng.random() < 0.3 else add_months(signed, 24)
    lines = [
        f"{signed.year}年度软件服务框架合同",
        f"甲方：{who.name}",
        "乙方：示例软件有限公司",
        f"一、服务内容：{who.need}。",
        "二、付款方式：合同签订后支付百分之三十，验收后支付百分之三十，运行三个月后支付百分之四十。",
        "三、违约责任：乙方逾期交付的，每逾期一日按合同总额的千分之一支付违约金。",
        f"四、合同有效期至{_month(ends)}{ends.day}日。",
    ]
    values = described(f"{signed.year}年度框架合同", "contract", "confidential", ends)
    name = f"documents/contracts/{signed.year}年度框架合同"
    if who.size == "large":
        return Document(f"{name}.pdf", pdf(lines), values)
    if who.size == "medium":
        return Document(f"{name}.docx", docx(lines), values)
    return Document(f"{name}.txt", text_file(lines), values)


def _minutes(who: Company, day: date) -> Document:
    lines = [
        f"# {who.name}沟通会议纪要",
        "",
        f"- 日期：{day.isoformat()}",
        "- 参会：客户方信息部门、我方销售与实施",
        "",
        "## 结论",
        "",
        f"1. 需求确认：{who.need}。",
        "2. 由实施团队在一周内提交上线计划。",
        f"3. 注意：{who.note}。",
    ]
    path = f"documents/minutes/{day.isoformat()} 会议纪要.md"
    return Document(path, text_file(lines), described(f"{day.isoformat()} 会议纪要", "minutes", "internal"))


def _statement(who: Company, day: date) -> Document:
    rows: list[tuple[str, str | int]] = [
        ("项目", "金额（元）"),
        ("上期余额", 0),
        ("本期应收", 36000),
        ("本期已收", 30000),
    ]
    path = f"finance/files/{_month(day)}对账单.xlsx"
    return Document(path, xlsx("对账单", rows), described(f"{who.name}对账单", "important", "confidential"))


def _manual(who: Company) -> Document:
    lines = [f"{who.name} 上线操作手册", "第一步：用条码打印机打印库位标签。", "第二步：用手持扫码终端完成首次盘点。"]
    return Document(
        "documents/product/上线操作手册.docx", docx(lines), described("上线操作手册", "product_info", "internal")
    )


def _mail(who: Company, day: date) -> Document:
    lines = [
        f"主题：{who.name}续约事宜",
        f"日期：{day.isoformat()}",
        "",
        "您好，附件为续约方案，维护费与去年保持一致，请查收。",
    ]
    path = f"documents/mail/{day.isoformat()} 续约邮件.txt"
    return Document(path, text_file(lines), described("续约邮件", "email", "internal"))


def _slides(who: Company) -> Document:
    title = "解决方案演示"
    plan = "方案：仓储管理企业版与手持扫码终端"
    lines = [f"{who.name}{title}", f"现状：{who.need}", plan, "收益：盘点时间缩短一半"]
    return Document(f"documents/presentations/{title}.pdf", pdf(lines), described(title, "presentation", "internal"))


def described(title: str, tag: str, sensitivity: str, ends: date | None = None) -> dict[str, Value]:
    """Returns a document's metadata; tag and sensitivity are the schema's codes."""
    expiry = {"expires_on": ends.isoformat()} if ends else {}
    return {"title": title, "tags": [tag], "sensitivity": sensitivity, **expiry, "source": "示例数据"}


def text_file(lines: Sequence[str]) -> bytes:
    """Returns lines as a UTF-8 text file."""
    return ("\n".join(lines) + "\n").encode()


def _month(day: date) -> str:
    return f"{day.year}年{day.month:02d}月"

"""What is looked for when searching is measured: what people type, over the words of the generated repository."""

import json
from pathlib import Path

# Found in many files and in few; at least three characters, so that an index of trigrams can answer too.
COLD = ("扫码终端", "讨论产品需求", "warranty", "安全库存时", "buyer12@example.com")
_WORDS = (
    "报价", "合同", "软件", "库存", "客户", "系统", "的", "鸿泰", "上海鸿泰", "扫码终端", "讨论产品需求", "打印机",
    "技术负责人", "價格", "ＥＲＰ", "SLA", "warranty", "quot", "AX-12", "KT-5124", "K-000012", "13800", "010-5550",
    "1900000", "buyer12", "htht", "hongtai", "rfhyjx", "培训 验收", "报价 价格", '"订购条码打印机"', "合同*",
    "warrnty~", "(培训 OR 验收) 客户",
)  # fmt: skip
_FILTERED = (
    "报价 状态:活跃", "库存 kind:interaction", "状态:活跃 行业:科技",
    "kind:order 金额:>100000", "notes:价格",
    "互动日期:2026-08-01..2026-10-31 回访", "培训 file:docx", "客户 -合同", "标签:重点客户",
    "date:>2026-08-01 价格",
    "owner:E007 报价",
)  # fmt: skip
_SENTENCES = (
    "客户希望先看同行业的案例是什么情况", "如何设置低于安全库存时自动提醒", "旧系统导出的表格列名不一致应该怎样导入",
    "哪些客户在第三季度讨论过产品需求和价格", "打印机卡纸以后怎么处理比较好",
    "how long is the warranty of the scanners",
    "去年签订的服务合同什么时候到期需要续约", "上个月投诉响应太慢的是哪一家公司",
)  # fmt: skip
_SET = Path(__file__).resolve().parents[2] / "shared" / "data" / "search-queries.json"


def warm_queries() -> list[str]:
    """Returns what is typed in one sitting; a hand-written set of 60 queries too, where it lies beside the project."""
    found = [*_WORDS, *_FILTERED, *_SENTENCES]
    if _SET.is_file():
        found += [query["query"] for query in json.loads(_SET.read_text(encoding="utf-8"))["queries"]]
    return found

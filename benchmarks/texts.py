"""The attachments of the generated repository: texts of 20 KB, in every common form. Real words, invented sentences.

The words are those of pypinyin's dictionary, some as frequent and most as rare as in any language (Zipf), so that an
index of them is as large as one of real texts; every third sentence is one of the samples' own.
"""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import cache
from itertools import accumulate
from random import Random

from pypinyin.phrases_dict import phrases_dict

from benchmarks.records import File, company_name
from crmfs.exchange.samples.files import docx, pdf, xlsx
from crmfs.exchange.samples.words import PRODUCTS, TALKS, TICKETS

BYTES = 20_000  # of one text in UTF-8
_FREQUENT = [*"的了和是在对有与将为由等并可应按其该每各"]
_ENGLISH = ["SLA", "ERP", "API", "quotation", "delivery", "invoice", "warranty", "service", "contract", "stock"]
_SECTIONS = ("service-manual", "faq", "products", "legal", "marketing", "training")
_CATEGORIES = ("contracts", "quotes", "product", "minutes", "mail")
_TITLES = ("实施方案", "报价单", "会议纪要", "采购合同", "服务手册", "验收报告", "培训材料", "招标文件")
_FORMS = ("txt",) * 8 + ("md",) * 7 + ("docx", "docx", "xlsx", "xlsx", "pdf")
_LINE = 38  # characters of a line of a PDF
_COLUMNS = 4
_FIRST_DAY = date(2025, 1, 1)


def document_files(number: int, customers: Sequence[str]) -> list[File]:
    """Returns an attachment and its metadata, always the same for a number: one half in customers' folders."""
    rng = Random(f"text {number}")
    title = f"{company_name(number % 20_000)[:-4]}{_TITLES[number % len(_TITLES)]}{number:05d}"
    form = _FORMS[number // 2 % len(_FORMS)]
    if number % 2:
        folder = f"library/{_SECTIONS[number // 2 % len(_SECTIONS)]}"
    else:
        customer = customers[number // 2 * 7 % len(customers)]
        folder = f"customers/{customer[-2:]}/{customer}/documents/{_CATEGORIES[number // 2 % len(_CATEGORIES)]}"
    path = f"{folder}/{title}.{form}"
    meta = f"title: {title}\ntags:\n  - {_TITLES[number % len(_TITLES)]}\nsensitivity: internal\nsource: 样例\n"
    return [(path, _MAKERS[form](text(rng))), (f"{path}.meta.yaml", meta.encode())]


def text(rng: Random) -> list[str]:
    """Returns the paragraphs of one text."""
    paragraphs: list[str] = []
    left_bytes = BYTES
    while left_bytes > 0:
        paragraphs.append("".join(_sentence(rng) for _ in range(rng.randint(2, 6))))
        left_bytes -= len(paragraphs[-1].encode()) + 1
    return paragraphs


def _sentence(rng: Random) -> str:
    kind = rng.random()
    if kind < 0.17:
        return rng.choice(TALKS)[1] + "。"
    if kind < 0.33:
        return rng.choice(TICKETS)[2] + "。"
    if kind < 0.4:
        product = rng.choice(PRODUCTS)
        day = _FIRST_DAY + timedelta(days=rng.randrange(700))
        count, code = rng.randint(1, 500), f"{rng.choice('ABCDKX')}{rng.choice('XRT')}-{rng.randint(1000, 9999)}"
        return f"{day} 订购{product.name} {count} 台，型号 {code}，{rng.choice(_ENGLISH)} 另附。"
    words, weights = _words()
    picked = rng.choices(words, cum_weights=weights, k=rng.randint(8, 24))
    middle = len(picked) // 2
    return f"{''.join(picked[:middle])}，{''.join(picked[middle:])}。"


@cache
def _words() -> tuple[list[str], list[float]]:
    """Returns words, the frequent ones first, and what all up to each weigh."""
    pairs, longer = ([word for word in phrases_dict if (len(word) == 2) is short] for short in (True, False))
    shuffle = Random("words").shuffle
    shuffle(pairs)
    shuffle(longer)
    words = [*_FREQUENT, *pairs, *longer]
    return words, [*accumulate(1 / (rank + 10) for rank in range(len(words)))]


def _plain(paragraphs: Sequence[str]) -> bytes:
    return "\n".join(paragraphs).encode()


def _markdown(paragraphs: Sequence[str]) -> bytes:
    return "\n\n".join(f"## {line[:12]}\n\n{line}" for line in paragraphs).encode()


def _pdf(paragraphs: Sequence[str]) -> bytes:
    return pdf([line[start : start + _LINE] for line in paragraphs for start in range(0, len(line), _LINE)])


def _xlsx(paragraphs: Sequence[str]) -> bytes:
    cells = [part for line in paragraphs for part in line.split("。") if part]
    rows = [cells[start : start + _COLUMNS] for start in range(0, len(cells), _COLUMNS)]
    return xlsx("明细", [[number, *row] for number, row in enumerate(rows)])


_MAKERS: dict[str, Callable[[Sequence[str]], bytes]] = {
    "txt": _plain, "md": _markdown, "docx": docx, "xlsx": _xlsx, "pdf": _pdf,
}  # fmt: skip

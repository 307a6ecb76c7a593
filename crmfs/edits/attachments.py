"""Documents attached to a customer: where they go, what their metadata says. Commits nothing."""

import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path

from crmfs.access.view import View
from crmfs.core.errors import NotFound, ValueRefused
from crmfs.core.messages import Language, Text
from crmfs.core.paths import RepoPath, unsafe_reason
from crmfs.edits.records import write_record
from crmfs.git.edit import FileEdit
from crmfs.records.fields import Field
from crmfs.records.kinds import meta_path
from crmfs.records.yaml import Value

_WORDS = {
    "contracts": ("合同", "协议", "contract", "agreement"),
    "quotes": ("报价", "quote", "quotation", "offer"),
    "minutes": ("纪要", "会议", "minutes"),
    "presentations": ("演示", "汇报", "presentation", "slides"),
    "mail": ("邮件", "mail"),
    "product": ("产品", "规格", "product", "datasheet", "spec"),
}
_CATEGORIES = {  # what people call them; finance has a folder of its own
    "contracts": "合同", "quotes": "报价单", "product": "产品", "presentations": "演示文稿", "mail": "邮件",
    "minutes": "会议纪要", "other": "其他", "finance": "财务",
}  # fmt: skip
_SUFFIXES = {".eml": "mail", ".msg": "mail", ".pptx": "presentations", ".ppt": "presentations", ".odp": "presentations"}
_FORBIDDEN = re.compile(r'[<>:"|?*\\/\x00-\x1f]')


def category_of(file_name: str) -> str:
    """Returns the category that a document's name speaks of, `other` where it speaks of none."""
    folded = file_name.casefold()
    for category, words in _WORDS.items():
        if any(word in folded for word in words):
            return category
    return _SUFFIXES.get(Path(folded).suffix, "other")


def attachment(
    view: View,
    folder: str,
    file: Path,
    category: str,
    meta: Mapping[str, Value],
    fields: Mapping[str, Field],
    lang: Language,
    largest_bytes: int,
) -> list[FileEdit]:
    """Returns the edits that attach a file, or replace the one of the same name, with its metadata.

    Args:
        folder: The customer's folder.
        category: One of the document categories or `finance`, by code or Chinese name.
        meta: Metadata given; the title defaults to the file's name.
        fields: Fields of the metadata.
        largest_bytes: A larger file is refused before it is read.

    Raises:
        NotFound: There is no such file.
        ValueRefused: `attach.too_big`, `attach.not_a_file`, `attach.name_unsafe`, `attach.category_unknown`.
    """
    data = _read(file, largest_bytes)
    path = RepoPath(f"{folder}/{_folder(category)}/{stored_name(file.name)}")
    if unsafe_reason(path):
        raise ValueRefused("attach.name_unsafe", name=file.name)
    sidecar = meta_path(path)
    edits = [FileEdit(path, _oid(view, path), data)]
    if view.entry(sidecar) is None or meta:
        value = {"title": Path(path).stem, **meta}
        edits.append(FileEdit(sidecar, _oid(view, sidecar), write_record(sidecar, value, fields, lang)))
    return edits


def stored_name(name: str) -> str:
    """Returns a file's name as it is stored: NFC, characters that some system cannot store replaced, ends trimmed."""
    return _FORBIDDEN.sub("_", unicodedata.normalize("NFC", name)).strip().rstrip(".") or "_"


def _folder(category: str) -> str:
    code = next((code for code, name in _CATEGORIES.items() if category.strip().casefold() in (code, name)), None)
    if code is None:
        known = Text("、".join(_CATEGORIES.values()), ", ".join(_CATEGORIES))
        raise ValueRefused("attach.category_unknown", category=category, known=known)
    return "finance/files" if code == "finance" else f"documents/{code}"


def _read(file: Path, largest_bytes: int) -> bytes:
    if not file.exists():
        raise NotFound("attach.absent", name=str(file))
    if not file.is_file():
        raise ValueRefused("attach.not_a_file", name=str(file))
    if file.stat().st_size > largest_bytes:
        raise ValueRefused("attach.too_big", name=file.name, largest=largest_bytes // 1024**2)
    return file.read_bytes()


def _oid(view: View, path: str) -> str | None:
    entry = view.entry(path)
    return entry.oid if entry else None

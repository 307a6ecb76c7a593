"""Documents attached to a customer: where they go, what their metadata says. Commits nothing."""

import unicodedata
from collections.abc import Mapping
from pathlib import Path

from crmfs.access.view import View
from crmfs.checks.personal import find_personal
from crmfs.core.errors import NotFound, ValueRefused
from crmfs.core.messages import Language, Text
from crmfs.core.paths import RepoPath, unsafe_reason
from crmfs.core.regex import regex
from crmfs.edits.assignments import Assignment, apply_assignments
from crmfs.edits.basis import edit_from
from crmfs.edits.records import write_record
from crmfs.git.edit import FileEdit
from crmfs.records.fields import Field
from crmfs.records.kinds import META_SUFFIX, meta_path
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
KNOWN_CATEGORIES = Text("、".join(_CATEGORIES.values()), ", ".join(_CATEGORIES))
_SUFFIXES = {".eml": "mail", ".msg": "mail", ".pptx": "presentations", ".ppt": "presentations", ".odp": "presentations"}
_FORBIDDEN = regex(r'[<>:"|?*\\/\x00-\x1f]')


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

    Metadata that is there already keeps what is not given anew. None are returned where all is so already.

    Args:
        folder: The customer's folder.
        category: One of the document categories or `finance`, by code or Chinese name.
        meta: Metadata given; a new document's title defaults to the file's name.
        fields: Fields of the metadata.
        largest_bytes: A larger file is refused before it is read.

    Raises:
        NotFound: There is no such file.
        ValueRefused: `record.unreadable` for its metadata; `attach.too_big`, `attach.is_folder`, `attach.not_a_file`,
            `attach.name_unsafe`, `attach.name_personal`, `attach.name_taken`, `attach.category_unknown`.
    """
    path = document_path(folder, file, category)
    sidecar = meta_path(path)
    wanted = {path: _read(file, largest_bytes)}
    if view.entry(sidecar) is None:
        wanted[sidecar] = write_record(sidecar, {"title": Path(path).stem, **meta}, fields, lang)
    elif meta:
        given = [Assignment(key, (key,), "set", value) for key, value in meta.items()]
        wanted[sidecar] = apply_assignments(view.record(sidecar).document.data, given, tuple(fields))
    return [
        edit_from(view, each, data)
        for each, data in wanted.items()
        if view.entry(each) is None or view.read(each) != data
    ]


def document_path(folder: str, file: Path, category: str) -> RepoPath:
    """Returns where a file of a category is stored in a customer's folder; errors as `attachment`."""
    if find_personal(file.name):
        raise ValueRefused("attach.name_personal")
    path = RepoPath(f"{folder}/{_folder(category)}/{stored_name(file.name)}")
    if unsafe_reason(path):
        raise ValueRefused("attach.name_unsafe", name=file.name)
    if path.endswith(META_SUFFIX):
        raise ValueRefused("attach.name_taken", name=file.name, suffix=META_SUFFIX)
    return path


def stored_name(name: str) -> str:
    """Returns a file's name as it is stored: NFC, characters that some system cannot store replaced, ends trimmed."""
    return _FORBIDDEN.sub("_", unicodedata.normalize("NFC", name)).strip().rstrip(".") or "_"


def _folder(category: str) -> str:
    code = next((code for code, name in _CATEGORIES.items() if category.strip().casefold() in (code, name)), None)
    if code is None:
        raise ValueRefused("attach.category_unknown", category=category, known=KNOWN_CATEGORIES)
    return "finance/files" if code == "finance" else f"documents/{code}"


def _read(file: Path, largest_bytes: int) -> bytes:
    if not file.exists():
        raise NotFound("attach.absent", name=str(file))
    if file.is_dir():
        raise ValueRefused("attach.is_folder", name=str(file))
    if not file.is_file():
        raise ValueRefused("attach.not_a_file", name=str(file))
    if file.stat().st_size > largest_bytes:
        raise ValueRefused("attach.too_big", name=file.name, largest=f"{largest_bytes / 1024**2:g}")
    return file.read_bytes()

"""What an Excel workbook's sheets share: their names, the strings, the number formats. Reads no sheet."""

from collections.abc import Mapping
from typing import NamedTuple

from crmfs.extract.archive import Archive
from crmfs.extract.markup import Attributes, parse


class Book(NamedTuple):
    """The shared facts of a workbook.

    Attributes:
        sheets: Name and part (relative to `xl/`) of each sheet, in order.
        formats: Number format of each cell style, as Excel writes it; `""` for general.
        from_1904: Days are counted from 1904-01-01, as old Macs did.
    """

    sheets: tuple[tuple[str, str], ...]
    formats: tuple[str, ...]
    from_1904: bool

    def format_of(self, style: str) -> str:
        """Returns the number format of a cell's style."""
        return self.formats[int(style)] if style.isdecimal() and int(style) < len(self.formats) else ""


# Formats that have a number and no text in the file; the Chinese ones (27-36, 50-58) are dates in every language.
# Source: ECMA-376 part 1, 18.8.30.
_BUILT_IN: Mapping[int, str] = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 37: "#,##0", 38: "#,##0", 39: "#,##0.00",
    40: "#,##0.00", 14: "yyyy-mm-dd", 15: "yyyy-mm-dd", 16: "mm-dd", 17: "yyyy-mm", 18: "h:mm", 19: "h:mm:ss",
    20: "h:mm", 21: "h:mm:ss", 22: "yyyy-mm-dd h:mm", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss",
    27: "yyyy年m月", 28: "m月d日", 29: "m月d日", 30: "yyyy-mm-dd", 31: "yyyy年m月d日", 32: "h:mm", 33: "h:mm:ss",
    34: "h:mm", 35: "h:mm:ss", 36: "yyyy年m月", 50: "yyyy年m月", 51: "m月d日", 52: "yyyy年m月", 53: "m月d日",
    54: "m月d日", 55: "h:mm", 56: "h:mm:ss", 57: "yyyy年m月", 58: "m月d日",
}  # fmt: skip


class _Facts:
    """Listens to workbook.xml, its relations and styles.xml."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, str]] = []
        self.targets: dict[str, str] = {}
        self.formats: dict[int, str] = dict(_BUILT_IN)
        self.styles: list[int] = []
        self.from_1904 = False
        self._in_styles = False

    def start(self, name: str, attributes: Attributes) -> None:
        """Notes what an element tells."""
        if name == "sheet":
            self.sheets.append((attributes.get("name", ""), attributes.get("id", "")))
        elif name == "Relationship":
            self.targets[attributes.get("Id", "")] = attributes.get("Target", "")
        elif name == "workbookPr":
            self.from_1904 = attributes.get("date1904") in ("1", "true")
        elif name == "numFmt":
            self.formats[_whole(attributes.get("numFmtId", ""))] = attributes.get("formatCode", "")
        elif name == "cellXfs":
            self._in_styles = True
        elif name == "xf" and self._in_styles:
            self.styles.append(_whole(attributes.get("numFmtId", "")))

    def end(self, name: str) -> None:
        """Ends the list of cell styles."""
        if name == "cellXfs":
            self._in_styles = False

    def text(self, text: str) -> None:
        """These parts have no text."""

    def taken(self) -> str:
        """These parts have no text."""
        return ""


class _Strings:
    """Listens to shared strings and comments: one string an item, phonetic guides left out."""

    def __init__(self, item: str) -> None:
        self.strings: list[str] = []
        self._item = item
        self._said: list[str] = []
        self._in_text = 0
        self._unseen = 0

    def start(self, name: str, attributes: Attributes) -> None:
        """Begins an item or a text in it."""
        if self._unseen or name == "rPh":
            self._unseen += 1
        elif name == self._item:
            self._said = []
        elif name == "t":
            self._in_text += 1

    def end(self, name: str) -> None:
        """Ends an item or a text in it."""
        if self._unseen:
            self._unseen -= 1
        elif name == self._item:
            self.strings.append("".join(self._said))
        elif name == "t":
            self._in_text -= 1

    def text(self, text: str) -> None:
        """Adds characters of a text."""
        if self._in_text and not self._unseen:
            self._said.append(text)

    def taken(self) -> str:
        """The strings are asked for, not streamed."""
        return ""


def read_book(archive: Archive) -> Book:
    """Returns what the sheets share."""
    facts = _Facts()
    for part in ("xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"):
        if part in archive.names:
            _listen(archive, part, facts)
    return Book(
        tuple((name, facts.targets[id_]) for name, id_ in facts.sheets if id_ in facts.targets),
        tuple(facts.formats.get(number, "") for number in facts.styles),
        facts.from_1904,
    )


def read_strings(archive: Archive, part: str = "xl/sharedStrings.xml", item: str = "si") -> list[str]:
    """Returns the strings of a part, one an item; none where there is no such part."""
    strings = _Strings(item)
    if part in archive.names:
        _listen(archive, part, strings)
    return strings.strings


def _listen(archive: Archive, part: str, handler: _Facts | _Strings) -> None:
    for _ in parse(archive.chunks(part), handler):
        pass


def _whole(number: str) -> int:
    return int(number) if number.isdecimal() else 0

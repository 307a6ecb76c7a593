"""Small real office files: PDF, XLSX, DOCX from lines of text, by the standard library alone. Knows no customer."""

import zipfile
from collections.abc import Mapping, Sequence
from io import BytesIO
from xml.sax.saxutils import escape

_EPOCH = (2020, 1, 1, 0, 0, 0)  # a fixed time stamp, so that the same text makes the same bytes
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org"
_RELATIONS = f"{_OFFICE}/package/2006/relationships"
_CONTENT_TYPES = f"{_OFFICE}/package/2006/content-types"
_SHEET = f"{_OFFICE}/spreadsheetml/2006/main"
_WORD = f"{_OFFICE}/wordprocessingml/2006/main"
_TYPE = f"{_OFFICE}/officeDocument/2006/relationships"
_MIME = "application/vnd.openxmlformats-officedocument"


def docx(paragraphs: Sequence[str]) -> bytes:
    """Returns a Word document with one paragraph a line."""
    body = "".join(f'<w:p><w:r><w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>' for line in paragraphs)
    document = f'{_XML}<w:document xmlns:w="{_WORD}"><w:body>{body}<w:sectPr/></w:body></w:document>'
    part = "word/document.xml"
    return _package({part: document}, part, {part: f"{_MIME}.wordprocessingml.document.main+xml"})


def xlsx(name: str, rows: Sequence[Sequence[str | int | float]]) -> bytes:
    """Returns an Excel workbook of one sheet; the first row is its heading."""
    lines = "".join(f"<row>{''.join(map(_cell, row))}</row>" for row in rows)
    sheet = f'{_XML}<worksheet xmlns="{_SHEET}"><sheetData>{lines}</sheetData></worksheet>'
    book = (
        f'{_XML}<workbook xmlns="{_SHEET}" xmlns:r="{_TYPE}"><sheets>'
        f'<sheet name="{escape(name)}" sheetId="1" r:id="rId1"/></sheets></workbook>'
    )
    parts = {
        "xl/workbook.xml": book,
        "xl/_rels/workbook.xml.rels": _relation("worksheet", "worksheets/sheet1.xml"),
        "xl/worksheets/sheet1.xml": sheet,
    }
    types = {
        "xl/workbook.xml": f"{_MIME}.spreadsheetml.sheet.main+xml",
        "xl/worksheets/sheet1.xml": f"{_MIME}.spreadsheetml.worksheet+xml",
    }
    return _package(parts, "xl/workbook.xml", types)


def pdf(lines: Sequence[str]) -> bytes:
    """Returns a one-page PDF 1.4 whose text readers draw with their own Song font and programs can extract.

    Source: ISO 32000-1, 9.7.5 (predefined CMap UniGB-UCS2-H: two bytes a character, UCS-2) and 9.10.3 (ToUnicode).
    """
    shown = b"".join(b"<%s> Tj T*\n" % line.encode("utf-16-be").hex().encode() for line in lines)
    return _pdf_file(
        (
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
            b" /Resources << /Font << /F1 5 0 R >> >> >>",
            _stream(b"BT /F1 12 Tf 20 TL 60 780 Td\n" + shown + b"ET"),
            b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H"
            b" /DescendantFonts [6 0 R] /ToUnicode 8 0 R >>",
            b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /FontDescriptor 7 0 R"
            b" /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> >>",
            b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880]"
            b" /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>",
            _stream(_to_unicode()),
        )
    )


def _to_unicode() -> bytes:
    """Returns the CMap that maps each code to itself, in blocks of at most 100 ranges as the format demands."""
    ranges = [b"<%02X00> <%02XFF> <%02X00>\n" % (high, high, high) for high in range(256)]
    blocks = b"".join(
        b"%d beginbfrange\n%sendbfrange\n" % (len(block), b"".join(block))
        for block in (ranges[start : start + 100] for start in range(0, 256, 100))
    )
    return (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Same def /CMapType 2 def\n"
        b"1 begincodespacerange <0000> <FFFF> endcodespacerange\n%sendcmap end end" % blocks
    )


def _stream(content: bytes) -> bytes:
    return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content)


def _pdf_file(objects: Sequence[bytes]) -> bytes:
    out = bytearray(b"%PDF-1.4\n%\xe4\xbd\xa0\xe5\xa5\xbd\n")
    offsets = []
    for number, content in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)


def _cell(value: str | int | float) -> str:
    if isinstance(value, str):
        return f'<c t="inlineStr"><is><t>{escape(value)}</t></is></c>'
    return f"<c><v>{value}</v></c>"


def _relation(kind: str, target: str) -> str:
    return (
        f'{_XML}<Relationships xmlns="{_RELATIONS}">'
        f'<Relationship Id="rId1" Type="{_TYPE}/{kind}" Target="{target}"/></Relationships>'
    )


def _package(parts: Mapping[str, str], main: str, types: Mapping[str, str]) -> bytes:
    overrides = "".join(f'<Override PartName="/{part}" ContentType="{mime}"/>' for part, mime in types.items())
    content_types = (
        f'{_XML}<Types xmlns="{_CONTENT_TYPES}">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )
    files = {"[Content_Types].xml": content_types, "_rels/.rels": _relation("officeDocument", main), **parts}
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, text.encode())
    return packed.getvalue()

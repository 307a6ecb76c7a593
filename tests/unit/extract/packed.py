"""Office files part by part, in the shape that Word, Excel, PowerPoint, WPS and LibreOffice write them."""

import zipfile
from collections.abc import Mapping
from io import BytesIO

W = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
A = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
S = (
    'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
ODF = (
    " ".join(
        f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for prefix, name in (("office", "office"), ("text", "text"), ("table", "table"), ("draw", "drawing"))
    )
    + ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
)


def package(parts: Mapping[str, str | bytes]) -> bytes:
    """Returns a zip archive."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return packed.getvalue()


def word(body: str, **parts: str) -> bytes:
    """Returns a Word document; each other part by its name, `<w:header1>` for `header1`."""
    root = f"<w:document {W}><w:body>{body}<w:sectPr/></w:body></w:document>"
    others = {
        f"word/{name}.xml": f"<w:{name.rstrip('0123456789')} {W}>{xml}</w:{name.rstrip('0123456789')}>"
        for name, xml in parts.items()
    }
    return package({"[Content_Types].xml": "<Types/>", "word/document.xml": root, **others})


def paragraph(*runs: str) -> str:
    """Returns one paragraph of runs of text, as Word splits them after each edit."""
    return (
        "<w:p><w:pPr><w:tabs><w:tab w:val='left' w:pos='720'/></w:tabs></w:pPr>"
        + "".join(f'<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">{run}</w:t></w:r>' for run in runs)
        + "</w:p>"
    )


def workbook(
    rows: str, strings: str = "", formats: str = "", extra: Mapping[str, str] | None = None, pr: str = ""
) -> bytes:
    """Returns a workbook of one sheet 报价单; `rows` inside of sheetData and after, `strings` inside of sst."""
    return package({
        "xl/workbook.xml": f'<workbook {S}>{pr}<sheets><sheet name="报价单" sheetId="1" r:id="rId7"/></sheets>'
        "</workbook>",
        "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId7" Type="worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f"<worksheet {S}>{rows}</worksheet>",
        "xl/sharedStrings.xml": f"<sst {S}>{strings}</sst>",
        "xl/styles.xml": f"<styleSheet {S}><cellStyleXfs><xf numFmtId='9'/></cellStyleXfs>{formats}</styleSheet>",
        **(extra or {}),
    })  # fmt: skip


def presentation(**parts: str) -> bytes:
    """Returns a presentation; parts by kind and number: `slide1`, `notesSlide1`."""
    folders = {"slide": "slides", "notesSlide": "notesSlides", "slideLayout": "slideLayouts", "comment": "comments"}
    return package({
        "ppt/presentation.xml": f"<p:presentation {A}/>",
        **{
            f"ppt/{folders[name.rstrip('0123456789')]}/{name}.xml": f"<p:sld {A}><p:spTree>{xml}</p:spTree></p:sld>"
            for name, xml in parts.items()
        },
    })  # fmt: skip


def opendocument(kind: str, body: str, styles: str = "", manifest: str = "<manifest/>") -> bytes:
    """Returns an OpenDocument file: kind `text`, `spreadsheet` or `presentation`."""
    return package({
        "mimetype": f"application/vnd.oasis.opendocument.{kind}",
        "content.xml": f"<office:document-content {ODF}><office:body><office:{kind}>{body}</office:{kind}>"
        "</office:body></office:document-content>",
        "styles.xml": f"<office:document-styles {ODF}>{styles}</office:document-styles>",
        "META-INF/manifest.xml": manifest,
    })  # fmt: skip

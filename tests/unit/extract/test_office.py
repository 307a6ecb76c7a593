"""Text out of Word, PowerPoint and OpenDocument files: as they are read, whole words, nothing deleted."""

import pytest
from packed import A, opendocument, package, paragraph, presentation, word

from crmfs.extract.reading import extract
from crmfs.extract.types import Extracted


def read(name: str, data: bytes) -> str:
    found = extract(name, data)
    assert found.problem is None
    return found.text


def test_words_split_over_runs_stay_whole_and_paragraphs_stand_apart() -> None:
    data = word(paragraph("未来", "科技", "有限公司") + paragraph("quo", "tation") + "<w:p/>" + paragraph("第三段"))
    assert read("a.docx", data) == "未来科技有限公司\nquotation\n第三段"


def test_tabs_breaks_and_hyphens_are_kept_tab_stops_are_not_text() -> None:
    inner = "<w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t><w:noBreakHyphen/><w:t>丁</w:t>"
    assert read("a.docx", word(f"<w:p><w:r>{inner}</w:r></w:p>")) == "甲\t乙\n丙-丁"


def test_cells_of_a_table_do_not_run_together() -> None:
    row = "".join(f"<w:tc><w:tcPr/>{paragraph(cell)}</w:tc>" for cell in ("产品", "AX2000", "128000"))
    assert read("a.docx", word(f"<w:tbl><w:tr>{row}</w:tr></w:tbl>")).split() == ["产品", "AX2000", "128000"]


def test_what_was_deleted_or_moved_away_is_left_out_what_was_added_is_there() -> None:
    body = (
        "<w:p><w:r><w:t>价格</w:t></w:r><w:del w:id='1'><w:r><w:delText>一百</w:delText></w:r></w:del>"
        "<w:ins w:id='2'><w:r><w:t>两百</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>旧处</w:t></w:r></w:moveFrom>"
        "<w:moveTo><w:r><w:t>新处</w:t></w:r></w:moveTo></w:p>"
    )
    assert read("a.docx", word(body)) == "价格两百新处"


def test_a_text_box_is_read_once_and_does_not_split_the_word_it_is_anchored_in() -> None:
    box = (
        "<mc:AlternateContent><mc:Choice Requires='wps'><wps:txbx><w:txbxContent>{0}</w:txbxContent></wps:txbx>"
        "</mc:Choice>"
        "<mc:Fallback><w:pict><v:textbox><w:txbxContent>{0}</w:txbxContent></v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent>"
    ).format(paragraph("框里的话"))
    body = f"<w:p><w:r><w:t>未来</w:t></w:r><w:r>{box}</w:r><w:r><w:t>科技</w:t></w:r></w:p>"
    assert read("a.docx", word(body)) == "未来科技\n框里的话"


def test_phonetic_guides_and_field_codes_are_not_text_formulas_and_links_are() -> None:
    body = (
        "<w:p><w:r><w:ruby><w:rt><w:r><w:t>ㄕㄥ</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>生</w:t></w:r></w:rubyBase></w:ruby>"
        "<w:t>产</w:t></w:r><w:r><w:instrText>HYPERLINK x</w:instrText></w:r><w:hyperlink><w:r><w:t>官网</w:t></w:r>"
        "</w:hyperlink><m:oMath><m:r><m:t>x+y</m:t></m:r></m:oMath></w:p>"
    )
    assert read("a.docx", word(body)) == "生产官网x+y"


def test_notes_comments_headers_and_footers_are_read() -> None:
    parts = {"footnotes": "脚注", "endnotes": "尾注", "comments": "批注", "header1": "页眉", "footer2": "页脚"}
    data = word(paragraph("正文"), **{name: paragraph(said) for name, said in parts.items()})
    assert read("a.docx", data).split("\n") == ["正文", "脚注", "尾注", "批注", "页眉", "页脚"]


def test_another_prefix_or_the_strict_namespace_changes_nothing() -> None:
    root = '<x:document xmlns:x="http://purl.oclc.org/ooxml/wordprocessingml/main"><x:body><x:p><x:r><x:t>严格</x:t></x:r></x:p></x:body></x:document>'
    assert read("a.docx", package({"word/document.xml": root})) == "严格"


def slide(*lines: str) -> str:
    said = "".join(f"<a:p><a:r><a:rPr/><a:t>{line}</a:t></a:r></a:p>" for line in lines)
    return f"<p:sp><p:txBody><a:bodyPr/>{said}</p:txBody></p:sp>"


def test_slides_come_in_order_then_the_speakers_notes_without_page_numbers_or_prompts() -> None:
    number = "<p:sp><p:txBody><a:p><a:fld type='slidenum'><a:t>3</a:t></a:fld></a:p></p:txBody></p:sp>"
    data = presentation(
        slide10=slide("第十页"), slide2=slide("第二页", "AX2000"), slide1=slide("年度回顾") + number,
        notesSlide1=slide("讲稿") + number, slideLayout1=slide("单击此处编辑母版标题样式"),
        comment1="<p:cm><p:text>批注</p:text></p:cm>",
    )  # fmt: skip
    assert read("a.pptx", data).split("\n") == ["年度回顾", "第二页", "AX2000", "第十页", "讲稿", "批注"]


def test_cells_breaks_and_split_runs_of_a_slide() -> None:
    cell = "<a:tc><a:txBody><a:p><a:r><a:t>{}</a:t></a:r></a:p></a:txBody></a:tc>"
    table = f"<a:tbl><a:tr>{cell.format('型号')}{cell.format('单价')}</a:tr></a:tbl>"
    runs = "<a:p><a:r><a:t>未来</a:t></a:r><a:r><a:t>科技</a:t></a:r><a:br/><a:r><a:t>下一行</a:t></a:r></a:p>"
    assert read("a.pptx", presentation(slide1=table + runs)) == "型号\n单价\n未来科技\n下一行"


def test_words_in_charts_and_diagrams_are_read_their_numbers_are_not() -> None:
    c = 'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
    chart = (
        f"<c:chartSpace {c} {A}><a:p><a:r><a:t>销售额</a:t></a:r></a:p><c:strCache><c:pt><c:v>华东</c:v></c:pt>"
        "</c:strCache>"
        "<c:numCache><c:pt><c:v>4711</c:v></c:pt></c:numCache></c:chartSpace>"
    )
    assert read("a.docx", package({"word/document.xml": "<d/>", "word/charts/chart1.xml": chart})) == "销售额\n华东"


def test_opendocument_text_as_it_is_read() -> None:
    body = (
        "<text:tracked-changes><text:changed-region><text:p>删掉的</text:p></text:changed-region></text:tracked-changes>"
        "<text:h>合同</text:h><text:p>未来<text:span>科技</text:span>\n   有限公司<text:s text:c='2'/>A<text:tab/>B"
        "<text:line-break/>C</text:p>"
        "<text:p>正<office:annotation><dc:creator>王</dc:creator><dc:date>2026</dc:date><text:p>批注</text:p>"
        "</office:annotation>文<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>脚注</text:p>"
        "</text:note-body></text:note>。</text:p>"
    )
    styles = "<text:p>页眉</text:p>"
    lines = read("a.odt", opendocument("text", body, styles)).split("\n")
    assert lines == ["合同", "未来科技 有限公司  A\tB", "C", "正文。", "批注", "脚注", "页眉"]


def test_opendocument_table_by_sheet_names_and_shown_values() -> None:
    cell = "<table:table-cell office:value='46112'><text:p>{}</text:p></table:table-cell>"
    row = f"<table:table-row>{cell.format('2026年3月31日')}{cell.format('￥1,200.00')}</table:table-row>"
    data = opendocument("spreadsheet", f"<table:table table:name='报价'>{row}</table:table>")
    assert read("a.ods", data).split() == ["报价", "2026年3月31日", "￥1,200.00"]


def test_opendocument_slides_with_their_notes() -> None:
    page = "<draw:page draw:name='p1'><draw:frame><draw:text-box><text:p>标题</text:p></draw:text-box></draw:frame>"
    page += "</draw:page>"
    assert read("a.odp", opendocument("presentation", page)) == "标题"


@pytest.mark.parametrize("name", ["a.odt", "a.pdf", "a"])
def test_encrypted_opendocument_is_told(name: str) -> None:
    data = opendocument("text", "", manifest="<m><manifest:encryption-data xmlns:manifest='x'/></m>")
    assert extract(name, data) == Extracted("", "extract.encrypted")


def test_what_can_be_read_of_a_part_that_breaks_off_is_kept() -> None:
    whole = word(paragraph("前半") * 20_000)
    assert extract("a.docx", whole).problem is None
    data = package({"word/document.xml": f"<d>{paragraph('前半').replace('w:', '')}<p>"})
    assert extract("a.docx", data) == Extracted("前半", "extract.damaged")


def test_entities_are_never_resolved() -> None:
    bomb = '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><d><p><t>&b;</t></p></d>'
    outside = '<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/hostname">]><d><p><t>x&a;</t></p></d>'
    for root in (bomb, outside):
        assert extract("a.docx", package({"word/document.xml": root})) == Extracted("", "extract.damaged")

"""Word documents: their structure, their properties, and what is left out."""

from contextlib import suppress
from io import BytesIO
from pathlib import Path

import docx
import pytest

from reader.domain.article import ArticleDraft
from reader.domain.intake import GUESSED
from reader.domain.structure import Block, BlockKind, Mark, MarkKind
from reader.errors import UnreadableArticleError
from reader.formats import files, word_document
from reader.formats.found import Found
from tests.formats.packing import archive, relationships, word


def read(file: BytesIO) -> ArticleDraft:
    (found,) = word_document.read(file, "/news/port.docx", GUESSED)
    assert isinstance(found, Found)
    return found.draft


def paragraph(words: str, properties: str = "") -> str:
    return f'<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space="preserve">{words}</w:t></w:r></w:p>'


def kinds(article: ArticleDraft) -> list[tuple[str, str, int, str]]:
    return [(block.kind.value, block.span.of(article.text), block.level, block.marker) for block in article.structure]


def made_by_the_library() -> BytesIO:
    document = docx.Document()
    document.add_paragraph("Ferry late", style="Title")
    document.add_heading("Why", level=2)
    said = document.add_paragraph("It was ")
    said.add_run("thick").bold = True
    said.add_run(" fog, ").italic = None
    said.add_run("they say").italic = True
    said.add_run(".\nA line.")
    document.add_paragraph("First", style="List Bullet")
    document.add_paragraph("Second", style="List Bullet 2")
    document.add_paragraph("Nobody minds.", style="Quote")
    table = document.add_table(rows=2, cols=2)
    for cell, words in zip((cell for row in table.rows for cell in row.cells), "abcd", strict=True):
        cell.text = words
    document.core_properties.author = "A. Mole"
    document.core_properties.title = "Another title"
    document.core_properties.language = "en-GB"
    file = BytesIO()
    document.save(file)
    file.seek(0)
    return file


def test_styles_lists_letters_and_tables_become_structure() -> None:
    article = read(made_by_the_library())
    assert kinds(article) == [
        ("title", "Ferry late", 0, ""),
        ("heading", "Why", 2, ""),
        ("paragraph", "It was thick fog, they say.\nA line.", 0, ""),
        ("item", "First", 1, ""),
        ("item", "Second", 2, ""),
        ("quote", "Nobody minds.", 1, ""),
        ("paragraph", "a\tb", 0, ""),
        ("paragraph", "c\td", 0, ""),
    ]
    strong, emphasis = article.marks
    assert (strong.kind, article.text[strong.start : strong.stop]) == (MarkKind.STRONG, "thick")
    assert (emphasis.kind, article.text[emphasis.start : emphasis.stop]) == (MarkKind.EMPHASIS, "they say")


def test_properties_tell_of_the_article_and_its_own_title_wins() -> None:
    article = read(made_by_the_library())
    assert (article.title, article.author, article.language) == ("Ferry late", "A. Mole", "en-GB")
    assert article.published == "2013-12-23"
    assert article.origin == "/news/port.docx"


CORE = (
    "<dc:title>{}</dc:title><dc:creator>python-docx</dc:creator><dcterms:created>2013-12-23T23:15:00Z</dcterms:created>"
)


def test_a_title_in_the_properties_begins_a_text_without_one() -> None:
    article = read(word(paragraph("It is late."), core=CORE.format("Ferry  late")))
    assert (article.title, article.text) == ("Ferry late", "Ferry late\n\nIt is late.")
    assert read(word(paragraph("Ferry late") + paragraph("It is."), core=CORE.format("Ferry late"))).structure == (
        Block(BlockKind.TITLE, 0, 10),
        Block(BlockKind.PARAGRAPH, 12, 18),
    )


def test_what_only_a_program_has_written_in_the_properties_is_passed_over() -> None:
    article = read(word(paragraph("It is late."), core=CORE.format("Word Document")))
    assert (article.title, article.author, article.published) == ("It is late.", "", "")


def test_changes_count_as_accepted() -> None:
    body = (
        '<w:p><w:r><w:t xml:space="preserve">It is </w:t></w:r><w:del><w:r><w:delText>late</w:delText></w:r></w:del>'
        "<w:ins><w:r><w:t>early</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>gone</w:t></w:r></w:moveFrom></w:p>"
    )
    assert read(word(body)).text == "It is early"


def test_a_paragraph_whose_end_is_deleted_goes_on_in_the_next() -> None:
    body = paragraph("It is ", "<w:rPr><w:del/></w:rPr>") + paragraph("late.") + paragraph("Yes.")
    assert read(word(body)).text == "It is late.\n\nYes."


def test_links_by_relationship_and_by_field_are_kept_unless_they_are_harmful() -> None:
    body = (
        '<w:p><w:hyperlink r:id="r3"><w:r><w:t>One</w:t></w:r></w:hyperlink>'
        '<w:r><w:t xml:space="preserve"> </w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText> HYPERLINK "https://port.example/b" </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/><w:t>two</w:t><w:fldChar w:fldCharType="end"/></w:r>'
        '<w:hyperlink r:id="r4"><w:r><w:t>three</w:t></w:r></w:hyperlink></w:p>'
    )
    article = read(word(body))
    assert article.text == "One twothree"
    assert article.marks == (
        Mark(MarkKind.LINK, 0, 3, "https://port.example/a"),
        Mark(MarkKind.LINK, 4, 7, "https://port.example/b"),
    )


NUMBERING = """
<w:abstractNum w:abstractNumId="0">
  <w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
  <w:lvl w:ilvl="1"><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1.%2)"/></w:lvl>
  <w:lvl w:ilvl="2"><w:numFmt w:val="bullet"/><w:lvlText w:val="o"/></w:lvl>
  <w:lvl w:ilvl="3"><w:numFmt w:val="none"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="1">
  <w:lvl w:ilvl="0"><w:numFmt w:val="upperRoman"/><w:lvlText w:val="(%1)"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="1"/>
  <w:lvlOverride w:ilvl="0"><w:startOverride w:val="9"/></w:lvlOverride></w:num>
"""


def item(words: str, number: int, level: int = 0) -> str:
    return paragraph(words, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def test_items_are_numbered_as_they_are_shown() -> None:
    body = (
        *(item("a", 1), item("b", 1), item("c", 1, 1), item("d", 1, 1), item("e", 1, 2), item("f", 1), item("g", 1, 1)),
        *(item("h", 2), item("i", 2), item("j", 3), item("k", 2), item("l", 1, 3), item("m", 0), item("n", 7)),
    )
    found = kinds(read(word("".join(body), numbering=NUMBERING)))
    assert [(words, level, marker) for kind, words, level, marker in found if kind == "item"] == [
        *(("a", 1, "3."), ("b", 1, "4."), ("c", 2, "4.a)"), ("d", 2, "4.b)"), ("e", 3, ""), ("f", 1, "5.")),
        *(("g", 2, "5.a)"), ("h", 1, "(I)"), ("i", 1, "(II)"), ("j", 1, "(IX)"), ("k", 1, "(III)")),
    ]
    assert [words for kind, words, _, _ in found if kind == "paragraph"] == ["l", "m", "n"]


STYLES = """
<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="H"><w:name w:val="heading 3"/><w:basedOn w:val="N"/></w:style>
<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="Zwischentitel"/><w:basedOn w:val="H"/></w:style>
<w:style w:type="paragraph" w:styleId="O"><w:name w:val="x"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Q"><w:name w:val="Intense Quote"/><w:pPr><w:bidi/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="T"><w:name w:val="toc 1"/></w:style>
<w:style w:type="paragraph" w:styleId="C"><w:name w:val="circle"/><w:basedOn w:val="C"/></w:style>
<w:style w:type="character" w:styleId="S"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>
"""


def test_styles_are_known_by_what_they_are_based_on() -> None:
    names = ("H", "Own", "O", "Q", "T", "C", "none")
    body = "".join(paragraph(name, f'<w:pStyle w:val="{name}"/>') for name in names)
    assert kinds(read(word(paragraph("Start") + body, styles=STYLES)))[1:] == [
        ("heading", "H", 3, ""),
        ("heading", "Own", 3, ""),
        ("heading", "O", 2, ""),
        ("quote", "Q", 1, ""),
        ("paragraph", "C", 0, ""),
        ("paragraph", "none", 0, ""),
    ]


def test_a_style_of_letters_marks_them_and_a_switch_takes_it_back() -> None:
    run = '<w:r><w:rPr><w:rStyle w:val="S"/>{}</w:rPr><w:t>{}</w:t></w:r>'
    body = "<w:p>" + run.format("", "one") + run.format('<w:b w:val="0"/>', "two") + "</w:p>"
    article = read(word(body, styles=STYLES.replace("Strong", "thick")))
    assert article.marks == (Mark(MarkKind.STRONG, 0, 3),)


def test_most_paragraphs_set_from_the_right_make_the_whole_so() -> None:
    right = paragraph("أ", "<w:bidi/>")
    assert read(word(right * 2 + paragraph("a"))).direction == "rtl"
    assert read(word(right + paragraph("a") * 2)).direction == ""
    assert read(word(paragraph("أ", '<w:pStyle w:val="Q"/>'), styles=STYLES)).direction == "rtl"


def test_a_table_that_lays_out_a_page_gives_its_blocks() -> None:
    def table(*cells: str) -> str:
        return "<w:tbl><w:tr>" + "".join(f"<w:tc>{cell}</w:tc>" for cell in cells) + "</w:tr></w:tbl>"

    body = table(paragraph("a") + paragraph("b")) + table(table(paragraph("c"), paragraph("d")), paragraph("e"))
    assert [words for _, words, _, _ in kinds(read(word(body)))] == ["a", "b", "c\td", "e"]


def test_hidden_words_notes_and_codes_are_left_out_and_text_boxes_follow_their_paragraph_once() -> None:
    box = f"<w:txbxContent>{paragraph('Boxed')}</w:txbxContent>"
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    body = (
        f"<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>Hidden</w:t></w:r><w:r><w:t>Seen</w:t><w:footnoteReference/></w:r>"
        f"<w:r><mc:AlternateContent {mc}><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert read(word(body)).text == "Seen\n\nBoxed"


def test_a_document_in_the_strict_form_is_read_too() -> None:
    root = (
        f'<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"><w:body>{paragraph("Late.")}</w:body>'
    )
    assert read(archive({"word/document.xml": f"{root}</w:document>"})).text == "Late."


BOMB = (
    '<!DOCTYPE x [<!ENTITY a "'
    + "1234567890" * 100
    + '">'
    + "".join(f'<!ENTITY {new} "{f"&{old};" * 20}">' for old, new in zip("abcdefg", "bcdefgh", strict=True))
    + "]>"
)


EXTERNAL = '<!DOCTYPE x [<!ENTITY h SYSTEM "file:///etc/hostname">]>'
AWAY = '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">'


@pytest.mark.parametrize("before", [BOMB, EXTERNAL, AWAY])
@pytest.mark.parametrize("body", ["<w:p><w:r><w:t>One &h; two</w:t></w:r></w:p>", '<w:p w:x="&h;"/>', "<w:p/>"])
def test_a_document_that_declares_entities_is_refused_and_none_is_read(before: str, body: str) -> None:
    with pytest.raises(UnreadableArticleError, match=r"declares entities of its own|is damaged"):
        read(word(body, before))


@pytest.mark.parametrize(
    ("file", "reason"),
    [
        (BytesIO(b""), "it is not a Word document, or it is damaged"),
        (BytesIO(b"PK\x03\x04" + b"x" * 99), "it is not a Word document, or it is damaged"),
        (
            BytesIO(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 99),
            "old format of Office, or protected with a password",
        ),
        (archive({"a.txt": "x"}), "it is a ZIP archive, but not a Word document"),
        (archive({"word/document.xml": "<w:document"}), "a part of it is damaged: word/document.xml"),
        (archive({"word/document.xml": "<workbook/>"}), "it is an Office document, but not a Word document"),
        (archive({"_rels/.rels": relationships(r1=("officeDocument", "../../x"))}), "not a Word document"),
        (word("<w:p/>"), "it holds no text"),
        (archive({"word/document.xml": b" " * 30_000_000}), "meant to do harm"),
        (archive({f"{number}": "" for number in range(20_001)}), "more than 20000 parts"),
    ],
)
def test_what_is_no_document_is_refused_with_the_reason(file: BytesIO, reason: str) -> None:
    with pytest.raises(UnreadableArticleError, match=reason):
        read(file)


def test_a_document_cut_short_anywhere_is_refused_or_read_and_never_more() -> None:
    whole = made_by_the_library().getvalue()
    for stop in range(0, len(whole), 997):
        with pytest.raises(UnreadableArticleError):
            read(BytesIO(whole[:stop]))
    for place in range(0, len(whole), 499):
        broken = bytearray(whole)
        broken[place] ^= 0xFF
        with suppress(UnreadableArticleError):
            assert read(BytesIO(bytes(broken))).text


def test_all_documents_of_the_samples_give_an_article_or_a_reason(samples: Path) -> None:
    given = {}
    for path in sorted((samples / "docs_docx").glob("*.docx")):
        try:
            (found,) = files.read(path)
            assert isinstance(found, Found)
            given[path.stem] = found.draft.text
        except UnreadableArticleError as error:
            given[path.stem] = str(error)
    assert len(given) == 9
    assert given["doc-word-default-blank"] == "it holds no text"
    assert given["doc-add-section"] == "First page\n\nSecond page\n\nThird page"
    assert given["tbl-cell-props"].startswith("a\tb\tc\td\n\ne\tf\tg\th")

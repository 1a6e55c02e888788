"""PDF documents: paragraphs rebuilt from lines, headings, running lines, and what cannot be read."""

from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import pytest

from reader.domain.article import ArticleDraft
from reader.domain.intake import GUESSED
from reader.errors import UnreadableArticleError
from reader.formats import pdf
from reader.formats.found import Found
from tests.formats.pdf_making import Words
from tests.formats.pdf_making import pdf as made

LINE = "The harbour master said on Monday that no ferry would sail before"  # about 350 points wide in 12 points


def read(file: BytesIO) -> ArticleDraft:
    (found,) = pdf.read(file, "/news/port.pdf", GUESSED)
    assert isinstance(found, Found)
    return found.draft


def page(*lines: str, top: float = 700) -> list[Words]:
    return [Words(line, bottom=top - 14 * number) for number, line in enumerate(lines)]


def blocks(article: ArticleDraft) -> list[tuple[str, str]]:
    return [(block.kind.value, block.span.of(article.text)) for block in article.structure]


def texts(article: ArticleDraft) -> list[str]:
    return [text for _, text in blocks(article)]


def test_lines_of_a_paragraph_are_joined() -> None:
    assert texts(read(made(page(LINE, LINE, "noon.")))) == [f"{LINE} {LINE} noon."]


def test_a_paragraph_ends_where_a_line_is_short() -> None:
    assert texts(read(made(page(LINE, "noon.", LINE, "it was.")))) == [f"{LINE} noon.", f"{LINE} it was."]


def test_a_paragraph_ends_where_the_next_line_is_indented_or_lower() -> None:
    lines = [Words(LINE, bottom=700), Words("In fog, " + LINE[:58], left=90, bottom=686), Words(LINE, bottom=672)]
    assert texts(read(made(lines))) == [LINE, f"In fog, {LINE[:58]} {LINE}"]
    lines = [Words(LINE, bottom=700), Words(LINE, bottom=686), Words(LINE, bottom=650), Words(LINE, bottom=636)]
    assert texts(read(made(lines))) == [f"{LINE} {LINE}"] * 2


def test_a_paragraph_goes_on_at_the_top_of_the_next_page_and_column() -> None:
    assert texts(read(made(page(LINE, LINE), page("noon, they say.")))) == [f"{LINE} {LINE} noon, they say."]
    left = [Words("The harbour master said on", bottom=700), Words("Monday that no ferry will", bottom=686)]
    right = [Words("sail before noon, for the fog", left=320, bottom=700), Words("is too thick.", left=320, bottom=686)]
    whole = "The harbour master said on Monday that no ferry will sail before noon, for the fog is too thick."
    assert texts(read(made([*left, *right]))) == [whole]


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (("the pas-", "sengers of a ferry", "are passengers."), "passengers of"),
        (("the pas-", "sengers of a ferry"), "pas-sengers of"),
        (("a well-", "known ferry"), "well-known"),
        (("in 2024-", "2025 it sank"), "2024-2025"),
        (("the Port-", "Sea line, a portsea"), "Port-Sea"),
    ],
)
def test_a_hyphen_at_a_lines_end_goes_only_where_the_word_stands_elsewhere(lines: tuple[str, ...], joined: str) -> None:
    assert joined in read(made(page(*lines))).text


def test_larger_letters_are_headings_and_the_first_of_the_largest_is_the_title() -> None:
    article = read(
        made(
            [
                Words("Ferry late once", bottom=740, size=24),
                Words("more this week", bottom=712, size=24),
                Words("Why it was so", bottom=680, size=16),
                *page(LINE, LINE, "noon.", top=650),
                Words("What comes", bottom=590, size=16),
                *page(LINE, top=560),
            ]
        )
    )
    assert article.title == "Ferry late once more this week"
    assert blocks(article) == [
        ("title", "Ferry late once more this week"),
        ("heading", "Why it was so"),
        ("paragraph", f"{LINE} {LINE} noon."),
        ("heading", "What comes"),
        ("paragraph", LINE),
    ]
    assert [block.level for block in article.structure] == [0, 2, 0, 2, 0]


def test_bullets_make_items_and_their_lines_hang() -> None:
    lines = [
        *page(LINE, "noon, for:"),
        Words("• fog lay upon all of the harbour and on the sea outside", left=90, bottom=660),
        Words("of it,", left=100, bottom=646),
        Words("• wind.", left=90, bottom=632),
    ]
    assert blocks(read(made(lines)))[1:] == [
        ("item", "fog lay upon all of the harbour and on the sea outside of it,"),
        ("item", "wind."),
    ]


def test_running_headers_footers_and_page_numbers_are_left_out() -> None:
    pages = [
        [
            Words(f"Port News {number}", bottom=760, size=9),
            *page(f"{name} {LINE}", "noon."),
            Words(f"- {number} -", left=300, bottom=40),
        ]
        for number, name in enumerate(("Alpha", "Beta", "Gamma", "Delta"), 11)
    ]
    article = read(made(*pages))
    assert texts(article) == [f"{name} {LINE} noon." for name in ("Alpha", "Beta", "Gamma", "Delta")]


def test_page_numbers_of_two_pages_are_left_out_and_other_lines_that_repeat_stay() -> None:
    pages = [[*page("So it is.", f"{LINE[:40]}."), Words(f"{number}", left=300, bottom=40)] for number in (1, 2)]
    assert texts(read(made(*pages))) == ["So it is.", f"{LINE[:40]}."] * 2


def test_numbers_that_do_not_grow_with_the_pages_stay() -> None:
    pages = [[*page(LINE, "noon."), Words(f"{number}", bottom=40)] for number in (1918, 7)]
    assert texts(read(made(*pages)))[1] == "1918"


def test_chinese_lines_are_joined_without_spaces() -> None:
    lines = [
        Words("港口局长周一说在中午以前没有渡轮开航因为", bottom=700, wide=True),
        Words("雾太大。", bottom=682, wide=True),
        Words("下午再看。", bottom=660, left=96, wide=True),
    ]
    assert texts(read(made(lines))) == ["港口局长周一说在中午以前没有渡轮开航因为雾太大。", "下午再看。"]


def test_letters_from_the_right_come_in_the_order_of_reading() -> None:
    assert read(made([Words("שלום עולם טוב"[::-1], left=300, wide=True)])).text == "שלום עולם טוב"


def test_letters_beyond_the_first_plane_do_not_move_the_lines_after_them() -> None:
    lines = [
        Words("😀😀😀😀😀😀😀😀 smiles", bottom=700, wide=True),
        Words("Large", bottom=650, size=30),
        *page(LINE, LINE, top=600),
    ]
    assert blocks(read(made(lines)))[1] == ("heading", "Large")


def test_the_information_tells_author_date_language_and_a_title_that_comes_before_the_text() -> None:
    info = "/Title (Ferry late) /Author (A. Mole) /CreationDate (D:20250530130300+08'00')"
    article = read(made(page(LINE), info=info, language="en-GB"))
    assert (article.title, article.author, article.published) == ("Ferry late", "A. Mole", "2025-05-30")
    assert (article.language, article.origin) == ("en-GB", "/news/port.pdf")
    assert blocks(article) == [("title", "Ferry late"), ("paragraph", LINE)]


def test_a_title_that_stands_in_the_text_is_not_said_twice() -> None:
    lines = [
        Words("PORT NEWS", bottom=740, size=24),
        Words("Ferry late", bottom=700, size=16),
        *page(LINE, LINE, top=670),
    ]
    article = read(made(lines, info="/Title (Ferry late)"))
    assert article.title == "Ferry late"
    assert texts(article)[:2] == ["PORT NEWS", "Ferry late"]


@pytest.mark.parametrize(
    "title", ["Microsoft Word - late.doc", "late.indd", "untitled", "Slide 1", "12345", "file:///a"]
)
def test_a_title_that_only_a_program_has_written_is_passed_over(title: str) -> None:
    article = read(made(page("Ferry late."), info=f"/Title ({title}) /Author (user) /CreationDate (D:20251399)"))
    assert (article.title, article.author, article.published) == ("Ferry late.", "", "")


def encrypted() -> BytesIO:
    key = "<" + "00" * 32 + ">"
    return made(
        page(LINE), trailer=f"/Encrypt << /Filter /Standard /V 1 /R 2 /O {key} /U {key} /P -4 >> /ID [<00> <00>]"
    )


@pytest.mark.parametrize(
    ("file", "reason"),
    [
        (BytesIO(), "it is empty"),
        (BytesIO(b"no document"), "it is not a PDF document, or it is damaged"),
        (BytesIO(b"%PDF-1.7\n" + b"x" * 1000), "it is not a PDF document, or it is damaged"),
        (encrypted(), "it is protected with a password"),
        (made([]), "it holds no text"),
        (made([], picture=True), "it is a scan"),
        (made([Words("7")], [], [], picture=True), "it is a scan"),
        (made([Words("\ue000\ue001\ue002 abc", wide=True)]), "its fonts do not tell which letters they show"),
        (made(*[page("a")] * 3001), "it has more than 3000 pages"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_reason(file: BytesIO, reason: str) -> None:
    with pytest.raises(UnreadableArticleError, match=reason):
        read(file)


def test_documents_may_be_read_in_many_threads_at_once() -> None:
    data = made(page(LINE, "noon."), page(LINE)).getvalue()
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: read(BytesIO(data)).text, range(8)))
    assert set(found) == {f"{LINE} noon.\n\n{LINE}"}

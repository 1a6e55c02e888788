"""Bytes to text, whatever a person's files are encoded in."""

from pathlib import Path

import pytest

from reader.errors import UnreadableArticleError
from reader.formats.encoding import _sample, decode, encoding_of

RUSSIAN = (
    "Вчера вечером жители посёлка собрались у старой мельницы.\n"
    "Никто не знал, почему вода в реке стала подниматься так быстро, но все помогали друг другу.\n"
    "К утру дождь кончился, и дети снова побежали на берег, где их уже ждали рыбаки.\n"
)
GREEK = "Οι κάτοικοι του χωριού μαζεύτηκαν χθες το βράδυ στην πλατεία.\nΚανείς δεν ήξερε γιατί έσβησαν τα φώτα.\n"
ARABIC = "اجتمع سكان القرية مساء أمس في الساحة القديمة.\nلم يعرف أحد لماذا انطفأت الأضواء في تلك الليلة الطويلة.\n"
HEBREW = "תושבי הכפר התאספו אתמול בערב בכיכר הישנה.\nאיש לא ידע מדוע כבו האורות באותו לילה ארוך.\n"
CHINESE = "昨天晚上，村民们聚集在旧磨坊旁边。\n没有人知道河水为什么涨得这么快，但是大家都互相帮助。\n"
TAIWANESE = "昨天晚上，村民們聚集在舊磨坊旁邊。\n沒有人知道河水為什麼漲得這麼快，但是大家都互相幫助。\n"
JAPANESE = (
    "昨日の夜、村の人々は古い水車小屋のそばに集まりました。\n川の水がなぜ速く増えたのか、誰も知りませんでした。\n"
)
KOREAN = (
    "어제 저녁 마을 사람들이 오래된 물레방앗간 옆에 모였습니다.\n강물이 왜 그렇게 빨리 불어났는지 아무도 몰랐습니다.\n"
)
ENGLISH = "The town met at the old mill last night.\nNobody knew why the lights had gone out.\n"
THAI = "เมื่อคืนนี้ชาวบ้านมารวมตัวกันที่โรงสีเก่า\nไม่มีใครรู้ว่าทำไมไฟถึงดับ\n"
HINDI = "कल शाम गाँव के लोग पुरानी चक्की के पास इकट्ठा हुए।\nकिसी को पता नहीं था कि बत्तियाँ क्यों बुझ गईं।\n"
ALL = (RUSSIAN, GREEK, ARABIC, HEBREW, CHINESE, TAIWANESE, JAPANESE, KOREAN, ENGLISH, THAI, HINDI)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("text", ALL)
def test_a_byte_order_mark_names_the_encoding_and_is_no_part_of_the_text(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


def test_the_byte_order_marks_of_the_other_order_are_known_too() -> None:
    assert decode(b"\xfe\xff" + RUSSIAN.encode("utf-16-be")) == RUSSIAN
    assert decode(b"\0\0\xfe\xff" + RUSSIAN.encode("utf-32-be")) == RUSSIAN


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("text", ALL)
def test_unicode_is_known_without_its_mark(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        *((RUSSIAN, encoding) for encoding in ("cp1251", "koi8_r", "cp866", "iso8859_5", "mac_cyrillic")),
        *((GREEK, encoding) for encoding in ("cp1253", "iso8859_7")),
        *((ARABIC, encoding) for encoding in ("cp1256", "iso8859_6")),
        *((HEBREW, encoding) for encoding in ("cp1255", "iso8859_8")),
        *((CHINESE, encoding) for encoding in ("gb2312", "gbk", "gb18030")),
        (TAIWANESE, "big5"),
        *((JAPANESE, encoding) for encoding in ("shift_jis", "euc_jp", "iso2022_jp")),
        *((KOREAN, encoding) for encoding in ("euc_kr", "cp949", "iso2022_kr")),
        (THAI, "cp874"),
    ],
)
def test_the_older_encodings_of_a_country_are_told_apart(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


def test_line_ends_and_inner_byte_order_marks_stay_as_they_are() -> None:
    assert decode("a\r\nb\rc\u2028d\ufeffe".encode()) == "a\r\nb\rc\u2028d\ufeffe"


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"])
def test_no_bytes_are_no_text(data: bytes) -> None:
    assert decode(data) == ""


def test_emoji_are_read_from_utf_16_without_a_mark() -> None:
    text = "A family 👨‍👩‍👧 and a flag 🇫🇷 in one line.\n"
    assert decode(text.encode("utf-16-le")) == text


def test_a_download_torn_inside_a_character_keeps_all_but_that_character() -> None:
    assert decode("Été à Genève — 中".encode()[:-1]) == "Été à Genève — \ufffd"


def test_a_damaged_byte_does_not_turn_the_rest_into_mojibake() -> None:
    assert decode(RUSSIAN.encode() + b"\xff" + RUSSIAN.encode()) == RUSSIAN + "\ufffd" + RUSSIAN


def test_replacement_characters_that_a_text_holds_already_are_no_damage() -> None:
    assert decode("Who said \ufffd\ufffd first?\n".encode()) == "Who said \ufffd\ufffd first?\n"


def test_a_single_accent_at_the_very_end_is_no_torn_utf_8() -> None:
    assert decode("They met at the café".encode("cp1252")) == "They met at the café"


def test_a_few_control_characters_make_no_binary_file() -> None:
    text = RUSSIAN + "\x00\x01"
    assert decode(text.encode()) == text


def test_a_utf_16_file_that_lost_half_a_character_keeps_the_rest() -> None:
    assert decode(ENGLISH.encode("utf-16-le") + b"x") == ENGLISH + "\ufffd"


def test_a_long_text_is_judged_by_samples_that_split_no_character() -> None:
    text = ("x" + JAPANESE) * 6000
    assert decode(text.encode("cp932")) == text


def test_the_samples_of_a_long_text_split_no_character() -> None:
    data = ("x" + JAPANESE).encode("cp932") * 6000
    for cut in range(4):
        sample = _sample(data[cut:])
        assert len(sample) < len(data)
        assert sample[-1:] == b"\n"
        assert sample.count(b"\nx") > 2000
        sample[sample.index(b"\n") :].decode("cp932")


def test_a_long_text_in_one_line_is_decoded_all_the_same() -> None:
    text = RUSSIAN.replace("\n", " ") * 4000
    assert decode(text.encode("cp1251")) == text


def test_one_foreign_byte_in_a_long_text_is_marked_where_it_stands() -> None:
    data = (JAPANESE * 200).encode("euc_jp")
    assert decode(data + b"\xff\n") == JAPANESE * 200 + "\ufffd\n"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0", "it is a PNG picture, not text"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF\0\1\1\0\0\1", "it is a JPEG picture, not text"),
        (b"GIF89a\1\0\1\0\x80\0\0\0\0\0", "it is a GIF picture, not text"),
        (b"RIFF\x1a\0\0\0WEBPVP8L\r\0\0\0", "it is a WebP picture, not text"),
        (b"%PDF-1.7\n1 0 obj\n<< >>\nendobj\n", "it is a PDF document, not text"),
        (rb"{\rtf1\ansi Some text.\par}", "it is an RTF document, not text"),
        (b"PK\3\4\x14\0\0\0\0\0word/document.xml", "it is a Word document, not text"),
        (b"PK\3\4\x14\0\0\0\0\0xl/workbook.xml", "it is an Excel workbook, not text"),
        (b"PK\3\4\x14\0\0\0\0\0mimetypeapplication/epub+zip", "it is an EPUB book, not text"),
        (b"PK\3\4\x14\0\0\0\0\0readme.txt", "it is a ZIP archive, not text"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0\0\0", "it is an old Word, Excel or PowerPoint document, not text"),
        (b"\x7fELF\2\1\1\0\0\0\0\0", "it is a program, not text"),
        (b"\x1f\x8b\x08\0\0\0\0\0\0\3", "it is a gzip archive, not text"),
        (b"SQLite format 3\0\x10\0\1\1\0\x40", "it is an SQLite database, not text"),
        (b"\0\0\0\x20ftypisom\0\0\2\0", "it is a film, not text"),
        (b"a.txt".ljust(257, b"\0") + b"ustar\x0000" + b"\0" * 248, "it is a tar archive, not text"),
        (bytes(range(256)) * 8, "it is a binary file, not text"),
        (bytes(64), "it is a binary file, not text"),
        (b"hello\0", "it is a binary file, not text"),
        (b"\xff\xfe" + b"\0\xd8" * 99, "it is a binary file, not text"),
        (b"\xff\xfe" + b"\3\0" * 99, "it is a binary file, not text"),
        (b"\xff\xfe" + bytes(range(256)) * 8, "it is a binary file, not text"),
    ],
)
def test_what_is_no_text_is_called_by_its_name(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableArticleError) as caught:
        decode(data)
    assert str(caught.value) == reason


def test_a_jumble_of_scripts_is_no_text_in_utf_16() -> None:
    jumble = "aЖब中 ሀக ת한 ກა" * 20
    with pytest.raises(UnreadableArticleError, match="it is a binary file, not text"):
        decode(jumble.encode("utf-16-le"))


@pytest.mark.parametrize("data", [b"\xff\xc0\xc1\x80", bytes(range(0x80, 0x100))])
def test_bytes_that_make_no_words_in_any_encoding_are_refused(data: bytes) -> None:
    with pytest.raises(UnreadableArticleError) as caught:
        decode(data)
    assert str(caught.value) == "it is in an encoding that Gloss does not know"


@pytest.mark.parametrize(
    "text",
    ["BMW sells more cars\n", "MZ is how it begins\n", "GIF89a is a format\n", "%PDF is how it begins\n", "II* III\n"],
)
def test_words_that_look_like_the_mark_of_a_binary_format_are_words(text: str) -> None:
    assert decode(text.encode()) == text


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("sample-arabic-1.txt", "sample-arabic.txt"),
        ("sample-french-1.txt", "sample-french.txt"),
        ("sample-russian.txt", "sample-russian-2.txt"),
    ],
)
def test_a_sample_in_an_older_encoding_is_the_same_as_in_utf_8(samples: Path, one: str, other: str) -> None:
    folder = samples / "enc_charset_normalizer"
    assert "".join(decode((folder / one).read_bytes()).split()) == "".join(
        decode((folder / other).read_bytes()).split()
    )


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("sample-bulgarian.txt", "право на образование"),
        ("sample-chinese.txt", "維基媒體基金會"),
        ("sample-english.bom.txt", "About 2 months ago"),
        ("sample-greek.txt", "μητρική γλώσσα"),
        ("sample-greek-2.txt", "μητρική γλώσσα"),
        ("sample-hebrew-2.txt", "אין כמעט ניבים אזוריים"),
        ("sample-hebrew-3.txt", "אין כמעט ניבים אזוריים"),
        ("sample-korean.txt", "역사적 예수 연구자들은"),
        ("sample-polish.txt", "URZĄDZENIE"),
        ("sample-russian-3.txt", "столица России"),
        ("sample-spanish.txt", "En el principio creó Dios"),
        ("sample-turkish.txt", "Türkiye'nin en kalabalık"),
    ],
)
def test_a_sample_holds_the_words_of_its_language(samples: Path, name: str, words: str) -> None:
    text = decode((samples / "enc_charset_normalizer" / name).read_bytes())
    assert words in text
    assert not text.startswith("\ufeff")


def test_the_big_list_of_naughty_strings_is_a_text(samples: Path) -> None:
    data = (samples / "nasty_blns" / "blns.txt").read_bytes()
    assert decode(data) == data.decode()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "cp1251", "gb18030", "euc_jp"])
def test_the_encoding_of_a_beginning_reads_the_rest(encoding: str) -> None:
    text = {
        "cp1251": "Паром опять опаздывает, говорят в порту. ",
        "gb18030": "渡轮今天又晚点了，港口方面说。它将在中午启航。",
        "euc_jp": "フェリーはまた遅れています、と港は言う。正午に出航します。",
    }.get(encoding, "Das Fährschiff läuft später aus. ")
    data = (text * 50).encode(encoding)
    assert data.decode(encoding_of(data)[0]) == text * 50


def test_a_byte_order_mark_tells_the_encoding_and_its_own_length() -> None:
    assert encoding_of("\ufeffLate".encode("utf-16-le")) == ("utf-16-le", 2)
    assert encoding_of(b"\xef\xbb\xbfLate") == ("utf-8", 3)
    assert encoding_of(b"Late") == ("utf-8", 0)

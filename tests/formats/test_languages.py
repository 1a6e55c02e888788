"""In which language a text is."""

import tempfile
from pathlib import Path

import pytest

from reader.formats import languages
from reader.formats.languages import detected

_UDHR = Path(__file__).parents[3] / "shared" / "samples" / "text_public_domain" / "udhr2"
_LANGUAGES = (
    "amh=am arb=ar ben=bn cmn_hans=zh cmn_hant=zh deu=de eng=en fra=fr heb=he hin=hi jpn=ja kat=ka khm=km kor=ko "
    "mya=my rus=ru spa=es tam=ta tha=th tur=tr urd=ur vie=vi"
)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The harbour opened again on Saturday, the mayor of the town said in the evening.", "en"),
        ("Der Hafen wurde am Samstag wieder geöffnet, sagte die Bürgermeisterin der Stadt am Abend.", "de"),
        ("港口星期六重新开放，市长在晚上说。", "zh"),
        ("港は土曜日に再開したと市長が夕方に語った。", "ja"),
        ("항구가 토요일에 다시 문을 열었다고 시장이 말했다.", "ko"),
        ("ท่าเรือเปิดอีกครั้งในวันเสาร์ นายกเทศมนตรีกล่าว", "th"),
        ("Порт снова открылся в субботу, сообщила вечером мэр города.", "ru"),
        ("Порт знову відкрився в суботу, повідомила ввечері міська голова.", "uk"),
        ("أعيد فتح الميناء يوم السبت، كما قال عمدة المدينة في المساء، ويمكن للسفن أن تدخل من جديد.", "ar"),
    ],
)
def test_the_language_of_a_text_is_told(text: str, language: str) -> None:
    assert detected(text) == language


def test_without_a_temporary_folder_nothing_is_told_and_nothing_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    languages._model.cache_clear()
    try:
        assert detected("Der Hafen wurde am Samstag wieder geöffnet, sagte die Bürgermeisterin am Abend.") == ""
    finally:
        languages._model.cache_clear()


@pytest.mark.parametrize("text", ["", "Ok", "12 345 678 90 12 34 56", "😀" * 50, "\ufffd" * 50])
def test_of_too_little_nothing_is_told(text: str) -> None:
    assert detected(text) == ""


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            "The harbour of the town and the pier were shut, and the mayor of Kello spoke of the storm.",
            "en",
        ),
        ("Le film « The Day of the Jackal » and co. a été vu par les spectateurs de la ville au bord de la mer.", "fr"),
        ("Der Roman “The Lord of the Rings” ist in der Bibliothek der Stadt am häufigsten ausgeliehen worden.", "de"),
    ],
)
def test_english_words_make_a_text_english_only_where_there_are_many(text: str, language: str) -> None:
    assert detected(text) == language


def test_chinese_with_a_few_latin_words_is_chinese() -> None:
    assert detected("中国外长在 Shanghai Cooperation Organization 会议上发表讲话，强调合作共赢和平发展") == "zh"


@pytest.mark.skipif(not _UDHR.is_dir(), reason="the shared samples are not here")
@pytest.mark.parametrize("pair", _LANGUAGES.split())
def test_a_long_text_of_each_sample_is_told_rightly(pair: str) -> None:
    name, language = pair.split("=")
    assert detected((_UDHR / f"{name}.txt").read_text("utf-8")) == language

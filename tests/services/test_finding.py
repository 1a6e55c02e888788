"""What is searched for is found: queries and what they find, in ten scripts, in a real library."""

from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path
from unicodedata import normalize as unicode_form

import pytest

from reader.domain.article import ArticleDraft, ArticleFilter, ArticleState
from reader.domain.listing import NEWEST_FIRST
from reader.domain.structure import plain_structure
from reader.services.annotate import Annotate
from reader.services.libraries import open_library
from reader.services.listing import Listing
from reader.services.read import Read
from reader.storage.entities import Entities
from reader.storage.library import Library
from tests.making import label_of, tag

# Name, title, body, source, author, date, language.
_TEXTS = [
    ("flood", "Flood closes the harbour", "The sea wall at Kello gave way; Mayor Duarte won’t rebuild it.",
     "Coastal Post", "Ana Lind", "2025-05-30", "en"),
    ("storm", "Storm insurance", "The harbour board pays for harbouring boats. A wall of water hit the sea front.",
     "Evening Courier", "Omar Haddad", "2025-06-02T08:15:00Z", "en-GB"),
    ("budget", "Budget of 1,204.5 million", "AT&T and the U.S. team asked for co-operation in 2024.",
     "Coastal Post", "Ana Lind", "2024-11-03", "en"),
    ("french", "L’été à Orléans", "Élisabeth a visité l’œuvre du maître ; l’hôtel était fermé.",
     "Le Matin", "Zoé Nuñez", "2025-01-15", "fr"),
    ("german", "Straßen in Łódź gesperrt", "Der Fluß trat über die Ufer. Ein Øresund-Zug fiel aus.",
     "Tagblatt", "Jörg Weiß", "2025-02", "de"),
    ("russian", "Мэр ещё не подписал договор", "Мой город, сказал Семён Королёв, ждёт реки\u0301 и моста.",
     "Вечерний город", "А. Зайцева", "2025-03-08", "ru"),
    ("arabic", "الرَّئِيسُ يَزُورُ المَدِينَة", "قال أحمد إنّ الميناء فُتِحَ في الصبـــاح، وعاد إلى القاهرة.",
     "صحيفة البحر", "ليلى", "2025-04-01", "ar"),
    ("persian", "گزارش از بندر", "مردم می‌خواهند کشتی‌ها برگردند.", "روزنامه", "", "2025-04-02", "fa"),
    ("chinese", "市长会见港口代表团", "新华市6月1日电，市长王小明表示，防波堤将于冬季前重建。台风造成损失。",
     "港口日报", "李华", "2025-06-01", "zh-Hans"),
    ("chinese2", "台风过后", "渔民回到海边。港 口今天开放，５月以来首次。", "晚报", "", "2025-06-01", "zh"),
    ("japanese", "港のニュース", "市長は「防波堤をすぐ直す」と述べた。ﾌｪﾘｰとトヨタ㈱の車も戻った。",
     "海の新聞", "山田", "2025-06-03", "ja"),
    ("thai", "ท่าเรือเปิดแล้ว", "นายกเทศมนตรีกล่าวว่ากำแพงกันคลื่นจะสร้างใหม่ก่อนฤดูหนาว", "ข่าวทะเล", "", "2025-06-04", "th"),
    ("korean", "항구가 다시 열렸다", "시장은 방파제를 겨울 전에 다시 짓겠다고 말했다.",
     "바다신문", "김민수", "2025-06-05", "ko"),
    ("greek", "Το λιμάνι άνοιξε", "Ο δήμαρχος είπε ότι ο μόλος θα ξαναχτιστεί· ΟΔΟΣ κλειστή.",
     "Θάλασσα", "", "2025-06-06", "el"),
    ("hebrew", "הַנָּמֵל נִפְתַּח", "ראש העיר אמר כי צה״ל יסייע בשיקום המזח.", "עיתון הים", "", "2025-06-07", "he"),
    ("hindi", "बंदरगाह फिर खुला", "महापौर ने कहा कि दीवार सर्दी से पहले बनेगी। ज़मीन गीली है।",
     "समुद्र समाचार", "", "2025-06-08", "hi"),
]  # fmt: skip


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory, empty_library: Path) -> Iterator[tuple[Library, dict[str, int]]]:
    path = tmp_path_factory.mktemp("found") / "library.db"
    path.write_bytes(empty_library.read_bytes())
    library = open_library(path)
    ids = {}
    with library.transaction():
        for name, title, body, source, author, published, language in _TEXTS:
            text = f"{title}\n\n{body}"
            ids[name] = library.articles.add(
                ArticleDraft(text, plain_structure(text, titled=True), title, source, author, "", published, language)
            )
    duarte = tag(library, ids["flood"], "Duarte")
    Annotate(library).note(duarte.id, "née Lagos; see the dossier")
    tag(library, ids["flood"], "The sea wall at Kello gave way", label="Statement")
    tag(library, ids["storm"], "harbour board", label="Organization")
    tag(library, ids["chinese"], "王小明")
    tag(library, ids["russian"], "Семён Королёв")
    wall = Entities(library).add("Семён Королёв", label_of(library, "Person").id)
    Entities(library).set_aliases(wall, ["Simon Korolev"])
    library.write("UPDATE annotation SET entity_id = ? WHERE article_id = ?", (wall, ids["russian"]))
    library.write("INSERT INTO tag (uid, name) VALUES ('t1', 'Ports')")
    library.write("INSERT INTO article_tag VALUES (?, 1), (?, 1)", (ids["chinese"], ids["storm"]))
    read = Read(library)
    read.star(ids["thai"], starred=True)
    read.mark(ids["flood"], ArticleState.DONE)
    read.mark(ids["greek"], ArticleState.READING)
    with library.transaction():
        binned = library.articles.add(
            ArticleDraft(
                "Old harbour", plain_structure("Old harbour", titled=True), "Old harbour", published="2020-01-01"
            )
        )
    read.bin(binned)
    yield library, {**ids, "binned": binned}
    library.close()


@pytest.fixture
def find(filled: tuple[Library, dict[str, int]]) -> Iterator[Callable[[str], str]]:
    """Tells the names of what a query finds, in the order of the list."""
    library, ids = filled
    listing = Listing(library)
    names = {number: name for name, number in ids.items()}

    def found(query: str) -> str:
        return " ".join(
            names[number] for number in chain.from_iterable(listing.ids(ArticleFilter(words=query), NEWEST_FIRST))
        )

    yield found
    listing.close()


_EVERYTHING = (
    "hindi hebrew greek korean thai japanese storm chinese2 chinese flood persian arabic russian german french budget"
)

QUERIES = [
    # Latin, with accents; words, phrases, prefixes, operators
    ("harbour", "storm flood"),
    ("HARBOUR wall", "storm flood"),
    ('"sea wall"', "flood"),
    ("“wall of water”", "storm"),
    ("harbouri*", "storm"),
    ("harb*", "storm flood"),
    ("harb", ""),
    ("flood OR insurance", "storm flood"),
    ("harbour NOT insurance", "flood"),
    ("harbour -kello", "storm"),
    ("(flood OR storm) (duarte OR budget)", "flood"),
    ("harbour AND (duarte OR haddad) NOT flood", "storm"),
    ("won't", "flood"),
    ("AT&T", "budget"),
    ("1,204.5", "budget"),
    ("co-operation", "budget"),
    ("ete orleans", "french"),
    ("ÉTÉ", "french"),
    ("oeuvre", "french"),
    ("elisabeth OR FLUSS", "german french"),
    ("lodz strassen", "german"),
    ("oresund", "german"),
    # Cyrillic
    ("еще мэр", "russian"),
    ("реки", "russian"),
    ("мои", ""),
    ("МОЙ", "russian"),
    ("корол*", "russian"),
    # Arabic and Persian, with vowel signs, hamza, tatweel and what joins
    ("الرئيس", "arabic"),
    ("المدينة يزور", "arabic"),
    ("احمد", "arabic"),
    ("الصباح", "arabic"),
    ("إلى القاهرة", "arabic"),
    ("ميخواهند", "persian"),
    ("كشتي*", "persian"),
    # Chinese
    ("市长", "chinese"),
    ("港口", "chinese"),
    ("台风", "chinese2 chinese"),
    ("王小明", "chinese"),
    ("小明表示", "chinese"),
    ("「防波堤将」", "chinese"),
    ("6月1日", "chinese"),
    ("5月", "chinese2"),
    ("波", "japanese chinese"),
    ("堤波", ""),
    ("台风 -渔民", "chinese"),
    # Japanese
    ("市長", "japanese"),
    ("防波堤", "japanese chinese"),
    ("ニュース", "japanese"),
    ("フェリー", "japanese"),
    ("ﾄﾖﾀ", "japanese"),
    ("株", "japanese"),
    # Thai
    ("กำแพง", "thai"),
    ("กันคลื่น", "thai"),
    ("ท่าเรือ ฤดูหนาว", "thai"),
    ("เทศ", "thai"),
    # Korean, Greek, Hebrew, Hindi
    ("방파제", "korean"),
    ("항구 겨울", "korean"),
    ("λιμανι", "greek"),
    ("ΜΌΛΟΣ", "greek"),
    ("οδος", "greek"),
    ("הנמל", "hebrew"),
    ('צה"ל', "hebrew"),
    ("दीवार", "hindi"),
    ("ज़मीन", "hindi"),
    ("दिवार", ""),
    # Fields
    ("title:harbour", "flood"),
    ("text:insurance OR source:post", "storm flood budget"),
    ("Source:“coastal post” author:lind", "flood budget"),
    ("title:(flood OR storm)", "storm flood"),
    ("note:dossier", "flood"),
    ("nee", "flood"),
    ('quote:"sea wall"', "flood"),
    ("quote:王小", "chinese"),
    ("label:person", "chinese flood russian"),
    ("label:pers -duarte", "chinese russian"),
    ("entity:duarte", "flood"),
    ("entity:“simon KOROLEV”", "russian"),
    ("entity:王小明", "chinese"),
    ("has:claim", "flood"),
    ("has:entity -has:claim", "storm chinese russian"),
    ("has:note", "flood"),
    ("has:star OR is:done", "thai flood"),
    ("is:reading", "greek"),
    ("is:starred", "thai"),
    ("is:binned", "binned"),
    ("harbour (is:binned OR is:done)", "flood binned"),
    ("tag:ports", "storm chinese"),
    ("annotator:tester label:organization", "storm"),
    ("lang:zh", "chinese2 chinese"),
    ("lang:en harbour", "storm flood"),
    ("date:2025-06-01", "chinese2 chinese"),
    ("date:2025-05..2025-06-02 harbour", "storm flood"),
    ("date:..2024", "budget"),
    ("date:2025-06-07..", "hindi hebrew"),
    ("date:2025-02", "german"),
    ("added:today is:unread -date:2025", "budget"),
    ("added:2020", ""),
    ("-date:2025 OR entity:duarte", "flood budget"),
    ("NOT (label:person OR date:2025-06 OR lang:fr) -budget", "persian arabic german"),
    ("", _EVERYTHING),
]  # fmt: skip


@pytest.mark.parametrize(("query", "expected"), QUERIES)
def test_a_query_finds_what_it_should_and_nothing_else(find: Callable[[str], str], query: str, expected: str) -> None:
    assert find(query) == expected


@pytest.mark.parametrize(("query", "expected"), QUERIES)
def test_a_query_finds_the_same_in_decomposed_letters(find: Callable[[str], str], query: str, expected: str) -> None:
    assert find(unicode_form("NFD", query)) == expected


@pytest.mark.parametrize(("query", "expected"), [case for case in QUERIES if case[0]])
def test_what_is_counted_is_what_is_found(
    filled: tuple[Library, dict[str, int]], find: Callable[[str], str], query: str, expected: str
) -> None:
    listing = Listing(filled[0])
    assert listing.count(ArticleFilter(words=query)) == len(expected.split())
    listing.close()

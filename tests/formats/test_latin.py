"""Texts in Latin letters, one byte a letter: which encoding makes words of them."""

import pytest

from reader.formats.encoding import decode
from reader.formats.latin import latin_encoding

TEXTS = {
    "Czech": "Obyvatelé vesnice se včera sešli u starého mlýna. Nikdo nevěděl, proč světla zhasla tak náhle.",
    "Danish": "Beboerne mødtes i går ved den gamle mølle. Ingen vidste, hvorfor søen steg så hurtigt på én nat.",
    "Estonian": "Küla elanikud kogunesid vana veski juurde. Keegi ei teadnud, miks jõgi nii kõrgele tõusis.",
    "French": "Les habitants se sont réunis hier. « Où est passée l’eau ? » dit le maire, étonné que ça n’ait gêné.",
    "German": "Die Bürger trafen sich an der alten Mühle. „Schön, dass ihr da seid“, grüßte der Müller.",
    "Hungarian": "A falu lakói este összegyűltek az öreg malomnál. Senki sem tudta, miért nőtt meg a folyó vize.",
    "Icelandic": "Íbúar þorpsins komu saman við gömlu mylluna. Enginn vissi hvers vegna áin hækkaði svo ört.",
    "Italian": "Gli abitanti si sono riuniti al vecchio mulino. «Perché?», chiese il sindaco. La città è già là.",
    "Latvian": "Ciema iedzīvotāji vakarā sapulcējās pie dzirnavām. Neviens nezināja, kāpēc upe kļuva tik plaša.",
    "Polish": "Mieszkańcy wsi zebrali się przy starym młynie. Nikt nie wiedział, dlaczego światła zgasły.",
    "Portuguese": "Os moradores reuniram-se à noite junto ao moinho. «Não sabemos a razão», disse a irmã do juiz.",
    "Romanian": "Locuitorii satului s-au adunat lângă moara veche. Nimeni nu ştia de ce apa creştea în faţa lor.",
    "Spanish": "Los vecinos se reunieron anoche. ¿Quién sabía por qué creció el río? El niño calló.",
    "Turkish": "Köylüler dün akşam eski değirmenin yanında toplandı. Işıkların neden söndüğünü kimse bilmiyordu.",
}
ENCODINGS = {
    "cp1252": ("Danish", "French", "German", "Icelandic", "Italian", "Portuguese", "Spanish"),
    "mac_roman": ("Danish", "French", "German", "Italian", "Portuguese", "Spanish"),
    "cp850": ("Danish", "Italian", "Portuguese", "Spanish"),
    "cp1250": ("Czech", "Hungarian", "Polish", "Romanian"),
    "iso8859_2": ("Czech", "Hungarian", "Polish", "Romanian"),
    "cp852": ("Czech", "Hungarian", "Polish", "Romanian"),
    "cp1254": ("Turkish",),
    "iso8859_9": ("Turkish",),
    "cp1257": ("Estonian", "Latvian"),
}


@pytest.mark.parametrize(
    ("language", "encoding"), [(language, encoding) for encoding, all_ in ENCODINGS.items() for language in all_]
)
def test_a_text_is_read_in_the_encoding_that_its_language_was_written_in(language: str, encoding: str) -> None:
    assert decode(TEXTS[language].encode(encoding)) == TEXTS[language]


@pytest.mark.parametrize(
    "words",
    ["naïve café", "“quoted” — and more…", "it’s", "10 € or 5 £", "20 °C ± 1", "Müller and Núñez", "a word—a dash"],
)
def test_an_english_text_keeps_its_few_odd_characters(words: str) -> None:
    text = f"The town met at the old mill last night and heard {words} from the mayor, who said little else."
    assert decode(text.encode("cp1252")) == text


def test_a_euro_sign_tells_latin_9_from_windows() -> None:
    text = "Le billet coûte 10 € à présent, pas plus."
    assert decode(text.encode("iso8859_15")) == text


def test_a_capital_inside_a_word_speaks_against_an_encoding() -> None:
    assert decode("They sat in the café all day".encode("cp850")) == "They sat in the café all day"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Никто не знал, почему вода поднялась", "cp1251"),
        ("没有人知道河水为什么涨得这么快", "gb18030"),
        ("plain ASCII", "ascii"),
    ],
)
def test_what_is_not_in_latin_letters_is_left_to_others(text: str, encoding: str) -> None:
    assert latin_encoding(text.encode(encoding)) == ""

"""A whole article tagged by keys alone: every mention with its entity, every claim with claimant, quote type, about."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reader.services.register import Register
from tests.ui.hands import Hands

PERSON, ORGANIZATION, PLACE, EVENT, POLICY = "12345"


@dataclass(frozen=True)
class Mention:
    """Words to tag, the first after `after`, the key of their label, and the name of the entity that they mean."""

    after: str
    words: str
    key: str
    entity: str


CPC, SCO = "Communist Party of China", "Shanghai Cooperation Organization"
COMMISSION = "Commission for Political and Legal Affairs of the CPC Central Committee"
MEETING = "13th International Meeting of High Representatives for Security Issues"
TENTH = "10th meeting of the China-Russia law-enforcement and security cooperation mechanism"
CHEN, XI, PUTIN, SHOIGU = "Chen Wenqing", "Xi Jinping", "Putin", "Sergei Shoigu"
GSI = "Global Security Initiative"

#: What is mentioned, in the order of the text.
MENTIONS = (
    Mention("attends meetings in Russia", "MOSCOW", PLACE, "MOSCOW"),
    Mention("May 29", "Xinhua", ORGANIZATION, "Xinhua"),
    Mention("official of the ", CPC, ORGANIZATION, CPC),
    Mention("Communist Party of China (", "CPC", ORGANIZATION, CPC),
    Mention("(CPC) ", CHEN, PERSON, CHEN),
    Mention("attended the ", MEETING, EVENT, MEETING),
    Mention("a speech in ", "Russia", PLACE, "Russia"),
    Mention("attended the meeting.", "Chen", PERSON, CHEN),
    Mention(
        "member of the ",
        "Political Bureau of the CPC Central Committee",
        ORGANIZATION,
        "Political Bureau of the CPC Central Committee",
    ),
    Mention("head of the ", COMMISSION, ORGANIZATION, COMMISSION),
    Mention("said President ", XI, PERSON, XI),
    Mention("proposed The ", GSI, POLICY, GSI),
    Mention("pointed out that ", "China", PLACE, "China"),
    Mention("universal security.", "Chen", PERSON, CHEN),
    Mention("delegations of the ", "BRICS", ORGANIZATION, "BRICS"),
    Mention("states of the ", SCO, ORGANIZATION, SCO),
    Mention("On May 27, ", "Chen", PERSON, CHEN),
    Mention("Chen and ", SHOIGU, PERSON, SHOIGU),
    Mention(
        "secretary of the ", "Russian Federation Security Council", ORGANIZATION, "Russian Federation Security Council"
    ),
    Mention("co-chaired the ", TENTH, EVENT, TENTH),
    Mention("mechanism.", "Chen", PERSON, CHEN),
    Mention("Chen said President ", "Xi", PERSON, XI),
    Mention("with President ", "Putin", PERSON, PUTIN),
    Mention("next stage of ", "China", PLACE, "China"),
    Mention("next stage of China-", "Russia", PLACE, "Russia"),
    Mention("relations.", "China", PLACE, "China"),
    Mention("China is willing to work with ", "Russia", PLACE, "Russia"),
    Mention("actively implement the ", GSI, POLICY, GSI),
    Mention("international relations, ", "Chen", PERSON, CHEN),
    Mention("Chen added.", "President Xi", PERSON, XI),
    Mention("marking the ", "80th anniversary of the Victory", EVENT, "80th anniversary of the Victory"),
    Mention("Victory in the ", "Soviet Union", PLACE, "Soviet Union"),
    Mention("Union's ", "Great Patriotic War", EVENT, "Great Patriotic War"),
    Mention("significance, ", "Shoigu", PERSON, SHOIGU),
    Mention("adding that ", "Russia", PLACE, "Russia"),
    Mention("Russia is willing to work with ", "China", PLACE, "China"),
    Mention("", "CPC", ORGANIZATION, CPC),
    Mention("attends meetings in ", "Russia", PLACE, "Russia"),
)


def start_of(text: str, mention: Mention) -> int:
    """Where the words of a mention stand."""
    return text.index(mention.words, text.index(mention.after) + len(mention.after))


def tag_mentions(hands: Hands) -> None:
    """Tag every mention and say which entity it means."""
    for mention in MENTIONS:
        start = start_of(hands.text, mention)
        if mention.words.isalpha() and "-" not in hands.text[start - 1 : start + len(mention.words) + 1]:
            hands.go(start)
        else:
            hands.select(start, start + len(mention.words))
        hands.press(mention.key, doing="tagging")
        name_entity(hands, mention.entity)


def name_entity(hands: Hands, name: str) -> None:
    """Say which entity the current annotation means, where it was not linked by itself."""
    if entity_of(hands) == name:
        return
    proposal = Register(hands.library).proposal(hands.current())
    first = proposal.candidates[0].entity.name if proposal.candidates else proposal.name
    if first == name:
        hands.press("Shift+E", doing="naming")
    else:
        hands.press("E", doing="naming")
        hands.type(name[:5], doing="naming")
        hands.press("Return", doing="naming")
    assert entity_of(hands) == name, (
        name,
        entity_of(hands),
        hands.library.row("SELECT quote,start FROM annotation WHERE id=?", (hands.current(),)),
        hands.window.status.said(),
    )


def entity_of(hands: Hands) -> str:
    """The name of the entity of the current annotation, or an empty text."""
    row = hands.library.row(
        "SELECT name FROM annotation JOIN entity ON entity.id = entity_id WHERE annotation.id = ?", (hands.current(),)
    )
    return row[0] if row else ""


@pytest.fixture
def hands(qtbot: QtBot, library, open_window, samples: Path) -> Hands:
    from reader.services.import_articles import import_paths

    import_paths(library, [samples / "xinhua-2025-05-30.txt"])
    window = open_window()
    window.resize(1440, 900)
    window.frame.focus_text()

    def press(keys: str) -> None:
        combination = QKeySequence(keys)[0]
        QTest.keyClick(QApplication.focusWidget(), combination.key(), combination.keyboardModifiers())
        QApplication.processEvents()

    return Hands(window, library, 1, press)


def test_an_article_is_tagged_in_full_by_keys_alone(hands: Hands) -> None:
    tag_mentions(hands)
    print(hands.pressed, hands.pressed.total())
    print(
        hands.library.rows(
            "SELECT name, count(*) FROM annotation JOIN entity ON entity.id = entity_id GROUP BY entity_id"
        )
    )

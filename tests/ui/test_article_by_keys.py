"""A whole article tagged by keys alone: every mention with its entity, every claim with claimant, quote type, about."""

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from reader.domain.annotation import AnnotationFilter
from reader.domain.questions import Field
from reader.domain.tables import Table
from reader.services.export_tables import export_table
from reader.services.import_articles import import_paths
from reader.services.records import Records
from reader.services.register import Register
from reader.storage.library import Library
from reader.ui.main_window import MainWindow
from tests.ui.hands import Hands

_KEPT = Path(__file__).parents[1] / "data" / "article-by-keys"
#: So many code points of a text are kept, with what says that there was more.
_MOST = 40

#: More keys than these are not pressed for all of it, the way of the caret included.
MOST_KEYS = 540

PERSON, ORGANIZATION, PLACE, EVENT, POLICY = "12345"
STATEMENT, QUOTATION, PROMISE, STATISTIC, JUDGEMENT = "sqpnj"


@dataclass(frozen=True)
class Mention:
    """Words to tag, the first after `after`, the key of their label, and the name of the entity that they mean."""

    after: str
    words: str
    key: str
    entity: str


@dataclass(frozen=True)
class Claim:
    """A claim to tag, from its first words to its last, the key of its label, and what its record is to say."""

    first: str
    last: str
    key: str
    claimant: str
    about: frozenset[str] = frozenset()


AUTHOR = "author"
CPC, SCO = "Communist Party of China", "Shanghai Cooperation Organization"
BUREAU, COUNCIL = "Political Bureau of the CPC Central Committee", "Russian Federation Security Council"
COMMISSION = "Commission for Political and Legal Affairs of the CPC Central Committee"
MEETING = "13th International Meeting of High Representatives for Security Issues"
TENTH = "10th meeting of the China-Russia law-enforcement and security cooperation mechanism"
CHEN, XI, PUTIN, SHOIGU = "Chen Wenqing", "Xi Jinping", "Putin", "Sergei Shoigu"
CHINA, RUSSIA, UNION = "China", "Russia", "Soviet Union"
GSI = "Global Security Initiative"
VICTORY, WAR = "80th anniversary of the Victory", "Great Patriotic War"

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
    Mention("relations.\n\nChina is willing to work with ", "Russia", PLACE, "Russia"),
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


#: What is claimed, in the order of the text.
CLAIMS = (
    Claim("Representatives from 126", "attended the meeting.", STATISTIC, AUTHOR),
    Claim("President Xi Jinping proposed", "security efforts", QUOTATION, CHEN, frozenset((XI, GSI))),
    Claim("China is willing to work with the inter", "universal security", PROMISE, CHEN, frozenset((CHINA,))),
    Claim("The parties reached consensus", "security governance.", STATEMENT, AUTHOR),
    Claim("President Xi held", "China-Russia relations", JUDGEMENT, CHEN, frozenset((XI, PUTIN, CHINA, RUSSIA))),
    Claim(
        "China is willing to work with Russia",
        "international relations",
        PROMISE,
        CHEN,
        frozenset((CHINA, RUSSIA, GSI)),
    ),
    Claim(
        "President Xi's state visit",
        "multilateral significance",
        JUDGEMENT,
        SHOIGU,
        frozenset((XI, VICTORY, UNION, WAR)),
    ),
    Claim("Russia is willing to work", "stability into the world", PROMISE, SHOIGU, frozenset((RUSSIA, CHINA))),
)


def tag_mentions(hands: Hands) -> None:
    """Tag every mention and say which entity it means, where it is not linked by itself."""
    for mention in MENTIONS:
        start = hands.text.index(mention.words, hands.text.index(mention.after) + len(mention.after))
        stop = start + len(mention.words)
        if mention.words.isalpha() and "-" not in hands.text[start - 1 : stop + 1]:
            hands.go(start)  # the key takes the word at the caret
        else:
            hands.select(start, stop)
        hands.press(mention.key, doing="tagging")
        if entity_of(hands) != mention.entity:
            name_entity(hands, mention.entity)


def name_entity(hands: Hands, name: str) -> None:
    """Say which entity the current annotation means: at once where it is what is proposed first."""
    proposal = Register(hands.library).proposal(hands.current())
    first = proposal.candidates[0].entity.name if proposal.candidates else proposal.name
    if first == name:
        hands.press("Shift+E", doing="naming")
    else:
        hands.press("E", doing="naming")
        hands.type(name[:5], doing="naming")
        hands.press("Return", doing="naming")
    assert entity_of(hands) == name


def entity_of(hands: Hands) -> str:
    """The name of the entity of the current annotation, or an empty text."""
    found = hands.library.annotations.get(hands.current())
    assert found is not None
    return _name(hands.library, found.entity_id)


def tag_claims(hands: Hands) -> None:
    """Tag every claim and fill in its record by what is proposed."""
    for claim in CLAIMS:
        start = hands.text.index(claim.first)
        if claim.last.endswith("."):
            hands.go(start)  # the key takes the sentence at the caret
        else:
            hands.select(start, hands.text.index(claim.last, start) + len(claim.last))
        hands.press(claim.key, doing="tagging")
        hands.press("Shift+D", doing="recording")
        assert said(hands, Field.CLAIMANT) == {claim.claimant}
        assert said(hands, Field.QUOTE_TYPE) == {"indirect"}
        assert said(hands, Field.ABOUT) == claim.about


def said(hands: Hands, field: Field) -> set[str]:
    """What the record of the current annotation says: entities by their names."""
    records = Records(hands.library)
    answers = records.record(hands.current()).answers.get(records.questions().of_field(field).id, ())
    return {each.value or _name(hands.library, each.entity_id) for each in answers}


def _name(library: Library, entity_id: int | None) -> str:
    entity = Register(library).entity(entity_id) if entity_id is not None else None
    return entity.name if entity is not None else ""


@pytest.fixture
def hands(library: Library, open_window: Callable[[], MainWindow], samples: Path) -> Hands:
    """Hands on a window of the usual size, the caret at the start of the article's body."""
    import_paths(library, [samples / "xinhua-2025-05-30.txt"])
    window = open_window()
    window.resize(1440, 900)
    window.frame.focus_text()
    QApplication.processEvents()

    def press(keys: str) -> None:
        combination = QKeySequence(keys)[0]  # type: ignore[index]
        holder = QApplication.focusWidget()
        assert holder is not None
        QTest.keyClick(holder, combination.key(), combination.keyboardModifiers())
        QApplication.processEvents()

    return Hands(window, library, 1, press)


def test_an_article_is_tagged_in_full_by_keys_alone(hands: Hands, tmp_path: Path) -> None:
    tag_mentions(hands)
    tag_claims(hands)
    assert len(MENTIONS) + len(CLAIMS) == hands.pressed["tagging"]
    assert hands.pressed["naming"] <= len(MENTIONS)
    assert hands.pressed["recording"] == len(CLAIMS)
    assert hands.pressed.total() <= MOST_KEYS
    for table in (Table.ANNOTATIONS, Table.CLAIMS, Table.ENTITIES, Table.LINKS):
        path = tmp_path / f"{table}.csv"
        export_table(hands.library, path, table, AnnotationFilter())
        assert kept(path) == (_KEPT / path.name).read_text(), table


def kept(path: Path) -> str:
    """A table as it is kept: ids by their numbers, no moments and no context, the beginnings of long texts."""
    numbers: dict[str, str] = {}
    with path.open(newline="") as file:
        header, *rows = csv.reader(file)
    columns = [at for at, name in enumerate(header) if not name.startswith("context_") and not name.endswith("_at")]

    def short(name: str, cell: str) -> str:
        if cell and name.removesuffix("s").endswith("id"):
            return "; ".join(numbers.setdefault(uid, f"#{len(numbers) + 1}") for uid in cell.split("; "))
        return cell if len(cell) <= _MOST else f"{cell[:_MOST]}… ({len(cell)})"

    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\n")
    writer.writerow(header[at] for at in columns)
    writer.writerows([short(header[at], row[at]) for at in columns] for row in rows)
    return lines.getvalue()

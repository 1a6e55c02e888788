"""What codebooks ask, in from files and out to them: nothing is deleted, and no answer is lost."""

from collections.abc import Callable
from pathlib import Path

import pytest

from reader.domain.codebook import LabelKind
from reader.domain.question_edits import AttributeDraft, Form
from reader.domain.questions import AttributeType, Field
from reader.formats import codebooks
from reader.places import resources
from reader.services.edit_codebook import EditCodebook
from reader.services.edit_questions import EditQuestions
from reader.services.libraries import open_library
from reader.storage.library import Library
from tests.making import label_of, tag
from tests.services.codebooks import answer_attribute, link, links, refusal

CLAIM = LabelKind.CLAIM
STATEMENT = '[[labels]]\nkind = "claim"\nname = "Statement"\n'
WEIGHT = '[[attributes]]\nkind = "claim"\nname = "Weight"\n'


@pytest.fixture
def ask(library: Library, edit: EditCodebook) -> EditQuestions:
    """What the codebook asks; `edit` checks at the end that all of it is undone and redone."""
    return EditQuestions(library)


@pytest.fixture
def take(edit: EditCodebook, tmp_path: Path) -> Callable[[str], tuple[str, ...]]:
    """Imports a text as a codebook; the notes, and what became of what it asks."""

    def take_in(text: str) -> tuple[str, ...]:
        path = tmp_path / "book.toml"
        path.write_text(text, "utf-8")
        done = edit.import_file(path)
        return (*done.notes, *done.asked)

    return take_in


Take = Callable[[str], tuple[str, ...]]


def weight(ask: EditQuestions, kind: AttributeType = AttributeType.TEXT, *choices: str) -> int:
    ask.add(AttributeDraft(CLAIM, "Weight", kind, choices))
    return ask.questions().attributes[-1].id


def test_the_codebook_of_the_news_changes_nothing_in_a_new_library(edit: EditCodebook) -> None:
    done = edit.import_file(resources() / "codebooks" / "news.toml")
    assert (done.sentence(), done.notes, done.asked, done.changes) == ("added 0, changed 0, unchanged 16", (), (), ())


@pytest.mark.parametrize("old", ["library-1.db", "library-2.db"])
def test_an_old_library_asks_what_a_new_one_does(old: str, tmp_path: Path, ask: EditQuestions) -> None:
    path = tmp_path / old
    path.write_bytes((Path(__file__).parents[1] / "data" / old).read_bytes())
    grown = open_library(path)
    mine, theirs = ask.questions().attributes, EditQuestions(grown).questions().attributes
    grown.close()
    assert [(each.name, each.field, each.choices) for each in theirs if each.field] == [
        (each.name, each.field, each.choices) for each in mine
    ]


def test_what_a_codebook_asks_goes_from_one_library_to_another(
    ask: EditQuestions, edit: EditCodebook, library: Library, new_library: Callable[[str], Path], tmp_path: Path
) -> None:
    weight(ask, AttributeType.CHOICE, "low", "high")
    ask.set_form(label_of(library, "Statement").id, Form.LONG)
    ask.ask(label_of(library, "Forecast").id, ask.questions().of_field(Field.CUE).id)
    ask.rename(ask.questions().of_field(Field.CLAIMANT).id, "Speaker")
    ask.link_types.rename(1, "speaker")
    edit.export_file(tmp_path / "book.toml")
    other = open_library(new_library("other.db"))
    theirs = EditCodebook(other)
    done = theirs.import_file(tmp_path / "book.toml")
    assert done.asked == (
        "attributes: added 1, changed 1, unchanged 18",
        "link types: added 0, changed 1, unchanged 6",
        "asks changed: 2",
    )
    theirs.export_file(tmp_path / "again.toml")
    one, two = (codebooks.read_all(tmp_path / name) for name in ("book.toml", "again.toml"))
    assert [label.asks for label in one.labels] == [label.asks for label in two.labels]
    assert [each.name for each in one.attributes] == [each.name for each in two.attributes]
    assert theirs.import_file(tmp_path / "book.toml").changes == ()
    other.close()


def test_a_file_that_says_nothing_of_them_changes_nothing_about_them(ask: EditQuestions, take: Take) -> None:
    weight(ask)
    before = (ask.questions(), ask.link_types.types())
    assert take(STATEMENT) == ()
    assert (ask.questions(), ask.link_types.types()) == before


def test_a_type_is_taken_in_where_no_answer_is_lost(
    ask: EditQuestions, library: Library, article: int, take: Take
) -> None:
    attribute_id = weight(ask)
    made = tag(library, article, "The flood closed 126 shops", label="Statement").id
    answer_attribute(library, made, "126", attribute=attribute_id)
    take(WEIGHT + 'type = "number"')
    assert ask.questions().attributes[-1].type is AttributeType.NUMBER
    assert take(WEIGHT + 'type = "date"') == ("“Weight” keeps its type: 1 answer would be lost.",)
    assert ask.questions().attributes[-1].type is AttributeType.NUMBER


def test_choices_that_answers_use_stay(ask: EditQuestions, library: Library, article: int, take: Take) -> None:
    attribute_id = weight(ask, AttributeType.CHOICE, "low", "middle", "high")
    made = tag(library, article, "The flood closed 126 shops", label="Statement").id
    answer_attribute(library, made, "high", attribute=attribute_id)
    told = take(WEIGHT + 'choices = ["little", "low"]')
    assert told[0] == "“Weight” keeps what answers use and the file does not have: “high”."
    assert ask.questions().attributes[-1].choices == ("little", "low", "high")


def test_what_other_formats_build_on_stays_and_that_is_told(ask: EditQuestions, take: Take) -> None:
    told = take('[[attributes]]\nkind = "claim"\nname = "Certainty"\ntype = "text"\nchoices = ["sure"]')
    assert told == (
        "“Certainty” keeps its type: every claim record has it.",
        "“Certainty” keeps its choices: other formats know them.",
    )


def test_a_label_asks_what_the_file_names(ask: EditQuestions, library: Library, take: Take) -> None:
    take(STATEMENT + 'asks = ["cue", "Weight"]\n' + WEIGHT)
    label = label_of(library, "Statement").id
    assert [each.name for each in ask.questions().asked_by(label)] == ["Cue", "Weight"]
    take(STATEMENT + 'asks = "short"')
    assert ask.form(label) is Form.SHORT
    assert "Statement” is to ask “Tone”, and there is no such attribute for claims." in refusal(
        lambda: take(STATEMENT + 'asks = ["Tone"]')
    )


def test_types_of_links_may_exchange_their_names(
    ask: EditQuestions, library: Library, article: int, take: Take
) -> None:
    one, other = tag(library, article, "Ines Duarte").id, tag(library, article, "Omar Haddad").id
    link(library, "supports", one, other)
    link(library, "contradicts", other, one)
    told = take(
        '[[link_types]]\nname = "contradicts"\nrole = "supports"\n[[link_types]]\nname = "supports"\n'
        'role = "contradicts"\n[[link_types]]\nname = "answers"'
    )
    assert told == ("link types: added 1, changed 2, unchanged 0",)
    assert links(library) == [("contradicts", one, other), ("supports", other, one)]
    assert ask.link_types.types()[-1].name == "answers"


def test_two_attributes_of_one_name_are_refused(ask: EditQuestions, take: Take) -> None:
    uid = ask.questions().of_field(Field.CUE).uid
    sentence = refusal(lambda: take(f'[[attributes]]\nkind = "claim"\nname = "Topics"\nuid = "{uid}"'))
    assert sentence.endswith("There is an attribute “Topics” for claims already.")

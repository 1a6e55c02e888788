"""JSON Lines: an object a line, what is none is refused by itself, and nested values have dotted names."""

import io

import pytest

from reader.domain.intake import GUESSED
from reader.errors import UnreadableArticleError
from reader.formats import jsonl
from reader.formats.found import Found, Refused


def read(data: str | bytes) -> list[Found | Refused]:
    return list(jsonl.read(io.BytesIO(data.encode() if isinstance(data, str) else data), "/news.jsonl", GUESSED))


def told(data: str) -> list[str]:
    return [f"{item.place}: {item.draft.text if isinstance(item, Found) else item.reason}" for item in read(data)]


def test_each_line_is_an_article() -> None:
    assert told('{"text": "One."}\n\n{"text": "Two."}') == ["line 1: One.", "line 3: Two."]


def test_nested_values_have_dotted_names() -> None:
    (found,) = read('{"data": {"text": "One."}, "meta": {"source": "Daily", "date": "2025-05-30"}, "tags": [1, 2]}')
    assert isinstance(found, Found)
    assert (found.draft.text, found.draft.source, found.draft.published) == ("One.", "Daily", "2025-05-30")


def test_a_list_of_texts_is_the_paragraphs_of_one_and_of_names_the_authors() -> None:
    (found,) = read('{"paragraphs": ["One.", "Two."], "authors": ["Ana Ruiz", "Bo Li"]}')
    assert isinstance(found, Found)
    assert (found.draft.text, found.draft.author) == ("One.\n\nTwo.", "Ana Ruiz, Bo Li")


def test_a_line_that_is_no_object_is_refused_and_the_others_are_taken() -> None:
    assert told('{"text": "One."}\n[1]\n{"text": }\n{"text": ""}\n{"body": "x"}\n{"text": "Two."}\n') == [
        "line 1: One.",
        "line 2: it is no object with names and values",
        "line 3: it is no JSON: expecting value (column 10)",
        "line 4: the column “text” is empty",
        "line 5: the column “text” is empty",
        "line 6: Two.",
    ]


def test_an_object_over_several_lines_is_taken_too() -> None:
    assert told('{\n  "text": "One.",\n  "of": {\n  }\n}\n{\n  "text": "Two."\n},\n{"text": "Three."}\n') == [
        "line 1: One.",
        "line 6: Two.",
        "line 9: Three.",
    ]


@pytest.mark.parametrize("line", ['{"text": ' + "[" * 100_000, '{"text": "x", "n": ' + "9" * 5000 + "}", "[" * 100_000])
def test_a_line_made_to_break_a_reader_is_refused(line: str) -> None:
    (first, second) = read(f'{line}\n{{"text": "One."}}\n' if line.endswith("}") else f'{{"text": "One."}}\n{line}\n')
    refused = first if isinstance(first, Refused) else second
    assert isinstance(refused, Refused)
    assert refused.reason.startswith("it is no JSON")


def test_a_lone_surrogate_is_no_trouble() -> None:
    assert told('{"text": "One \\ud800."}') == ["line 1: One \ufffd."]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_lines_may_be_in_another_encoding(encoding: str) -> None:
    (found,) = read('{"text": "Zu spät — wieder."}\n'.encode(encoding))
    assert isinstance(found, Found)
    assert found.draft.text == "Zu spät — wieder."


def test_objects_without_a_text_are_refused_as_a_whole() -> None:
    with pytest.raises(UnreadableArticleError) as caught:
        read('{"filename": "cat.png"}\n')
    assert str(caught.value) == "none of its columns is known to hold the text; they are “filename”"

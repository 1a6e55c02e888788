"""Annotations in words, however many lie at one place."""

from dataclasses import replace

from reader.storage.library import Library
from reader.ui.panes.reading.telling import spoken, tip
from tests.making import tag


def test_a_tip_and_a_voice_tell_of_many_annotations_only_how_many_more_there_are(
    library: Library, article: int
) -> None:
    codebook = library.labels.codebook()
    one = tag(library, article, "Ines")
    many = [replace(one, id=number) for number in range(2000)]
    assert tip(many, codebook, "").count("<p>") == 11
    assert tip(many, codebook, "").endswith("<p>and 1,990 more</p>")
    assert spoken(many, codebook).endswith("; and 1,990 more")
    assert spoken(many[:2], codebook) == "2 annotations: Person: Ines; Person: Ines"
    assert tip(many[:10], codebook, "").count("<p>") == 10

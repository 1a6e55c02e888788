"""What a person may do to the records of annotations, as rules of the machine that tests undo."""

from collections.abc import Callable

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from reader.domain.answering import OF_ENTITIES, SEVERAL, scales_of
from reader.domain.questions import Attribute, AttributeType
from reader.domain.record import AUTHOR, UNNAMED, Answer, Evidence, EvidenceStance
from reader.domain.span import Span
from reader.services.records import Records
from reader.storage.library import Library
from tests.services.codebook_rules import PICKS

# Some fit one type, some none.
_VALUES = st.sampled_from(
    ["", "yes", "12,5", "30 May 2026", "https://a.example/log", "a“b”\r\nc 👍🏽", AUTHOR, UNNAMED]
)
_EVIDENCE = st.lists(
    st.tuples(st.sampled_from(["", "https://a.example", "nowhere"]), st.sampled_from(["", "words"])), max_size=3
)


class RecordRules(RuleBasedStateMachine):
    """To be mixed into a machine that has a library, and does what it is given."""

    library: Library

    def do(self, act: Callable[[], object]) -> None:
        """Do something that may be refused, and remember what the library was like after it."""
        raise NotImplementedError

    @rule(annotation=PICKS, question=PICKS, values=st.lists(_VALUES, max_size=3), picks=st.lists(PICKS, max_size=3))
    def answer(self, annotation: int, question: int, values: list[str], picks: list[int]) -> None:
        records = Records(self.library)
        attributes = records.questions().attributes
        if not attributes:
            return
        asked = attributes[question % len(attributes)]
        answers = tuple(self._answers(asked, values, picks))
        if asked.type not in SEVERAL:
            answers = answers[:1]
        self._to_one(annotation, lambda found: records.answer(found, asked.id, answers))

    @rule(annotation=PICKS, question=PICKS, texts=st.lists(_VALUES, min_size=1, max_size=3))
    def write_an_answer(self, annotation: int, question: int, texts: list[str]) -> None:
        records = Records(self.library)
        asked = [each for each in records.questions().attributes if each.type is AttributeType.TEXT]

        def write(found: int) -> None:
            for text in texts:
                records.answer(found, asked[question % len(asked)].id, (Answer(text),), texts)

        if asked:
            self._to_one(annotation, write)

    @rule(annotation=PICKS, pieces=_EVIDENCE, stance=st.sampled_from(EvidenceStance), keeps=st.booleans())
    def give_evidence(
        self, annotation: int, pieces: list[tuple[str, str]], stance: EvidenceStance, keeps: bool
    ) -> None:
        records = Records(self.library)

        def give(found: int) -> None:
            kept = records.record(found).evidence[::-1] if keeps else ()
            records.set_evidence(found, (*kept, *(Evidence(0, url, quote, stance) for url, quote in pieces)))

        self._to_one(annotation, give)

    @rule(annotation=PICKS)
    def accept_what_is_proposed(self, annotation: int) -> None:
        self._to_one(annotation, Records(self.library).accept_proposed)

    def _answers(self, asked: Attribute, values: list[str], picks: list[int]) -> list[Answer]:
        entities = [row[0] for row in self.library.rows("SELECT id FROM entity ORDER BY id")]
        if asked.type is AttributeType.SPAN:
            return [Answer(span=Span(pick % 90, pick % 90 + 4)) for pick in picks]
        if asked.type in OF_ENTITIES and entities and picks:
            return [Answer(entity_id=entities[pick % len(entities)]) for pick in picks]
        ratings = [rating for scale in scales_of(asked).values() for rating in scale]
        choices = ratings if asked.type is AttributeType.RATING else asked.choices
        if choices and picks:
            return [Answer(choices[pick % len(choices)]) for pick in picks]
        return [Answer(value) for value in values]

    def _to_one(self, pick: int, act: Callable[[int], object]) -> None:
        ids = [row[0] for row in self.library.rows("SELECT id FROM annotation ORDER BY id")]
        if ids:
            self.do(lambda: act(ids[pick % len(ids)]))

"""What a person may do to the register of entities, as rules of the machine that tests undo."""

import csv
from collections.abc import Callable
from pathlib import Path

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from reader.domain.joined_cells import as_cell
from reader.services.import_register import import_register
from reader.services.register import Register
from reader.storage.library import Library
from tests.services.codebook_rules import PICKS

# Few, so that they meet; some of them are quotes, some the same name, and some cannot be.
_NAMES = st.sampled_from(["Kello", "KELLO", "kello’s", "a", "the", "é", "e\u0301", "Sea", "中文", " ", "x" * 201])
_SOME = st.lists(PICKS, min_size=1, max_size=4)


class EntityRules(RuleBasedStateMachine):
    """To be mixed into a machine that has a library, and does what it is given."""

    library: Library
    folder: Path

    def do(self, act: Callable[[], object]) -> None:
        """Do something that may be refused, and remember what the library was like after it."""
        raise NotImplementedError

    @property
    def _register(self) -> Register:
        return Register(self.library)

    @rule(name=_NAMES, label=PICKS)
    def add_entity(self, name: str, label: int) -> None:
        self.do(lambda: self._register.add(name, self._label_id(label)))

    @rule(picks=_SOME, entity=PICKS)
    def link_entity(self, picks: list[int], entity: int) -> None:
        self._to_entity(entity, lambda found: self._register.link(self._mentions(picks), found if entity % 5 else None))

    @rule(picks=_SOME, name=_NAMES)
    def link_new_entity(self, picks: list[int], name: str) -> None:
        self.do(lambda: self._register.link_new(self._mentions(picks), name))

    @rule(pick=PICKS, name=_NAMES, keep=st.booleans())
    def rename_entity(self, pick: int, name: str, keep: bool) -> None:
        self._to_entity(pick, lambda found: self._register.rename(found, name, keep=keep))

    @rule(pick=PICKS, label=PICKS)
    def retype_entity(self, pick: int, label: int) -> None:
        self._to_entity(pick, lambda found: self._register.retype(found, self._label_id(label)))

    @rule(pick=PICKS, aliases=st.lists(_NAMES, max_size=3))
    def set_aliases(self, pick: int, aliases: list[str]) -> None:
        self._to_entity(pick, lambda found: self._register.set_aliases(found, aliases))

    @rule(pick=PICKS, uri=st.sampled_from(["", "Q42", "https://x.example/1", "no such thing"]))
    def identify_entity(self, pick: int, uri: str) -> None:
        self._to_entity(pick, lambda found: self._register.set_uri(found, uri))

    @rule(pick=PICKS, notes=st.lists(st.sampled_from(["", "a", "b"]), min_size=1, max_size=3))
    def note_on_entity(self, pick: int, notes: list[str]) -> None:
        def note(found: int) -> None:
            register = self._register
            for text in notes:
                register.set_note(found, text, notes)

        self._to_entity(pick, note)

    @rule(picks=_SOME, into=PICKS)
    def merge_entities(self, picks: list[int], into: int) -> None:
        self._to_entity(into, lambda found: self._register.merge([self._entity(pick) or 0 for pick in picks], found))

    @rule(pick=PICKS, picks=_SOME, name=_NAMES)
    def split_entity(self, pick: int, picks: list[int], name: str) -> None:
        def split(found: int) -> None:
            mine = [row[0] for row in self.library.rows("SELECT id FROM annotation WHERE entity_id = ?", (found,))]
            self._register.split(found, mine[: len(picks)], name)

        self._to_entity(pick, split)

    @rule(pick=PICKS)
    def delete_entity(self, pick: int) -> None:
        self._to_entity(pick, self._register.delete)

    @rule(names=st.lists(_NAMES, min_size=1, max_size=4), pick=PICKS, label=PICKS)
    def import_register(self, names: list[str], pick: int, label: int) -> None:
        found = self.library.row("SELECT uid FROM entity WHERE id = ?", (self._entity(pick),))
        kind = self.library.row("SELECT name FROM label WHERE id = ?", (self._label_id(label),))
        path = self.folder / "register.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            rows = csv.writer(file)
            rows.writerow(("id", "name", "type", "aliases", "note"))
            for number, name in enumerate(names):
                uid = found[0] if found and not number else ""
                rows.writerow((uid, name, kind[0] if kind else "", as_cell(names[:number]), "c" * (pick % 2)))
        self.do(lambda: import_register(self.library, path))

    @rule(pick=PICKS, entities=_SOME)
    def answer_with_entities(self, pick: int, entities: list[int]) -> None:
        """As a record does, whatever the attribute: here it matters that an answer names an entity."""

        def answer() -> None:
            with self.library.action("Answer"):
                self.library.write("DELETE FROM annotation_value WHERE annotation_id = ?", (annotation,))
                for position, found in enumerate(dict.fromkeys(map(self._entity, entities))):
                    self.library.write(
                        "INSERT INTO annotation_value (annotation_id, attribute_id, position, value, entity_id) "
                        "SELECT ?, id, ?, '', ? FROM attribute WHERE field = 'about'",
                        (annotation, position, found),
                    )

        claims = self.library.rows(
            "SELECT annotation.id FROM annotation JOIN label ON label.id = label_id WHERE kind = 'claim' ORDER BY 1"
        )
        if claims and self._entity(0) is not None:
            (annotation,) = claims[pick % len(claims)]
            self.do(answer)

    def _entity(self, pick: int) -> int | None:
        ids = [row[0] for row in self.library.rows("SELECT id FROM entity ORDER BY id")]
        return ids[pick % len(ids)] if ids else None

    def _to_entity(self, pick: int, act: Callable[[int], object]) -> None:
        found = self._entity(pick)
        if found is not None:
            self.do(lambda: act(found))

    def _label_id(self, pick: int) -> int:
        ids = [row[0] for row in self.library.rows("SELECT id FROM label ORDER BY kind DESC, id")]
        return int(ids[pick % len(ids)]) if ids else 0

    def _mentions(self, picks: list[int]) -> list[int]:
        ids = [
            row[0]
            for row in self.library.rows(
                "SELECT annotation.id FROM annotation JOIN label ON label.id = label_id ORDER BY kind DESC, 1"
            )
        ]
        return [ids[pick % len(ids)] for pick in picks] if ids else []

"""What a person may do to the codebook, as rules of the machine that tests undo."""

from collections.abc import Callable
from pathlib import Path

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from reader.domain.codebook import Label, LabelDraft, LabelKind
from reader.formats import codebooks
from reader.services.edit_codebook import EditCodebook
from reader.storage.library import Library

PICKS = st.integers(0, 1000)
_MAYBE = st.none() | PICKS
_KINDS = st.sampled_from(LabelKind)
# Few, so that they meet; some of them are the same to a reader, and some cannot be.
_FIT = ["Person", "PERSON", "Actor", "Actor\u200b", "👩‍🚀 Crew", "شخص", "e\u0301", "É", "a" + "\u0301" * 59]
_NAMES = st.sampled_from([*_FIT, " ", "x" * 61])
_KEYS = st.sampled_from(["", "1", "2", "x", "X", "ß", "İ", "e\u0301", "g", "´", "ab"])
_COLOURS = st.sampled_from(["#000000", "#abcdef", "blue"])
_TEXTS = st.sampled_from(["", "Who acts.", "Who acts,\r\nor “speaks” 👍🏽;", "=1+1"])
_FIELDS = st.frozensets(st.sampled_from(["key", "description", "parent", "archived"]))


class CodebookRules(RuleBasedStateMachine):
    """To be mixed into a machine that has a library, and does what it is given."""

    library: Library
    edit: EditCodebook
    folder: Path

    def do(self, act: Callable[[], object]) -> None:
        """Do something that may be refused, and remember what the library was like after it."""
        raise NotImplementedError

    @rule(kind=_KINDS, name=_NAMES, colour=_COLOURS, key=_KEYS, parent=_MAYBE)
    def add_label(self, kind: LabelKind, name: str, colour: str, key: str, parent: int | None) -> None:
        draft = LabelDraft(kind, name, colour, key)
        self.do(lambda: self.edit.add(draft, self._id(parent)))

    @rule(pick=PICKS, name=_NAMES)
    def rename_label(self, pick: int, name: str) -> None:
        self._to_label(pick, lambda found: self.edit.rename(found, name))

    @rule(pick=PICKS, colour=_COLOURS)
    def recolour_label(self, pick: int, colour: str) -> None:
        self._to_label(pick, lambda found: self.edit.recolour(found, colour))

    @rule(pick=PICKS, key=_KEYS)
    def set_key_of_label(self, pick: int, key: str) -> None:
        self._to_label(pick, lambda found: self.edit.set_key(found, key))

    @rule(pick=PICKS, texts=st.lists(_TEXTS, min_size=1, max_size=3))
    def describe_label(self, pick: int, texts: list[str]) -> None:
        def describe(found: int) -> None:
            for text in texts:
                self.edit.describe(found, text, texts)

        self._to_label(pick, describe)

    @rule(pick=PICKS, parent=_MAYBE, before=_MAYBE)
    def move_label(self, pick: int, parent: int | None, before: int | None) -> None:
        self._to_label(pick, lambda found: self.edit.move(found, self._id(parent), self._id(before)))

    @rule(pick=PICKS, archived=st.booleans())
    def archive_label(self, pick: int, archived: bool) -> None:
        self._to_label(pick, lambda found: self.edit.archive(found, archived=archived))

    @rule(pick=PICKS, into=PICKS)
    def merge_label(self, pick: int, into: int) -> None:
        self._to_label(pick, lambda found: self.edit.merge(found, self._id(into) or 0))

    @rule(pick=PICKS)
    def delete_label(self, pick: int) -> None:
        self._to_label(pick, self.edit.delete)

    @rule(
        rows=st.lists(
            st.tuples(_KINDS, st.sampled_from(_FIT), _KEYS.filter(lambda key: key not in {"´", "ab"}), _TEXTS, _MAYBE),
            min_size=1,
            max_size=4,
        ),
        unsaid=_FIELDS,
        pick=PICKS,
        uid=st.booleans(),
    )
    def import_codebook(
        self,
        rows: list[tuple[LabelKind, str, str, str, int | None]],
        unsaid: frozenset[str],
        pick: int,
        uid: bool,
    ) -> None:
        path = self.folder / "book.csv"
        known = self._id(pick)
        header = [field for field in codebooks.FIELDS if field not in unsaid]
        lines = [";".join(header)]
        for number, (kind, name, key, description, parent) in enumerate(rows):
            above = self._id(parent)
            cells = {
                "kind": kind.value,
                "name": name,
                "key": key,
                "colour": "",
                "description": '"' + description.replace('"', '""') + '"',
                "parent": self.edit.codebook().by_id(above).name if above else "",
                "archived": str(pick % 3 == 0),
                "uid": self.edit.codebook().by_id(known).uid if known and uid and not number else "",
            }
            lines.append(";".join(cells[field] for field in header))
        path.write_text("\n".join(lines), "utf-8")
        self.do(lambda: self.edit.import_file(path))

    @rule(suffix=st.sampled_from(codebooks.SUFFIXES))
    def export_codebook(self, suffix: str) -> None:
        path = self.folder / f"out{suffix}"
        self.edit.export_file(path, replace=True)
        assert codebooks.read(path) == self.edit.codebook().drafts()
        assert self.edit.import_file(path).changes == ()

    def labels(self) -> tuple[Label, ...]:
        """All labels, in order."""
        return self.edit.codebook().labels

    def _id(self, pick: int | None) -> int | None:
        labels = self.labels()
        return None if pick is None or not labels else labels[pick % len(labels)].id

    def _to_label(self, pick: int, act: Callable[[int], object]) -> None:
        found = self._id(pick)
        if found is not None:
            self.do(lambda: act(found))

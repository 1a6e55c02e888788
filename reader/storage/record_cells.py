"""What is known of annotations beyond their spans, as cells: the columns of the claim record, then those of one's own.

All of it is gathered before the first row, so that an annotation without answers costs no more than a look into a dict.
"""

from typing import TYPE_CHECKING

from reader.domain.annotation import CLAIM_COLUMNS, AnnotationFilter
from reader.domain.joined_cells import escaped
from reader.domain.link import LinkRole
from reader.domain.questions import Attribute, AttributeType, Field
from reader.domain.record import Evidence, EvidenceStance
from reader.storage.listed import LISTED, listed
from reader.storage.questions import questions
from reader.storage.sightings import first_sightings

if TYPE_CHECKING:
    from reader.storage.library import Library

_SEVERAL = {AttributeType.CHOICES, AttributeType.WORDS, AttributeType.ENTITIES}
_WIDTH = len(CLAIM_COLUMNS)
_CLAIM_ID, _CLAIMANT_ID, _CLAIMANT = (CLAIM_COLUMNS.index(name) for name in ("claim_id", "claimant_id", "claimant"))
_CLAIMANT_QUOTE, _MADE_ON, _EVIDENCE = (CLAIM_COLUMNS.index(name) for name in ("claimant_quote", "made_on", "evidence"))
_UNKNOWN = ("",) * _WIDTH
_BEFORE_DAY = _UNKNOWN[1:_MADE_ON]


class RecordCells:
    """The cells of the annotations that a filter lets through, or of a few more."""

    def __init__(self, library: "Library", which: AnnotationFilter) -> None:
        own = _own_attributes(library)
        #: The columns of one's own, in the order of the codebook.
        self.own = tuple(dict.fromkeys(f"attr.{attribute.name}" for attribute in own))
        self._cells: dict[int, list[str]] = {}
        self._gather(library, which, own)
        firsts = first_sightings(library)
        uids = dict(
            library.rows(f"SELECT id, uid FROM annotation WHERE id IN {LISTED}", (listed(set(firsts.values())),))
        )
        self._claim_ids = {annotation_id: uids[first] for annotation_id, first in firsts.items()}

    def answered(self) -> frozenset[int]:
        """The ids of the annotations of which more is known than their spans."""
        return frozenset(self._cells)

    def of_mention(self, annotation_id: int) -> tuple[str, ...]:
        """The cells of an annotation of an entity: only attributes of one's own; none where it has no answers."""
        cells = self._cells.get(annotation_id)
        return () if cells is None else (*_UNKNOWN, *cells[_WIDTH:])

    def of_claim(self, annotation_id: int, uid: str, day: str) -> tuple[str, ...]:
        """The cells of a claim, empty ones at the end left out; made on the day unless its record says another."""
        claim_id = self._claim_ids.get(annotation_id, uid)
        cells = self._cells.get(annotation_id)
        if cells is None:
            return (claim_id, *_BEFORE_DAY, day)
        cells[_CLAIM_ID] = claim_id
        cells[_MADE_ON] = cells[_MADE_ON] or day
        return tuple(cells)

    def _gather(self, library: "Library", which: AnnotationFilter, own: list[Attribute]) -> None:
        width = _WIDTH + len(self.own)
        columns, several = self._columns(library, own)
        narrow, values = _narrow(which)
        blank = [""] * width

        def add(annotation_id: int, column: int, value: str) -> None:
            cells = self._cells.get(annotation_id)
            if cells is None:
                cells = self._cells[annotation_id] = blank.copy()
            if column in several:
                value = escaped(value)
            cells[column] = f"{cells[column]}; {value}" if cells[column] else value

        for annotation_id, attribute_id, value, entity_uid, name in library.stream(
            "SELECT annotation_id, attribute_id, value, entity.uid, entity.name FROM annotation_value "
            f"LEFT JOIN entity ON entity.id = entity_id WHERE {narrow.format('annotation_id')} "
            "ORDER BY annotation_id, attribute_id, position",
            values,
        ):
            column = columns.get(attribute_id)
            if column is not None:
                add(annotation_id, column, value if name is None else name)
                if column == _CLAIMANT and entity_uid is not None:
                    add(annotation_id, _CLAIMANT_ID, entity_uid)
        for annotation_id, quote in library.rows(
            "SELECT from_id, quote FROM link JOIN annotation ON annotation.id = to_id WHERE type IN "
            f"(SELECT name FROM link_type WHERE role = ?) AND {narrow.format('from_id')} ORDER BY link.id",
            (LinkRole.CLAIMANT.value, *values),
        ):
            add(annotation_id, _CLAIMANT_QUOTE, quote)
        for annotation_id, stance, url, quote in library.rows(
            f"SELECT annotation_id, stance, url, quote FROM evidence WHERE {narrow.format('annotation_id')} "
            "ORDER BY annotation_id, position, id",
            values,
        ):
            add(annotation_id, _EVIDENCE, Evidence(0, url, quote, EvidenceStance(stance)).words)

    def _columns(self, library: "Library", own: list[Attribute]) -> tuple[dict[int, int], set[int]]:
        """The column of each attribute, and the columns that may hold several values."""
        known = questions(library)
        columns, several = dict[int, int](), {_CLAIMANT_QUOTE, _EVIDENCE}
        for attribute in known.attributes:
            if (
                attribute.field is not None
                and attribute.field is not Field.EVIDENCE
                and attribute.field in CLAIM_COLUMNS
            ):
                columns[attribute.id] = CLAIM_COLUMNS.index(attribute.field)
                if attribute.type in _SEVERAL:
                    several.add(columns[attribute.id])
        kinds = set[tuple[str, str]]()
        for attribute in own:
            column = columns[attribute.id] = _WIDTH + self.own.index(f"attr.{attribute.name}")
            if attribute.type in _SEVERAL or (attribute.kind, attribute.name) in kinds:
                several.add(column)
            kinds.add((attribute.kind, attribute.name))
        return columns, several


def _own_attributes(library: "Library") -> list[Attribute]:
    """Those that are asked, and the archived ones that have answers."""
    own = [attribute for attribute in questions(library).attributes if attribute.field is None]
    answered = "EXISTS (SELECT 1 FROM annotation_value WHERE attribute_id = attribute.id)"
    kept = {row[0] for row in library.rows(f"SELECT id FROM attribute WHERE NOT archived OR {answered}")}
    return [attribute for attribute in own if attribute.id in kept]


def _narrow(which: AnnotationFilter) -> tuple[str, tuple[object, ...]]:
    """Where a filter names few annotations, a condition on a column with their ids, for others need not be read."""
    if which.annotation_ids is not None:
        return f"{{}} IN {LISTED}", (listed(which.annotation_ids),)
    if which.article_ids is not None:
        return (
            f"{{}} IN (SELECT id FROM annotation WHERE article_id IN {LISTED})",
            (listed(which.article_ids),),
        )
    return "true", ()

"""The claims of the ledger as rows, and what is told of each."""

from collections.abc import Sequence

from PySide6.QtCore import Qt

from reader.domain.codebook import Codebook, Label
from reader.domain.ledger import Claim, Named
from reader.domain.record import AUTHOR, UNNAMED
from reader.ui.names import override
from reader.ui.paged_rows import IdRows, Index
from reader.ui.painting.header import spoken_date
from reader.ui.plain import as_tip


class ClaimRows(IdRows[Claim]):
    """What the ledger tells of its claims."""

    codebook = Codebook(())

    def some(self, rows: Sequence[int]) -> tuple[int, ...]:
        """The claims of some rows."""
        return tuple(number for row in rows if (number := self.id_at(row)))

    def label(self, label_id: int) -> Label | None:
        """The label with this id, None for words that have none."""
        return self.codebook.shown(label_id) if label_id else None

    def name(self, who: Named | None) -> str:
        """What somebody is called; empty where nobody is told."""
        if who is None:
            return ""
        if who.entity_id == 0 and who.name in (AUTHOR, UNNAMED):
            return self.tr("the author") if who.name == AUTHOR else self.tr("unnamed")
        return who.name

    def about(self, claim: Claim) -> str:
        """What a claim is about, on one line."""
        return ", ".join(self.name(each) for each in claim.about)

    def verdict(self, claim: Claim) -> str:
        """The rating of a claim, or that it was not checked."""
        return claim.verdict or self.tr("unchecked")

    def told(self, claim: Claim) -> str:
        """All of a row in words, for those who hear it."""
        worth = self.tr("check-worthiness {0} of 3").format(claim.check) if claim.check >= 0 else ""
        many = len(claim.sightings)
        seen = self.tr("1 sighting") if many == 1 else self.tr("{0} sightings").format(f"{many:,}")
        about = self.tr("about {0}").format(self.about(claim)) if claim.about else ""
        made = spoken_date(claim.made_on)
        parts = (self.name(claim.claimant), claim.text, about, made, seen, worth, self.verdict(claim))
        return ", ".join(part for part in parts if part)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        claim = self.at(index)
        if claim is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return claim.text
            case Qt.ItemDataRole.AccessibleTextRole:
                return self.told(claim)
            case Qt.ItemDataRole.ToolTipRole:
                return as_tip(claim.text)
        return None

"""The entities of a list as rows, those that are met with one among them, and what is told of each."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QObject, Qt

from reader.domain.codebook import Codebook, Label
from reader.domain.entity_listing import EntityRow, EntityTallies, EntityTally
from reader.ui.names import override
from reader.ui.paged_rows import IdRows, Index
from reader.ui.plain import as_tip


class EntityRows(IdRows[EntityRow]):
    """What the list tells of its entities; `met_articles` where they are those that are met with another one."""

    def __init__(self, fetch: Callable[[Sequence[int]], dict[int, EntityRow]], parent: QObject | None = None) -> None:
        super().__init__(fetch, parent)
        self.codebook = Codebook(())
        self.tallies = EntityTallies()
        self.met_articles: Mapping[int, int] | None = None

    def label(self, row: EntityRow) -> Label:
        """The type of an entity."""
        return self.codebook.shown(row.label_id)

    def tally(self, row: EntityRow) -> EntityTally:
        """How often an entity is mentioned."""
        return self.tallies.of(row.id)

    def counted(self, row: EntityRow) -> str:
        """The same in words, or in how many articles it is met with another one."""
        if self.met_articles is not None:
            return self.in_articles(self.met_articles.get(row.id, 0))
        tally = self.tally(row)
        if not tally.mentions:
            return self.tr("no mention")
        words = self.tr("1 mention") if tally.mentions == 1 else self.tr("{0} mentions")
        mentions = words.format(f"{tally.mentions:,}")
        return f"{mentions} · {self.in_articles(tally.articles)}"

    def in_articles(self, count: int) -> str:
        """So many articles, in words."""
        return self.tr("1 article") if count == 1 else self.tr("{0} articles").format(f"{count:,}")

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.at(index)
        if row is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.name
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{self.label(row).name}: {row.name}, {self.counted(row)}"
            case Qt.ItemDataRole.ToolTipRole:
                return as_tip(f"{row.name}\n{self.label(row).name} · {self.counted(row)}")
        return None

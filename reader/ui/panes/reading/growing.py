"""A selection that keys grow and shrink again, back through the steps that it came by."""

from typing import TYPE_CHECKING

from reader.domain.article import Article
from reader.domain.span import Span

if TYPE_CHECKING:
    from reader.ui.panes.reading.reading_pane import ReadingPane


class Growing:
    """The steps of the selection of one reading pane, which begin anew once something else is selected."""

    def __init__(self, pane: "ReadingPane") -> None:
        self._pane = pane
        self._steps: list[Span] = []

    def take(self, name: str) -> bool:
        """Grow the selection, or shrink it; whether there is an article to select in."""
        article = self._pane.article()
        if article is None:
            return False
        step = self._larger if name == "Grow" else self._smaller
        self._pane.select(step(article, self._pane.selection()))
        return True

    def _larger(self, article: Article, span: Span) -> Span:
        """The next larger of word, sentence, paragraph around the selected span; the span where there is none."""
        from reader.domain.selecting import grown  # noqa: PLC0415 - its patterns take time to compile

        self._go_on_from(span)
        larger = grown(article.text, article.structure, span)
        if larger != span:
            self._steps.append(larger)
        return larger

    def _smaller(self, article: Article, span: Span) -> Span:
        """What the selected span has grown from; the next smaller one in it where it has not grown."""
        from reader.domain.selecting import shrunk  # noqa: PLC0415 - its patterns take time to compile

        self._go_on_from(span)
        self._steps.pop()
        if not self._steps:
            self._steps = [shrunk(article.text, article.structure, span)]
        return self._steps[-1]

    def _go_on_from(self, span: Span) -> None:
        if not self._steps or self._steps[-1] != span:
            self._steps = [span]

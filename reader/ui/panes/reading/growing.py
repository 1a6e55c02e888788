"""A selection that keys grow and shrink again, back through the steps that it came by."""

from reader.domain.article import Article
from reader.domain.span import Span


class Growing:
    """The steps of one selection, which begin anew once something else is selected."""

    def __init__(self) -> None:
        self._steps: list[Span] = []

    def larger(self, article: Article, span: Span) -> Span:
        """The next larger of word, sentence, paragraph around the selected span; the span where there is none."""
        from reader.domain.selecting import grown  # noqa: PLC0415 - its patterns take time to compile

        self._go_on_from(span)
        larger = grown(article.text, article.structure, span)
        if larger != span:
            self._steps.append(larger)
        return larger

    def smaller(self, article: Article, span: Span) -> Span:
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
